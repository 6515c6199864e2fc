import type { KustoType } from '@mxdr/core';
import type { ColumnBuilder } from '../columns/column-builder.ts';
import { createColumnBuilder } from '../columns/column-builder.ts';
import type { RecordBatch } from '../columns/record-batch.ts';
import { PREFERRED_BATCH_ROWS } from '../columns/record-batch.ts';

/** One column of a scan: where its values come from in a file. */
export interface WantedColumn {
  readonly name: string;
  readonly type: KustoType;
  /** Names in the file, the first that has a value counts. Empty when the file has none. */
  readonly sources: readonly string[];
  /** Value of every row where the file has none: `Type` is the table's name. */
  readonly constant?: string;
}

/** A dictionary with more entries is left behind, so that a column of distinct values does not keep the whole file in memory. */
const MAX_DICTIONARY_ENTRIES = 250_000;

/** Collects the rows of a scan, over all files of a table, into batches. */
export class BatchAssembler {
  readonly builders: ColumnBuilder[];
  rowCount = 0;
  private readonly columns: readonly { readonly name: string; readonly type: KustoType }[];

  constructor(columns: readonly { readonly name: string; readonly type: KustoType }[]) {
    this.columns = columns;
    this.builders = columns.map((column) => createColumnBuilder(column.type));
  }

  /** Rows that the batch still takes. */
  get room(): number {
    return PREFERRED_BATCH_ROWS - this.rowCount;
  }

  get isFull(): boolean {
    return this.rowCount >= PREFERRED_BATCH_ROWS;
  }

  take(): RecordBatch {
    const { rowCount } = this;
    this.rowCount = 0;
    const columns = this.columns.map(({ name, type }, index) => {
      const column = this.builders[index]!.finish();
      const entries =
        column.type === 'string' || column.type === 'guid'
          ? column.dictionary.values.length
          : column.type === 'dynamic'
            ? column.dictionary.size
            : 0;
      if (entries > MAX_DICTIONARY_ENTRIES) this.builders[index] = createColumnBuilder(type);
      return { name, column };
    });
    return { rowCount, columns };
  }
}
