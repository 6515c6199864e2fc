import type { JsonValue } from '@mxdr/core';
import type { LogRow } from './log-row.ts';
import { tableColumns } from './table-columns.ts';

/** The header of a table: every column that the simulator writes, in the order of `tableColumns`. */
export function csvHeader(table: string): string {
  return columnsOf(table).join(',');
}

/** One row as RFC 4180 text. Values are data for a log reader, not for a spreadsheet: nothing is altered. */
export function csvLine(table: string, row: LogRow): string {
  return columnsOf(table)
    .map((column) => csvCell(row[column]))
    .join(',');
}

function columnsOf(table: string): readonly string[] {
  return Object.keys(tableColumns[table] ?? {});
}

function csvCell(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
