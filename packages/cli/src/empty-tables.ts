import type { TableProvider } from '@mxdr/kql';
import { createMemoryTables, tableNames } from '@mxdr/kql';

/** Every table of the catalogue, without rows: what a query binds against when no workspace is at hand. */
export function emptyTables(): TableProvider {
  return createMemoryTables({ tables: Object.fromEntries(tableNames().map((name) => [name, []])), description: 'the known tables, empty' });
}
