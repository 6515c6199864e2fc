import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CellValue } from '@mxdr/core';
import { afterEach } from 'vitest';
import { cellValueAt } from '../../columns/cell-value.ts';
import type { ScanRequest, TableProvider } from '../table-provider.ts';

/** Makes real folders for the tests of one file and removes them after each test. */
export function useFolders(): (files: Readonly<Record<string, string | Uint8Array>>) => Promise<string> {
  const folders: string[] = [];
  afterEach(async () => {
    await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
  });
  return async (files) => {
    const folder = await mkdtemp(join(tmpdir(), 'mxdr-tables-'));
    folders.push(folder);
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    return folder;
  };
}

/** All rows of a scan, cell by cell in the JSON form of outputs. */
export async function readRows(
  tables: TableProvider,
  table: string,
  columns: readonly string[],
  request: Partial<ScanRequest> = {},
): Promise<CellValue[][]> {
  const rows: CellValue[][] = [];
  for await (const batch of tables.scan(table, { ...request, columns })) {
    for (let row = 0; row < batch.rowCount; row++) rows.push(batch.columns.map(({ column }) => cellValueAt(column, row)));
  }
  return rows;
}
