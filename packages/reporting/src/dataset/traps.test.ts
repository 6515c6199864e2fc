import { fileURLToPath } from 'node:url';
import type { JsonValue } from '@mxdr/core';
import { nodeFiles, parsePeriod } from '@mxdr/core';
import { createKqlEngine, createMemoryTables } from '@mxdr/kql';
import { describe, expect, it } from 'vitest';
import { loadReportDefinition } from '../definition/load-report-definition.ts';
import { sampleCustomer, sampleOperator } from '../testing/scripted-workspace.ts';
import { collectDataset } from './collect-dataset.ts';
import type { Dataset, MetricValue } from './dataset.ts';

type Row = Readonly<Record<string, JsonValue>>;

const folder = fileURLToPath(new URL('../../../../reports/service-review', import.meta.url));
const period = parsePeriod('2026-10', 'Europe/Amsterdam');

/** One change of an incident; columns as in the real table. */
function change(name: string, at: string, columns: Row = {}): Row {
  const created = '2026-10-05T10:00:00.000Z';
  return {
    IncidentName: name,
    IncidentNumber: 7,
    Title: 'Suspicious sign-in',
    Severity: 'Medium',
    Status: 'New',
    Classification: '',
    Owner: { assignedTo: null },
    Labels: [],
    Tasks: [],
    AlertIds: [],
    AdditionalData: { alertProductNames: [], tactics: [] },
    RelatedAnalyticRuleIds: [],
    CreatedTime: created,
    FirstActivityTime: '2026-10-05T09:50:00.000Z',
    FirstModifiedTime: null,
    ClosedTime: null,
    ModifiedBy: 'Incident created from alert',
    TimeGenerated: at,
    LastModifiedTime: at,
    ...columns,
  };
}

const label = (...names: readonly string[]): JsonValue => names.map((labelName) => ({ labelName, labelType: 'User' }));
const closedAt = (time: string): Row => ({ Status: 'Closed', ClosedTime: time, Classification: 'TruePositive' });

/** Only what the traps are about is asked, to keep the tests quick. */
async function review(
  tables: Readonly<Record<string, readonly Row[]>>,
  asked: readonly string[] = ['incidents', 'alerts', 'assets'],
  asOf?: string,
): Promise<Dataset> {
  const definition = await loadReportDefinition(folder, nodeFiles);
  const queries = definition.settings.queries.filter(({ id }) => asked.includes(id));
  return collectDataset({
    definition: { ...definition, settings: { ...definition.settings, queries, trendMonths: 0, comparison: 'none' } },
    customer: sampleCustomer(),
    operator: sampleOperator(),
    period,
    workspace: createKqlEngine({ provider: createMemoryTables({ tables }), clock: { now: () => 0 } }),
    signal: new AbortController().signal,
    progress: { step: () => {} },
    ...(asOf === undefined ? {} : { asOf }),
  });
}

async function measure(rows: readonly Row[]): Promise<(id: string) => MetricValue> {
  const dataset = await review({ SecurityIncident: rows });
  return (id) => dataset.metrics.find(({ metricId }) => metricId === id)!.current;
}

const createdAt = (name: string, time: string): Row => change(name, time, { CreatedTime: time });

const alert = (id: string, time: string, columns: Row = {}): Row => ({
  SystemAlertId: id,
  TimeGenerated: time,
  ProductName: 'P',
  AlertSeverity: 'High',
  IsIncident: false,
  Entities: '[]',
  ...columns,
});

const entities = (...list: readonly JsonValue[]): Row => ({
  TimeGenerated: '2026-10-05T10:00:00.000Z',
  IsIncident: false,
  ProductName: 'P',
  AlertSeverity: 'High',
  Entities: JSON.stringify(list),
});

const rowOf = (dataset: Dataset, view: string, first: JsonValue): readonly JsonValue[] | undefined =>
  dataset.views.find(({ id }) => id === view)?.rows.find((row) => row[0] === first);

describe('rows that lie in wait for a report', { timeout: 30_000 }, () => {
  it('counts an incident with five equal rows once', async () => {
    const value = await measure(Array.from({ length: 5 }, () => change('a', '2026-10-05T10:00:00.000Z')));
    expect(value('inc_created')).toMatchObject({ value: 1 });
  });

  it('counts an incident whose severity and status changed once, as it is at the snapshot', async () => {
    const dataset = await review({
      SecurityIncident: [
        change('a', '2026-10-05T10:00:00.000Z', { Severity: 'Low' }),
        change('a', '2026-10-06T10:00:00.000Z', { Severity: 'High', Status: 'Active' }),
        // What comes after the end of the month is not known at its end.
        change('a', '2026-10-31T23:00:00.000Z', { Severity: 'Informational', ...closedAt('2026-10-31T23:00:00.000Z') }),
      ],
    });
    expect(['High', 'Medium', 'Low', 'Informational'].map((severity) => rowOf(dataset, 'incidents-by-severity', severity)?.[1])).toEqual([
      1, 0, 0, 0,
    ]);
    expect(dataset.metrics.find(({ metricId }) => metricId === 'inc_backlog')?.current).toMatchObject({ value: 1 });
  });

  it('counts two incidents of two workspaces that share a number twice', async () => {
    const value = await measure([change('a', '2026-10-05T10:00:00.000Z'), change('b', '2026-10-05T10:00:00.000Z')]);
    expect(value('inc_created')).toMatchObject({ value: 2 });
  });

  it('leaves out what was merged into another, and only that', async () => {
    // GIVEN one that was merged, one whose label only resembles, and one that has the label and is not closed
    const value = await measure([
      change('merged', '2026-10-05T10:00:00.000Z', {
        Labels: label('redirected', 'Defender Experts'),
        ...closedAt('2026-10-05T10:00:00.000Z'),
      }),
      change('alike', '2026-10-05T10:00:00.000Z', { Labels: label('redirected-mail', 'not redirected') }),
      change('open', '2026-10-05T10:00:00.000Z', { Labels: label('redirected') }),
    ]);
    expect(value('inc_created')).toMatchObject({ value: 2 });
    expect(value('inc_resolved')).toMatchObject({ value: 0 });
  });

  it('leaves the test notification out of everything and counts the real ones', async () => {
    const value = await measure([
      change('test', '2026-10-05T10:00:00.000Z', { Title: 'Defender Experts: Test Notification from Microsoft Defender Experts' }),
      change('real', '2026-10-05T10:00:00.000Z', { Title: 'Defender Experts: Hands on keyboard' }),
    ]);
    expect([value('inc_created'), value('dens_sent')]).toMatchObject([{ value: 1 }, { value: 1 }]);
  });

  it('does not take automation for a person, and shows the time below zero that it left', async () => {
    const touched = { Labels: label('Defender Experts'), FirstModifiedTime: '2026-10-05T09:59:57.000Z' };
    const value = await measure([
      change('a', '2026-10-05T10:00:00.000Z'),
      change('a', '2026-10-05T10:00:30.000Z', { ...touched, ModifiedBy: 'Automation rule - assign' }),
      change('a', '2026-10-05T10:01:00.000Z', { ...touched, ModifiedBy: 'Alert Grouping' }),
      change('a', '2026-10-05T10:24:00.000Z', { ...touched, ModifiedBy: 'Marta Nowak', Status: 'Active' }),
      change('b', '2026-10-05T10:00:30.000Z', { ...touched, ModifiedBy: 'Automation rule - assign' }),
    ]);
    expect(value('tta_human')).toMatchObject({ value: 24, n: 1, without: 1 });
    expect(value('tta_first_touch')).toMatchObject({ value: -0.05, distribution: { n: 2, negative: 2 } });
  });

  it('takes the last closing of a reopened incident and counts the reopening', async () => {
    const touched = { Labels: label('Defender Experts'), ModifiedBy: 'Marta Nowak' };
    const value = await measure([
      change('a', '2026-10-05T10:00:00.000Z'),
      change('a', '2026-10-05T11:00:00.000Z', { ...touched, ...closedAt('2026-10-05T11:00:00.000Z') }),
      change('a', '2026-10-05T12:00:00.000Z', { ...touched, Status: 'Active' }),
      change('a', '2026-10-05T14:00:00.000Z', { ...touched, ...closedAt('2026-10-05T14:00:00.000Z') }),
      // A comment afterwards changes neither.
      change('a', '2026-10-05T15:00:00.000Z', { ...touched, ...closedAt('2026-10-05T14:00:00.000Z') }),
    ]);
    expect([value('inc_resolved'), value('inc_reopened'), value('mttr')]).toMatchObject([{ value: 1 }, { value: 1 }, { value: 240 }]);
  });

  it('keeps what was closed after the period open at its end, also when the snapshot knows better', async () => {
    const touched = { Labels: label('Defender Experts'), ModifiedBy: 'Marta Nowak' };
    const dataset = await review(
      {
        SecurityIncident: [
          change('a', '2026-10-30T10:00:00.000Z', { CreatedTime: '2026-10-30T10:00:00.000Z' }),
          change('a', '2026-11-02T10:00:00.000Z', {
            CreatedTime: '2026-10-30T10:00:00.000Z',
            ...touched,
            ...closedAt('2026-11-02T10:00:00.000Z'),
          }),
        ],
      },
      ['incidents'],
      '2026-11-15T00:00:00.000Z',
    );
    const current = (id: string): MetricValue => dataset.metrics.find(({ metricId }) => metricId === id)!.current;
    expect([current('inc_backlog'), current('inc_resolved'), current('mttr')]).toMatchObject([
      { value: 1 },
      { value: 0 },
      { state: 'not-applicable' },
    ]);
    // The state that is known later shows where the incident is told of, not in what the period's end was like.
    expect(current('inc_investigated')).toMatchObject({ value: 1 });
  });

  it('leaves an open incident out of the time to resolve, and dates a closing without a time by its row', async () => {
    const touched = { Labels: label('Defender Experts'), ModifiedBy: 'Marta Nowak' };
    const value = await measure([
      change('open', '2026-10-05T10:00:00.000Z', touched),
      change('closed', '2026-10-05T10:00:00.000Z', touched),
      change('closed', '2026-10-05T12:00:00.000Z', { ...touched, Status: 'Closed', ClosedTime: null }),
    ]);
    expect([value('mttr'), value('inc_backlog'), value('inc_resolved')]).toMatchObject([{ value: 120, n: 1 }, { value: 1 }, { value: 1 }]);
  });

  it('counts as reported what was notified or got a task in the period, of what the service took up', async () => {
    const task = {
      taskId: 't',
      title: 'Reset',
      source: 'defenderExpertsGuidedResponse',
      status: 'open',
      createdTimeUtc: '2026-10-05T11:00:00.000Z',
      lastModifiedTimeUtc: '2026-10-05T11:00:00.000Z',
    };
    const touched = { Labels: label('Defender Experts') };
    const value = await measure([
      change('guided', '2026-10-05T12:00:00.000Z', { ...touched, Tasks: [task] }),
      change('sent', '2026-10-05T12:00:00.000Z', {
        ...touched,
        Title: 'Defender Experts: Hands on keyboard',
        ...closedAt('2026-10-05T12:00:00.000Z'),
      }),
      change('managed', '2026-10-05T12:00:00.000Z', { ...touched, Tasks: [{ ...task, source: 'defenderExpertsManagedResponse' }] }),
      change('left', '2026-10-05T12:00:00.000Z', { Tasks: [task] }),
    ]);
    expect([value('inc_investigated'), value('inc_notified'), value('inc_notified_closed')]).toMatchObject([
      { value: 3 },
      { value: 2 },
      { value: 1 },
    ]);
  });

  it('takes the instant of the start in and that of the end out, of 745 hours', async () => {
    const value = await measure([
      createdAt('before', '2026-09-30T21:59:59.999Z'),
      createdAt('start', '2026-09-30T22:00:00.000Z'),
      createdAt('last', '2026-10-31T22:59:59.999Z'),
      createdAt('end', '2026-10-31T23:00:00.000Z'),
    ]);
    expect(value('inc_created')).toMatchObject({ value: 2 });
  });

  it('leaves what automation closed out of the time to resolve, and gives time to whom the incident waited for', async () => {
    const touched = { Labels: label('Defender Experts') };
    const task = {
      taskId: 't',
      title: 'Reset',
      actionType: 'forceUserPasswordReset',
      source: 'defenderExpertsGuidedResponse',
      status: 'completed',
      createdTimeUtc: '2026-10-05T11:00:00.000Z',
      lastModifiedTimeUtc: '2026-10-05T13:00:00.000Z',
    };
    const waiting = { Status: 'Active', ModifiedBy: 'Marta Nowak', Labels: label('Defender Experts', 'Awaiting Customer Action') };
    const value = await measure([
      change('auto', '2026-10-05T10:00:00.000Z', touched),
      change('auto', '2026-10-05T10:01:00.000Z', {
        ...touched,
        ...closedAt('2026-10-05T10:01:00.000Z'),
        ModifiedBy: 'Automation rule - close',
      }),
      change('a', '2026-10-05T10:00:00.000Z', touched),
      change('a', '2026-10-05T11:00:00.000Z', { ...waiting, Tasks: [{ ...task, status: 'open' }] }),
      change('a', '2026-10-05T12:00:00.000Z', { ...waiting, Tasks: [{ ...task, status: 'inProgress' }] }),
      // Closed with the label still on: the wait is over all the same.
      change('a', '2026-10-05T13:30:00.000Z', {
        ...waiting,
        ...closedAt('2026-10-05T13:30:00.000Z'),
        Tasks: [task, { ...task, taskId: 'u', status: 'notRelevant' }],
      }),
    ]);
    expect(value('mttr')).toMatchObject({ value: 210, n: 1 });
    expect([value('mttr_customer'), value('mttr_expert')]).toMatchObject([{ value: 150 }, { value: 60 }]);
    expect([value('inc_resolved_help'), value('inc_resolved_direct'), value('actions_completed'), value('actions_skipped')]).toMatchObject([
      { value: 1 },
      { value: 1 },
      { value: 1 },
      { value: 1 },
    ]);
    expect(value('task_completion')).toMatchObject({ value: 120, n: 1 });
  });

  it('counts an alert once, in the month of its first row, and rows that mirror incidents never', async () => {
    const dataset = await review({
      SecurityIncident: [],
      SecurityAlert: [
        alert('a', '2026-10-02T00:00:00.000Z'),
        alert('a', '2026-10-03T00:00:00.000Z'),
        alert('old', '2026-09-02T00:00:00.000Z'),
        alert('old', '2026-10-02T00:00:00.000Z'),
        alert('i', '2026-10-02T00:00:00.000Z', { IsIncident: true }),
      ],
    });
    const current = (id: string): MetricValue => dataset.metrics.find(({ metricId }) => metricId === id)!.current;
    expect([current('alerts_recorded'), current('alert_reduction'), current('inc_created')]).toMatchObject([
      { value: 1 },
      { state: 'not-applicable' },
      { state: 'known', value: 0 },
    ]);
  });

  it('sees one user behind a directory id and a name, and one device behind a reference', async () => {
    const dataset = await review({
      SecurityIncident: [
        change('a', '2026-10-05T10:00:00.000Z', { AlertIds: ['1', '2'], Severity: 'High' }),
        change('b', '2026-10-05T10:00:00.000Z', { AlertIds: ['3'] }),
      ],
      SecurityAlert: [
        {
          SystemAlertId: '1',
          ...entities({ $id: '2', Name: 'Ada', UPNSuffix: 'contoso.com', AadUserId: 'AAAA', Type: 'account' }, { $ref: '2' }),
        },
        {
          SystemAlertId: '2',
          ...entities(
            { $id: '2', Name: 'ada', UPNSuffix: 'contoso.com', Type: 'account' },
            { $id: '3', Name: 'x.exe', Type: 'process', Host: { $id: '4', HostName: 'PC-1', MdatpDeviceId: 'D1', Type: 'host' } },
            { $ref: '4' },
          ),
        },
        { SystemAlertId: '3', ...entities({ $id: '2', Name: 'ada', UPNSuffix: 'contoso.com', Type: 'account' }) },
      ],
    });
    expect(dataset.views.find(({ id }) => id === 'top-users')?.rows).toEqual([['user', 'aaaa', 'ada@contoso.com', 2, 1]]);
    expect(dataset.views.find(({ id }) => id === 'top-devices')?.rows).toEqual([['device', 'd1', 'pc-1', 1, 1]]);
  });

  it('tells a table that is there and empty from one that is not there', async () => {
    const dataset = await review({ SecurityIncident: [], SecurityAlert: [] }, ['incidents', 'mail', 'table-days']);
    const state = (name: string): string | undefined => dataset.tables.find(({ table }) => table === name)?.state;
    expect([state('SecurityIncident'), state('EmailEvents')]).toEqual(['empty', 'missing']);
    expect(dataset.metrics.find(({ metricId }) => metricId === 'mail_messages')?.current).toMatchObject({
      state: 'unavailable',
      missingTables: ['EmailEvents'],
    });
  });
});
