import { fileURLToPath } from 'node:url';
import type { LogWorkspace } from '@mxdr/core';
import { nodeFiles, parsePeriod } from '@mxdr/core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ReportDefinition } from '../definition/load-report-definition.ts';
import { loadReportDefinition } from '../definition/load-report-definition.ts';
import type { Script } from '../testing/scripted-workspace.ts';
import { answer, incidentRow, sampleCustomer, sampleOperator, scriptedWorkspace } from '../testing/scripted-workspace.ts';
import type { CollectInput } from './collect-dataset.ts';
import { collectDataset } from './collect-dataset.ts';
import type { Dataset, MetricValue } from './dataset.ts';
import { datasetJsonSchema, datasetToJson } from './dataset-json.ts';

const folder = fileURLToPath(new URL('../../../../reports/service-review', import.meta.url));
const period = parsePeriod('2026-10', 'Europe/Amsterdam');
const silent = { step: () => {} };
let definition: ReportDefinition;

beforeAll(async () => {
  definition = await loadReportDefinition(folder, nodeFiles);
});

function collect(workspace: LogWorkspace, more: Partial<CollectInput> = {}): Promise<Dataset> {
  return collectDataset({
    definition,
    customer: sampleCustomer(),
    operator: sampleOperator(),
    period,
    workspace,
    signal: new AbortController().signal,
    progress: silent,
    ...more,
  });
}

/** Records from the day on that is given, so that the workspace counts as having been there. */
const recordsFrom =
  (day: string): Script =>
  ({ queryId, watchedTable }) =>
    queryId === 'table-days' && watchedTable === 'SecurityIncident'
      ? answer([
          {
            Day: `${day}T00:00:00.0000000Z`,
            Records: 0,
            FirstRecord: `${day}T06:00:00.0000000Z`,
            FirstInside: null,
            LastRecord: `${day}T07:00:00.0000000Z`,
          },
          {
            Day: '2026-10-30T00:00:00.0000000Z',
            Records: 3,
            FirstRecord: '2026-10-30T01:00:00.0000000Z',
            FirstInside: '2026-10-30T01:00:00.0000000Z',
            LastRecord: '2026-10-30T09:00:00.0000000Z',
          },
        ])
      : undefined;

const scripts =
  (...all: readonly Script[]): Script =>
  (question) =>
    all.map((script) => script(question)).find((outcome) => outcome !== undefined);

const incidents =
  (rows: Readonly<Record<string, readonly ReturnType<typeof incidentRow>[]>>, partial?: Parameters<typeof answer>[1]): Script =>
  ({ queryId, start }) =>
    queryId === 'incidents' ? answer(rows[start] ?? [], partial) : undefined;

const october = '2026-09-30T22:00:00.000Z';
const september = '2026-08-31T22:00:00.000Z';

function current(dataset: Dataset, id: string): MetricValue | undefined {
  return dataset.metrics.find((measurement) => measurement.metricId === id)?.current;
}

const hunt = (endedUtc: string, result: 'nothing-found' | 'threat-confirmed') =>
  ({
    id: endedUtc,
    title: 'Hunt',
    hypothesis: '',
    category: 'Phishing',
    severity: 'Low',
    startedUtc: '2026-09-01T00:00:00.000Z',
    endedUtc,
    result,
    summary: '',
    notifications: [],
    becameRule: false,
  }) as const;

describe('collecting a dataset', () => {
  it('tells "no incidents" from "no data"', async () => {
    // GIVEN a workspace whose table of incidents is empty, and one without the table
    const empty = scriptedWorkspace(incidents({}));
    const bare = scriptedWorkspace(() => undefined);

    // WHEN
    const none = await collect(empty);
    const unknown = await collect(bare);

    // THEN
    expect(current(none, 'inc_created')).toMatchObject({ state: 'known', value: 0 });
    expect(current(unknown, 'inc_created')).toMatchObject({
      state: 'unavailable',
      reason: { kind: 'tables-missing', tables: ['Unknown'] },
    });
    expect(unknown.views.find((view) => view.id === 'incidents-by-severity')).toMatchObject({ state: 'unavailable', rows: [] });
  });

  it('holds nothing back of a source that has no record of the period: it is not available, and never zero', async () => {
    // GIVEN
    const workspace = scriptedWorkspace(({ queryId }) =>
      queryId === 'mail' ? answer([{ SourceRows: 0, Messages: 0, WithThreat: 0, ThreatDelivered: 0, ThreatBlocked: 0 }]) : undefined,
    );

    // WHEN
    const dataset = await collect(workspace);

    // THEN
    expect(current(dataset, 'mail_messages')).toMatchObject({
      state: 'unavailable',
      reason: { kind: 'no-records', tables: ['EmailEvents'] },
    });
  });

  it('marks every number that stands on a partial answer, with the reason', async () => {
    // GIVEN
    const reason = { code: 'rows-skipped', message: 'SecurityIncident.csv: 3 lines could not be read.' };
    const workspace = scriptedWorkspace(incidents({ [october]: [incidentRow()] }, [reason]));

    // WHEN
    const dataset = await collect(workspace);

    // THEN
    expect(current(dataset, 'inc_created')).toEqual({
      state: 'partial',
      value: 1,
      reason: { kind: 'partial', reasons: [reason] },
      evidence: ['incidents@2026-10'],
    });
    expect(dataset.views.find((view) => view.id === 'incidents-over-time')).toMatchObject({
      state: 'partial',
      reason: { kind: 'partial', reasons: [reason] },
    });
  });

  it('asks each period as it stood at its own end', async () => {
    // GIVEN
    const workspace = scriptedWorkspace(incidents({}));

    // WHEN
    await collect(workspace);

    // THEN the month before is read up to its end and ninety days back, each trend month once
    const asked = workspace.asked.filter(({ queryId }) => queryId === 'incidents');
    expect(asked.map(({ start }) => start)).toEqual([
      october,
      september,
      '2026-04-30T22:00:00.000Z',
      '2026-05-31T22:00:00.000Z',
      '2026-06-30T22:00:00.000Z',
      '2026-07-31T22:00:00.000Z',
    ]);
    expect(asked[0]!.window).toEqual({ start: '2026-07-02T22:00:00.000Z', end: '2026-10-31T23:00:00.000Z' });
    expect(asked[1]!.window).toEqual({ start: '2026-06-02T22:00:00.000Z', end: october });
  });

  it.each([
    ['2026-08-31', 'whole', { state: 'known', value: 1 }],
    ['2026-09-10', 'incomplete', { state: 'unavailable' }],
    ['2026-10-02', 'before-data', { state: 'unavailable' }],
  ] as const)(
    'compares with the month before only when the data reaches back to its start (data from %s)',
    async (day, standing, previous) => {
      // GIVEN
      const workspace = scriptedWorkspace(
        scripts(recordsFrom(day), incidents({ [october]: [incidentRow()], [september]: [incidentRow()] })),
      );

      // WHEN
      const dataset = await collect(workspace);

      // THEN
      expect(dataset.comparison?.standing).toBe(standing);
      expect(dataset.metrics.find(({ metricId }) => metricId === 'inc_created')?.previous).toMatchObject(previous);
    },
  );

  it.each([
    ['2026-09-01', { state: 'known', value: 900 }],
    ['2026-09-18', { state: 'unavailable', reason: { kind: 'data-begins-within' } }],
    ['2026-10-04', { state: 'unavailable', reason: { kind: 'before-data' } }],
  ] as const)(
    'does not compare with a month in which the table began, in a workspace that is older (sign-ins from %s)',
    async (day, previous) => {
      // GIVEN a workspace that has held incidents for long, and sign-ins from that day on
      const signIns: Script = ({ queryId, watchedTable }) =>
        queryId === 'sign-ins'
          ? answer([{ SourceRows: 900, SignIns: 900, Failed: 90, HighRisk: 0, Users: 40 }])
          : queryId === 'table-days' && watchedTable === 'SigninLogs'
            ? answer([{ Day: day, Records: 9, FirstRecord: `${day}T06:00:00Z`, FirstInside: null, LastRecord: '2026-10-31T22:00:00Z' }])
            : undefined;
      const workspace = scriptedWorkspace(
        scripts(recordsFrom('2026-07-02'), signIns, incidents({ [october]: [incidentRow()], [september]: [incidentRow()] })),
      );

      // WHEN
      const { metrics, comparison } = await collect(workspace);

      // THEN what stands on other tables is compared all the same
      const previousOf = (id: string): MetricValue | null | undefined => metrics.find(({ metricId }) => metricId === id)?.previous;
      expect(previousOf('sign_ins')).toMatchObject(previous);
      expect(previousOf('sign_ins_failed')?.state).toBe(previous.state);
      expect(previousOf('inc_created')).toMatchObject({ state: 'known', value: 1 });
      expect(comparison?.standing).toBe('whole');
    },
  );

  it('leaves a gap in the trend for months that the data does not reach', async () => {
    // GIVEN
    const workspace = scriptedWorkspace(scripts(recordsFrom('2026-08-31'), incidents({ [october]: [incidentRow()] })));

    // WHEN
    const view = (await collect(workspace)).views.find(({ id }) => id === 'incidents-by-month');

    // THEN
    const created = view!.columns.indexOf('Created');
    expect(view!.rows.map((row) => row[created])).toEqual([null, null, null, null, 0, 1]);
  });

  it('leaves a month that goes on after a week of it as a gap, and asks nothing about it', async () => {
    // GIVEN a report of a week in the middle of October
    const week = parsePeriod('2026-W42', 'Europe/Amsterdam');
    const workspace = scriptedWorkspace(scripts(recordsFrom('2026-08-31'), incidents({ [september]: [incidentRow()] })));

    // WHEN
    const view = (await collect(workspace, { period: week })).views.find(({ id }) => id === 'incidents-by-month')!;

    // THEN
    expect(view.rows.at(-1)?.slice(0, 2)).toEqual(['October 2026', null]);
    expect(workspace.asked.filter(({ queryId, start }) => queryId === 'incidents' && start === october)).toEqual([]);
  });

  it('counts an incident without a human action as unacknowledged rather than as quick', async () => {
    // GIVEN
    const rows = [
      incidentRow({ FirstHumanTime: '2026-10-05T10:30:00.0000000Z' }),
      incidentRow({ IncidentName: 'two', FirstModifiedTime: '2026-10-05T09:59:50.0000000Z' }),
    ];

    // WHEN
    const dataset = await collect(scriptedWorkspace(incidents({ [october]: rows })));

    // THEN automation's first change, before the creation, is kept as it is
    expect(current(dataset, 'tta_human')).toMatchObject({ state: 'low-sample', value: 30, n: 1, without: 1 });
    expect(current(dataset, 'tta_first_touch')).toMatchObject({ distribution: { n: 1, negative: 1 } });
  });

  it('holds targets only against severities that have one, and an open incident only once its time has passed', async () => {
    // GIVEN a target of an hour for high severity, and an incident of the last minutes of the month
    const customer = sampleCustomer({ sla: { acknowledgeMinutes: { High: 60 } } });
    const rows = [
      incidentRow({ FirstHumanTime: '2026-10-05T10:30:00.0000000Z' }),
      incidentRow({ IncidentName: 'late' }),
      incidentRow({ IncidentName: 'fresh', CreatedTime: '2026-10-31T22:50:00.0000000Z' }),
      incidentRow({ IncidentName: 'low', Severity: 'Low' }),
    ];

    // WHEN
    const dataset = await collect(scriptedWorkspace(incidents({ [october]: rows })), { customer });

    // THEN
    expect(current(dataset, 'ack_sla')).toMatchObject({ value: 50, part: 1, n: 2 });
    expect(current(dataset, 'resolve_sla')).toMatchObject({ state: 'not-applicable' });
  });

  it('lists every waiting incident, also one whose actions were asked in an earlier month', async () => {
    // GIVEN
    const row = incidentRow({
      IsCreatedInPeriod: false,
      CreatedTime: '2026-08-05T10:00:00.0000000Z',
      IsWaiting: true,
      WaitingSince: '2026-08-06T10:00:00.0000000Z',
      TasksWaiting: 2,
    });

    // WHEN
    const dataset = await collect(scriptedWorkspace(incidents({ [october]: [row] })));

    // THEN
    expect(dataset.views.find(({ id }) => id === 'waiting-now')?.rows).toEqual([
      [1, 'Suspicious sign-in', 'High', '2026-08-06T10:00:00.000Z', 2],
    ]);
    expect(current(dataset, 'action_required')).toMatchObject({ value: 0 });
  });

  it('puts each incident on the local day of its creation, in a month of 745 hours too', async () => {
    // GIVEN incidents in the first and the second of the two hours from two to three, and one in the last hour of the month
    const rows = [
      '2026-10-25T00:30:00.0000000Z',
      '2026-10-25T01:30:00.0000000Z',
      '2026-10-31T22:59:00.0000000Z',
      '2026-09-30T22:00:00.0000000Z',
    ].map((CreatedTime, index) => incidentRow({ IncidentName: `i${index}`, CreatedTime }));

    // WHEN
    const view = (await collect(scriptedWorkspace(incidents({ [october]: rows })))).views.find(({ id }) => id === 'incidents-over-time')!;

    // THEN
    const byDay = new Map(view.rows.map((row) => [row[0], row[view.columns.indexOf('Created')]]));
    expect(view.rows).toHaveLength(31);
    expect([byDay.get('2026-10-01'), byDay.get('2026-10-25'), byDay.get('2026-10-31')]).toEqual([1, 2, 1]);
  });

  it('names the file and line of a query that the workspace refuses', async () => {
    // GIVEN
    const workspace = scriptedWorkspace(({ queryId, text }) =>
      queryId === 'sign-ins'
        ? {
            status: 'failed',
            reason: 'invalid',
            code: 'MXDR-KQL-INVALID',
            message: 'no such column',
            line: text.split('\n').findIndex((line) => line.startsWith('SignIns')) + 1,
            column: 3,
          }
        : undefined,
    );

    // WHEN
    const run = (await collect(workspace)).runs.find(({ id }) => id === 'sign-ins@2026-10');

    // THEN
    expect(run?.failure?.where).toMatch(/reports\/queries\/sign-ins\.kql:10:3$/);
  });

  it('stops when it is told to', async () => {
    // GIVEN
    const abort = new AbortController();
    abort.abort(new Error('interrupted'));

    // WHEN
    const collecting = collect(scriptedWorkspace(incidents({})), { signal: abort.signal });

    // THEN
    await expect(collecting).rejects.toThrow('interrupted');
  });

  it('counts hunts of the period, and says when there is no ledger of them', async () => {
    // GIVEN
    const before = '2026-10-31T22:59:59.999Z';

    // WHEN
    const with2 = await collect(scriptedWorkspace(incidents({})), {
      ledgers: {
        hunts: [hunt(october, 'nothing-found'), hunt(before, 'threat-confirmed'), hunt('2026-10-31T23:00:00.000Z', 'nothing-found')],
      },
    });
    const without = await collect(scriptedWorkspace(incidents({})));

    // THEN the instant of the start is in, that of the end is out
    expect(current(with2, 'hunts_run')).toMatchObject({ value: 2 });
    expect(current(with2, 'hunts_confirmed')).toMatchObject({ value: 1 });
    expect(current(without, 'hunts_run')).toMatchObject({ state: 'unavailable' });
  });
});

describe('what is kept of a dataset', () => {
  it('is the same JSON for the same evidence, and agrees with its schema', async () => {
    // GIVEN two runs that differ in how long they took
    const slow: Script = (question) => {
      const outcome = incidents({ [october]: [incidentRow()] })(question);
      return outcome && outcome.status !== 'failed' ? { ...outcome, statistics: { ...outcome.statistics, durationMs: 900 } } : outcome;
    };

    // WHEN
    const first = datasetToJson(await collect(scriptedWorkspace(incidents({ [october]: [incidentRow()] }))));
    const second = datasetToJson(await collect(scriptedWorkspace(slow)));

    // THEN
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(datasetJsonSchema.parse(JSON.parse(JSON.stringify(first)))).toEqual(first);
  });
});
