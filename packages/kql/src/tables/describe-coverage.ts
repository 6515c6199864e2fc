import type { PartialReason } from '@mxdr/core';
import { formatDatetime } from '../columns/instant.ts';
import type { LocalTables } from './local-tables.ts';
import type { TableNote } from './table-notes.ts';

/** What is there of one table. */
export interface TableCoverage {
  readonly table: string;
  readonly files: readonly string[];
  readonly rowCount: number;
  /** First and last TimeGenerated, `2026-10-01T00:00:00.0000000Z`; absent when no row has one. */
  readonly firstTime?: string;
  readonly lastTime?: string;
  /** Rows without TimeGenerated: they lie in no time window. */
  readonly rowsWithoutTime: number;
  /** Lines that could not be read. */
  readonly skippedLines: number;
  readonly partial: readonly PartialReason[];
  readonly notes: readonly TableNote[];
}

/** Reads the times of all rows of all tables: what a report's page on data completeness and `mxdr doctor` show. Tables in the order of their names. */
export async function describeCoverage(tables: LocalTables, signal?: AbortSignal): Promise<readonly TableCoverage[]> {
  const result: TableCoverage[] = [];
  for (const info of await tables.list()) {
    const request = { columns: ['TimeGenerated'], ...(signal === undefined ? {} : { signal }) };
    let rowCount = 0;
    let rowsWithoutTime = 0;
    let first: { readonly ms: number; readonly subMs: number } | undefined;
    let last: { readonly ms: number; readonly subMs: number } | undefined;
    for await (const batch of tables.scan(info.name, request)) {
      rowCount += batch.rowCount;
      const column = batch.columns[0]?.column;
      if (column?.type !== 'datetime') {
        rowsWithoutTime += batch.rowCount;
        continue;
      }
      for (let row = 0; row < column.length; row++) {
        if (column.nulls?.[row] === 1) {
          rowsWithoutTime++;
          continue;
        }
        const ms = column.ms[row]!;
        const subMs = column.subMs?.[row] ?? 0;
        if (first === undefined || ms < first.ms || (ms === first.ms && subMs < first.subMs)) first = { ms, subMs };
        if (last === undefined || ms > last.ms || (ms === last.ms && subMs > last.subMs)) last = { ms, subMs };
      }
    }
    result.push({
      table: info.name,
      files: info.origins,
      rowCount,
      rowsWithoutTime,
      ...(first === undefined ? {} : { firstTime: formatDatetime(first.ms, first.subMs) }),
      ...(last === undefined ? {} : { lastTime: formatDatetime(last.ms, last.subMs) }),
      skippedLines: tables.skippedLines(info.name),
      partial: tables.partialReasons(info.name, request),
      notes: tables.notes(info.name),
    });
  }
  return result;
}
