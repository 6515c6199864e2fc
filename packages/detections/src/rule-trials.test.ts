import type { JsonValue, QueryOutcome } from '@mxdr/core';
import { readYaml } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import type { Attack } from './attack-schema.ts';
import { attackSchema } from './attack-schema.ts';
import type { TimedWorkspace } from './rule-schedule.ts';
import type { Rule } from './rule-schema.ts';
import { ruleSchema } from './rule-schema.ts';
import { testAttack, testBudget } from './rule-trials.ts';
import { sampleRule } from './sample-rule.ts';
import { stageScenario } from './stage-scenario.ts';

function read<Value>(reading: { readonly value: Value } | { readonly problems: unknown }): Value {
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems));
  return reading.value;
}

const rule: Rule = read(
  readYaml(ruleSchema, `${sampleRule.replace('queryPeriod: 1d', 'queryPeriod: 1h')}alertBudget: { perMonth: 1 }\n`, 'rule.yaml'),
);

function attackWith(raise: string): Attack {
  const text = `id: 11111111-2222-4333-8444-555555555555
name: Story
description: A story.
actors:
  victim: { pick: user }
steps:
  - table: SigninLogs
    $repeat: { times: 2, every: 5m }
    row: { UserId: '{{victim.id}}' }
raises: [{ rule: ${rule.id}${raise} }]
`;
  return read(readYaml(attackSchema, text, 'attack.yaml'));
}

const startMs = Date.parse('2026-10-22T08:10:00Z');

interface Row {
  readonly at: string;
  readonly user: string;
}

/** Answers one result for each row inside the window. */
function workspaceOf(rows: readonly Row[]): TimedWorkspace {
  return {
    query: async (_, window): Promise<QueryOutcome> => ({
      status: 'complete',
      columns: [{ name: 'UserId', type: 'string' }],
      rows: rows.filter(({ at }) => at >= window.start && at < window.end).map(({ user }): readonly JsonValue[] => [user]),
      statistics: { rowsRead: 0, durationMs: 0, tables: [] },
    }),
    rowTimes: async () => Float64Array.from(rows, ({ at }) => Date.parse(at)),
  };
}

const noise: readonly Row[] = [{ at: '2026-10-22T08:30:00.000Z', user: 'somebody' }];

function run(raise: string, seen: readonly Row[], benign: readonly Row[] = noise) {
  const attack = attackWith(raise);
  const staged = stageScenario(attack, {
    startMs,
    tenant: {},
    pick: () => ({ id: 'v1' }),
    hasTimestamp: () => false,
  });
  return testAttack(rule, attack, attack.raises[0]!, { attacked: workspaceOf([...benign, ...seen]), benign: workspaceOf(benign), staged });
}

const victimSeen: readonly Row[] = [{ at: '2026-10-22T08:10:00.000Z', user: 'v1' }];

describe('a rule in an attack', () => {
  it('GIVEN rows that it sees THEN it passes with the time of its first alert', async () => {
    expect(await run('', victimSeen)).toEqual({
      attackId: '11111111-2222-4333-8444-555555555555',
      attackName: 'Story',
      status: 'passed',
      firstAlertUtc: '2026-10-22T09:00:00.000Z',
      alerts: 1,
    });
  });

  it('GIVEN only noise that alerts without the attack, too THEN noise does not pass for a detection', async () => {
    const result = await run('', []);
    expect(result).toMatchObject({ status: 'failed', reason: expect.stringContaining('1 runs alerted, but just so without the attack') });
  });

  it('GIVEN rows that it does not see THEN it says between which times it did not alert', async () => {
    const result = await run('', [], []);
    expect(result).toMatchObject({
      status: 'failed',
      reason: 'no alert in 1 runs from 2026-10-22T08:10:00.000Z to 2026-10-22T09:15:00.000Z',
    });
  });

  it('GIVEN a time within which there is no run THEN it fails', async () => {
    expect(await run(', within: 10m', victimSeen)).toMatchObject({ status: 'failed' });
  });

  it('GIVEN entities of the alert THEN they are asked for by the names of actors', async () => {
    expect(await run(", entities: [{ type: Account, AadUserId: '{{victim.id}}' }]", victimSeen)).toMatchObject({ status: 'passed' });
    expect(await run(', entities: [{ type: Account, AadUserId: v2 }]', victimSeen)).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining(
        'no alert has the entity Account(AadUserId=v2); seen: Account(AadUserId=somebody), Account(AadUserId=v1)',
      ),
    });
  });
});

describe('a rule over the benign month', () => {
  const month = { startMs: Date.parse('2026-10-22T00:00:00Z'), endMs: Date.parse('2026-10-23T00:00:00Z') };

  it('GIVEN as many alerts as it may raise THEN it passes', async () => {
    expect(await testBudget(rule, workspaceOf(noise), month)).toMatchObject({
      status: 'passed',
      alerts: 1,
      budget: 1,
      runs: 1,
      emptyRuns: 23,
    });
  });

  it('GIVEN more THEN it fails and shows what raised them', async () => {
    const more = [...noise, { at: '2026-10-22T11:30:00.000Z', user: 'another' }];
    expect(await testBudget(rule, workspaceOf(more), month)).toMatchObject({
      status: 'failed',
      alerts: 2,
      examples: [
        { atUtc: '2026-10-22T09:00:00.000Z', shown: { columns: ['UserId'], rows: [['somebody']] } },
        { atUtc: '2026-10-22T12:00:00.000Z', shown: { rows: [['another']] } },
      ],
    });
  });

  it('GIVEN a query that the embedded workspace cannot run THEN that is said, and is no pass', async () => {
    const unable: TimedWorkspace = {
      query: async () => ({ status: 'failed', reason: 'unsupported', code: 'MXDR-KQL-UNSUPPORTED', message: 'no' }),
      rowTimes: async () => undefined,
    };
    expect(await testBudget(rule, unable, month)).toEqual({ status: 'unsupported', reason: 'MXDR-KQL-UNSUPPORTED: no' });
  });
});
