import { expect } from 'vitest';
import type { FaultRule } from '@mxdr/workspace-server';
import type { QuestionCase } from './contract-case.ts';

const needs = ['sample-tables', 'faulty-service'] as const;
const text = 'SigninLogs | count';
const good = { status: 'complete', rows: [[5]] };

function failing(fault: FaultRule['fault'], times = 99): readonly FaultRule[] {
  return [{ fault, times }];
}

/** A status with an error of the service's form. */
function status(code: number, name: string, times = 99): readonly FaultRule[] {
  return failing({ kind: 'status', status: code, code: name, message: `${name} on demand` }, times);
}

/** A body of 200 that is not what it should be. */
function body(content: string): readonly FaultRule[] {
  return failing({ kind: 'status', status: 200, body: content });
}

const table = (columns: string, rows: string): string => `{"tables":[{"name":"PrimaryResult","columns":${columns},"rows":${rows}}]}`;
const unreadable = { status: 'failed', reason: 'unreachable', code: 'MXDR-AZURE-ANSWER-UNREADABLE' };

/** What a service says when it does not answer. */
const refusals: readonly QuestionCase[] = [
  {
    name: 'says denied for 403, and does not ask again',
    faults: failing({ kind: 'denied' }),
    outcome: { status: 'failed', reason: 'denied', code: 'MXDR-AZURE-DENIED', mend: expect.stringContaining('Reader') },
    statuses: [403],
  },
  {
    name: 'says denied for a table that the identity may not read',
    faults: failing({ kind: 'status', status: 403, code: 'InsufficientAccessError', message: 'No access to the table SigninLogs' }),
    outcome: { reason: 'denied', message: expect.stringContaining('SigninLogs') },
    statuses: [403],
  },
  {
    name: 'says denied for a token that has expired on the way',
    faults: failing({ kind: 'token-expired' }),
    outcome: { status: 'failed', reason: 'denied' },
  },
  {
    name: 'says that the workspace was not found for 404',
    faults: status(404, 'WorkspaceNotFoundError'),
    outcome: { reason: 'unreachable', code: 'MXDR-AZURE-WORKSPACE-NOT-FOUND' },
    statuses: [404],
  },
  { name: 'does not repeat 400', faults: failing({ kind: 'invalid', of: 'argument' }), outcome: { reason: 'invalid' }, statuses: [400] },
  {
    name: 'tells the place of a syntax error of the service',
    faults: failing({ kind: 'invalid', of: 'syntax' }),
    outcome: { reason: 'invalid', line: 1, column: 13 },
    statuses: [400],
  },
  {
    name: 'tells a column that the service does not know',
    faults: failing({ kind: 'invalid', of: 'column' }),
    outcome: { reason: 'invalid', message: expect.stringContaining('Nope') },
    statuses: [400],
  },
  {
    name: 'tells a table that the service does not know',
    faults: failing({ kind: 'invalid', of: 'table' }),
    outcome: { reason: 'table-missing', missingTables: ['SigninLogs'] },
    statuses: [400],
  },
  {
    name: 'tells a query that used too much',
    faults: failing({ kind: 'status', status: 400, code: 'QueryLimitError', message: 'Runaway query (E_RUNAWAY_QUERY)' }),
    outcome: { reason: 'limit', code: 'MXDR-AZURE-QUERY-LIMIT' },
    statuses: [400],
  },
  {
    name: 'takes 504 for the end of the query’s own time, and does not ask again',
    faults: failing({ kind: 'gateway-timeout' }),
    outcome: { reason: 'timeout', code: 'MXDR-AZURE-QUERY-TIMEOUT' },
    statuses: [504],
  },
  {
    name: 'gives a service that fails four requests, in doubling pauses',
    faults: status(500, 'InternalServerError'),
    outcome: { reason: 'unreachable', code: 'MXDR-AZURE-SERVICE-ERROR' },
    statuses: [500, 500, 500, 500],
    pauses: [5000, 10_000, 20_000],
  },
  ...[408, 500, 502, 503].map((code): Omit<QuestionCase, 'needs' | 'text'> => ({
    name: `asks again after ${code}`,
    faults: status(code, 'Odd', 1),
    outcome: good,
    statuses: [code, 200],
  })),
  {
    name: 'does not follow the service elsewhere',
    faults: failing({ kind: 'status', status: 302, headers: { Location: 'https://attacker.example/' } }),
    outcome: { reason: 'unreachable', code: 'MXDR-AZURE-REDIRECTED' },
    statuses: [302],
  },
  {
    name: 'asks again where the connection breaks before the answer',
    faults: failing({ kind: 'reset', after: 'nothing' }, 1),
    outcome: good,
    statuses: [undefined, 200],
  },
  {
    name: 'says unreachable where the connection breaks each time',
    faults: failing({ kind: 'reset', after: 'nothing' }),
    outcome: { reason: 'unreachable', code: 'MXDR-AZURE-UNREACHABLE' },
  },
].map((one) => ({ needs, text, ...one }));

/** Answers of 200 or 204 that are no result: none of them is an empty one. */
const hollow: readonly QuestionCase[] = [
  {
    name: 'makes no result of half an answer',
    faults: failing({ kind: 'truncated' }),
    outcome: { status: 'failed', reason: 'unreachable' },
  },
  {
    name: 'makes no result of an answer that breaks off',
    faults: failing({ kind: 'reset', after: 'half' }),
    outcome: { status: 'failed', reason: 'unreachable' },
  },
  { name: 'makes no result of 200 without a body', faults: failing({ kind: 'empty' }), outcome: unreadable },
  {
    name: 'makes no result of 204: the workspace never received data',
    faults: failing({ kind: 'no-content' }),
    outcome: { reason: 'table-missing', code: 'MXDR-AZURE-WORKSPACE-EMPTY' },
  },
  { name: 'makes no result of the page of a proxy', faults: body('<html><body>Please sign in</body></html>'), outcome: unreadable },
  { name: 'makes no result of JSON without tables', faults: body('{}'), outcome: unreadable },
  { name: 'makes no result of no tables', faults: body('{"tables":[]}'), outcome: unreadable },
  { name: 'makes no result of a table without columns', faults: body(table('[]', '[]')), outcome: unreadable },
  {
    name: 'makes no result of a table without rows',
    faults: body('{"tables":[{"name":"PrimaryResult","columns":[{"name":"A","type":"long"}]}]}'),
    outcome: unreadable,
  },
  {
    name: 'makes no result of a row that lacks a cell',
    faults: body(table('[{"name":"A","type":"long"},{"name":"B","type":"long"}]', '[[1]]')),
    outcome: unreadable,
  },
  {
    name: 'makes no result of a type that nobody knows',
    faults: body(table('[{"name":"A","type":"complex"}]', '[[1]]')),
    outcome: unreadable,
  },
  {
    name: 'makes no result of a cell that is not of its type',
    faults: body(table('[{"name":"A","type":"long"}]', '[["ten"]]')),
    outcome: unreadable,
  },
].map((one) => ({ needs, text, ...one }));

/** Rows that are not all. */
const partial: readonly QuestionCase[] = [
  {
    name: 'surfaces rows that are not all, with the reason',
    needs,
    text: 'SigninLogs | sort by TimeGenerated asc | project UserPrincipalName',
    faults: failing({ kind: 'partial', rows: 2, code: 'ShardError', message: 'A shard did not answer.' }),
    outcome: {
      status: 'partial',
      rows: [['user1@contoso.com'], ['user2@contoso.com']],
      partial: [{ code: 'ShardError', message: 'A shard did not answer.' }],
    },
    statuses: [200],
  },
  {
    name: 'surfaces that no row came through',
    needs,
    text,
    faults: failing({ kind: 'partial', rows: 0, code: 'ShardError', message: 'A shard did not answer.' }),
    outcome: { status: 'partial', rows: [], partial: [{ code: 'ShardError' }] },
  },
  {
    name: 'makes no number of a result that was cut at the limit of the service',
    needs,
    text: 'SigninLogs | sort by TimeGenerated asc',
    faults: failing({
      kind: 'partial',
      rows: 2,
      message: 'Query result set has exceeded the internal record count limit 500000 (E_QUERY_RESULT_SET_TOO_LARGE).',
    }),
    outcome: {
      status: 'failed',
      reason: 'limit',
      code: 'MXDR-AZURE-RESULT-TOO-LARGE',
      message: expect.stringContaining('"sort" looks at all rows'),
    },
  },
];

/** A service that is busy. */
const throttled: readonly QuestionCase[] = [
  {
    name: 'waits as many seconds as a busy service says',
    faults: failing({ kind: 'throttled', retryAfter: { seconds: 7 } }, 1),
    outcome: good,
    statuses: [429, 200],
    pauses: [7000],
  },
  {
    name: 'waits until the instant that a busy service names',
    faults: failing({ kind: 'throttled', retryAfter: { dateInMs: 9000 } }, 1),
    outcome: good,
    statuses: [429, 200],
  },
  {
    name: 'measures that instant by the clock of the service, which is an hour ahead',
    faults: failing(
      {
        kind: 'status',
        status: 429,
        code: 'ThrottledError',
        headers: { Date: 'Mon, 02 Nov 2026 09:00:00 GMT', 'Retry-After': 'Mon, 02 Nov 2026 09:00:11 GMT' },
      },
      1,
    ),
    outcome: good,
    statuses: [429, 200],
    pauses: [11_000],
  },
  {
    name: 'backs off by itself where a busy service says nothing, four requests long',
    faults: failing({ kind: 'throttled' }),
    outcome: { status: 'failed', reason: 'throttled', code: 'MXDR-AZURE-THROTTLED' },
    statuses: [429, 429, 429, 429],
    pauses: [5000, 10_000, 20_000],
  },
  {
    name: 'asks three times more where a busy service names a time',
    faults: failing({ kind: 'throttled', retryAfter: { seconds: 2 } }),
    outcome: { reason: 'throttled' },
    statuses: [429, 429, 429, 429],
    pauses: [2000, 2000, 2000],
  },
  {
    name: 'does not wait for an hour: it says how long to wait',
    faults: failing({ kind: 'throttled', retryAfter: { seconds: 3600 } }),
    outcome: { reason: 'throttled', mend: expect.stringContaining('3600 s') },
    statuses: [429],
    pauses: [],
  },
  {
    name: 'records each request, its pause and its name at the service',
    faults: failing({ kind: 'throttled', retryAfter: { seconds: 7 } }, 1),
    outcome: { effort: { parts: 1, requests: [{ status: 429, pauseMs: 7000 }, { status: 200 }] } },
  },
  { name: 'takes a right answer by a wrong clock', faults: failing({ kind: 'clock-skew', milliseconds: -3_600_000 }), outcome: good },
].map((one) => ({ needs, text, ...one }));

export const failureCases: readonly QuestionCase[] = [...refusals, ...hollow, ...partial, ...throttled];
