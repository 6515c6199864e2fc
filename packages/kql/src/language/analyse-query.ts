import { createHash } from 'node:crypto';
import { closestName } from '../schema/closest-name.ts';
import type { TableCatalogue } from '../schema/table-catalogue.ts';
import type { TableColumnInfo, TableInfo } from '../tables/table-provider.ts';
import type { TableLookup } from '../plan/lowering.ts';
import { KqlUnsupported } from '../errors.ts';
import type { AnalysedCode, DiagnosticSeverity, FunctionDeclaration, KustoService, RawDiagnostic } from './kusto.ts';
import type { SharedAnalysis } from './analysis-cache.ts';
import { AnalysisCache } from './analysis-cache.ts';
import { loadKusto } from './kusto.ts';
import type { KustoFunctionSymbol, KustoGlobals, KustoTableSymbol } from './kusto-service.ts';
import type { SyntaxNode, SyntaxSpan } from './syntax-node.ts';
import { columnHint, columnsInForce, functionHint, predicateHint } from './query-hints.ts';
import { isIndifferent, readParameters } from './query-parameters.ts';
import { locate } from './text-positions.ts';

/** Something that Microsoft's parser or binder says of a query. */
export interface KqlDiagnostic {
  /** The service's own code, e.g. `KS142`. */
  readonly code: string;
  readonly severity: DiagnosticSeverity;
  readonly message: string;
  /** From 1, in the query's text. */
  readonly line: number;
  readonly column: number;
  readonly length: number;
  /** What to write instead, where that can be told. */
  readonly hint?: string;
  /** The table that is not known, for KS204 and its kin. */
  readonly missingTable?: string;
}

/** What is known of a query without running it. */
export interface Analysis {
  readonly diagnostics: readonly KqlDiagnostic[];
  /** Columns of the result; `unknown` types exist only at run time. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** More columns may come at run time (`bag_unpack`, `pivot`). */
  readonly isOpen: boolean;
  /** Tables of the workspace or the catalogue that the text names and that are not names of its own. */
  readonly tables: readonly string[];
  /** Tables that neither the workspace nor the catalogue has. */
  readonly missingTables: readonly string[];
}

/** Names that a query uses and no schema holds: tables and functions that only the customer's workspace has. */
export interface AssumedNames {
  /** Any column may be asked of them. */
  readonly tables: readonly string[];
  /** Give a table with any columns. */
  readonly functions: readonly string[];
  /** Tables that the text does not mean although it has a word of that name. */
  readonly hidden: readonly string[];
}

/** A query with its tree. */
export interface AnalysedQuery {
  readonly analysis: Analysis;
  readonly syntax: SyntaxNode;
}

const NOTHING_ASSUMED: AssumedNames = { tables: [], functions: [], hidden: [] };

/** What every watchlist has; its own columns come with its rows. */
const WATCHLIST_COLUMNS: readonly TableColumnInfo[] = [
  { name: '_DTItemId', type: 'string' },
  { name: 'LastUpdatedTimeUTC', type: 'datetime' },
  { name: 'SearchKey', type: 'string' },
];

/** What the workspace's own function `_LogOperation` gives: problems that it noticed. Other columns are taken as they are named. */
const LOG_OPERATION_COLUMNS: readonly TableColumnInfo[] = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'Category', type: 'string' },
  { name: 'Operation', type: 'string' },
  { name: 'Level', type: 'string' },
  { name: 'Detail', type: 'string' },
];

/** Globals are made per set of tables; few sets are in use at a time. */
const MAX_GLOBALS = 64;

const sharedAnalyses = new AnalysisCache();

/** Binds queries against the tables of one workspace and the catalogue. */
export class QueryAnalyser implements TableLookup {
  readonly presentTables: readonly string[];
  private readonly present: ReadonlyMap<string, readonly TableColumnInfo[]>;
  private readonly catalogue: TableCatalogue;
  private readonly functions: readonly FunctionDeclaration[];
  private readonly tableSymbols = new Map<string, KustoTableSymbol>();
  private readonly globals = new Map<string, KustoGlobals>();
  private readonly parameters = new Map<string, readonly SyntaxNode[]>();
  private readonly schemaHashes = new Map<string, string>();
  private functionSymbols: readonly KustoFunctionSymbol[] | undefined;
  private logOperation: KustoFunctionSymbol | undefined;

  constructor(tables: readonly TableInfo[], catalogue: TableCatalogue, functions: readonly FunctionDeclaration[]) {
    this.catalogue = catalogue;
    this.functions = functions;
    this.present = new Map(tables.map((table) => [table.name, mergeColumns(table.columns, catalogue.get(table.name)?.columns ?? [])]));
    this.presentTables = [...this.present.keys()].sort();
  }

  columnsOf(table: string): readonly TableColumnInfo[] | undefined {
    return this.present.get(table) ?? this.catalogue.get(table)?.columns;
  }

  isPresent(table: string): boolean {
    return this.present.has(table);
  }

  /** Declared parameters of a workspace function, from its own text. */
  parametersOf(name: string): readonly SyntaxNode[] | undefined {
    const known = this.parameters.get(name);
    if (known !== undefined) return known;
    const declaration = this.functions.find((item) => item.name === name);
    if (declaration === undefined) return undefined;
    const { syntax } = loadKusto().analyse(
      `let f = ${declaration.parameters} ${declaration.body}; print 1`,
      this.globalsFor(declaration.body),
    );
    const parameters = syntax.items('Statements')[0]?.field('Expression')?.field('Parameters')?.items('Parameters') ?? [];
    this.parameters.set(name, parameters);
    return parameters;
  }

  analyse(text: string): Analysis {
    return this.analyseTree(text).analysis;
  }

  /** @param assumed names that count as declared although nobody knows what stands behind them */
  analyseTree(text: string, assumed: AssumedNames = NOTHING_ASSUMED): AnalysedQuery {
    const parameters = assumed === NOTHING_ASSUMED ? readParameters(text) : undefined;
    if (parameters === undefined) return this.analyseAlone(text, assumed);
    const key = this.hashDependencies(parameters.shape);
    const known = sharedAnalyses.get(key);
    if (known !== undefined) return { analysis: known.analysis, syntax: known.code.syntaxFor(text, parameters.length) };
    const alone = this.analyseAlone(text, assumed);
    // What is found is about one text, and hints look at tables that the text does not name.
    if (alone.analysis.diagnostics.length === 0 && isIndifferent(alone.syntax, parameters)) sharedAnalyses.set(key, alone);
    return alone;
  }

  private analyseAlone(text: string, assumed: AssumedNames): AnalysedQuery & SharedAnalysis {
    const service = loadKusto();
    const code = this.analyseCode(service, text, assumed);
    const tables = new Set<string>();
    collectTables(code.syntax, tables);
    const fuzzy = spansOf(code.syntax, isFuzzyUnion);
    const unpacks = spansOf(code.syntax, (node) => node.kind === 'EvaluateOperator' && /^evaluate\s+bag_unpack\b/.test(node.text));
    const diagnostics = code.diagnostics.map((diagnostic) => {
      const described = this.describe(text, diagnostic, tables, code.syntax);
      // A fuzzy union may name tables that are not there; the service warns of plain names and takes wildcards alike.
      const isForgiven = described.missingTable?.includes('*') === true && fuzzy.some((span) => isWithin(diagnostic.start, span));
      const isOutdated = SIGNATURE_CODES.has(diagnostic.code) && unpacks.some((span) => isWithin(diagnostic.start, span));
      return isForgiven || isOutdated ? { ...described, severity: 'warning' as const } : described;
    });
    const missing = diagnostics.flatMap((diagnostic) => (diagnostic.missingTable === undefined ? [] : [diagnostic.missingTable]));
    return {
      code,
      syntax: code.syntax,
      analysis: {
        diagnostics,
        columns: code.columns ?? [],
        isOpen: code.isOpen,
        tables: [...tables].sort(),
        missingTables: [...new Set(missing)].sort(),
      },
    };
  }

  /** A hash of all that an analysis without findings depends on: the text's shape, the columns of the tables that it may mean, and the functions. */
  private hashDependencies(shape: string): string {
    const hash = createHash('sha256').update(shape);
    for (const name of [...this.namesIn(shape)].toSorted()) {
      let ofTable = this.schemaHashes.get(name);
      if (ofTable === undefined) {
        ofTable = createHash('sha256')
          .update(JSON.stringify([name, this.columnsOf(name)]))
          .digest('hex');
        this.schemaHashes.set(name, ofTable);
      }
      hash.update(ofTable);
    }
    return hash.update(JSON.stringify(this.functions)).digest('hex');
  }

  /** The language service throws on a few texts (graph operators with an unfinished pattern); that is no crash of ours. */
  private analyseCode(service: KustoService, text: string, assumed: AssumedNames): AnalysedCode {
    try {
      return service.analyse(text, this.globalsFor(text, assumed));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new KqlUnsupported('a text on which the language service itself fails', { line: 1, column: 1, length: 0 });
    }
  }

  private describe(text: string, diagnostic: RawDiagnostic, tables: ReadonlySet<string>, syntax: SyntaxNode): KqlDiagnostic {
    const { line, column } = locate(text, diagnostic);
    const base = {
      code: diagnostic.code,
      severity: diagnostic.severity,
      message: diagnostic.message,
      line,
      column,
      length: diagnostic.length,
    };
    const withHint = (hint: string | undefined): KqlDiagnostic => (hint === undefined ? base : { ...base, hint });
    if (diagnostic.code === 'KS141') return withHint(predicateHint(text.slice(diagnostic.start)));
    const name = /'([^']+)'/.exec(diagnostic.message)?.[1];
    if (name === undefined) return base;
    if (diagnostic.code === 'KS204' || /known table\b/.test(diagnostic.message) || isWholeStatement(syntax, diagnostic)) {
      const nearest = closestName(name, this.presentTables) ?? this.catalogue.nearest(name);
      return {
        ...base,
        missingTable: name,
        hint: nearest === undefined ? 'import the table into the local workspace or declare its schema' : `did you mean ${nearest}?`,
      };
    }
    if (diagnostic.code === 'KS211')
      return withHint(
        functionHint(
          name,
          this.functions.map((item) => item.name),
        ),
      );
    if (diagnostic.code === 'KS142') {
      const ofTables = [...tables].flatMap((table) => this.columnsOf(table)?.map((item) => item.name) ?? []);
      return withHint(columnHint(name, columnsInForce(syntax, diagnostic.start), ofTables));
    }
    return base;
  }

  /** Names of tables that the text may mean. */
  private namesIn(text: string): Set<string> {
    const searched = [text, ...this.functions.map((item) => item.body)].join('\n');
    const names = new Set<string>();
    // Without a list of tables these read all that there are.
    if (/\b(?:search|find)\b|\bunion\b[^|;]*(?<![\p{L}\p{N}_])\*/u.test(searched)) for (const table of this.presentTables) names.add(table);
    for (const word of searched.matchAll(/[\p{L}_][\p{L}\p{N}_]*\*?/gu)) {
      const [name] = word;
      if (name.endsWith('*')) for (const table of this.presentTables) if (table.startsWith(name.slice(0, -1))) names.add(table);
      if (this.columnsOf(name) !== undefined) names.add(name);
    }
    return names;
  }

  /** Globals with the tables that the text may mean; declaring all 900 for every query would cost a quarter of a second. */
  private globalsFor(text: string, assumed: AssumedNames = NOTHING_ASSUMED): KustoGlobals {
    const service = loadKusto();
    const names = this.namesIn(text);
    for (const name of [...assumed.tables, ...assumed.hidden]) names.delete(name);
    const key = [[...names], assumed.tables, assumed.functions].map((list) => [...list].sort().join(' ')).join('|');
    let globals = this.globals.get(key);
    if (globals === undefined) {
      this.functionSymbols ??= [
        ...this.functions.map((item) => service.declareFunction(item)),
        service.declareOpenFunction('_GetWatchlist', ['watchlistAlias'], WATCHLIST_COLUMNS),
        service.declareOpenFunction('_GetWatchlistAlias', [], [{ name: 'WatchlistAlias', type: 'string' }]),
      ];
      this.logOperation ??= service.declareOpenFunction('_LogOperation', [], LOG_OPERATION_COLUMNS);
      globals = service.makeGlobals([
        ...[...names].map((name) => this.tableSymbol(service, name)),
        ...assumed.tables.map((name) => service.declareTable({ name, columns: this.columnsOf(name) ?? [], isOpen: true })),
        ...assumed.functions.map((name) => service.declareOpenFunction(name, [], [])),
        ...this.functionSymbols,
        // A folder of exports may hold its result as a table.
        ...(names.has('_LogOperation') ? [] : [this.logOperation]),
      ]);
      if (this.globals.size >= MAX_GLOBALS) this.globals.clear();
      this.globals.set(key, globals);
    }
    return globals;
  }

  private tableSymbol(service: KustoService, name: string): KustoTableSymbol {
    let symbol = this.tableSymbols.get(name);
    if (symbol === undefined) {
      symbol = service.declareTable({ name, columns: this.columnsOf(name) ?? [] });
      this.tableSymbols.set(name, symbol);
    }
    return symbol;
  }
}

/** The workspace's own columns first, then those that only the catalogue has: a query may name them and sees nulls. */
function mergeColumns(own: readonly TableColumnInfo[], known: readonly TableColumnInfo[]): readonly TableColumnInfo[] {
  const names = new Set(own.map((column) => column.name));
  return [...own, ...known.filter((column) => !names.has(column.name))];
}

function isWithin(offset: number, span: SyntaxSpan): boolean {
  return offset >= span.start && offset < span.start + span.length;
}

/** A name that is a statement of its own is a table to the service; the parser leaves open what it could be. */
function isWholeStatement(syntax: SyntaxNode, { code, start, length }: RawDiagnostic): boolean {
  if (code !== 'KS142') return false;
  return spansOf(syntax, (node) => node.kind === 'ExpressionStatement').some((span) => span.start === start && span.length === length);
}

/** The analysis knows an older bag_unpack, without ignoredProperties; the engine reads its arguments itself. */
const SIGNATURE_CODES: ReadonlySet<string> = new Set(['KS107', 'KS119', 'KS120']);

function isFuzzyUnion(node: SyntaxNode): boolean {
  return node.kind === 'UnionOperator' && node.items('Parameters').some((item) => /^isfuzzy\s*=\s*(?:true|1)$/i.test(item.text));
}

function spansOf(node: SyntaxNode, matches: (node: SyntaxNode) => boolean): readonly SyntaxSpan[] {
  return [...(matches(node) ? [node.span] : []), ...node.children.flatMap((child) => spansOf(child, matches))];
}

function collectTables(node: SyntaxNode, tables: Set<string>): void {
  if (node.kind === 'NameReference' && node.symbol?.kind === 'table' && node.symbol.name !== '') tables.add(node.symbol.name);
  for (const child of node.children) collectTables(child, tables);
}
