import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** A type as `terraform providers schema -json` writes it: `"string"`, `["list", "string"]`, `["object", {…}]`. */
type AttributeType =
  | string
  | readonly ['list' | 'set' | 'map', AttributeType]
  | readonly ['object', Readonly<Record<string, AttributeType>>];

interface Attribute {
  readonly type: AttributeType;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly deprecated?: boolean;
}

interface NestedBlock {
  readonly nesting_mode: string;
  readonly min_items?: number;
  readonly max_items?: number;
  readonly block: Block;
}

interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly block_types?: Readonly<Record<string, NestedBlock>>;
}

/** Resource type to its schema. */
export type ProviderSchemas = Readonly<Record<string, { readonly block: Block }>>;

export interface SchemaFinding {
  readonly kind: 'unknown' | 'missing' | 'read-only' | 'deprecated' | 'type' | 'count' | 'no-schema';
  /** e.g. `azurerm_lighthouse_definition.delegation.authorization[0]`. */
  readonly where: string;
  readonly message: string;
}

/** Arguments that Terraform itself gives every resource. */
const metaArguments = new Set(['//', 'depends_on', 'lifecycle', 'provider', 'count', 'for_each', 'provisioner', 'connection', 'timeouts']);

const schemaFiles = ['azurerm-schema.json', 'azuread-schema.json'].map((name) =>
  fileURLToPath(new URL(`../../../../shared/data/${name}`, import.meta.url)),
);

/** The providers' schemas that lie beside the project, or `undefined` where they do not: the caller says so loudly and skips. */
export function loadProviderSchemas(): ProviderSchemas | undefined {
  if (!schemaFiles.every((file) => existsSync(file))) {
    process.stderr.write(`\nSKIPPED: the synthesised JSON is not held against the providers' schemas; missing ${schemaFiles.join(', ')}\n`);
    return undefined;
  }
  return schemaFiles.reduce<ProviderSchemas>(
    (all, file) => ({ ...all, ...(JSON.parse(readFileSync(file, 'utf8')) as ProviderSchemas) }),
    {},
  );
}

/**
 * Holds every resource of a synthesised configuration against its schema: unknown, missing, read-only and deprecated arguments, wrong
 * types, too few or too many blocks. A resource type without a schema is a finding too, so that nothing passes unseen.
 */
export function checkAgainstSchemas(configuration: unknown, schemas: ProviderSchemas): readonly SchemaFinding[] {
  return Object.entries(recordOf(recordOf(configuration)['resource'])).flatMap(([type, named]) =>
    Object.entries(recordOf(named)).flatMap(([name, body]): readonly SchemaFinding[] => {
      const where = `${type}.${name}`;
      const schema = schemas[type];
      return schema === undefined ? [{ kind: 'no-schema', where, message: 'has no schema' }] : checkBlock(where, body, schema.block);
    }),
  );
}

function checkBlock(where: string, value: unknown, { attributes = {}, block_types: blocks = {} }: Block): readonly SchemaFinding[] {
  const body = recordOf(value);
  const unknown = Object.keys(body)
    .filter((key) => !metaArguments.has(key) && attributes[key] === undefined && blocks[key] === undefined)
    .map((key): SchemaFinding => ({ kind: 'unknown', where, message: `has no argument ${key}` }));
  return [
    ...unknown,
    ...Object.entries(attributes).flatMap(([key, attribute]) => checkAttribute(where, key, body[key], attribute)),
    ...Object.entries(blocks)
      .filter(([key]) => !metaArguments.has(key))
      .flatMap(([key, block]) => checkNested(where, key, body[key], block)),
  ];
}

function checkAttribute(where: string, key: string, value: unknown, attribute: Attribute): readonly SchemaFinding[] {
  if (value === undefined || value === null)
    return attribute.required === true ? [{ kind: 'missing', where, message: `needs ${key}` }] : [];
  const findings: SchemaFinding[] = [];
  if (attribute.computed === true && attribute.optional !== true && attribute.required !== true)
    findings.push({ kind: 'read-only', where, message: `sets ${key}, which is read-only` });
  if (attribute.deprecated === true) findings.push({ kind: 'deprecated', where, message: `sets ${key}, which is deprecated` });
  if (!fitsType(value, attribute.type))
    findings.push({ kind: 'type', where, message: `${key} is no ${JSON.stringify(attribute.type)}: ${JSON.stringify(value)}` });
  return findings;
}

function checkNested(where: string, key: string, value: unknown, nested: NestedBlock): readonly SchemaFinding[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  const { min_items: least = 0, max_items: most = nested.nesting_mode === 'single' ? 1 : 0 } = nested;
  const findings: SchemaFinding[] = [];
  if (items.length < least) findings.push({ kind: 'missing', where, message: `needs ${least} of block ${key}, has ${items.length}` });
  if (most > 0 && items.length > most)
    findings.push({ kind: 'count', where, message: `has ${items.length} of block ${key}, at most ${most}` });
  return [...findings, ...items.flatMap((item, index) => checkBlock(`${where}.${key}[${index}]`, item, nested.block))];
}

/** A text with an expression may become any type when it is applied. */
function isExpression(value: unknown): boolean {
  return typeof value === 'string' && /(?<!\$)\$\{/u.test(value);
}

function fitsType(value: unknown, type: AttributeType): boolean {
  if (isExpression(value)) return true;
  if (typeof type === 'string') {
    if (type === 'bool') return typeof value === 'boolean';
    return type === 'dynamic' || typeof value === type;
  }
  const [kind, inner] = type;
  if (kind === 'list' || kind === 'set') return Array.isArray(value) && value.every((item) => fitsType(item, inner));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if (kind === 'map') return Object.values(value).every((item) => fitsType(item, inner));
  const fields = inner as Readonly<Record<string, AttributeType>>;
  return Object.entries(value).every(([key, item]) => {
    const field = fields[key];
    return field !== undefined && fitsType(item, field);
  });
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** Types whose bodies our own types check: azapi has no schema of the resources behind it. */
export const typesWithoutSchema: ReadonlySet<string> = new Set(['azapi_resource']);
