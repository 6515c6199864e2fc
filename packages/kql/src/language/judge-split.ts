import type { WindowSplit } from '@mxdr/core';
import { QueryReader } from './query-reader.ts';
import type { SyntaxNode } from './syntax-node.ts';

/** Operators that make nothing, one or several rows of each row, whatever the other rows are. Unions are looked into. */
const ROW_OPERATORS: ReadonlySet<string> = new Set([
  'FilterOperator',
  'ExtendOperator',
  'ProjectOperator',
  'ProjectAwayOperator',
  'ProjectKeepOperator',
  'ProjectRenameOperator',
  'ProjectReorderOperator',
  'ProjectByNamesOperator',
  'ParseOperator',
  'ParseWhereOperator',
  'ParseKvOperator',
  'MvExpandOperator',
  // A wish for a chart: the rows stay as they are.
  'RenderOperator',
]);

/** What functions depend on beside the row that they are given, by the first word of it. */
const REACHING_FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  // Each part is asked a little later than the one before.
  'depends on when it is asked': ['now', 'ago', 'current_cursor'],
  'differs from one request to the next': ['rand', 'new_guid'],
  'looks at the rows around': ['row_number', 'row_cumsum', 'row_rank_dense', 'row_rank_min', 'row_window_session', 'prev', 'next'],
  'reads more than the row at hand': [
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
    'external_table',
    'materialized_view',
    'cursor_after',
    'cursor_before_or_at',
    '_GetWatchlist',
    '_GetWatchlistAlias',
  ],
};

const REASON_OF_FUNCTION: ReadonlyMap<string, string> = new Map(
  Object.entries(REACHING_FUNCTIONS).flatMap(([reason, names]) => names.map((name) => [name, reason] as const)),
);

/** The column by which a service's window keeps rows. */
const TIME_COLUMN = 'TimeGenerated';

/** Thrown with why a query cannot be asked in parts. */
class WholeOnly extends Error {}

/**
 * Whether the rows of a query over two windows that meet are its rows over both: a pipeline that filters and reshapes the rows of tables one
 * by one, or a union of such. What is not known to be so is not: an unknown table, a function of the workspace, anything that counts,
 * sorts, joins, samples or asks for the time.
 */
export function judgeSplit(text: string, reader: QueryReader = new QueryReader()): WindowSplit {
  const query = reader.read(text);
  if (query === undefined) return { kind: 'whole-only', why: 'the language service cannot read it' };
  const error = query.diagnostics.find(({ severity }) => severity === 'error');
  if (error !== undefined) return { kind: 'whole-only', why: `it is not valid here (${error.message})` };
  const [unknown] = query.unknown;
  if (unknown !== undefined) return { kind: 'whole-only', why: `nothing is known of the ${unknown.kind} ${unknown.name}` };
  try {
    new Judge(reader).statements(query.syntax.items('Statements'));
    return { kind: 'splittable' };
  } catch (reason) {
    if (reason instanceof WholeOnly) return { kind: 'whole-only', why: reason.message };
    throw reason;
  }
}

class Judge {
  private readonly reader: QueryReader;
  /** Names that `let` gave: rows that may be asked in parts, or a value. */
  private readonly names = new Map<string, 'rows' | 'value'>();

  constructor(reader: QueryReader) {
    this.reader = reader;
  }

  statements(statements: readonly SyntaxNode[]): void {
    if (statements.filter(({ kind }) => kind === 'ExpressionStatement').length !== 1) throw new WholeOnly('it is not one query');
    for (const statement of statements) {
      const expression = statement.field('Expression');
      if (statement.kind === 'ExpressionStatement' && expression !== undefined) this.rows(expression);
      else if (statement.kind === 'LetStatement' && expression !== undefined) this.letStatement(statement, expression);
      else throw new WholeOnly(`of its statement "${firstWord(statement)}"`);
    }
  }

  private letStatement(statement: SyntaxNode, expression: SyntaxNode): void {
    const name = statement.field('Name')?.simpleName ?? '';
    const inner = unwrap(expression);
    const isRows = inner.resultColumns !== undefined || inner.kind === 'PipeExpression' || inner.kind.endsWith('Operator');
    if (isRows) this.rows(inner);
    else this.value(inner);
    this.names.set(name, isRows ? 'rows' : 'value');
  }

  /** Rows that are, over two windows, those over both. */
  private rows(node: SyntaxNode): void {
    const inner = unwrap(node);
    const source = inner.field('Expression');
    const operator = inner.field('Operator');
    if (inner.kind === 'PipeExpression' && source !== undefined && operator !== undefined) {
      this.rows(source);
      this.operator(operator);
    } else if (inner.kind === 'UnionOperator') this.operator(inner);
    else if (inner.kind === 'NameReference') this.named(inner);
    else throw new WholeOnly(`"${firstWord(inner)}" is not a table that a window bounds`);
  }

  private named(node: SyntaxNode): void {
    const name = node.simpleName ?? node.text;
    if (this.names.get(name) === 'rows') return;
    if (node.symbol?.kind !== 'table' || name.includes('*')) throw new WholeOnly(`"${name}" is not one table by name`);
    if (!this.reader.hasColumn(name, TIME_COLUMN))
      throw new WholeOnly(`the table ${name} has no ${TIME_COLUMN}, so a window does not bound it`);
  }

  private operator(node: SyntaxNode): void {
    if (node.kind === 'UnionOperator') {
      for (const member of node.items('Expressions')) this.rows(member);
      return;
    }
    if (!ROW_OPERATORS.has(node.kind)) throw new WholeOnly(`"${firstWord(node)}" looks at all rows at once`);
    for (const child of node.children) this.value(child);
  }

  /** An expression over one row, with constants. */
  private value(node: SyntaxNode): void {
    const { kind } = node;
    if (
      kind === 'PipeExpression' ||
      kind.endsWith('Operator') ||
      /^(?:ToScalar|ToTable|Materialize|DataTable|ExternalData|FunctionDecl)/u.test(kind)
    )
      throw new WholeOnly(`"${firstWord(node)}" reads more than the row at hand`);
    if (kind === 'NameReference' && (node.symbol?.kind === 'table' || this.names.get(node.simpleName ?? '') === 'rows') && !isColumn(node))
      throw new WholeOnly(`its condition reads the rows of ${node.simpleName ?? node.text}`);
    if (kind === 'FunctionCallExpression') {
      const name = node.field('Name')?.simpleName ?? '';
      const reason = REASON_OF_FUNCTION.get(name);
      if (reason !== undefined) throw new WholeOnly(`${name}() ${reason}`);
      if (this.names.has(name)) throw new WholeOnly(`its own function ${name}() is not looked into`);
    }
    for (const child of node.children) this.value(child);
  }
}

/** A column may bear the name of a table that `let` or the workspace knows; only the analysis tells, and it says column then. */
function isColumn(node: SyntaxNode): boolean {
  return node.symbol?.kind === 'column';
}

function unwrap(node: SyntaxNode): SyntaxNode {
  const inner = node.kind === 'ParenthesizedExpression' ? node.field('Expression') : undefined;
  return inner === undefined ? node : unwrap(inner);
}

function firstWord(node: SyntaxNode): string {
  return node.tokens[0] ?? node.kind;
}
