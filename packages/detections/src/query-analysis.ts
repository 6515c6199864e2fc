/** A place in a query's own text, counted from 1. */
export interface QueryPlace {
  readonly line: number;
  readonly column: number;
}

/** What a reader of KQL says about a place in a query. */
export interface QueryDiagnostic extends QueryPlace {
  readonly severity: 'error' | 'warning' | 'suggestion';
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** A table or function that no schema holds: the customer's workspace may have it. */
export interface UnknownSource extends QueryPlace {
  readonly name: string;
  readonly kind: 'table' | 'function';
  /** The known table that was probably meant. */
  readonly nearest?: string;
}

/** Something in a query that works and still deserves a word, whatever rule it stands in. */
export type QueryHabit = QueryPlace &
  (
    | { readonly kind: 'look-back'; readonly minutes: number; readonly text: string }
    | { readonly kind: 'join-without-bound'; readonly tables: readonly string[] }
    | { readonly kind: 'contains'; readonly columnName: string; readonly table: string; readonly operator: string }
    | { readonly kind: 'case-by-function'; readonly functionName: string; readonly operator: string }
    | { readonly kind: 'mv-expand' }
    | { readonly kind: 'externaldata' }
    | { readonly kind: 'retired-table'; readonly table: string; readonly successor: string }
    | { readonly kind: 'legacy-column'; readonly name: string }
    | { readonly kind: 'watchlist'; readonly alias: string }
  );

/** A query, read but not run. */
export interface QueryAnalysis {
  readonly diagnostics: readonly QueryDiagnostic[];
  /** Columns of the result; absent when they are not known, e.g. after an error. */
  readonly columns?: readonly { readonly name: string; readonly type: string }[];
  /** The result may have more columns than those, e.g. of a watchlist. */
  readonly isOpen?: boolean;
  /** Tables that the query reads. */
  readonly tables: readonly string[];
  /** Names that no schema holds. @default none */
  readonly unknown?: readonly UnknownSource[];
  /** @default none */
  readonly habits?: readonly QueryHabit[];
}

/** Reads a query against the schema of the workspace. Injected, so that structural checks need no parser. */
export type AnalyseQuery = (query: string) => QueryAnalysis;
