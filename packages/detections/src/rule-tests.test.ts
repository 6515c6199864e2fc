import type { LogWorkspace, QueryOutcome } from '@mxdr/core';
import { APPROXIMATE, readYaml } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import type { Rule } from './rule-schema.ts';
import { ruleSchema } from './rule-schema.ts';
import { runRuleTests } from './rule-tests.ts';
import { sampleRule } from './sample-rule.ts';

function ruleWith(expectation: string): Rule {
  const text = `${sampleRule}tests:\n  - name: case\n    rows: { SigninLogs: [{ UserId: u1 }] }\n    watchlists: { Vip: [{ User: u1 }] }\n    expect: ${expectation}\n`;
  const reading = readYaml(ruleSchema, text, 'a.yaml');
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems));
  return reading.value;
}

const oneRow: QueryOutcome = {
  status: 'complete',
  columns: [
    { name: 'UserId', type: 'string' },
    { name: 'Tags', type: 'dynamic' },
  ],
  rows: [['u1', { a: [1, 2] }]],
  statistics: { rowsRead: 1, durationMs: 0, tables: ['SigninLogs'] },
};

function failed(reason: 'unsupported' | 'invalid'): QueryOutcome {
  return { status: 'failed', reason, code: 'MXDR-KQL-X', message: 'no' };
}

async function run(expectation: string, outcome: QueryOutcome) {
  const calls: unknown[] = [];
  const createWorkspace = (tables: unknown, now: string, watchlists: unknown): LogWorkspace => ({
    description: 'fake',
    query: async (text, window) => {
      calls.push({ tables, watchlists, now, text, window });
      return outcome;
    },
  });
  const report = await runRuleTests(ruleWith(expectation), createWorkspace);
  return { result: report.results[0], calls };
}

describe('running the tests of a rule', () => {
  it('gives the query its rows and the period before now', async () => {
    const { result, calls } = await run('{ count: 1, columns: { UserId: u1, Tags: { a: [1, 2] } } }', oneRow);
    expect(result).toEqual({ status: 'passed', name: 'case' });
    expect(calls).toEqual([
      {
        tables: { SigninLogs: [{ UserId: 'u1' }] },
        watchlists: { Vip: [{ User: 'u1' }] },
        now: '2026-10-01T12:00:00.000Z',
        text: expect.stringContaining('SigninLogs'),
        window: { start: '2026-09-30T12:00:00.000Z', end: '2026-10-01T12:00:00.000Z' },
      },
    ]);
  });

  it('passes on approximate numbers with a note', async () => {
    // GIVEN a result whose only flaw is a method of our own
    const partial = [{ code: APPROXIMATE, message: 'f() at line 1 may differ' }];
    // WHEN compared with what the case expects
    const { result } = await run('{ count: 1 }', { ...oneRow, status: 'partial', partial });
    // THEN the case passes and its reader is told
    expect(result).toEqual({ status: 'passed', name: 'case', note: 'f() at line 1 may differ' });
  });

  it.each([
    ['{ count: 0 }', '1 rows instead of 0'],
    ['{ count: 1, columns: { UserId: u2 } }', 'no row has UserId="u2"'],
    ['{ count: 1, columns: { Nothing: 1 } }', 'the result has no column "Nothing"; it has UserId, Tags'],
    [
      '{ count: 1, entities: [{ type: Account, AadUserId: u2 }] }',
      'no alert has the entity Account(AadUserId=u2); seen: Account(AadUserId=u1)',
    ],
    ['{ count: 1, entities: [{ type: Host, HostName: u1 }] }', 'no alert has the entity Host(HostName=u1); seen: Account(AadUserId=u1)'],
  ])('fails on %s and says why', async (expectation, reason) => {
    expect((await run(expectation, oneRow)).result).toMatchObject({ status: 'failed', name: 'case', reason });
  });

  it('shows the rows that there are, and where the closest one differs', async () => {
    const { result } = await run('{ count: 1, columns: { UserId: u1, Tags: { a: [1] } } }', oneRow);
    expect(result).toMatchObject({
      shown: { columns: ['UserId', 'Tags'], rows: [['u1', { a: [1, 2] }]], total: 1 },
      differences: [{ column: 'Tags', expected: { a: [1] }, actual: { a: [1, 2] } }],
    });
  });

  it('takes an entity with more identifiers than were asked for', async () => {
    expect((await run('{ count: 1, entities: [{ type: account }] }', oneRow)).result).toEqual({ status: 'passed', name: 'case' });
  });

  it('does not take a partial result for silence', async () => {
    const partial: QueryOutcome = {
      ...oneRow,
      status: 'partial',
      rows: [],
      partial: [{ code: 'rows-skipped', message: 'one line unread' }],
    };
    expect((await run('{ count: 0 }', partial)).result).toMatchObject({
      status: 'failed',
      reason: 'the result is partial: one line unread',
    });
  });

  it('tells a query that the engine cannot run from one that is wrong', async () => {
    expect((await run('{ count: 0 }', failed('unsupported'))).result).toMatchObject({ status: 'unsupported' });
    expect((await run('{ count: 0 }', failed('invalid'))).result).toMatchObject({ status: 'failed' });
  });
});
