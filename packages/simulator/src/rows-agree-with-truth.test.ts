import type { JsonValue } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import type { LogRow } from './log-row.ts';
import { measureTruth } from './measure-truth.ts';
import type { TruthWindow } from './measure-truth.ts';
import { simulateTenant } from './simulation.ts';
import { describeDistribution } from './statistics.ts';

// The truth is computed from incident objects. Here the same numbers are read from the rows alone, the way a query would.
const simulation = simulateTenant({ scale: 0.5, seed: 'rows' });
const truth = simulation.truth();
const incidentRows = [...simulation.rows('SecurityIncident')];
const usageRows = [...simulation.rows('Usage')];
const riskRows = [...simulation.rows('AADRiskyUsers')];
const alertRows = [...simulation.rows('SecurityAlert')];

const windows: readonly (readonly [name: string, window: TruthWindow])[] = [
  ['August in Amsterdam', { startUtc: '2026-07-31T22:00:00Z', endUtc: '2026-08-31T22:00:00Z' }],
  ['August, known in October', { startUtc: '2026-07-31T22:00:00Z', endUtc: '2026-08-31T22:00:00Z', asOfUtc: '2026-10-01T00:00:00Z' }],
  ['October in Amsterdam, with the change of clocks', { startUtc: '2026-09-30T22:00:00Z', endUtc: '2026-10-31T23:00:00Z' }],
  ['September in Kolkata', { startUtc: '2026-08-31T18:30:00Z', endUtc: '2026-09-30T18:30:00Z' }],
  ['one day', { startUtc: '2026-10-12T22:00:00Z', endUtc: '2026-10-13T22:00:00Z' }],
];

describe('the rows of the sample tenant', () => {
  it.each(windows)('tell the same numbers as the truth: %s', (_name, window) => {
    // GIVEN the incidents as the rows tell them at the snapshot
    const asOf = ms(window.asOfUtc ?? window.endUtc);
    const isIn = (value: JsonValue | undefined) => ms(value) >= ms(window.startUtc) && ms(value) < ms(window.endUtc);
    const known = readIncidents(asOf);
    const created = known.filter(({ last }) => isIn(last['CreatedTime']));
    const investigated = created.filter(({ last }) => hasLabel(last, 'Defender Experts'));
    const closed = known.filter(({ last }) => last['Status'] === 'Closed' && isIn(last['ClosedTime']));
    const resolved = closed.filter(({ last }) => hasLabel(last, 'Defender Experts'));
    const waits = resolved.map(waitMinutes);
    const humans = investigated.flatMap(({ rows, last }) => {
      const first = rows.find((row) => isHuman(text(row['ModifiedBy'])));
      return first === undefined ? [] : [minutes(last['CreatedTime'], first['LastModifiedTime'])];
    });
    // Rows come in the order of time: the first of each alert is the first report.
    const firstReports = new Map(
      alertRows
        .filter((row) => row['IsIncident'] !== true)
        .toReversed()
        .map((row) => [text(row['SystemAlertId']), row]),
    );
    const reported = [...firstReports.values()].filter((row) => isIn(row['TimeGenerated']));

    // WHEN the truth is measured
    const measures = measureTruth(truth, window);

    // THEN they agree
    expect({
      created: created.length,
      investigated: investigated.length,
      closed: closed.length,
      resolved: resolved.length,
      withHelp: resolved.filter(({ last }) => guidedTasks(last).some((task) => task['status'] === 'completed')).length,
      high: created.filter(({ last }) => last['Severity'] === 'High').length,
      backlog: readIncidents(ms(window.endUtc)).filter(({ last }) => last['Status'] !== 'Closed').length,
      notifications: created
        .map(({ last }) => last)
        .filter((last) => text(last['Title']).startsWith('Defender Experts'))
        .map((last) => ['IncidentNumber', 'Title', 'Severity', 'CreatedTime', 'Status', 'Classification'].map((column) => last[column]))
        .toSorted((left, right) => ms(left[3]) - ms(right[3])),
      acknowledge: describeDistribution(humans),
      resolve: describeDistribution(resolved.map(({ last }) => minutes(last['CreatedTime'], last['ClosedTime']))).median,
      customer: Math.round(waits.reduce((total, wait) => total + wait, 0)),
      pending: created
        .flatMap(({ last }) => guidedTasks(last))
        .filter((task) => task['status'] === 'open' || task['status'] === 'inProgress').length,
      alerts: reported.length,
      alertKinds: countTexts(reported.map((row) => `${text(row['ProductName'])}, ${text(row['AlertSeverity'])}`)),
      users: countAssets(created, asOf, 'AadUserId'),
      devices: countAssets(created, asOf, 'MdatpDeviceId'),
      tactics: countTexts(created.flatMap(({ last }) => listOf(recordOf(last['AdditionalData'])['tactics']))),
      atRisk: countAtRisk(asOf),
      megabytes: Math.round(
        usageRows.filter((row) => isIn(row['TimeGenerated'])).reduce((total, row) => total + Number(row['Quantity']), 0),
      ),
    }).toEqual({
      created: measures.created,
      investigated: measures.investigated,
      closed: measures.closed,
      resolved: measures.resolved,
      withHelp: measures.resolvedWithHelp,
      high: measures.createdBySeverity.High,
      backlog: measures.backlogAtEnd,
      notifications: measures.notifications.map((one) => Object.values(one)),
      acknowledge: measures.times.toAcknowledge,
      resolve: measures.times.toResolve.median,
      customer: Math.round(measures.times.customerTotal),
      pending: measures.tasks.ofCreated.pending,
      alerts: measures.alerts.firstReported,
      alertKinds: Object.fromEntries(
        measures.alerts.firstReportedByKind.map(({ productName, severity, alerts }) => [`${productName}, ${severity}`, alerts]),
      ),
      users: Object.fromEntries(measures.users.map((user) => [user.id, user.incidents])),
      devices: Object.fromEntries(measures.devices.map((device) => [device.id, device.incidents])),
      tactics: measures.createdByTactic,
      atRisk: measures.usersAtRisk,
      megabytes: Math.round(1000 * measures.ingestion.reduce((total, { gigabytes }) => total + gigabytes, 0)),
    });
  });
});

/** By the newest row of each user; rows come in the order of time. */
function countAtRisk(asOf: number): number {
  const newest = new Map(riskRows.filter((row) => ms(row['TimeGenerated']) < asOf).map((row) => [text(row['Id']), row]));
  return [...newest.values()].filter(
    (row) => row['IsDeleted'] !== true && ['atRisk', 'confirmedCompromised'].includes(text(row['RiskState'])),
  ).length;
}

interface ReadIncident {
  readonly rows: readonly LogRow[];
  readonly last: LogRow;
}

function readIncidents(asOf: number): readonly ReadIncident[] {
  const byName = new Map<string, LogRow[]>();
  for (const row of incidentRows) {
    if (ms(row['TimeGenerated']) >= asOf) continue;
    const name = text(row['IncidentName']);
    byName.set(name, [...(byName.get(name) ?? []), row]);
  }
  return [...byName.values()]
    .map((rows) => ({ rows, last: rows.at(-1)! }))
    .filter(
      ({ last }) =>
        !hasLabel(last, 'redirected') && last['Title'] !== 'Defender Experts: Test Notification from Microsoft Defender Experts',
    );
}

function waitMinutes({ rows }: ReadIncident): number {
  const spells = rows.map((row, index) => {
    const next = rows[index + 1];
    const isWaiting = row['Status'] !== 'Closed' && hasLabel(row, 'Awaiting Customer Action');
    return isWaiting && next !== undefined ? minutes(row['TimeGenerated'], next['TimeGenerated']) : 0;
  });
  return spells.reduce((total, spell) => total + spell, 0);
}

function countAssets(incidents: readonly ReadIncident[], asOf: number, idName: string): Readonly<Record<string, number>> {
  const entities = new Map(
    alertRows.filter((row) => ms(row['TimeGenerated']) < asOf).map((row) => [text(row['SystemAlertId']), text(row['Entities'])]),
  );
  return countTexts(
    incidents.flatMap(({ last }) => {
      const texts = listOf(last['AlertIds']).map((id) => entities.get(text(id)) ?? '');
      return [
        ...new Set(texts.flatMap((json) => Array.from(json.matchAll(new RegExp(`"${idName}":"([^"]+)"`, 'g')), (match) => match[1] ?? ''))),
      ];
    }),
  );
}

function countTexts(values: readonly JsonValue[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[text(value)] = (counts[text(value)] ?? 0) + 1;
  return counts;
}

function isHuman(modifiedBy: string): boolean {
  return !/^(Alert Grouping|Fusion|Incident created from alert)$|Automation rule/.test(modifiedBy);
}

function hasLabel(row: LogRow, name: string): boolean {
  return listOf(row['Labels']).some((label) => recordOf(label)['labelName'] === name);
}

function guidedTasks(row: LogRow): readonly LogRow[] {
  return listOf(row['Tasks'])
    .map(recordOf)
    .filter((task) => task['source'] === 'defenderExpertsGuidedResponse');
}

function ms(value: JsonValue | undefined): number {
  return Date.parse(text(value));
}

function minutes(from: JsonValue | undefined, to: JsonValue | undefined): number {
  return (ms(to) - ms(from)) / 60_000;
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function recordOf(value: JsonValue | undefined): LogRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}
