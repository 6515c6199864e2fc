import { checkArchive } from './archive-rules.ts';
import { checkCustomer } from './customer-rules.ts';
import type { Customer } from './customer.ts';
import { customerSchema } from './customer.ts';
import { workspaceNameOf } from './environment-names.ts';
import { customerInvalid, customerUnknown, customersFolderMissing, operatorInvalid } from './errors.ts';
import type { FileReader } from './file-reader.ts';
import { nearestName } from './nearest-name.ts';
import { nodeFiles } from './node-files.ts';
import { checkOperator } from './operator-rules.ts';
import type { Operator } from './operator.ts';
import { operatorSchema } from './operator.ts';
import type { Problem, SourcePosition } from './problem.ts';
import { formatProblem } from './problem.ts';
import { readYaml, sortProblems } from './read-yaml.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

/** One customer's file as it was found: good, or with its problems. */
export interface CustomerEntry {
  /** Name of the folder; equal to the customer's id when the file is good. */
  readonly id: string;
  /** Path of customer.yaml. */
  readonly file: string;
  /** Absent when the file has an error. */
  readonly customer?: Customer;
  /** Errors and warnings of this customer, in the order of the file. */
  readonly problems: readonly Problem[];
}

/** A folder of customers, read and checked as a whole. */
export interface CustomerBook {
  readonly folder: string;
  /** Absent when operator.yaml is missing or has an error. */
  readonly operator?: Operator;
  readonly operatorFile: string;
  /** Every customer folder, by id. */
  readonly entries: readonly CustomerEntry[];
  /** The customers without errors, by id. */
  readonly customers: readonly Customer[];
  /** Problems of all files, the operator's included. */
  readonly problems: readonly Problem[];
}

interface ReadEntry {
  readonly id: string;
  readonly file: string;
  readonly problems: Problem[];
  readonly customer?: Customer;
  readonly source?: YamlSource;
}

async function readCustomer(folder: string, id: string, files: FileReader): Promise<ReadEntry> {
  const file = `${folder}/${id}/customer.yaml`;
  const text = await files.readText(file);
  if (text === undefined) {
    const position = { file, line: 1, column: 1 };
    return {
      id,
      file,
      problems: [
        {
          severity: 'error',
          code: 'MXDR-CUSTOMER-FILE-MISSING',
          message: `the folder ${id} has no customer.yaml`,
          position,
          hint: `make it with "mxdr init ${id}", or move the folder away`,
        },
      ],
    };
  }
  const reading = readYaml(customerSchema, text, file);
  if ('problems' in reading) return { id, file, problems: [...reading.problems] };
  const { value: customer, source } = reading;
  const problems = [...checkCustomer(customer, id, source)];
  const { logo } = customer.branding;
  if (
    logo !== undefined &&
    !problems.some((problem) => problem.code === 'MXDR-CUSTOMER-LOGO') &&
    !(await files.hasFile(`${folder}/${id}/${logo}`))
  ) {
    problems.push({
      severity: 'error',
      code: 'MXDR-CUSTOMER-LOGO',
      message: `logo "${logo}" does not exist beside customer.yaml`,
      position: source.positionOf(['branding', 'logo']),
    });
  }
  return { id, file, problems, customer, source };
}

/** What no two customers may share: one value twice would send one customer's data to another. */
const uniqueFields: readonly {
  readonly name: string;
  readonly path: readonly string[];
  readonly read: (customer: Customer) => string | undefined;
}[] = [
  { name: 'id', path: ['id'], read: (customer) => customer.id },
  { name: 'tenantId', path: ['tenantId'], read: (customer) => customer.tenantId },
  { name: 'primaryDomain', path: ['primaryDomain'], read: (customer) => customer.primaryDomain },
  { name: 'subscriptionId', path: ['subscriptionId'], read: (customer) => customer.subscriptionId },
  { name: 'workspace.name', path: ['workspace', 'name'], read: workspaceNameOf },
  { name: 'workspace.workspaceId', path: ['workspace', 'workspaceId'], read: (customer) => customer.workspace.workspaceId },
];

function placeText({ file, line, column }: SourcePosition): string {
  return `${file}:${line}:${column}`;
}

function reportDuplicates(entries: readonly ReadEntry[]): void {
  for (const field of uniqueFields) {
    const holders = new Map<string, ReadEntry[]>();
    for (const entry of entries) {
      const value = entry.customer === undefined ? undefined : field.read(entry.customer)?.toLowerCase();
      if (value !== undefined) holders.set(value, [...(holders.get(value) ?? []), entry]);
    }
    for (const [value, sharing] of holders) {
      if (sharing.length < 2) continue;
      for (const entry of sharing) {
        const others = sharing
          .filter((other) => other !== entry)
          .map((other) => `${other.id} (${other.source === undefined ? other.file : placeText(other.source.positionOf(field.path))})`);
        entry.problems.push({
          severity: 'error',
          code: 'MXDR-CUSTOMER-SHARED',
          message: `${field.name} "${value}" is also that of ${others.join(', ')}`,
          position: entry.source?.positionOf(field.path) ?? { file: entry.file, line: 1, column: 1 },
          hint: 'customers never share a tenant, a subscription or a workspace',
        });
      }
    }
  }
}

/** What a customer may not share with the operator, and what the operator must have for it. */
function reportAgainstOperator(entries: readonly ReadEntry[], operator: Operator): void {
  for (const { customer, source, problems } of entries) {
    if (customer === undefined || source === undefined) continue;
    for (const field of ['tenantId', 'subscriptionId'] as const) {
      if (customer[field].toLowerCase() === operator[field].toLowerCase())
        problems.push({
          severity: 'error',
          code: 'MXDR-CUSTOMER-SHARED',
          message: `${field} is the operator's own`,
          position: source.positionOf([field]),
          hint: "name the customer's",
        });
    }
    reportForeignPrincipals(customer, source, operator, problems);
    problems.push(...checkArchive(customer, operator, source));
  }
}

/** Object ids that must be of the customer's tenant; one of the operator's would be refused at apply, or name nobody. */
function reportForeignPrincipals(customer: Customer, source: YamlSource, operator: Operator, problems: Problem[]): void {
  const principals = new Map(
    Object.entries(operator.principals).flatMap(([name, principal]) =>
      principal === undefined ? [] : [[principal.principalId.toLowerCase(), name] as const],
    ),
  );
  const { access, response } = customer;
  for (const [path, id] of [
    [['response', 'assignTo'], response.assignTo],
    [['access', 'approverGroupId'], access.approverGroupId],
    [['access', 'breakGlassGroupId'], access.breakGlassGroupId],
    ...access.people.map(({ objectId }, i) => [['access', 'people', i, 'objectId'], objectId] as const),
  ] as readonly (readonly [YamlPath, string | undefined])[]) {
    const name = id === undefined ? undefined : principals.get(id.toLowerCase());
    if (name !== undefined)
      problems.push({
        severity: 'error',
        code: 'MXDR-CUSTOMER-PRINCIPAL',
        message: `${path.join('.')} is the operator's ${name}, an object of another tenant`,
        position: source.positionOf(path),
        hint: "give the object id of a user or group of the customer's tenant",
      });
  }
}

async function readOperator(
  file: string,
  files: FileReader,
): Promise<{ readonly operator?: Operator; readonly problems: readonly Problem[] }> {
  const text = await files.readText(file);
  if (text === undefined) {
    return {
      problems: [
        {
          severity: 'error',
          code: 'MXDR-OPERATOR-FILE-MISSING',
          message: 'operator.yaml is missing beside the customer folders',
          position: { file, line: 1, column: 1 },
          hint: 'it names the party that runs the service',
        },
      ],
    };
  }
  const reading = readYaml(operatorSchema, text, file);
  if ('problems' in reading) return { problems: reading.problems };
  const problems = [...checkOperator(reading.value, reading.source)];
  const { logo } = reading.value.branding;
  if (logo !== undefined && problems.every(({ code }) => code !== 'MXDR-OPERATOR-LOGO')) {
    const place = `${file.slice(0, file.lastIndexOf('/'))}/${logo}`;
    if (!(await files.hasFile(place)))
      problems.push({
        severity: 'error',
        code: 'MXDR-OPERATOR-LOGO',
        message: `logo "${logo}" does not exist beside operator.yaml`,
        position: reading.source.positionOf(['branding', 'logo']),
      });
  }
  return hasError(problems) ? { problems } : { operator: reading.value, problems };
}

function hasError(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}

/**
 * Reads `<folder>/operator.yaml` and every `<folder>/<id>/customer.yaml`, and checks each alone and all against each other.
 * Problems are collected, not thrown. Folders whose name begins with a dot or an underscore are left out.
 * @throws AppError usage `MXDR-CUSTOMERS-FOLDER-MISSING`
 */
export async function loadCustomers(folder: string, files: FileReader = nodeFiles): Promise<CustomerBook> {
  let names: readonly string[];
  try {
    names = (await files.listFolders(folder)).filter((name) => !/^[._]/u.test(name));
  } catch (error) {
    throw customersFolderMissing(folder, error);
  }
  const operatorFile = `${folder}/operator.yaml`;
  const [{ operator, problems: operatorProblems }, ...read] = await Promise.all([
    readOperator(operatorFile, files),
    ...names.map((name) => readCustomer(folder, name, files)),
  ]);
  reportDuplicates(read);
  if (operator !== undefined) reportAgainstOperator(read, operator);
  const entries = read.map(({ id, file, customer, problems }): CustomerEntry => ({
    id,
    file,
    problems: sortProblems(problems),
    ...(customer === undefined || hasError(problems) ? {} : { customer }),
  }));
  return {
    folder,
    ...(operator === undefined ? {} : { operator }),
    operatorFile,
    entries,
    customers: entries.flatMap((entry) => (entry.customer === undefined ? [] : [entry.customer])),
    problems: [...operatorProblems, ...entries.flatMap((entry) => entry.problems)],
  };
}

/**
 * The customer with the id.
 * @throws AppError usage `MXDR-CUSTOMER-UNKNOWN` with the nearest id, `MXDR-CUSTOMER-INVALID` with the problems of its file
 */
export function findCustomer(book: CustomerBook, id: string): Customer {
  const entry = book.entries.find((one) => one.id === id);
  if (entry === undefined) {
    const ids = book.entries.map((one) => one.id);
    throw customerUnknown(id, book.folder, ids, nearestName(id, ids));
  }
  if (entry.customer === undefined)
    throw customerInvalid(id, entry.problems.filter((problem) => problem.severity === 'error').map(formatProblem), entry.file);
  return entry.customer;
}

/**
 * The operator of the book.
 * @throws AppError usage `MXDR-OPERATOR-INVALID` when operator.yaml is missing or has errors
 */
export function requireOperator(book: CustomerBook): Operator {
  if (book.operator !== undefined) return book.operator;
  throw operatorInvalid(
    book.problems.filter((problem) => problem.position.file === book.operatorFile).map(formatProblem),
    book.operatorFile,
  );
}
