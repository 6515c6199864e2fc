import { createRequire } from 'node:module';
import type { KustoType as ScalarType } from '@mxdr/core';
import { languageServiceUnusable } from '../errors.ts';
import type { TableColumnInfo } from '../tables/table-provider.ts';
import type {
  KustoCode,
  KustoElement,
  KustoFunctionSymbol,
  KustoGlobals,
  KustoLanguage,
  KustoTableSymbol,
  KustoType,
} from './kusto-service.ts';
import { toArray } from './kusto-service.ts';
import type { SyntaxNode, SyntaxSpan, SyntaxSymbol } from './syntax-node.ts';

/**
 * The one door to Microsoft's language service (`@kusto/language-service-next`, pinned to 12.4.1). Its constructors are numbered overloads
 * that do not throw when they are called wrongly, so nothing outside this file touches them and `kusto.test.ts` holds each to its contract.
 */

let loaded: KustoService | undefined;

/** Loads the service on first use: about 200 ms and 110 MB, once per process. */
export function loadKusto(): KustoService {
  loaded ??= new KustoService(requireLanguage());
  return loaded;
}

function requireLanguage(): KustoLanguage {
  const require = createRequire(import.meta.url);
  try {
    // The scripts define the globals `Bridge` and `Kusto`; the first must run before the second.
    require('@kusto/language-service-next/bridge.min.js');
    require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
  } catch (cause) {
    throw languageServiceUnusable(cause);
  }
  const { Kusto } = globalThis as { Kusto?: { Language?: KustoLanguage } };
  if (Kusto?.Language === undefined) throw languageServiceUnusable(undefined);
  return Kusto.Language;
}

/** A table as the analysis sees it. */
export interface TableDeclaration {
  readonly name: string;
  readonly columns: readonly TableColumnInfo[];
  /** More columns may come at run time; unknown names then pass. */
  readonly isOpen?: boolean;
}

/** A workspace function written in KQL, e.g. `{ name: 'imDns', parameters: '(x:string="a")', body: '{ ... }' }`. */
export interface FunctionDeclaration {
  readonly name: string;
  /** With parentheses and defaults. */
  readonly parameters: string;
  /** With braces. */
  readonly body: string;
}

export type DiagnosticSeverity = 'error' | 'warning' | 'suggestion';

export interface RawDiagnostic {
  readonly code: string;
  readonly severity: DiagnosticSeverity;
  readonly message: string;
  readonly start: number;
  readonly length: number;
}

export interface AnalysedCode {
  readonly syntax: SyntaxNode;
  /** The same tree for a text that differs in the values of its first `length` characters only, and has every token at the same place. */
  syntaxFor(text: string, length: number): SyntaxNode;
  readonly diagnostics: readonly RawDiagnostic[];
  /** Columns of the query's result; `undefined` when it has none. */
  readonly columns: readonly { readonly name: string; readonly type: string }[] | undefined;
  readonly isOpen: boolean;
}

const SCALAR_NAMES: Readonly<Record<ScalarType, string>> = {
  bool: 'Bool',
  int: 'Int',
  long: 'Long',
  real: 'Real',
  decimal: 'Decimal',
  datetime: 'DateTime',
  timespan: 'TimeSpan',
  guid: 'Guid',
  string: 'String',
  dynamic: 'Dynamic',
};

export class KustoService {
  private readonly language: KustoLanguage;
  private readonly kinds: ReadonlyMap<number, string>;
  private readonly symbolKinds: ReadonlyMap<number, SyntaxSymbol['kind']>;

  constructor(language: KustoLanguage) {
    this.language = language;
    this.kinds = new Map(Object.entries(language.Syntax.SyntaxKind).map(([name, value]) => [value, name]));
    const kinds = language.Symbols.SymbolKind;
    this.symbolKinds = new Map(
      (
        [
          ['Column', 'column'],
          ['Table', 'table'],
          ['Function', 'function'],
          ['Variable', 'variable'],
          ['Parameter', 'parameter'],
        ] as const
      ).map(([name, kind]) => [kinds[name]!, kind]),
    );
  }

  /** Names of all scalar functions of the language, hidden and old ones too. */
  scalarFunctionNames(): readonly string[] {
    return toArray(this.language.Functions.All).map((symbol) => symbol.Name);
  }

  declareTable(table: TableDeclaration): KustoTableSymbol {
    const { ColumnSymbol, TableSymbol, ScalarTypes } = this.language.Symbols;
    const columns = table.columns.map(
      (column) => new ColumnSymbol(column.name, ScalarTypes[SCALAR_NAMES[column.type]]!, null, null, null, null),
    );
    const symbol = new TableSymbol.$ctor4(table.name, columns);
    return table.isOpen === true ? symbol.WithIsOpen(true) : symbol;
  }

  declareFunction(declaration: FunctionDeclaration): KustoFunctionSymbol {
    return new this.language.Symbols.FunctionSymbol.$ctor16(declaration.name, declaration.parameters, declaration.body, null);
  }

  /** A function of texts with a table result that has no body, e.g. `_GetWatchlist(alias)`. */
  declareOpenFunction(name: string, parameters: readonly string[], schema: readonly TableColumnInfo[]): KustoFunctionSymbol {
    const { Parameter, TableSymbol, FunctionSymbol, ScalarTypes } = this.language.Symbols;
    const text = `(${schema.map((column) => `${column.name}:${column.type}`).join(', ')})`;
    const result = TableSymbol.From(text).WithIsOpen(true);
    const declared = parameters.map((parameter) => new Parameter.$ctor2(parameter, ScalarTypes['String']!));
    return new FunctionSymbol.$ctor6(name, result, declared, null);
  }

  makeGlobals(members: readonly (KustoTableSymbol | KustoFunctionSymbol)[]): KustoGlobals {
    const { GlobalState, Symbols } = this.language;
    return GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.$ctor1('workspace', members));
  }

  analyse(text: string, globals: KustoGlobals): AnalysedCode {
    const code = this.parseAndBind(text, globals);
    const diagnostics = toArray(code.GetDiagnostics()).map((diagnostic) => ({
      code: diagnostic.Code,
      severity: severityOf(diagnostic.Severity),
      message: diagnostic.Message,
      start: diagnostic.Start,
      length: diagnostic.Length,
    }));
    const { ResultType } = code;
    return {
      syntax: this.wrap(code.Syntax, 0),
      syntaxFor: (other, length) => this.wrap(code.Syntax, 0, { text: other, length }),
      diagnostics,
      columns: ResultType?.Columns === undefined ? undefined : columnsOf(ResultType),
      isOpen: ResultType?.IsOpen === true,
    };
  }

  /**
   * What `KustoCode.ParseAndAnalyze` does of a query, without the grammar that it makes first: only an editor's completions read that, and it takes
   * longer to make than most queries take to analyse.
   */
  private parseAndBind(text: string, given: KustoGlobals): KustoCode {
    const { KustoCode, Parsing, Binding, Syntax, Editor, Utils } = this.language;
    const kind = KustoCode.GetKind(text);
    if (kind !== Editor.CodeKinds.Query) return KustoCode.ParseAndAnalyze(text, given);
    const globals = given.WithParseOptions(given.ParseOptions.WithAlwaysProduceEndTokens(true));
    const tokens = Parsing.TokenParser.ParseTokens(text, globals.ParseOptions);
    const syntax = Parsing.QueryParser.ParseQuery(tokens, 0, globals.ParseOptions);
    const tree = new Syntax.SyntaxTree(syntax);
    const cache = new Binding.LocalBindingCache();
    // A text that is nested too deeply is not bound, and its diagnostics say so.
    const isBound = Binding.Binder.TryBind(tree, globals, cache, null, new Utils.CancellationToken());
    const { Performed, NotSafe } = KustoCode.AnalysisState;
    const resultType = isBound ? KustoCode.DetermineResultType(syntax) : null;
    const starts = KustoCode.GetTokenStarts(tokens);
    return new KustoCode(text, kind, globals, null, tree, isBound ? Performed : NotSafe, resultType, tokens, starts, cache);
  }

  kindOf(element: KustoElement): string {
    return this.kinds.get(element.Kind) ?? `Kind${element.Kind}`;
  }

  symbolKindOf(kind: number): SyntaxSymbol['kind'] {
    return this.symbolKinds.get(kind) ?? 'other';
  }

  wrap(element: KustoElement, offset: number, head?: OtherHead): SyntaxNode {
    return new KustoSyntaxNode(this, element, offset, head);
  }
}

function severityOf(severity: string): DiagnosticSeverity {
  if (severity === 'Error') return 'error';
  return severity === 'Warning' ? 'warning' : 'suggestion';
}

function columnsOf(type: KustoType): TableColumnInfo[] {
  return toArray(type.Columns).map((column) => ({ name: column.Name, type: column.Type.Name as ScalarType }));
}

/** A text whose beginning is read instead of that which the tree was made of. */
interface OtherHead {
  readonly text: string;
  readonly length: number;
}

class KustoSyntaxNode implements SyntaxNode {
  private readonly service: KustoService;
  private readonly element: KustoElement;
  /** Where this tree's text begins in the query: bodies of let functions are analysed apart. */
  private readonly offset: number;
  private readonly head: OtherHead | undefined;

  constructor(service: KustoService, element: KustoElement, offset: number, head: OtherHead | undefined) {
    this.service = service;
    this.element = element;
    this.offset = offset;
    this.head = head;
  }

  get kind(): string {
    return this.service.kindOf(this.element);
  }

  get text(): string {
    return textOf(this.element, this.head).trim();
  }

  get span(): SyntaxSpan {
    return { start: this.offset + this.element.TextStart, length: this.element.Width };
  }

  private property(name: string): KustoElement | null | undefined {
    return (this.element as unknown as Record<string, KustoElement | null | undefined>)[name];
  }

  private unwrap(element: KustoElement): KustoElement {
    return this.service.kindOf(element) === 'SeparatedElement' ? (element.Element$1 ?? element.GetChild(0) ?? element) : element;
  }

  field(name: string): SyntaxNode | undefined {
    const value = this.property(name);
    return value === null || value === undefined ? undefined : this.service.wrap(this.unwrap(value), this.offset, this.head);
  }

  items(name: string): readonly SyntaxNode[] {
    const value = this.property(name);
    if (value === null || value === undefined) return [];
    const nodes: SyntaxNode[] = [];
    for (let i = 0; i < value.ChildCount; i++) {
      const child = value.GetChild(i);
      if (child !== null) nodes.push(this.service.wrap(this.unwrap(child), this.offset, this.head));
    }
    return nodes;
  }

  token(name: string): string | undefined {
    const value = this.property(name);
    if (value === null || value === undefined) return undefined;
    return value.IsToken === true ? tokenText(value, this.head) : textOf(value, this.head).trim();
  }

  get simpleName(): string | undefined {
    return this.element.SimpleName ?? undefined;
  }

  get stringValue(): string | undefined {
    const value = this.element.LiteralValue;
    return typeof value === 'string' ? value : undefined;
  }

  get resultType(): string | undefined {
    return this.element.ResultType?.Name;
  }

  get resultColumns(): readonly TableColumnInfo[] | undefined {
    const type = this.element.ResultType;
    return type?.Columns === undefined ? undefined : columnsOf(type);
  }

  get isOpen(): boolean {
    return this.element.ResultType?.IsOpen === true;
  }

  get symbol(): SyntaxSymbol | undefined {
    const symbol = this.element.ReferencedSymbol;
    return symbol === null || symbol === undefined ? undefined : { kind: this.service.symbolKindOf(symbol.Kind), name: symbol.Name };
  }

  calledBody(declaredAt: number): SyntaxNode | undefined {
    const body = this.element.GetCalledFunctionBody?.();
    return body === null || body === undefined ? undefined : this.service.wrap(body, declaredAt - body.TextStart);
  }

  get children(): readonly SyntaxNode[] {
    const nodes: SyntaxNode[] = [];
    for (let i = 0; i < this.element.ChildCount; i++) {
      const child = this.element.GetChild(i);
      if (child !== null && child.IsToken !== true) nodes.push(this.service.wrap(child, this.offset, this.head));
    }
    return nodes;
  }

  get tokens(): readonly string[] {
    return tokensOf(this.element, this.head);
  }
}

function textOf(element: KustoElement, head: OtherHead | undefined): string {
  return head !== undefined && element.TextStart < head.length
    ? head.text.slice(element.TextStart, element.TextStart + element.Width)
    : element.ToString(0);
}

function tokenText(token: KustoElement, head: OtherHead | undefined): string | undefined {
  return head !== undefined && token.TextStart < head.length ? textOf(token, head) : token.Text;
}

function tokensOf(element: KustoElement, head: OtherHead | undefined): readonly string[] {
  if (element.IsToken === true) {
    const text = tokenText(element, head);
    return text === undefined || text === '' ? [] : [text];
  }
  const tokens: string[] = [];
  for (let i = 0; i < element.ChildCount; i++) {
    const child = element.GetChild(i);
    if (child !== null) tokens.push(...tokensOf(child, head));
  }
  return tokens;
}
