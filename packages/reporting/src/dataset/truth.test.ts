import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Customer, LogWorkspace, Severity } from '@mxdr/core';
import { nodeFiles, parsePeriod, severities } from '@mxdr/core';
import { openLocalWorkspace } from '@mxdr/kql';
import type { Simulation, TruthMeasures } from '@mxdr/simulator';
import { measureTruth, simulateTenant } from '@mxdr/simulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadReportDefinition } from '../definition/load-report-definition.ts';
import { sampleCustomer, sampleOperator } from '../testing/scripted-workspace.ts';
import { collectDataset } from './collect-dataset.ts';
import type { Dataset, KnownValue } from './dataset.ts';
import { isKnown } from './dataset.ts';

const folder = fileURLToPath(new URL('../../../../reports/service-review', import.meta.url));
const watched = [
  'SecurityIncident',
  'SecurityAlert',
  'SigninLogs',
  'AADRiskyUsers',
  'EmailEvents',
  'UrlClickEvents',
  'DeviceInfo',
  'Usage',
  'SentinelHealth',
];

// Nothing is agreed for the resolution of the least severe ones: they are not judged.
const agreed = {
  acknowledgeMinutes: { High: 15, Medium: 30, Low: 120, Informational: 480 },
  resolveMinutes: { High: 240, Medium: 480, Low: 1440 },
} satisfies Customer['sla'];

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mxdr-truth-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function openTables(simulation: Simulation): Promise<LogWorkspace> {
  for (const table of watched) {
    await writeFile(join(directory, `${table}.ndjson`), [...simulation.rows(table)].map((row) => JSON.stringify(row)).join('\n'));
  }
  return openLocalWorkspace(directory, { clock: { now: () => Date.parse('2027-01-01T00:00:00Z') } });
}

async function collect(workspace: LogWorkspace, simulation: Simulation, id: string, timeZone: string, asOf?: string): Promise<Dataset> {
  const definition = await loadReportDefinition(folder, nodeFiles);
  const { hunts, recommendations } = simulation.truth();
  return collectDataset({
    // One period is enough to hold against the truth of that period.
    definition: { ...definition, settings: { ...definition.settings, trendMonths: 0, comparison: 'none' } },
    customer: sampleCustomer({ timeZone, sla: agreed }),
    operator: sampleOperator(),
    period: parsePeriod(id, timeZone),
    workspace,
    ledgers: { hunts, recommendations },
    ...(asOf === undefined ? {} : { asOf }),
    signal: new AbortController().signal,
    progress: { step: () => {} },
  });
}

function known(dataset: Dataset, id: string): KnownValue {
  const value = dataset.metrics.find(({ metricId }) => metricId === id)?.current;
  if (!value || !isKnown(value)) throw new Error(`${id}: ${JSON.stringify(value)}`);
  return value;
}

/** Rows of a view as records of the named columns. */
function rows(dataset: Dataset, id: string, ...columns: readonly string[]): readonly (readonly (string | number | null)[])[] {
  const view = dataset.views.find((one) => one.id === id)!;
  expect(view.state).toBe('known');
  return view.rows.map((row) => columns.map((column) => row[view.columns.indexOf(column)]!));
}

function duration({ n, mean, median, p90 }: TruthMeasures['times']['toResolve']): object {
  return {
    n,
    mean: expect.closeTo(mean ?? Number.NaN, 5),
    median: expect.closeTo(median ?? Number.NaN, 5),
    p90: expect.closeTo(p90 ?? Number.NaN, 5),
  };
}

const counted = (pairs: readonly (readonly (string | number | null)[])[]): object =>
  Object.fromEntries(pairs.filter((pair) => pair[1] !== 0));

const assets = (list: TruthMeasures['users']): object =>
  Object.fromEntries(list.map((asset) => [asset.id.toLowerCase(), [asset.incidents, asset.highSeverity]]));

/** The truth in the words of the catalogue. */
function expectTruth(dataset: Dataset, truth: TruthMeasures): void {
  const numbers = Object.fromEntries(
    Object.entries({
      inc_created: truth.created,
      inc_investigated: truth.investigated,
      inc_resolved: truth.resolved,
      inc_resolved_direct: truth.resolvedDirectly,
      inc_resolved_help: truth.resolvedWithHelp,
      inc_pct_resolved: truth.pctResolved,
      inc_backlog: truth.backlogAtEnd,
      inc_reopened: truth.reopenings,
      inc_waiting: truth.waitingAtEnd,
      action_required: truth.tasks.incidents.length,
      actions_completed: truth.tasks.issued.completed,
      actions_pending: truth.tasks.issued.pending,
      actions_skipped: truth.tasks.issued.skipped,
      actions_failed: truth.tasks.issued.failed,
      actions_waiting: truth.tasks.pendingAtSnapshot,
      alerts_recorded: truth.alerts.firstReported,
      dens_sent: truth.notificationsSent,
      hunts_run: truth.ledgers.huntsRun,
      hunts_confirmed: truth.ledgers.threatsConfirmed,
      potential_saving: truth.times.customerTotal,
      class_true_positive: (100 * truth.closedByClassification.TruePositive) / truth.closed,
      class_benign_positive: (100 * truth.closedByClassification.BenignPositive) / truth.closed,
      class_false_positive: (100 * truth.closedByClassification.FalsePositive) / truth.closed,
      class_undetermined: (100 * truth.closedByClassification.Undetermined) / truth.closed,
      alert_reduction: truth.alerts.firstReported / truth.created,
      ack_sla: shareInTime(truth.targets.acknowledged),
      resolve_sla: shareInTime(truth.targets.resolved),
    }).map(([id, value]) => [id, expect.closeTo(value ?? Number.NaN, 5)]),
  );
  expect(Object.fromEntries(Object.keys(numbers).map((id) => [id, known(dataset, id).value]))).toEqual(numbers);

  const { times } = truth;
  expect(known(dataset, 'mttd').distribution).toMatchObject(duration(times.toDetect));
  expect(known(dataset, 'tta_first_touch').distribution).toMatchObject({
    ...duration(times.toFirstChange),
    negative: times.negativeFirstChanges,
  });
  expect(known(dataset, 'tta_human').distribution).toMatchObject(duration(times.toAcknowledge));
  expect(known(dataset, 'mttr').distribution).toMatchObject(duration(times.toResolve));
  expect(known(dataset, 'mttr_expert').distribution).toMatchObject(duration(times.expert));
  expect(known(dataset, 'mttr_customer').distribution).toMatchObject(duration(times.customer));
  expect(known(dataset, 'task_completion').distribution).toMatchObject(duration(truth.tasks.toComplete));

  expect(rows(dataset, 'incidents-by-severity', 'Severity', 'Created', 'Investigated', 'Resolved', 'Open')).toEqual(
    severities.map((severity) => [
      severity,
      truth.createdBySeverity[severity],
      truth.investigatedBySeverity[severity],
      truth.resolvedBySeverity[severity],
      truth.backlogBySeverity[severity],
    ]),
  );
  expectTimesBySeverity(dataset, truth);
  expectOpen(dataset, truth);
  expect(rows(dataset, 'actions-by-status', 'Severity', 'Completed', 'Pending', 'Skipped', 'Failed')).toEqual(
    severities.map((severity) => {
      const { completed, pending, skipped, failed } = truth.tasks.issuedBySeverity[severity];
      return [severity, completed, pending, skipped, failed];
    }),
  );
  expect(rows(dataset, 'notifications', 'IncidentNumber')).toHaveLength(truth.notificationsSent);
  expect(rows(dataset, 'classification-mix', 'Incidents').flat()).toEqual(
    (['TruePositive', 'BenignPositive', 'FalsePositive', 'Undetermined'] as const).map((name) => truth.closedByClassification[name]),
  );
  expect(counted(rows(dataset, 'incidents-by-source', 'Source', 'Incidents'))).toEqual(truth.investigatedBySource);
  expect(counted(rows(dataset, 'incidents-by-tactic', 'Tactic', 'Incidents'))).toEqual(truth.investigatedByTactic);
  expect(counted(rows(dataset, 'incidents-by-tactic', 'Tactic', 'TruePositives'))).toEqual(truth.resolvedTruePositivesByTactic);
  expect(
    rows(dataset, 'incidents-over-time', 'Created')
      .flat()
      .reduce((sum: number, count) => sum + Number(count), 0),
  ).toBe(truth.created);
  expect(rows(dataset, 'actions-required', 'IncidentNumber', 'Actions', 'Completed', 'Pending', 'Skipped', 'Failed')).toEqual(
    truth.tasks.incidents.map(({ incidentNumber, actions, counts }) => [
      incidentNumber,
      actions,
      counts.completed,
      counts.pending,
      counts.skipped,
      counts.failed,
    ]),
  );
  const seen = (id: string): object =>
    Object.fromEntries(rows(dataset, id, 'AssetId', 'Incidents', 'HighSeverity').map(([asset, ...counts]) => [asset, counts]));
  expect(seen('top-users')).toEqual(assets(truth.users));
  expect(seen('top-devices')).toEqual(assets(truth.devices));
}

function shareInTime(counts: TruthMeasures['targets']['resolved']): number {
  const sum = (key: 'judged' | 'inTime'): number => severities.reduce((total, severity) => total + counts[severity][key], 0);
  return (100 * sum('inTime')) / sum('judged');
}

const close = (value: number | undefined): unknown => (value === undefined ? null : expect.closeTo(value, 5));

/** Times, their parts and the agreed targets, severity by severity. */
function expectTimesBySeverity(dataset: Dataset, { times, targets, investigatedBySeverity }: TruthMeasures): void {
  expect(
    rows(
      dataset,
      'times-by-severity',
      'Severity',
      'Acknowledged',
      'AcknowledgeMedian',
      'AcknowledgeP90',
      'Unacknowledged',
      'Resolved',
      'ResolveMedian',
      'ResolveP90',
    ),
  ).toEqual(
    severities.map((severity) => {
      const acknowledge = times.toAcknowledgeBySeverity[severity];
      const resolve = times.toResolveBySeverity[severity];
      return [
        severity,
        acknowledge.n,
        close(acknowledge.median),
        close(acknowledge.p90),
        investigatedBySeverity[severity] - acknowledge.n,
        resolve.n,
        close(resolve.median),
        close(resolve.p90),
      ];
    }),
  );
  expect(rows(dataset, 'time-split-by-severity', 'Severity', 'ExpertMean', 'CustomerMean', 'ResolveMean')).toEqual(
    severities.map((severity) => [
      severity,
      close(times.expertBySeverity[severity].mean),
      close(times.customerBySeverity[severity].mean),
      close(times.toResolveBySeverity[severity].mean),
    ]),
  );
  expect(rows(dataset, 'sla-by-severity', 'Severity', 'Measure', 'TargetMinutes', 'Incidents', 'InTime', 'Share')).toEqual(
    [
      { measure: 'First human action', minutes: agreed.acknowledgeMinutes, counts: targets.acknowledged },
      { measure: 'Resolution', minutes: agreed.resolveMinutes, counts: targets.resolved },
    ].flatMap(({ measure, minutes, counts }) =>
      severities.flatMap((severity) => {
        const target = (minutes as Readonly<Partial<Record<Severity, number>>>)[severity];
        const { judged, inTime } = counts[severity];
        return target === undefined
          ? []
          : [[severity, measure, target, judged, inTime, close(judged === 0 ? undefined : (100 * inTime) / judged)]];
      }),
    ),
  );
}

/** What was open, by age, and what waited for the customer. */
function expectOpen(dataset: Dataset, { open }: TruthMeasures): void {
  const end = Date.parse(dataset.period.endUtc);
  const ages = [0, 1, 7, 30, Number.POSITIVE_INFINITY];
  expect(rows(dataset, 'backlog-by-age', 'High', 'Medium', 'Low', 'Informational', 'Total', 'Waiting')).toEqual(
    ages.slice(0, -1).map((from, index) => {
      const aged = open.filter(({ createdUtc }) => {
        const days = (end - Date.parse(createdUtc)) / 86_400_000;
        return days >= from && days < ages[index + 1]!;
      });
      return [
        ...severities.map((one) => aged.filter(({ severity }) => severity === one).length),
        aged.length,
        aged.filter(({ waitingSinceUtc }) => waitingSinceUtc !== null).length,
      ];
    }),
  );
  const byNumber = (left: readonly unknown[], right: readonly unknown[]): number => Number(left[0]) - Number(right[0]);
  expect(rows(dataset, 'waiting-now', 'IncidentNumber', 'Severity', 'WaitingSince', 'Pending').toSorted(byNumber)).toEqual(
    open
      .filter(({ waitingSinceUtc }) => waitingSinceUtc !== null)
      .map(({ incidentNumber, severity, waitingSinceUtc, pending }) => [
        incidentNumber,
        severity,
        new Date(waitingSinceUtc!).toISOString(),
        pending,
      ])
      .toSorted(byNumber),
  );
}

/** What the tables of the products hold, counted by kind of row. */
function expectVolumes(dataset: Dataset, truth: TruthMeasures): void {
  const of = (table: string) => truth.volumes.find((volume) => volume.table === table)!;
  const mail = of('EmailEvents').byKind;
  const threats = (mail['phish-blocked'] ?? 0) + (mail['phish-delivered'] ?? 0) + (mail['malware-blocked'] ?? 0);
  expect([
    known(dataset, 'mail_messages').value,
    known(dataset, 'mail_threats').value,
    known(dataset, 'mail_threats_delivered').value,
  ]).toEqual([of('EmailEvents').rows, threats, mail['phish-delivered']]);
  const signIns = of('SigninLogs');
  expect([known(dataset, 'sign_ins').value, known(dataset, 'sign_ins_failed').part, known(dataset, 'sign_ins_high_risk').value]).toEqual([
    signIns.rows,
    signIns.byKind['failure'],
    signIns.byKind['success-high-risk'],
  ]);
  const clicks = of('UrlClickEvents').byKind;
  expect([known(dataset, 'url_clicks_blocked').value, known(dataset, 'url_clicks_through').value]).toEqual([
    clicks['blocked'],
    clicks['clicked-through'],
  ]);
  const health = of('SentinelHealth').byKind;
  expect(known(dataset, 'rule_failures').value).toBe(health['rule-failure']);
  expect([
    known(dataset, 'devices_seen').value,
    known(dataset, 'devices_onboarded').part,
    known(dataset, 'devices_healthy').part,
    known(dataset, 'devices_exposed').value,
  ]).toEqual([truth.fleet.devices, truth.fleet.onboarded, truth.fleet.sensorHealthy, truth.fleet.highExposure]);
  expect(known(dataset, 'users_at_risk').value).toBe(truth.usersAtRisk);
  const sum = (key: 'gigabytes' | 'billableGigabytes'): unknown => close(truth.ingestion.reduce((total, one) => total + one[key], 0));
  expect([known(dataset, 'ingestion_total').value, known(dataset, 'ingestion_billable').value]).toEqual([
    sum('gigabytes'),
    sum('billableGigabytes'),
  ]);
  expect(
    Object.fromEntries(
      rows(dataset, 'ingestion', 'DataType', 'Gigabytes', 'BillableGigabytes', 'FreeGigabytes').map(([table, ...volumes]) => [
        table,
        volumes,
      ]),
    ),
  ).toEqual(
    Object.fromEntries(
      truth.ingestion.map(({ table, gigabytes, billableGigabytes }) => [
        table,
        [close(gigabytes), close(billableGigabytes), close(gigabytes - billableGigabytes)],
      ]),
    ),
  );
  for (const coverage of dataset.tables.filter(({ table }) => truth.volumes.some((volume) => volume.table === table))) {
    expect([coverage.table, coverage.records]).toEqual([coverage.table, of(coverage.table).rows]);
  }
}

// Whole tenants are made, written, read and queried here.
describe('the numbers of the service review', { timeout: 60_000 }, () => {
  it.each([
    ['Europe/Amsterdam', '2026-10', '2026-09-20T22:00:00.000Z', '2026-10-31T23:00:00.000Z'],
    ['Europe/Amsterdam', '2026-03', '2026-02-19T23:00:00.000Z', '2026-03-31T22:00:00.000Z'],
    ['America/New_York', '2026-11', '2026-10-20T04:00:00.000Z', '2026-12-01T05:00:00.000Z'],
  ])('are the truth of the sample tenant in %s for %s, a month in which the clocks change', async (timeZone, id, start, end) => {
    // GIVEN
    const simulation = simulateTenant({ timeZone, start, end, scale: 0.2 });
    const workspace = await openTables(simulation);

    // WHEN
    const dataset = await collect(workspace, simulation, id, timeZone);

    // THEN
    const truth = measureTruth(simulation.truth(), { ...dataset.period, targets: agreed });
    expect(dataset.runs.filter((run) => run.status !== 'complete').map((run) => run.tables.join())).toEqual([]);
    expect(truth.usersAtRisk).toBeGreaterThan(0);
    expectTruth(dataset, truth);
    expectVolumes(dataset, truth);
  });

  it('are the truth of an earlier month as well, whatever happened since, and of a later snapshot when it is asked for', async () => {
    // GIVEN a tenant that goes on for a month after the period
    const timeZone = 'Europe/Amsterdam';
    const simulation = simulateTenant({ timeZone, start: '2026-08-31T22:00:00.000Z', end: '2026-10-21T22:00:00.000Z', scale: 0.2 });
    const workspace = await openTables(simulation);
    const asOf = '2026-10-20T12:00:00.000Z';

    // WHEN
    const asItStood = await collect(workspace, simulation, '2026-09', timeZone);
    const asItStands = await collect(workspace, simulation, '2026-09', timeZone, asOf);

    // THEN
    const { startUtc, endUtc } = asItStood.period;
    const then = measureTruth(simulation.truth(), { startUtc, endUtc, targets: agreed });
    const later = measureTruth(simulation.truth(), { startUtc, endUtc, asOfUtc: asOf, targets: agreed });
    expectTruth(asItStood, then);
    expect([
      known(asItStands, 'inc_created').value,
      known(asItStands, 'inc_resolved').value,
      known(asItStands, 'inc_backlog').value,
    ]).toEqual([later.created, later.resolved, later.backlogAtEnd]);
    expect(known(asItStands, 'tta_human').distribution).toMatchObject(duration(later.times.toAcknowledge));
    expectTimesBySeverity(asItStands, later);
    expect(known(asItStands, 'users_at_risk').value).toBe(later.usersAtRisk);
  });
});
