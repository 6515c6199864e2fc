/** The scalar types of Kusto, by their names in Log Analytics results. */
export type KustoType = 'bool' | 'int' | 'long' | 'real' | 'decimal' | 'datetime' | 'timespan' | 'guid' | 'string' | 'dynamic';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * One cell, in the JSON form that every output of mxdr uses (docs: "How values look in JSON"):
 * `string`, `guid`: string; `bool`: boolean; `int`, `long`, `real`: number, but a long beyond 2^53 and every `decimal` is a string and
 * `NaN`, `Infinity`, `-Infinity` are those words; `datetime`: `2026-10-01T00:00:00.0000000Z`; `timespan`: `[-][d.]hh:mm:ss[.fffffff]`;
 * `dynamic`: the JSON value itself; null: `null` (a Kusto string is never null).
 */
export type CellValue = JsonValue;

export interface ResultColumn {
  readonly name: string;
  readonly type: KustoType;
}

/** `render` at the end of a query: rows stay as they are, the chart is a wish of the author's. */
export interface Visualization {
  readonly kind: string;
  readonly properties: Readonly<Record<string, JsonValue>>;
}

/** Why a result is not the whole truth, e.g. `{ code: 'rows-skipped', message: 'SigninLogs.csv: 3 lines could not be read, first at line 17' }`. */
export interface PartialReason {
  readonly code: string;
  readonly message: string;
}

/**
 * Code of a {@link PartialReason}: every row was read, but a number among them was computed by a method of mxdr's own where Kusto does not
 * publish its method.
 */
export const APPROXIMATE = 'MXDR-KQL-APPROXIMATE';

export interface QueryStatistics {
  /** Rows read from tables before any operator; null where the workspace does not say. */
  readonly rowsRead: number | null;
  readonly durationMs: number;
  /** Tables that the query read, by name; null where the workspace does not say. */
  readonly tables: readonly string[] | null;
}

/** One request to a service that answers queries. */
export interface QueryRequest {
  /** HTTP status; absent where no answer came. */
  readonly status?: number;
  /** The service's name for the request, for support. */
  readonly requestId?: string;
  /** Milliseconds that it waited for its turn among the requests of the same identity. */
  readonly queuedMs: number;
  /** Pause before the next request in milliseconds; absent where there was none. */
  readonly pauseMs?: number;
}

/** What an answer took of a service that is far away. Differs from run to run. */
export interface QueryEffort {
  /** Every request in order: repetitions and parts of a window included. Empty where none was sent. */
  readonly requests: readonly QueryRequest[];
  /** Windows that the answer was joined from; 1 where the window was asked as a whole. */
  readonly parts: number;
  /** Bytes that the service says it read; null where it does not say. */
  readonly bytesScanned: number | null;
}

/** Rows with types. `partial` is present when they are not everything; a reader of the result must show it. */
export interface QueryResult {
  readonly status: 'complete' | 'partial';
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly CellValue[])[];
  readonly partial?: readonly PartialReason[];
  readonly statistics: QueryStatistics;
  readonly visualization?: Visualization;
  /** Absent where no service was asked. */
  readonly effort?: QueryEffort;
}

/** Why there is no result at all. `table-missing` is an expected outcome: a customer without that product. */
export type QueryFailureReason = 'table-missing' | 'invalid' | 'unsupported' | 'limit' | 'denied' | 'throttled' | 'timeout' | 'unreachable';

export interface QueryFailure {
  readonly status: 'failed';
  readonly reason: QueryFailureReason;
  /** Stable code, e.g. `MXDR-KQL-UNSUPPORTED`. */
  readonly code: `MXDR-${string}`;
  readonly message: string;
  /** In the query's own text, from 1. */
  readonly line?: number;
  readonly column?: number;
  /** What to do about it. */
  readonly mend?: string;
  /** For `table-missing`: which ones. */
  readonly missingTables?: readonly string[];
  /** Absent where no service was asked. */
  readonly effort?: QueryEffort;
}

/** What a query ends in. Expected failures are values; only defects and cancellation are thrown. */
export type QueryOutcome = QueryResult | QueryFailure;
