import { describe, expect, it } from 'vitest';
import type { LogRow } from './log-row.ts';
import { measureTruth } from './measure-truth.ts';
import type { TruthMeasures } from './measure-truth.ts';
import { simulateTenant } from './simulation.ts';
import { describeDistribution } from './statistics.ts';

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((total, count) => total + count, 0);

describe('measureTruth on a made-up tenant', () => {
  const simulation = simulateTenant({ scale: 0.3 });
  const truth = simulation.truth();
  const months = {
    'Europe/Amsterdam': ['2026-07-31T22:00:00Z', '2026-08-31T22:00:00Z', '2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z'],
    'Asia/Kolkata': ['2026-07-31T18:30:00Z', '2026-08-31T18:30:00Z', '2026-09-30T18:30:00Z', '2026-10-31T18:30:00Z'],
  };

  it.each(Object.entries(months))('adds up in every month of %s', (_zone, boundaries) => {
    for (const [index, endUtc] of boundaries.slice(1).entries()) {
      const measures = measureTruth(truth, { startUtc: boundaries[index]!, endUtc });
      expect(brokenSums(measures)).toEqual([]);
    }
  });

  it('adds up over neighbouring windows for everything that is an event', () => {
    // GIVEN two months and the time that they cover together
    const [start, middle, end] = ['2026-08-31T22:00:00Z', '2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z'] as const;
    const first = measureTruth(truth, { startUtc: start, endUtc: middle });
    const second = measureTruth(truth, { startUtc: middle, endUtc: end });
    const both = measureTruth(truth, { startUtc: start, endUtc: end });

    // THEN creations, first reports, hunts and log rows add up
    expect(first.ledgers.huntsRun + second.ledgers.huntsRun).toBe(both.ledgers.huntsRun);
    expect(first.alerts.firstReported + second.alerts.firstReported).toBe(both.alerts.firstReported);
    expect(first.volumes.map((volume, index) => volume.rows + (second.volumes[index]?.rows ?? 0))).toEqual(
      both.volumes.map((volume) => volume.rows),
    );
  });

  it('counts as many log rows as there are, in each window and kind', () => {
    const startUtc = '2026-10-24T22:00:00.000Z';
    const endUtc = '2026-10-25T23:00:00.000Z';
    const { volumes, records, signInUsers } = measureTruth(truth, { startUtc, endUtc });
    const isIn = ({ TimeGenerated: time }: LogRow): boolean => typeof time === 'string' && time >= startUtc && time < endUtc;
    const rowsIn = new Map(simulation.tables().map((table) => [table, [...simulation.rows(table)].filter(isIn)]));
    const rowsOf = (table: string): readonly LogRow[] => rowsIn.get(table) ?? [];
    const kindsOf = (table: string) => volumes.find((volume) => volume.table === table)?.byKind ?? {};

    // THEN the truth, which never built a row, agrees with the rows
    expect(volumes.map(({ table, rows }) => [table, rows])).toEqual(volumes.map(({ table }) => [table, rowsOf(table).length]));
    expect(records.map(({ table }) => table)).toEqual(simulation.tables());
    expect(records.map(({ table, rows, firstUtc, lastUtc }) => [table, rows, firstUtc, lastUtc])).toEqual(
      records.map(({ table }) => {
        const own = rowsOf(table);
        return [table, own.length, own[0]?.['TimeGenerated'] ?? null, own.at(-1)?.['TimeGenerated'] ?? null];
      }),
    );
    expect(signInUsers).toBe(new Set(rowsOf('SigninLogs').map((row) => row['UserId'])).size);
    expect(kindsOf('SigninLogs')['failure']).toBe(rowsOf('SigninLogs').filter((row) => row['ResultType'] !== '0').length);
    expect(kindsOf('EmailEvents')['phish-delivered']).toBe(
      rowsOf('EmailEvents').filter((row) => row['ThreatTypes'] === 'Phish' && row['DeliveryAction'] === 'Delivered').length,
    );
  });

  it('counts the same devices as DeviceInfo tells in ten days', () => {
    const devices = new Set(
      [...simulation.rows('DeviceInfo')].filter((row) => row['MergedToDeviceId'] === undefined).map((row) => row['DeviceId']),
    );
    expect(truth.fleet.devices).toBe(devices.size);
  });

  it('tells a story from month to month', () => {
    const [august, , october] = months['Europe/Amsterdam']
      .slice(1)
      .map((endUtc, index) => measureTruth(truth, { startUtc: months['Europe/Amsterdam'][index]!, endUtc }));
    expect(october!.created).toBeGreaterThan(august!.created);
    expect(truth.incidents.some((incident) => incident.story === 'intrusion' && incident.createdUtc > '2026-10')).toBe(true);
  });

  it('refuses a window that cuts through a quarter of an hour', () => {
    expect(() => measureTruth(truth, { startUtc: '2026-10-01T00:07:00Z', endUtc: '2026-10-02T00:00:00Z' })).toThrow(
      expect.objectContaining({ code: 'MXDR-SIMULATION-WINDOW' }),
    );
    expect(() => measureTruth(truth, { startUtc: '2026-10-02T00:00:00Z', endUtc: '2026-10-02T00:00:00Z' })).toThrow(
      expect.objectContaining({ code: 'MXDR-SIMULATION-WINDOW' }),
    );
  });
});

describe('describeDistribution', () => {
  it('gives percentiles that exist, by nearest rank', () => {
    expect(describeDistribution([4, 1, 3, 2])).toEqual({ n: 4, mean: 2.5, median: 2, p90: 4, negative: 0 });
    expect(describeDistribution([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]).p90).toBe(90);
  });
});

/** Names of the sums that do not add up. */
function brokenSums(measures: TruthMeasures): readonly string[] {
  const { times, tasks, alerts, users, volumes, days, detections, ruleHealth, operations } = measures;
  const kindsOf = (table: string) => volumes.find((volume) => volume.table === table)?.byKind ?? {};
  const health = kindsOf('SentinelHealth');
  const mail = kindsOf('EmailEvents');
  const equalities: readonly (readonly [name: string, left: number, right: number])[] = [
    ['created by severity', sum(measures.createdBySeverity), measures.created],
    ['investigated by severity', sum(measures.investigatedBySeverity), measures.investigated],
    ['resolved by severity', sum(measures.resolvedBySeverity), measures.resolved],
    ['closed by classification', sum(measures.closedByClassification), measures.closed],
    ['resolved by classification', sum(measures.resolvedByClassification), measures.resolved],
    ['backlog by severity', sum(measures.backlogBySeverity), measures.backlogAtEnd],
    ['created by day', days.reduce((total, day) => total + day.created, 0), measures.created],
    ['closed by day', days.reduce((total, day) => total + day.closed, 0), measures.closed],
    ['closed by detection', detections.reduce((total, { incidents }) => total + incidents, 0), measures.closed],
    ['classified by detection', detections.reduce((total, { byClassification }) => total + sum(byClassification), 0), measures.closed],
    [
      'failed runs by rule',
      ruleHealth.reduce((total, { failures }) => total + failures, 0),
      (health['rule-failure'] ?? 0) + (health['own-rule-failure'] ?? 0),
    ],
    [
      'runs by rule',
      ruleHealth.reduce((total, { runs }) => total + runs, 0),
      ['rule-success', 'rule-failure', 'own-rule-success', 'own-rule-failure'].reduce((total, kind) => total + (health[kind] ?? 0), 0),
    ],
    [
      'failed automation by name',
      operations.automation.reduce((total, { failures }) => total + failures, 0),
      health['automation-failure'] ?? 0,
    ],
    [
      'changes of rules by caller',
      operations.ruleChanges.reduce((total, { changes }) => total + changes, 0),
      kindsOf('SentinelAudit')['done'] ?? 0,
    ],
    ['queries by account', operations.accounts.reduce((total, { queries }) => total + queries, 0), sum(kindsOf('LAQueryLogs'))],
    [
      'refused queries by account',
      operations.accounts.reduce((total, { refused }) => total + refused, 0),
      kindsOf('LAQueryLogs')['refused'] ?? 0,
    ],
    [
      'warnings by detail',
      operations.dataWarnings.reduce((total, warning) => total + warning.times, 0),
      kindsOf('Operation')['warning'] ?? 0,
    ],
    [
      'mail with a threat, blocked phishing twice',
      measures.mailThreats.reduce((total, { delivered, junked, blocked }) => total + delivered + junked + blocked, 0),
      ['spam-junked', 'spam-blocked', 'phish-blocked', 'phish-blocked', 'phish-delivered', 'malware-blocked'].reduce(
        (total, kind) => total + (mail[kind] ?? 0),
        0,
      ),
    ],
    ['directly and with help', measures.resolvedDirectly + measures.resolvedWithHelp, measures.resolved],
    ['acknowledged and not', times.toFirstHuman.n + times.unacknowledged, measures.created],
    [
      'expert and customer time',
      Math.round(times.expertTotal + times.customerTotal),
      Math.round((times.toResolve.mean ?? 0) * measures.resolved),
    ],
    ['tasks by incident', tasks.incidents.reduce((total, item) => total + item.actions, 0), sum({ ...tasks.issued })],
    ['alerts by product', sum(alerts.reportedByProduct), alerts.reported],
    ['rows by kind', volumes.reduce((total, { byKind }) => total + sum(byKind), 0), volumes.reduce((total, { rows }) => total + rows, 0)],
  ];
  const orders: readonly (readonly [name: string, holds: boolean])[] = [
    ['investigated within created', measures.investigated <= measures.created && measures.created > 0],
    ['resolved within closed', measures.resolved <= measures.closed],
    ['first reported within reported', alerts.firstReported <= alerts.reported],
    ['most impacted first', users.every((user, index) => index === 0 || user.incidents <= users[index - 1]!.incidents)],
  ];
  return [
    ...equalities.filter(([, left, right]) => left !== right).map(([name]) => name),
    ...orders.filter(([, holds]) => !holds).map(([name]) => name),
  ];
}
