import type { JsonValue } from '@mxdr/core';
import type { TableProvider } from '@mxdr/kql';
import { createMemoryTables } from '@mxdr/kql';

/** A row of a table, column to value. */
export type TableRow = Readonly<Record<string, JsonValue>>;

/** One table whose rows stand in order of time. Columns are laid out when they are first read, and kept. */
export interface TimedTable {
  readonly rows: readonly TableRow[];
  readonly provider: TableProvider;
  /** Times of the rows, milliseconds since 1970. */
  readonly times: Float64Array;
}

/** Tables by name. A table that there is not has no rows. */
export type TableSet = (name: string) => TimedTable;

function timeOf(row: TableRow): number {
  const time = row['TimeGenerated'];
  return typeof time === 'string' ? Date.parse(time) : Number.NaN;
}

/**
 * Tables that are made when they are first read, once each.
 * @param rowsOf rows of a table in order of `TimeGenerated`
 */
export function createTableSet(rowsOf: (name: string) => readonly TableRow[]): TableSet {
  const tables = new Map<string, TimedTable>();
  return (name) => {
    let table = tables.get(name);
    if (table === undefined) {
      const rows = rowsOf(name);
      table = { rows, provider: createMemoryTables({ tables: { [name]: rows } }), times: Float64Array.from(rows, timeOf) };
      tables.set(name, table);
    }
    return table;
  };
}

/** The same tables with more rows, each where its time belongs; tables without more rows are shared. */
export function addRows(base: TableSet, more: Readonly<Record<string, readonly TableRow[]>>): TableSet {
  const merged = createTableSet((name) => [...base(name).rows, ...(more[name] ?? [])].toSorted((a, b) => timeOf(a) - timeOf(b)));
  return (name) => (Object.hasOwn(more, name) ? merged(name) : base(name));
}
