import type { SyntaxNode } from './syntax-node.ts';

/**
 * The parameters in front of a query: `let START = datetime(2026-10-01T00:00:00.000Z); let INCIDENT = 1234;` on the first line. A report asks the
 * same query again and again with other values, and the language service takes longer to analyse it than it takes to answer it. What the service
 * says of a query does not depend on these values (see {@link isIndifferent}), so that one analysis serves all that have the same shape.
 */
export interface QueryParameters {
  /** The text with every value blanked out: equal for texts that differ in the values only, and of the same length. */
  readonly shape: string;
  /** Length of the first line: what lies behind it is the same in all texts of the shape. */
  readonly length: number;
  /** Names whose values are whole numbers. */
  readonly numbers: ReadonlySet<string>;
}

const statement = /let ([A-Za-z_]\w*) = (?:(datetime\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\))|(0|[1-9]\d{0,14})|[A-Za-z_]\w*);( |$)/y;

/** Reads the first line. `undefined` where it is anything but a row of such statements, with at least one value, and more lines after it. */
export function readParameters(text: string): QueryParameters | undefined {
  const end = text.indexOf('\n');
  if (end < 0 || !text.startsWith('let ')) return undefined;
  const line = text.slice(0, end);
  let hasValue = false;
  const numbers = new Set<string>();
  let shape = '';
  for (let at = 0; at < line.length;) {
    statement.lastIndex = at;
    const found = statement.exec(line);
    if (found === null) return undefined;
    const [whole, name = '', instant, number] = found;
    if (instant !== undefined && !isInstant(instant.slice('datetime('.length, -1))) return undefined;
    if (number !== undefined) numbers.add(name);
    const value = instant ?? number;
    hasValue ||= value !== undefined;
    // A blanked number must not look like a blanked instant.
    shape += value === undefined ? whole : whole.replace(value, (instant === undefined ? '#' : '@').repeat(value.length));
    at += whole.length;
  }
  return hasValue ? { shape: shape + text.slice(end), length: end, numbers } : undefined;
}

const isInstant = (text: string): boolean => {
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString() === text;
};

const comparisons: ReadonlySet<string> = new Set([
  'EqualExpression',
  'NotEqualExpression',
  'LessThanExpression',
  'LessThanOrEqualExpression',
  'GreaterThanExpression',
  'GreaterThanOrEqualExpression',
]);

/**
 * Whether the analysis is the same for other values. Instants never show in it. A whole number can: `percentile(Delay, N)` names its column after
 * the number; so a number may stand in comparisons only.
 */
export function isIndifferent(syntax: SyntaxNode, { numbers }: QueryParameters): boolean {
  if (numbers.size === 0) return true;
  const isFine = (node: SyntaxNode, parent: SyntaxNode): boolean =>
    node.kind === 'NameReference' && numbers.has(node.simpleName ?? '')
      ? comparisons.has(parent.kind)
      : node.children.every((child) => isFine(child, node));
  return syntax.children.every((child) => isFine(child, syntax));
}
