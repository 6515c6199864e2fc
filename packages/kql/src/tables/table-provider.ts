import type { KustoType, PartialReason } from '@mxdr/core';
import type { RecordBatch } from '../columns/record-batch.ts';

export interface TableColumnInfo {
  readonly name: string;
  readonly type: KustoType;
}

export interface TableInfo {
  readonly name: string;
  readonly columns: readonly TableColumnInfo[];
  /** Files or other origins, for messages and the data-completeness page. */
  readonly origins: readonly string[];
  /** Columns that hold the same times as TimeGenerated in every row: bounds on them are bounds on it. @default none */
  readonly timeAliases?: readonly string[];
}

/** What an operator needs of a table. The provider may give more rows than `timeRange` asks (the engine filters again), never fewer. */
export interface ScanRequest {
  /** Columns to deliver, in this order; names are exact. */
  readonly columns: readonly string[];
  /** Bounds on `TimeGenerated`, in 100 ns ticks since 0001-01-01 as bigint; half-open. A hint for pruning. */
  readonly timeRange?: { readonly start?: bigint; readonly end?: bigint };
  readonly signal?: AbortSignal;
}

/** Hands columns to the engine: local files, rows in memory (rule tests), later a remote store. One provider holds one customer's data. */
export interface TableProvider {
  readonly description: string;
  list(): Promise<readonly TableInfo[]>;
  scan(table: string, request: ScanRequest): AsyncIterable<RecordBatch>;
  /**
   * What could not be read of this table so far (broken lines and the like); empty when all was read. With the request of a finished scan
   * it is what concerns that scan: its columns, its time range.
   */
  partialReasons(table: string, request?: ScanRequest): readonly PartialReason[];
}
