import type { JsonValue } from '@mxdr/core';
import { createColumnBuilder } from '../columns/column-builder.ts';
import type { RecordBatch } from '../columns/record-batch.ts';
import type { TableCatalogue } from '../schema/table-catalogue.ts';
import { builtInTables } from '../schema/table-catalogue.ts';
import { inferColumns } from './memory-columns.ts';
import type { TableColumnInfo, TableInfo, TableProvider } from './table-provider.ts';

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

/** A workspace over rows given as JSON, for tests of rules and of the engine. */
export function createMemoryTables(props: MemoryTablesProps): TableProvider {
  const schemas = props.schemas ?? builtInTables();
  const tables = new Map(
    Object.entries(props.tables).map(([name, given]) => {
      const rows = 'rows' in given ? given.rows : given;
      const declared = 'rows' in given ? given.columns : undefined;
      return [name, { rows, columns: inferColumns(rows, declared ?? schemas.get(name)?.columns ?? []) }] as const;
    }),
  );
  return {
    description: props.description ?? 'tables in memory',
    list: async () => [...tables].map(([name, table]): TableInfo => ({ name, columns: table.columns, origins: ['memory'] })),
    async *scan(name, request): AsyncGenerator<RecordBatch> {
      const table = tables.get(name);
      if (table === undefined || table.rows.length === 0) return;
      const types = new Map(table.columns.map((column) => [column.name, column.type]));
      const columns = request.columns.map((columnName) => {
        const builder = createColumnBuilder(types.get(columnName) ?? 'dynamic');
        for (const row of table.rows) builder.appendJson(Object.hasOwn(row, columnName) ? row[columnName] : undefined);
        return { name: columnName, column: builder.finish() };
      });
      yield { rowCount: table.rows.length, columns };
    },
    partialReasons: () => [],
  };
}
