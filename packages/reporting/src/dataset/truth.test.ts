import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LogWorkspace } from '@mxdr/core';
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
  'EmailEvents',
  'UrlClickEvents',
  'DeviceInfo',
  'Usage',
  'SentinelHealth',
];

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
    customer: sampleCustomer({ timeZone }),
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
    const truth = measureTruth(simulation.truth(), dataset.period);
    expect(dataset.runs.filter((run) => run.status !== 'complete').map((run) => run.tables.join())).toEqual([
      'AADRiskyUsers',
      'AADRiskyUsers',
    ]);
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
    const then = measureTruth(simulation.truth(), { startUtc, endUtc });
    const later = measureTruth(simulation.truth(), { startUtc, endUtc, asOfUtc: asOf });
    expectTruth(asItStood, then);
    expect([
      known(asItStands, 'inc_created').value,
      known(asItStands, 'inc_resolved').value,
      known(asItStands, 'inc_backlog').value,
    ]).toEqual([later.created, later.resolved, later.backlogAtEnd]);
    expect(known(asItStands, 'tta_human').distribution).toMatchObject(duration(later.times.toAcknowledge));
  });
});
