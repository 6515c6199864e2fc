export type { Column } from './columns/column.ts';
export type { ColumnBuilder } from './columns/column-builder.ts';
export { createColumnBuilder } from './columns/column-builder.ts';
export type { NamedColumn, RecordBatch } from './columns/record-batch.ts';
export { PREFERRED_BATCH_ROWS } from './columns/record-batch.ts';
export type { ScanRequest, TableColumnInfo, TableInfo, TableProvider } from './tables/table-provider.ts';
export type { TableCatalogue, TableSchema } from './schema/table-catalogue.ts';
export { builtInTables, nearestTable, tableNames, tableSchema, withCustomTables } from './schema/table-catalogue.ts';
