import type { KustoType } from '@mxdr/core';
import type { RecordBatch } from '../columns/record-batch.ts';
import type { BatchAssembler, WantedColumn } from './batch-assembler.ts';
import type { FileReport } from './file-report.ts';

/** A column as the file names it. */
export interface SourceColumn {
  readonly name: string;
  /** Type that the file declares or its first rows show. */
  readonly inferred: KustoType;
  /** The file itself declares the type (Parquet, API results); `inferred` is then no guess. */
  readonly isDeclared: boolean;
}

/** What the beginning of a file shows. */
export interface FileShape {
  readonly columns: readonly SourceColumn[];
  /** Distinct values of the column `Type` in the first rows: the tables that the rows say they are of. */
  readonly typeValues: readonly string[];
  /** The file is one JSON object: a row when its name is a table's, else some other document. */
  readonly isSingleObject?: boolean;
}

export interface FileReadRequest {
  readonly path: string;
  readonly isGzip: boolean;
  readonly wanted: readonly WantedColumn[];
  readonly report: FileReport;
  readonly assembler: BatchAssembler;
  /** Keys that the shape of the file named; others are reported when they come up. */
  readonly knownKeys: ReadonlySet<string>;
  /** Columns of the file that TimeGenerated is read from, wanted or not; for pruning. */
  readonly timeSources: readonly string[];
  /** Ticks since 0001-01-01, a hint. */
  readonly timeRange?: { readonly start?: bigint; readonly end?: bigint };
  readonly signal?: AbortSignal;
}

/** Reads one kind of file. */
export interface FileFormat {
  /** Looks at the beginning. @throws AppError when the file cannot be read or understood at all; `undefined` when it holds no rows by its form (an empty file is a table without rows). */
  inspect(path: string, isGzip: boolean): Promise<FileShape | undefined>;
  /** Appends the rows to the assembler; yields whenever a batch is full. What cannot be read is told to the report. */
  read(request: FileReadRequest): AsyncGenerator<RecordBatch>;
}

/** Rows that `inspect` looks at to find the types of columns that no schema names. */
export const SAMPLE_ROWS = 1000;
