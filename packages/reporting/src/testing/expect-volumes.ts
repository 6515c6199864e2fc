import type { TruthMeasures } from '@mxdr/simulator';
import { expect } from 'vitest';
import type { Dataset } from '../dataset/dataset.ts';
import { close, known, rows } from './truth-tenant.ts';

/** What the tables of the products hold, counted by kind of row. */
export function expectVolumes(dataset: Dataset, truth: TruthMeasures): void {
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
  expectRows(dataset, truth);
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

/** Kinds of threat in mail and runs of rules, row by row. */
function expectRows(dataset: Dataset, { mailThreats, ruleHealth }: TruthMeasures): void {
  expect(rows(dataset, 'mail-threats', 'ThreatType', 'Delivered', 'Junked', 'Blocked', 'Messages')).toEqual(
    mailThreats
      .toSorted((a, b) => b.messages - a.messages || (a.threat < b.threat ? -1 : 1))
      .map(({ threat, delivered, junked, blocked, messages }) => [threat, delivered, junked, blocked, messages]),
  );
  expect(rows(dataset, 'rule-health', 'RuleName', 'Runs', 'Failures', 'LastReason')).toEqual(
    ruleHealth
      .toSorted((a, b) => b.failures - a.failures || (a.title < b.title ? -1 : 1))
      .map(({ title, runs, failures, reasons }) => [title, runs, failures, reasons.join('; ')]),
  );
}
