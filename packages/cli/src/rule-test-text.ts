import type { JsonValue } from '@mxdr/core';
import type { RuleTestResult } from '@mxdr/detections';
import { formatTextTable } from './text-table.ts';

const width = 140;

function cellText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n');

/** What a failed case expected beside what it found, as tables; nothing for a case without rows to show. */
export function describeFailure(result: Extract<RuleTestResult, { readonly status: 'failed' }>): readonly string[] {
  const { differences = [], shown } = result;
  const parts: string[] = [];
  if (differences.length > 0)
    parts.push(
      formatTextTable(
        [{ head: 'column' }, { head: 'expected' }, { head: 'closest row' }],
        differences.map(({ column, expected, actual }) => [column, cellText(expected), cellText(actual)]),
        width,
      ),
    );
  if (shown !== undefined && shown.rows.length > 0)
    parts.push(
      `result (${shown.rows.length} of ${shown.total} rows):\n${formatTextTable(
        shown.columns.map((head) => ({ head })),
        shown.rows.map((row) => row.map(cellText)),
        width,
      )}`,
    );
  return parts.map(indented);
}
