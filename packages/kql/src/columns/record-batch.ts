import type { Column } from './column.ts';

export interface NamedColumn {
  readonly name: string;
  readonly column: Column;
}

/** Some rows of a table, column by column. Every column has `rowCount` rows. */
export interface RecordBatch {
  readonly rowCount: number;
  readonly columns: readonly NamedColumn[];
}

/** Rows that a scan should put into one batch: enough to vectorise, few enough to stay in cache and to answer an abort soon. */
export const PREFERRED_BATCH_ROWS = 16_384;
