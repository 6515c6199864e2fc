import type { KustoType } from '@mxdr/core';
import type { Column, StringDictionary } from '../columns/column.ts';
import { concatColumns, constantColumn, gatherRows } from '../columns/scalar.ts';
import type { TableColumnInfo } from '../tables/table-provider.ts';
import { selectWithin } from './row-selection.ts';
import type { Session } from './session.ts';

/** Names and types of the columns that flow between two operators. Names are exact and unique. */
export class Schema {
  readonly columns: readonly TableColumnInfo[];
  private readonly indexes: ReadonlyMap<string, number>;

  constructor(columns: readonly TableColumnInfo[]) {
    this.columns = columns;
    this.indexes = new Map(columns.map((column, index) => [column.name, index]));
  }

  indexOf(name: string): number | undefined {
    return this.indexes.get(name);
  }

  typeOf(name: string): KustoType | undefined {
    const index = this.indexes.get(name);
    return index === undefined ? undefined : this.columns[index]!.type;
  }
}

/** Computes a column when somebody asks for it. */
export type LazyColumn = Column | (() => Column);

/** Bytes of one value in its lanes, a null mask included; what a code stands for comes on top. */
const WIDTHS: Readonly<Record<KustoType, number>> = {
  bool: 2,
  int: 5,
  long: 9,
  real: 9,
  decimal: 48,
  datetime: 11,
  timespan: 11,
  guid: 5,
  string: 4,
  dynamic: 16,
};

interface RowOrigin {
  readonly batch: Batch;
  readonly rows: Int32Array | Uint32Array;
}

/**
 * Rows on their way between operators. Columns may be thunks: what nobody reads is neither computed nor copied, so a filter in front of
 * a narrow `summarize` costs only the columns that the summary reads.
 */
export class Batch {
  readonly schema: Schema;
  readonly rowCount: number;
  readonly session: Session;
  private readonly columns: LazyColumn[];
  /** Where these rows were selected from, to make a selection of a selection in one step. */
  private origin: RowOrigin | undefined;

  constructor(schema: Schema, rowCount: number, columns: readonly LazyColumn[], session: Session) {
    this.schema = schema;
    this.rowCount = rowCount;
    this.columns = [...columns];
    this.session = session;
  }

  column(index: number): Column {
    const column = this.columns[index]!;
    if (typeof column !== 'function') return column;
    const computed = column();
    this.columns[index] = computed;
    return computed;
  }

  named(name: string): Column {
    const index = this.schema.indexOf(name);
    if (index === undefined) throw new Error(`no column ${name} in this batch`);
    return this.column(index);
  }

  /** A thunk for one column, to hand it on without computing it. */
  lazy(index: number): LazyColumn {
    const column = this.columns[index]!;
    return typeof column === 'function' ? () => this.column(index) : column;
  }

  /** The rows at these positions; a negative position gives a row of nulls. */
  select(rows: Int32Array | Uint32Array): Batch {
    const { origin } = this;
    const composed = origin === undefined ? rows : selectWithin(origin.rows, rows);
    const selected = new Batch(
      this.schema,
      rows.length,
      this.schema.columns.map((_, index) => () => {
        // What this batch has already computed may be costly to compute; what it would only copy is taken from where it stands.
        const isThere = origin === undefined || typeof this.columns[index] !== 'function';
        return isThere ? gatherRows(this.column(index), rows) : gatherRows(origin.batch.column(index), composed);
      }),
      this.session,
    );
    selected.origin = { batch: origin?.batch ?? this, rows: composed };
    return selected;
  }

  /** Rows that are kept in memory as long as this batch is: its own, or all of those that it was selected from. */
  get heldRows(): number {
    return this.origin?.batch.rowCount ?? this.rowCount;
  }

  /** About how many bytes this batch keeps in memory: its rows by the widths of their types, and the texts of its dictionaries. */
  estimateBytes(countTexts: (dictionary: StringDictionary) => number): number {
    let bytes = 0;
    this.schema.columns.forEach((info, index) => {
      bytes += this.heldRows * WIDTHS[info.type];
      const column = this.columns[index]!;
      if (typeof column !== 'function' && (column.type === 'string' || column.type === 'guid')) bytes += countTexts(column.dictionary);
    });
    return bytes;
  }

  /** Computes every column, so that nothing is held of the rows that these were selected from. */
  settle(): Batch {
    return new Batch(
      this.schema,
      this.rowCount,
      this.schema.columns.map((_, index) => this.column(index)),
      this.session,
    );
  }

  /** Rows `start` to `end` (exclusive). */
  slice(start: number, end: number): Batch {
    if (start === 0 && end >= this.rowCount) return this;
    const rows = new Int32Array(Math.max(0, end - start));
    for (let i = 0; i < rows.length; i++) rows[i] = start + i;
    return this.select(rows);
  }

  /** The same columns under another schema of the same types. */
  withSchema(schema: Schema): Batch {
    return new Batch(
      schema,
      this.rowCount,
      schema.columns.map((_, index) => this.lazy(index)),
      this.session,
    );
  }
}

/** All rows in one batch. */
export function concatBatches(schema: Schema, batches: readonly Batch[], session: Session): Batch {
  if (batches.length === 1) return batches[0]!;
  let rowCount = 0;
  for (const batch of batches) rowCount += batch.rowCount;
  const columns = schema.columns.map(
    (column, index) => () =>
      concatColumns(
        column.type,
        batches.map((batch) => batch.column(index)),
      ),
  );
  return new Batch(schema, rowCount, columns, session);
}

/** A batch of one row in which every column is constant. */
export function singleRow(session: Session): Batch {
  return new Batch(EMPTY_SCHEMA, 1, [], session);
}

export const EMPTY_SCHEMA = new Schema([]);

/** A column of nulls (`""` for strings). */
export function nullColumn(type: KustoType, length: number): Column {
  return constantColumn(type, type === 'string' ? '' : null, length);
}
