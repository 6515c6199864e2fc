/** The members of `Kusto.Language` that the project uses, as version 12.4.1 has them. Its own declarations are 1.7 MB of ambient names. */

export interface KustoList<Item> {
  readonly Count?: number;
  readonly length?: number;
  getItem?(index: number): Item;
  readonly [index: number]: Item;
}

export interface KustoType {
  readonly Name: string;
  readonly Columns?: KustoList<KustoColumn>;
  readonly IsOpen?: boolean;
}

export interface KustoColumn {
  readonly Name: string;
  readonly Type: KustoType;
}

export interface KustoSymbol {
  readonly Name: string;
  readonly Kind: number;
}

export interface KustoElement {
  readonly Kind: number;
  readonly ChildCount: number;
  readonly TextStart: number;
  readonly Width: number;
  readonly TriviaStart: number;
  readonly IsToken?: boolean;
  readonly Text?: string;
  readonly SimpleName?: string | null;
  readonly LiteralValue?: unknown;
  readonly ResultType?: KustoType | null;
  readonly ReferencedSymbol?: KustoSymbol | null;
  readonly Element$1?: KustoElement;
  GetChild(index: number): KustoElement | null;
  ToString(include: number): string;
  GetCalledFunctionBody?(): KustoElement | null;
}

export interface KustoDiagnostic {
  readonly Code: string;
  readonly Severity: string;
  readonly Message: string;
  readonly Start: number;
  readonly Length: number;
}

export interface KustoCode {
  readonly Syntax: KustoElement;
  readonly ResultType?: KustoType | null;
  GetDiagnostics(): KustoList<KustoDiagnostic>;
}

export type KustoParseOptions = { readonly __brand: 'KustoParseOptions'; WithAlwaysProduceEndTokens(value: boolean): KustoParseOptions };
export interface KustoGlobals {
  readonly ParseOptions: KustoParseOptions;
  WithParseOptions(options: KustoParseOptions): KustoGlobals;
}
export type KustoTokens = { readonly __brand: 'KustoTokens' };
export type KustoTokenStarts = { readonly __brand: 'KustoTokenStarts' };
export type KustoTree = { readonly __brand: 'KustoTree' };
export type KustoBindingCache = { readonly __brand: 'KustoBindingCache' };
export type KustoCancellation = { readonly __brand: 'KustoCancellation' };
export type KustoTableSymbol = { readonly __brand: 'KustoTableSymbol'; WithIsOpen(isOpen: boolean): KustoTableSymbol };
export type KustoFunctionSymbol = { readonly __brand: 'KustoFunctionSymbol' };
export type KustoScalarSymbol = { readonly Name: string };

type TableConstructor = new (name: string, columns: readonly unknown[]) => KustoTableSymbol;

export interface KustoLanguage {
  readonly KustoCode: {
    new (
      text: string,
      kind: string,
      globals: KustoGlobals,
      grammar: null,
      tree: KustoTree,
      state: number,
      resultType: KustoType | null,
      tokens: KustoTokens,
      starts: KustoTokenStarts,
      cache: KustoBindingCache,
    ): KustoCode;
    readonly AnalysisState: { readonly Performed: number; readonly NotSafe: number };
    GetKind(text: string): string;
    GetTokenStarts(tokens: KustoTokens): KustoTokenStarts;
    DetermineResultType(syntax: KustoElement): KustoType | null;
    ParseAndAnalyze(text: string, globals: KustoGlobals): KustoCode;
  };
  readonly Parsing: {
    readonly TokenParser: { ParseTokens(text: string, options: KustoParseOptions): KustoTokens };
    readonly QueryParser: { ParseQuery(tokens: KustoTokens, start: number, options: KustoParseOptions): KustoElement };
  };
  readonly Binding: {
    readonly LocalBindingCache: new () => KustoBindingCache;
    readonly Binder: {
      TryBind(tree: KustoTree, globals: KustoGlobals, cache: KustoBindingCache, context: null, cancellation: KustoCancellation): boolean;
    };
  };
  readonly Editor: { readonly CodeKinds: { readonly Query: string } };
  readonly Utils: { readonly CancellationToken: new () => KustoCancellation };
  readonly GlobalState: {
    readonly Default: KustoGlobals & { WithDatabase(database: unknown): KustoGlobals };
  };
  readonly Symbols: {
    readonly ColumnSymbol: new (name: string, type: KustoScalarSymbol, a: null, b: null, c: null, d: null) => KustoColumn;
    readonly TableSymbol: { readonly $ctor4: TableConstructor; From(schema: string): KustoTableSymbol };
    readonly FunctionSymbol: {
      readonly $ctor16: new (name: string, parameters: string, body: string, description: null) => KustoFunctionSymbol;
      readonly $ctor6: new (
        name: string,
        result: KustoTableSymbol,
        parameters: readonly unknown[],
        description: null,
      ) => KustoFunctionSymbol;
    };
    readonly Parameter: { readonly $ctor2: new (name: string, type: KustoScalarSymbol) => unknown };
    readonly DatabaseSymbol: { readonly $ctor1: new (name: string, members: readonly unknown[]) => unknown };
    readonly ScalarTypes: Readonly<Record<string, KustoScalarSymbol>>;
    readonly SymbolKind: Readonly<Record<string, number>>;
  };
  readonly Functions: { readonly All: KustoList<KustoSymbol> };
  readonly Syntax: { readonly SyntaxKind: Readonly<Record<string, number>>; readonly SyntaxTree: new (syntax: KustoElement) => KustoTree };
}

/** A list of the service as an array. */
export function toArray<Item>(list: KustoList<Item> | null | undefined): Item[] {
  const items: Item[] = [];
  if (list === null || list === undefined) return items;
  const count = list.Count ?? list.length ?? 0;
  for (let i = 0; i < count; i++) items.push(list.getItem === undefined ? list[i]! : list.getItem(i));
  return items;
}
