import type { QueryOutcome, TimeWindow } from '@mxdr/core';
import { readYaml } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import type { TimedWorkspace } from './rule-schedule.ts';
import { countAlerts, runOnSchedule } from './rule-schedule.ts';
import type { Rule } from './rule-schema.ts';
import { ruleSchema } from './rule-schema.ts';
import { sampleRule } from './sample-rule.ts';

function ruleWith(change: (text: string) => string): Rule {
  const reading = readYaml(ruleSchema, change(sampleRule), 'a.yaml');
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems));
  return reading.value;
}

const hour = 3_600_000;
const dayStart = Date.UTC(2026, 9, 5);

/** A workspace whose query answers one result for each of these times inside the window. */
function workspaceOf(
  times: readonly number[],
  answersWithoutRows = false,
): TimedWorkspace & { readonly asked: { window: TimeWindow; nowMs: number }[] } {
  const asked: { window: TimeWindow; nowMs: number }[] = [];
  return {
    asked,
    query: async (_, window, nowMs): Promise<QueryOutcome> => {
      asked.push({ window, nowMs });
      const inside = times.filter((at) => at >= Date.parse(window.start) && at < Date.parse(window.end));
      const rows = inside.map((at) => [`u${at}`]);
      return {
        status: 'complete',
        columns: [{ name: 'UserId', type: 'string' }],
        rows: answersWithoutRows && rows.length === 0 ? [['nobody']] : rows,
        statistics: { rowsRead: 0, durationMs: 0, tables: [] },
      };
    },
    rowTimes: async () => Float64Array.from(times),
  };
}

const span = { startMs: dayStart, endMs: dayStart + 24 * hour };
const hourly = (text: string): string => text.replace('queryPeriod: 1d', 'queryPeriod: 2h');

describe('alerts of one run', () => {
  it.each([
    ['gt 0 with no result', '', 0, 0],
    ['gt 0 with results is one alert', '', 7, 1],
    ['gt 5 is not met by 5', 'triggerThreshold: 5', 5, 0],
    ['lt 1 is met by silence', 'triggerOperator: lt\ntriggerThreshold: 1', 0, 1],
    ['eq 3', 'triggerOperator: eq\ntriggerThreshold: 3', 3, 1],
    ['one for each result', 'eventGroupingSettings: { aggregationKind: AlertPerResult }', 7, 7],
    ['at most 150 for one run', 'eventGroupingSettings: { aggregationKind: AlertPerResult }', 400, 150],
    ['at most 30 for one run in near real time', 'kind: NRT\neventGroupingSettings: { aggregationKind: AlertPerResult }', 400, 30],
  ])('%s', (_, lines, results, alerts) => {
    const keys = [...lines.matchAll(/^(\w+):/gmu)].map((match) => match[1]);
    const rule = ruleWith(
      (text) =>
        `${text
          .split('\n')
          .filter((line) => !keys.some((key) => line.startsWith(`${key}:`)))
          .join('\n')}${lines}\n`,
    );
    expect(countAlerts(rule, results)).toBe(alerts);
  });
});

describe('running a rule on its schedule', () => {
  it('GIVEN an hourly rule that looks back two hours WHEN one event happens THEN the two runs that see it alert', async () => {
    const workspace = workspaceOf([dayStart + 3.5 * hour]);
    const outcome = await runOnSchedule(ruleWith(hourly), workspace, span);
    expect(outcome).toMatchObject({ status: 'ran', alerts: 2, runs: 2, emptyRuns: 22, suppressedRuns: 0 });
    if (outcome.status !== 'ran') return;
    expect(outcome.firings.map(({ atMs }) => (atMs - dayStart) / hour)).toEqual([4, 5]);
    expect(outcome.firings[0]).toMatchObject({ entities: [{ type: 'Account', identifiers: { AadUserId: `u${dayStart + 3.5 * hour}` } }] });
    expect(workspace.asked.at(-1)).toEqual({
      nowMs: dayStart + 5 * hour,
      window: { start: '2026-10-05T03:00:00.000Z', end: '2026-10-05T05:00:00.000Z' },
    });
  });

  it('GIVEN suppression WHEN it has alerted THEN it does not run until the time is over', async () => {
    const rule = ruleWith((text) => `${hourly(text)}suppressionEnabled: true\nsuppressionDuration: 5h\n`);
    const outcome = await runOnSchedule(rule, workspaceOf([dayStart + 3.5 * hour, dayStart + 9.5 * hour]), span);
    expect(outcome).toMatchObject({ alerts: 2, suppressedRuns: 8 });
  });

  it('GIVEN a near-real-time rule THEN the minute of the event is looked at, and no other', async () => {
    const outcome = await runOnSchedule(
      ruleWith((text) => text.replace('kind: Scheduled', 'kind: NRT')),
      workspaceOf([dayStart + 30_000]),
      span,
    );
    expect(outcome).toMatchObject({ alerts: 1, runs: 1, emptyRuns: 1439 });
  });

  it('GIVEN a query that answers without rows THEN no run is left out', async () => {
    expect(await runOnSchedule(ruleWith(hourly), workspaceOf([], true), span)).toMatchObject({ runs: 24, emptyRuns: 0, alerts: 24 });
  });

  it.each([
    ['unsupported', 'unsupported'],
    ['invalid', 'failed'],
  ] as const)('GIVEN a query that is %s THEN the outcome is %s', async (reason, status) => {
    const failing: TimedWorkspace = {
      query: async () => ({ status: 'failed', reason, code: 'MXDR-KQL-X', message: 'no' }),
      rowTimes: async () => undefined,
    };
    expect(await runOnSchedule(ruleWith(hourly), failing, span)).toEqual({ status, reason: 'MXDR-KQL-X: no' });
  });
});
