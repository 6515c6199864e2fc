import { KqlUnsupported } from '../errors.ts';
import type { TableCatalogue } from '../schema/table-catalogue.ts';
import { builtInTables } from '../schema/table-catalogue.ts';
import type { TableColumnInfo } from '../tables/table-provider.ts';
import type { Analysis, AssumedNames, KqlDiagnostic } from './analyse-query.ts';
import { QueryAnalyser } from './analyse-query.ts';
import type { FunctionDeclaration } from './kusto.ts';
import { isOpenResult } from './open-result.ts';
import type { ConditionProblem, TableSource } from './query-edit.ts';
import { endOfResult, findConditionProblems, findSources } from './query-edit.ts';
import { isTabularPlace, pathAt } from './syntax-path.ts';
import type { SyntaxNode } from './syntax-node.ts';
import { locate } from './text-positions.ts';

/** A name that only the customer's workspace can explain. */
export interface UnknownName {
  readonly name: string;
  readonly kind: 'table' | 'function';
  /** From 1, where it stands first. */
  readonly line: number;
  readonly column: number;
}

/** A query, bound as far as can be without its workspace. */
export interface ReadQuery extends Omit<Analysis, 'missingTables'> {
  readonly syntax: SyntaxNode;
  /**
   * Tables and functions that no schema holds, in the order of the text. They were taken for what gives any column, so that everything else
   * of the query could still be read.
   */
  readonly unknown: readonly UnknownName[];
}

export interface QueryReaderProps {
  /** @default the built-in catalogue */
  readonly schemas?: TableCatalogue;
  /** Functions of the workspace whose text is known. @default none */
  readonly functions?: readonly FunctionDeclaration[];
}

/** Columns of these come with what is sent to them: a schema names a part only. */
const TABLES_WITH_ANY_COLUMN = ['AzureDiagnostics'];

/** Columns that every table of a workspace has and that the public reference leaves out of many. */
const COLUMNS_OF_EVERY_TABLE: readonly TableColumnInfo[] = [
  { name: 'TenantId', type: 'string' },
  { name: 'Type', type: 'string' },
  { name: 'SourceSystem', type: 'string' },
  { name: '_ItemId', type: 'string' },
  { name: '_TimeReceived', type: 'datetime' },
];

/** Columns that the public reference leaves out although the service has them. */
const OMITTED_COLUMNS: Readonly<Record<string, readonly TableColumnInfo[]>> = {
  DnsEvents: [{ name: 'Name', type: 'string' }],
  W3CIISLog: [{ name: 'sComputerName', type: 'string' }],
};

/** An unknown name may hide further ones behind it; real queries need two rounds. */
const MOST_ROUNDS = 8;

const NAME_CODES: ReadonlySet<string> = new Set(['KS204', 'KS205', 'KS211']);

/** Names that are of the customer's workspace by their form: custom tables, and the parsers of ASIM. */
const WORKSPACE_NAMES = /\b(?:[A-Za-z]\w*_CL|_Im_\w+|_ASim_\w+|im[A-Z]\w+|vim[A-Z]\w+|ASim[A-Z]\w+)\b(\s*\()?/gu;

type Kind = UnknownName['kind'];

/** Reads queries that were written for a workspace which is not at hand: those of rules. One reader holds one parser; it is not cheap to make. */
export class QueryReader {
  private readonly analyser: QueryAnalyser;
  private readonly schemas: TableCatalogue;
  /** Names that were unknown in some query: to assume them at once spares the others a round. */
  private readonly seen: Readonly<Record<Kind, Set<string>>> = { table: new Set(), function: new Set() };

  constructor(props: QueryReaderProps = {}) {
    this.schemas = props.schemas ?? builtInTables();
    const tables = this.schemas.names().map((name) => ({ name, columns: this.columnsOf(name), origins: [] }));
    this.analyser = new QueryAnalyser(tables, this.schemas, props.functions ?? []);
  }

  private columnsOf(table: string): readonly TableColumnInfo[] {
    const declared = this.schemas.get(table)?.columns ?? [];
    const names = new Set(declared.map(({ name }) => name));
    return [...declared, ...[...(OMITTED_COLUMNS[table] ?? []), ...COLUMNS_OF_EVERY_TABLE].filter(({ name }) => !names.has(name))];
  }

  /** Whether the reader knows the columns of a table. */
  knowsTable(name: string): boolean {
    return this.schemas.get(name) !== undefined;
  }

  /** Whether a table that the reader knows has a column. */
  hasColumn(table: string, column: string): boolean {
    return this.schemas.get(table)?.columns.some(({ name }) => name === column) === true;
  }

  /** The known table that was probably meant. */
  nearestTable(name: string): string | undefined {
    return this.schemas.nearest(name);
  }

  /** What is likely unknown in a text, by the form of its names and by what other queries taught. */
  private guess(text: string): Record<Kind, Set<string>> {
    const guess = { table: new Set<string>(), function: new Set<string>() };
    for (const match of text.matchAll(WORKSPACE_NAMES)) {
      const name = match[0].replace(/\s*\($/u, '');
      if (!this.knowsTable(name)) guess[match[1] === undefined ? 'table' : 'function'].add(name);
    }
    const words = new Set(text.match(/[\p{L}_][\p{L}\p{N}_]*/gu));
    for (const kind of ['table', 'function'] as const) for (const name of this.seen[kind]) if (words.has(name)) guess[kind].add(name);
    return guess;
  }

  /**
   * Binds a query against the known tables; what is unknown counts as declared, with any columns.
   * @returns `undefined` where the language service itself fails on the text
   */
  read(text: string): ReadQuery | undefined {
    const assumed = this.guess(text);
    const open = TABLES_WITH_ANY_COLUMN.filter((name) => text.includes(name));
    const hidden = new Set<string>();
    try {
      for (let round = 1; ; round++) {
        const names: AssumedNames = { tables: [...open, ...assumed.table], functions: [...assumed.function], hidden: [...hidden] };
        const { analysis, syntax } = this.analyser.analyseTree(text, names);
        const isSettled = !this.learn(text, analysis.diagnostics, syntax, assumed) && !hideTables(syntax, hidden);
        if (isSettled || round === MOST_ROUNDS) return this.describe(text, analysis, syntax, assumed);
      }
    } catch (error) {
      if (error instanceof KqlUnsupported) return undefined;
      throw error;
    }
  }

  /**
   * Where a query reads its tables, the first one first, and where its result ends. Unknown names count as tables.
   * @returns `undefined` where the language service itself fails on the text
   */
  parts(text: string): { readonly sources: readonly TableSource[]; readonly end: number | undefined } | undefined {
    const syntax = this.read(text)?.syntax;
    return syntax === undefined ? undefined : { sources: findSources(syntax), end: endOfResult(syntax) };
  }

  /** What keeps a text from being one boolean expression over the columns of a table; empty when it is one. */
  conditionProblems(text: string, table: string): readonly ConditionProblem[] {
    const assumed: AssumedNames = {
      tables: this.knowsTable(table) && table !== 'AzureDiagnostics' ? [] : [table],
      functions: [],
      hidden: [],
    };
    try {
      return findConditionProblems(this.analyser, text, table, assumed);
    } catch (error) {
      if (error instanceof KqlUnsupported) return [{ message: 'the language service fails on this text', line: 1, column: 1 }];
      throw error;
    }
  }

  /** Adds the names that the service does not know; true when there was a new one. */
  private learn(text: string, diagnostics: readonly KqlDiagnostic[], syntax: SyntaxNode, assumed: Record<Kind, Set<string>>): boolean {
    let isNew = false;
    for (const diagnostic of diagnostics) {
      const name = NAME_CODES.has(diagnostic.code) ? /'([^']+)'/u.exec(diagnostic.message)?.[1] : undefined;
      if (name === undefined || name.includes('*')) continue;
      const path = pathAt(syntax, offsetOf(text, diagnostic));
      if (!isTabularPlace(path)) continue;
      const isCalled = path.some((node) => node.kind === 'FunctionCallExpression' && node.field('Name')?.simpleName === name);
      const kind: Kind = isCalled ? 'function' : 'table';
      if (assumed[kind].has(name)) continue;
      assumed[kind].add(name);
      this.seen[kind].add(name);
      isNew = true;
    }
    return isNew;
  }

  private describe(text: string, analysis: Analysis, syntax: SyntaxNode, assumed: Record<Kind, Set<string>>): ReadQuery {
    const unknown = new Map<string, UnknownName>();
    const calls: { readonly start: number; readonly end: number }[] = [];
    const visit = (node: SyntaxNode): void => {
      const kind: Kind = node.kind === 'FunctionCallExpression' ? 'function' : 'table';
      const name = kind === 'function' ? node.field('Name')?.simpleName : node.kind === 'NameReference' ? node.simpleName : undefined;
      if (name !== undefined && assumed[kind].has(name) && (kind === 'function' || node.symbol?.kind === 'table')) {
        const { line, column } = locate(text, node.span);
        if (!unknown.has(`${kind} ${name}`)) unknown.set(`${kind} ${name}`, { name, kind, line, column });
        if (kind === 'function') calls.push({ start: node.span.start, end: node.span.start + node.span.length });
      }
      for (const child of node.children) visit(child);
    };
    visit(syntax);
    const diagnostics = analysis.diagnostics.flatMap((diagnostic): readonly KqlDiagnostic[] => {
      const at = offsetOf(text, diagnostic);
      // What is said of the arguments of an assumed function is about a declaration that was made up here.
      if (diagnostic.code.startsWith('KS1') && calls.some(({ start, end }) => at >= start && at < end)) return [];
      return [judge(diagnostic, text, syntax)];
    });
    return {
      syntax,
      diagnostics,
      columns: withUnited(analysis.columns),
      isOpen: analysis.isOpen && isOpenResult(syntax),
      tables: analysis.tables.filter((table) => !assumed.table.has(table)),
      unknown: [...unknown.values()].toSorted((a, b) => a.line - b.line || a.column - b.column),
    };
  }
}

/**
 * Tables whose name stands where a value must stand: the column of an unknown source, e.g. `Event` of a parser, which the service takes for
 * the table. True when there was a new one.
 */
function hideTables(syntax: SyntaxNode, hidden: Set<string>): boolean {
  const tabular = new Set<string>();
  const scalar = new Set<string>();
  const path: SyntaxNode[] = [];
  const visit = (node: SyntaxNode): void => {
    path.push(node);
    if (node.kind === 'NameReference' && node.symbol?.kind === 'table') (isTabularPlace(path) ? tabular : scalar).add(node.symbol.name);
    for (const child of node.children) visit(child);
    path.pop();
  };
  visit(syntax);
  const found = [...scalar].filter((name) => name !== '' && !tabular.has(name) && !hidden.has(name));
  for (const name of found) hidden.add(name);
  return found.length > 0;
}

/**
 * A union keeps columns of one name and different types apart, as `Name_string` and `Name_long`. Where one of the types is not known, they may
 * be the same after all: then the plain name counts as a column, too.
 */
function withUnited(columns: ReadQuery['columns']): ReadQuery['columns'] {
  const names = new Set(columns.map(({ name }) => name));
  const united = columns
    .flatMap(({ name }) => (name.endsWith('_unknown') ? [name.slice(0, -'_unknown'.length)] : []))
    .filter((name) => !names.has(name));
  return [...columns, ...united.map((name) => ({ name, type: 'unknown' }))];
}

function offsetOf(text: string, { line, column }: { readonly line: number; readonly column: number }): number {
  let start = 0;
  for (let i = 1; i < line; i++) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}

/** Where the pinned language service is stricter than the running one, its error counts as a warning. */
function judge(diagnostic: KqlDiagnostic, text: string, syntax: SyntaxNode): KqlDiagnostic {
  if (diagnostic.severity !== 'error') return diagnostic;
  const path = pathAt(syntax, offsetOf(text, diagnostic));
  const call = path.findLast((node) => node.kind === 'FunctionCallExpression')?.field('Name')?.simpleName ?? '';
  const isLenient =
    // `todynamic(x)` of what is dynamic already gives it back; `count(x)` of a column counts rows.
    (diagnostic.code === 'KS107' && /^(?:todynamic|parse_json|toobject|count)$/iu.test(call)) ||
    // The type of `column_ifexists` is known at run time only; a member of it is good when the column is there.
    (diagnostic.code === 'KS142' && path.slice(-4).some(({ kind }) => kind === 'PathExpression') && /\bcolumn_?ifexists\b/u.test(text));
  return isLenient ? { ...diagnostic, severity: 'warning' } : diagnostic;
}
