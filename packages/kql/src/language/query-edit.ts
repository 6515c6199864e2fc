import type { AssumedNames, QueryAnalyser } from './analyse-query.ts';
import { isTabularPlace } from './syntax-path.ts';
import type { SyntaxNode } from './syntax-node.ts';

/** Something that keeps a text from being a condition, at a place of it. */
export interface ConditionProblem {
  readonly message: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/** Calls that read more than the row at hand. */
const REACHING_CALLS: ReadonlySet<string> = new Set([
  'table',
  'database',
  'cluster',
  'workspace',
  'app',
  'adx',
  'arg',
  'resource',
  'materialize',
  'toscalar',
  'externaldata',
  'external_table',
  'materialized_view',
  'entity_group',
  '_GetWatchlist',
  '_GetWatchlistAlias',
]);

/** Kinds of nodes that a condition of one row may hold; everything tabular is missing. */
function isScalarKind(kind: string): boolean {
  if (kind === 'PipeExpression' || kind.endsWith('Operator') || kind.endsWith('Statement')) return false;
  return !/^(?:ToScalar|ToTable|Materialize|DataTable|ContextualDataTable|ExternalData|InlineExternalTable|FunctionDeclaration|Star)/u.test(
    kind,
  );
}

function offsetToPlace(text: string, offset: number): Pick<ConditionProblem, 'line' | 'column'> {
  const lines = text.slice(0, Math.max(0, offset)).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/** Words of a comment begin with two slashes outside of a text. */
function commentAt(text: string): number {
  const literal = /@"[^"]*"|@'[^']*'|```[\s\S]*?```|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\/\//gu;
  for (const match of text.matchAll(literal)) if (match[0] === '//') return match.index;
  return -1;
}

/**
 * Holds a text against what a condition on one row of a table is: a single boolean expression over its columns. No pipe, no statement, no
 * comment, no other table, no call that reads elsewhere. Such a text can stand in brackets in any query without meaning anything else there.
 */
export function findConditionProblems(
  analyser: QueryAnalyser,
  text: string,
  table: string,
  assumed: AssumedNames,
): readonly ConditionProblem[] {
  const trimmed = text.trim();
  const problem = (message: string, offset: number): ConditionProblem => ({ message, ...offsetToPlace(text, offset) });
  if (trimmed === '') return [problem('the condition is empty', 0)];
  const comment = commentAt(text);
  if (comment >= 0) return [problem('a condition holds no comment', comment)];
  // Alone, it must be one expression from its first character to its last.
  const alone = analyser.analyseTree(text);
  const syntaxError = alone.analysis.diagnostics.find(({ severity, code }) => severity === 'error' && code.startsWith('KS0'));
  if (syntaxError !== undefined) return [{ message: syntaxError.message, line: syntaxError.line, column: syntaxError.column }];
  const statements = alone.syntax.items('Statements');
  const [statement] = statements;
  const expression = statement?.field('Expression');
  if (statements.length !== 1 || statement?.kind !== 'ExpressionStatement' || expression === undefined)
    return [problem('a condition is one expression, not a statement', statements[1]?.span.start ?? 0)];
  const { start, length } = expression.span;
  if (text.slice(start, start + length).trim() !== trimmed)
    return [problem('a condition is one expression and nothing after it', start + length)];
  const outside: ConditionProblem[] = [];
  const visit = (node: SyntaxNode): void => {
    if (!isScalarKind(node.kind))
      outside.push(problem(`a condition reads one row: no ${node.text.split(/\s/u)[0] ?? ''}`, node.span.start));
    const name = node.kind === 'FunctionCallExpression' ? node.field('Name')?.simpleName : undefined;
    if (name !== undefined && REACHING_CALLS.has(name)) outside.push(problem(`${name}() reads more than one row`, node.span.start));
    for (const child of node.children) visit(child);
  };
  visit(expression);
  const [first] = outside;
  if (first !== undefined) return [first];
  // Over the table, it must bind and be boolean.
  const prefix = `${table}\n| where (\n`;
  const bound = analyser.analyseTree(`${prefix}${text}\n)`, assumed);
  const error = bound.analysis.diagnostics.find(({ severity }) => severity === 'error');
  if (error !== undefined) return [{ message: error.message, line: Math.max(1, error.line - 2), column: error.column }];
  return countTables(bound.syntax) > 1 ? [problem('a condition names no table', 0)] : [];
}

/** References of tables anywhere, `in (Table)` too. */
function countTables(node: SyntaxNode): number {
  const own = node.kind === 'NameReference' && node.symbol?.kind === 'table' ? 1 : 0;
  return node.children.reduce((sum, child) => sum + countTables(child), own);
}

function findTables(root: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const path: SyntaxNode[] = [];
  const visit = (node: SyntaxNode): void => {
    path.push(node);
    if (node.kind === 'NameReference' && node.symbol?.kind === 'table' && isTabularPlace(path)) found.push(node);
    for (const child of node.children) visit(child);
    path.pop();
  };
  visit(root);
  return found;
}

/** A table that a query reads, and everywhere it does. */
export interface TableSource {
  readonly table: string;
  /** Offsets of its name in the text. */
  readonly places: readonly { readonly start: number; readonly end: number }[];
}

/** The tables at the heads of pipes, unions and joins, the first one first. */
export function findSources(root: SyntaxNode): readonly TableSource[] {
  const places = new Map<string, { start: number; end: number }[]>();
  for (const node of findTables(root)) {
    const name = node.symbol?.name ?? '';
    const { start, length } = node.span;
    const found = places.get(name) ?? [];
    if (!found.some((one) => one.start === start)) found.push({ start, end: start + length });
    places.set(name, found);
  }
  return [...places].map(([table, list]) => ({ table, places: list }));
}

/** Where the last expression of a query ends: what stands there belongs to its result. */
export function endOfResult(root: SyntaxNode): number | undefined {
  const last = root.items('Statements').findLast(({ kind }) => kind === 'ExpressionStatement');
  return last === undefined ? undefined : last.span.start + last.span.length;
}
