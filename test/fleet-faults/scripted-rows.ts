import { createHash } from 'node:crypto';
import type { CellValue, KustoType, LogWorkspace, ResultColumn, TimeWindow } from '@mxdr/core';

const dayMs = 86_400_000;
const choices: Readonly<Record<string, readonly string[]>> = {
  Severity: ['High', 'Medium', 'Low', 'Informational'],
  Status: ['New', 'Active', 'Closed'],
  Classification: ['TruePositive', 'FalsePositive', 'BenignPositive', ''],
  AssetKind: ['user', 'device'],
};

/** A whole number below `limit`, the same for the same words. */
function drawn(limit: number, ...words: readonly (string | number)[]): number {
  return createHash('sha256').update(words.join('\n')).digest().readUInt32BE(0) % limit;
}

/** What a query of mxdr's own promises in its head. */
function columnsOf(text: string): readonly ResultColumn[] {
  const head = /^\/\/ columns:([^]*?)(?:\n(?!\/\/ {3})|$)/mu.exec(text)?.[1] ?? '';
  return head
    .replaceAll(/\n\/\/ +/gu, ' ')
    .split(',')
    .map((part) => part.trim().split(':'))
    .map(([name = '', type = 'string']) => ({ name, type: type as KustoType }));
}

const instant = (ms: number): string => new Date(ms).toISOString().replace('Z', '0000Z');

function cellOf({ name, type }: ResultColumn, endMs: number, words: readonly (string | number)[]): CellValue {
  const number = (limit: number): number => drawn(limit, ...words, name);
  switch (type) {
    case 'bool':
      return number(2) === 1;
    case 'int':
    case 'long':
      return number(1000);
    case 'real':
      return number(10_000) / 8;
    case 'decimal':
      return `${number(1000)}.5`;
    case 'datetime':
      return instant(endMs - 1 - number(25 * 24 * 3600) * 1000);
    case 'timespan':
      return '01:00:00';
    case 'guid':
      return '00000000-0000-4000-8000-000000000000';
    case 'dynamic':
      return [];
    default:
      return choices[name]?.[number(choices[name].length)] ?? `${name}-${number(50)}-of-${words[0]}`;
  }
}

/** Days with records, as `table-days` counts them. */
function daysOf({ start, end }: TimeWindow, mark: string, silentDays: number): readonly (readonly CellValue[])[] {
  const rows: CellValue[][] = [];
  for (let day = Math.ceil(Date.parse(start) / dayMs) * dayMs; day + dayMs <= Date.parse(end) - silentDays * dayMs; day += dayMs)
    rows.push([instant(day), drawn(500, mark, day) + 1, instant(day + 1000), instant(day + 1000), instant(day + dayMs - 1000)]);
  return rows;
}

/** What one customer's workspace does beside answering. */
export interface ScriptedWorkspaceProps {
  /** Decides every cell, and stands in every text. */
  readonly mark: string;
  /** Days before the end of a window in which no table had a record. @default 0 */
  readonly silentDays?: number;
  /** Added to the first number of every answer, without a word. */
  readonly lie: () => number;
}

/**
 * A workspace that answers every query of a report with the columns that its head promises and cells that hang on the customer, the query and
 * its window alone: equal questions have equal answers, and no two customers have the same.
 */
export function scriptedWorkspace({ mark, silentDays = 0, lie }: ScriptedWorkspaceProps): LogWorkspace {
  return {
    description: `workspace of ${mark}`,
    query(text, window) {
      if (window === undefined) return Promise.reject(new Error('a query without a window'));
      const columns = columnsOf(text);
      const endMs = Date.parse(window.end);
      const id = /^\/\/ id: (\S+)/mu.exec(text)?.[1] ?? text;
      const rows =
        id === 'table-days'
          ? daysOf(window, mark, silentDays)
          : Array.from({ length: 5 + drawn(10, mark, id) }, (_, row) =>
              columns.map((column) => cellOf(column, endMs, [mark, id, window.start, row])),
            );
      const at = columns.findIndex(({ type }) => type === 'long' || type === 'int');
      const told = rows.map((row, index) =>
        index > 0 || at === -1 ? row : row.map((cell, column) => (column === at ? Number(cell) + lie() : cell)),
      );
      return Promise.resolve({
        status: 'complete',
        columns,
        rows: told,
        statistics: { rowsRead: told.length, durationMs: 1, tables: [] },
      });
    },
  };
}
