import { expect } from 'vitest';
import type { QuestionCase } from './contract-case.ts';
import { october } from './contract-case.ts';

const users = 'SigninLogs | sort by TimeGenerated asc | project User = substring(UserPrincipalName, 4, 1)';
const tables = ['sample-tables'] as const;

/** Windows are half-open: the start counts, the end does not. */
export const windowCases: readonly QuestionCase[] = [
  {
    name: 'keeps the row at the very start of a window, and leaves out the one at its very end',
    needs: tables,
    text: users,
    outcome: { status: 'complete', rows: [['1'], ['2'], ['3'], ['4'], ['5']] },
  },
  {
    name: 'counts no row twice in the window that follows',
    needs: tables,
    text: users,
    window: { start: october.end, end: '2026-12-01T00:00:00Z' },
    outcome: { rows: [['6']] },
  },
  {
    name: 'counts no row twice in the window before',
    needs: tables,
    text: users,
    window: { start: '2026-09-01T00:00:00Z', end: october.start },
    outcome: { rows: [['0']] },
  },
  {
    name: 'tells ticks of 100 ns apart',
    needs: tables,
    text: users,
    window: { start: '2026-10-15T12:00:00.1234567Z', end: '2026-10-15T12:00:00.1234568Z' },
    outcome: { rows: [['3']] },
  },
  {
    name: 'bounds every table of a union',
    needs: tables,
    text: 'union withsource = Source SigninLogs, SecurityAlert | summarize Rows = count() by Source | sort by Source asc',
    outcome: {
      rows: [
        ['SecurityAlert', 1],
        ['SigninLogs', 5],
      ],
    },
  },
  {
    name: 'bounds the tables of its sub-queries',
    needs: tables,
    text: 'print Rows = toscalar(SigninLogs | count)',
    outcome: { rows: [[5]] },
  },
  {
    name: 'takes a filter of the query for a further bound',
    needs: tables,
    text: 'SigninLogs | where TimeGenerated >= datetime(2026-10-15) | count',
    outcome: { rows: [[3]] },
  },
  {
    name: 'takes a window of years',
    needs: tables,
    text: 'SigninLogs | count',
    window: { start: '2017-01-01T00:00:00Z', end: '2027-01-01T00:00:00Z' },
    outcome: { rows: [[7]] },
  },
  {
    name: 'gives nothing, and calls it complete, where the window holds no row',
    needs: tables,
    text: 'SigninLogs | count',
    window: { start: '2026-10-20T00:00:00Z', end: '2026-10-21T00:00:00Z' },
    outcome: { status: 'complete', rows: [[0]] },
  },
  {
    name: 'refuses a query without a window',
    needs: tables,
    text: 'SigninLogs | count',
    window: 'none',
    outcome: { status: 'failed', reason: 'invalid', code: 'MXDR-AZURE-WINDOW-MISSING' },
    differs: { embedded: { why: 'local tables cost nothing: without a window they are read whole', outcome: { rows: [[7]] } } },
  },
];

/** Queries that are wrong, or ask for what a workspace does not have. */
export const queryCases: readonly QuestionCase[] = [
  {
    name: 'tells the place of what cannot be parsed',
    needs: [],
    text: 'print 1\n| where where',
    outcome: { status: 'failed', reason: 'invalid', line: 2 },
  },
  {
    name: 'tells the name of an unknown column',
    needs: tables,
    text: 'SigninLogs\n| where NoSuchColumn == 1',
    outcome: { status: 'failed', reason: 'invalid', line: 2, message: expect.stringContaining('NoSuchColumn') },
  },
  {
    name: 'tells an unknown function',
    needs: [],
    text: 'print no_such_function(1)',
    outcome: { status: 'failed', reason: 'invalid', message: expect.stringContaining('no_such_function') },
  },
  {
    name: 'refuses an empty query',
    needs: [],
    text: ' ',
    outcome: { status: 'failed', reason: 'invalid' },
  },
  {
    name: 'names the table that a workspace does not have, and makes no empty result of it',
    needs: tables,
    text: 'DeviceEvents | count',
    outcome: { status: 'failed', reason: 'table-missing', missingTables: ['DeviceEvents'] },
  },
  {
    name: 'goes without a missing table where a union allows it',
    needs: tables,
    text: 'union isfuzzy=true SigninLogs, DeviceEvents | count',
    outcome: { status: 'complete', rows: [[5]] },
  },
  {
    name: 'goes without a missing column where the query allows it',
    needs: tables,
    text: 'SigninLogs | extend Risk = column_ifexists("NoSuchColumn", "none") | distinct Risk',
    outcome: { status: 'complete', rows: [['none']] },
  },
  {
    name: 'counts what it read, or says that it does not know',
    needs: tables,
    text: 'SigninLogs | count',
    outcome: {
      statistics: { durationMs: expect.any(Number), rowsRead: expect.toSatisfy((count) => count === null || typeof count === 'number') },
    },
  },
];
