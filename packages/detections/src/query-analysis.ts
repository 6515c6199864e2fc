/** What a reader of KQL says about a place in a query, counted from 1 in the query's own text. */
export interface QueryDiagnostic {
  readonly severity: 'error' | 'warning' | 'suggestion';
  readonly code: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** A query, read but not run. */
export interface QueryAnalysis {
  readonly diagnostics: readonly QueryDiagnostic[];
  /** Columns of the result; absent when they are not known, e.g. after an error. */
  readonly columns?: readonly { readonly name: string; readonly type: string }[];
  /** The result may have more columns than those, e.g. of a watchlist. */
  readonly isOpen?: boolean;
  /** Tables that the query reads. */
  readonly tables: readonly string[];
}

/** Reads a query against the schema of the workspace. Injected, so that structural checks need no parser. */
export type AnalyseQuery = (query: string) => QueryAnalysis;
