import type { CellValue, KustoType, QueryResult } from '@mxdr/core';
import { csvField, csvTextField } from '@mxdr/core';
import { countOf } from './count-of.ts';
import { formatTextTable } from './text-table.ts';

const numericTypes: ReadonlySet<KustoType> = new Set(['int', 'long', 'real', 'decimal']);

/** Forms of `--format` for one result. */
export type QueryFormat = 'table' | 'json' | 'ndjson' | 'csv';

function cellText(value: CellValue): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Numbers and durations are left alone; anything else could be text of a log. */
function csvCell(value: CellValue, type: KustoType): string {
  const isAmount = numericTypes.has(type) || type === 'timespan';
  return isAmount ? csvField(cellText(value)) : csvTextField(cellText(value));
}

/** The result as CSV with a header line, CRLF line ends and inert formulas. */
export function formatCsv(result: QueryResult): string {
  const head = result.columns.map((column) => csvCell(column.name, 'string')).join(',');
  const rows = result.rows.map((row) => result.columns.map((column, i) => csvCell(row[i] ?? null, column.type)).join(','));
  return `${[head, ...rows].join('\r\n')}\r\n`;
}

/** One JSON object a row, keys in column order. */
export function formatNdjson(result: QueryResult): string {
  return result.rows
    .map((row) => `{${result.columns.map((column, i) => `${JSON.stringify(column.name)}:${JSON.stringify(row[i] ?? null)}`).join(',')}}\n`)
    .join('');
}

/** The whole result as one document; keeps `partial`, so that a machine sees what a person sees. */
export function formatJson(result: QueryResult): string {
  const { columns, rows, status, partial, statistics, visualization } = result;
  const lines = rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n');
  const head = {
    schemaVersion: 1,
    status,
    columns,
    ...(partial === undefined ? {} : { partial }),
    ...(visualization === undefined ? {} : { visualization }),
    statistics: { rowsRead: statistics.rowsRead, tables: statistics.tables },
  };
  const text = JSON.stringify(head, null, 2);
  return `${text.slice(0, -2)},\n  "rows": [${rows.length === 0 ? '' : `\n${lines}\n  `}]\n}`;
}

/** A table for people. An empty result says so. */
export function formatResultTable(result: QueryResult, width: number): string {
  const head = result.columns.map((column) => ({
    head: column.name,
    align: numericTypes.has(column.type) ? ('right' as const) : ('left' as const),
  }));
  const rows = result.rows.map((row) =>
    row.map((cell, i) =>
      cell === null && result.columns[i]?.type !== 'string'
        ? '·'
        : cellText(cell).replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.0000000Z$/u, '$1Z'),
    ),
  );
  const table = formatTextTable(head, rows, width);
  return `${table}\n${countOf(result.rows.length, 'row')}`;
}

/** The result in the form asked for. */
export function formatResult(result: QueryResult, format: QueryFormat, width: number): string {
  switch (format) {
    case 'csv':
      return formatCsv(result);
    case 'ndjson':
      return formatNdjson(result);
    case 'json':
      return formatJson(result);
    case 'table':
      return formatResultTable(result, width);
  }
}
