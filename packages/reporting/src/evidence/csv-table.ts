import { csvField, csvTextField, inertText } from '@mxdr/core';
import type { ViewCell } from '../dataset/dataset.ts';

/** Without it Excel reads the file in the code page of the machine and breaks every name that is not plain Latin. Other readers skip it. */
const byteOrderMark = '\uFEFF';

/**
 * Rows as CSV by RFC 4180: UTF-8 with a byte order mark, a head, CRLF. Numbers are plain numbers, text is text in every spreadsheet, and null is an
 * empty field; whoever calls says in a column of its own what null means.
 */
export function csvTable(columns: readonly string[], rows: readonly (readonly ViewCell[])[]): string {
  const lines = [columns, ...rows].map((row) => row.map(writeCell).join(','));
  return `${byteOrderMark}${lines.join('\r\n')}\r\n`;
}

function writeCell(value: ViewCell): string {
  if (value === null) return '';
  return typeof value === 'number' ? csvField(String(value)) : csvTextField(inertText(value));
}
