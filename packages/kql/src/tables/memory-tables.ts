import type { JsonValue } from '@mxdr/core';
import { createColumnBuilder } from '../columns/column-builder.ts';
import type { Column } from '../columns/column.ts';
import { TICKS_PER_MS, UNIX_EPOCH_MS } from '../columns/instant.ts';
import type { RecordBatch } from '../columns/record-batch.ts';
import { sliceColumn } from '../columns/slice-column.ts';
import type { TableCatalogue } from '../schema/table-catalogue.ts';
import { builtInTables } from '../schema/table-catalogue.ts';
import { inferColumns } from './memory-columns.ts';
import type { ScanRequest, TableColumnInfo, TableInfo, TableProvider } from './table-provider.ts';

/** A row as a rule's test writes it: column name to value. */
export type MemoryRow = Readonly<Record<string, JsonValue>>;

/** Rows of a table, with its columns where the catalogue does not know the table. */
export interface MemoryTable {
  readonly rows: readonly MemoryRow[];
  /** @default the catalogue's columns, else inferred from the rows */
  readonly columns?: readonly TableColumnInfo[];
}

export interface MemoryTablesProps {
  readonly tables: Readonly<Record<string, readonly MemoryRow[] | MemoryTable>>;
  /** @default the built-in catalogue */
  readonly schemas?: TableCatalogue;
  /** @default 'tables in memory' */
  readonly description?: string;
}

/**
 * A workspace over rows given as JSON, for tests of rules and of the engine. Columns are built when they are first asked for and kept, and a
 * scan of a time range is cut to it where the rows stand in order of time, so that many queries over small windows of many rows are cheap.
 */
export function createMemoryTables(props: MemoryTablesProps): TableProvider {
  const schemas = props.schemas ?? builtInTables();
  const tables = new Map(
    Object.entries(props.tables).map(([name, given]) => {
      const rows = 'rows' in given ? given.rows : given;
      const declared = 'rows' in given ? given.columns : undefined;
      return [name, new ColumnStore(rows, inferColumns(rows, declared ?? schemas.get(name)?.columns ?? []))] as const;
    }),
  );
  const infos = [...tables].map(([name, table]): TableInfo => ({ name, columns: table.columns, origins: ['memory'] }));
  return {
    description: props.description ?? 'tables in memory',
    list: async () => infos,
    async *scan(name, request): AsyncGenerator<RecordBatch> {
      const table = tables.get(name);
      if (table === undefined) return;
      const [from, to] = table.range(request.timeRange);
      if (from === to) return;
      yield {
        rowCount: to - from,
        columns: request.columns.map((columnName) => ({ name: columnName, column: sliceColumn(table.column(columnName), from, to) })),
      };
    },
    partialReasons: () => [],
  };
}

const TIME_COLUMN = 'TimeGenerated';

/** The rows of one table, by column. */
class ColumnStore {
  readonly columns: readonly TableColumnInfo[];
  private readonly rows: readonly MemoryRow[];
  private readonly built = new Map<string, Column>();
  private times: Float64Array | null | undefined;

  constructor(rows: readonly MemoryRow[], columns: readonly TableColumnInfo[]) {
    this.rows = rows;
    this.columns = columns;
  }

  column(name: string): Column {
    const known = this.built.get(name);
    if (known !== undefined) return known;
    const builder = createColumnBuilder(this.columns.find((column) => column.name === name)?.type ?? 'dynamic');
    for (const row of this.rows) builder.appendJson(Object.hasOwn(row, name) ? row[name] : undefined);
    const column = builder.finish();
    this.built.set(name, column);
    return column;
  }

  /** First row and the row after the last that can lie in the range: all rows unless every one has a time and they stand in its order. */
  range(timeRange: ScanRequest['timeRange']): readonly [from: number, to: number] {
    if (timeRange === undefined) return [0, this.rows.length];
    this.times ??= this.orderedTimes();
    if (this.times === null) return [0, this.rows.length];
    const msOf = (ticks: bigint): number => Number(ticks / TICKS_PER_MS) - UNIX_EPOCH_MS;
    const from = timeRange.start === undefined ? 0 : firstAtOrAfter(this.times, msOf(timeRange.start));
    const to = timeRange.end === undefined ? this.rows.length : firstAtOrAfter(this.times, msOf(timeRange.end) + 1);
    return [from, Math.max(from, to)];
  }

  private orderedTimes(): Float64Array | null {
    if (!this.columns.some(({ name, type }) => name === TIME_COLUMN && type === 'datetime')) return null;
    const column = this.column(TIME_COLUMN);
    if (column.type !== 'datetime' || column.nulls?.includes(1) === true) return null;
    return column.ms.every((ms, index) => index === 0 || column.ms[index - 1]! <= ms) ? column.ms : null;
  }
}

/** Index of the first time that is not before `ms`. */
function firstAtOrAfter(times: Float64Array, ms: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
