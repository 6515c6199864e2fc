import type { TruthMeasures } from '@mxdr/simulator';
import { saysSomething, trueAnswers } from './true-answers.ts';
import type { TrueRow, TrueViews } from './true-incident-views.ts';
import type { MeasuredPeriod } from './true-period.ts';

/** The rows of each query that the report shows as they come; a query that is not asked or stands on no record is not here. */
export function trueQueryViews(period: MeasuredPeriod, isAsked: (queryId: string) => boolean): TrueViews {
  const queryOf: Readonly<Record<string, string>> = { 'top-users': 'assets', 'top-devices': 'assets' };
  return Object.fromEntries(Object.entries(answered(period)).filter(([id]) => isAsked(queryOf[id] ?? id)));
}

function answered({ truth, riskyUsers, ruleAlerts }: MeasuredPeriod): TrueViews {
  const rowsOf = (table: string): number => truth.records.find((one) => one.table === table)?.rows ?? 0;
  const kindsOf = (table: string): Readonly<Record<string, number>> => truth.volumes.find((one) => one.table === table)?.byKind ?? {};
  const single = (id: string, table: string, row: TrueRow): TrueViews => (rowsOf(table) === 0 ? {} : { [id]: [row] });
  const some = (id: string, rows: readonly TrueRow[]): TrueViews => (rows.length === 0 ? {} : { [id]: rows });
  const mail = kindsOf('EmailEvents');
  const clicks = kindsOf('UrlClickEvents');
  const signIns = kindsOf('SigninLogs');
  return {
    ...Object.fromEntries(Object.entries(trueAnswers(truth)).flatMap(([id, answer]) => (saysSomething(answer) ? [[id, answer.rows]] : []))),
    'top-users': assets('user', truth.users),
    'top-devices': assets('device', truth.devices),
    'alerts-by-rule': ruleAlerts
      .toSorted((a, b) => b.alerts - a.alerts || (a.rule < b.rule ? -1 : 1))
      .map(({ rule, alerts, lastUtc }) => ({ RuleName: rule, Alerts: alerts, LastAlert: lastUtc })),
    alerts: truth.alerts.firstReportedByKind.map(({ productName, severity, alerts }) => ({
      ProductName: productName,
      Severity: severity,
      Alerts: alerts,
    })),
    ...single('devices', 'DeviceInfo', {
      SourceRows: rowsOf('DeviceInfo'),
      Devices: truth.fleet.devices,
      Onboarded: truth.fleet.onboarded,
      SensorHealthy: truth.fleet.sensorHealthy,
      HighExposure: truth.fleet.highExposure,
    }),
    ...single('mail', 'EmailEvents', {
      SourceRows: rowsOf('EmailEvents'),
      Messages: rowsOf('EmailEvents'),
      WithThreat: (mail['phish-blocked'] ?? 0) + (mail['phish-delivered'] ?? 0) + (mail['malware-blocked'] ?? 0),
      ThreatDelivered: mail['phish-delivered'] ?? 0,
      ThreatBlocked: (mail['phish-blocked'] ?? 0) + (mail['malware-blocked'] ?? 0),
    }),
    'mail-threats': truth.mailThreats
      .toSorted((a, b) => b.messages - a.messages || (a.threat < b.threat ? -1 : 1))
      .map(({ threat, delivered, junked, blocked, messages }) => ({
        ThreatType: threat,
        Delivered: delivered,
        Junked: junked,
        Blocked: blocked,
        Messages: messages,
      })),
    ...single('url-clicks', 'UrlClickEvents', {
      SourceRows: rowsOf('UrlClickEvents'),
      Clicks: rowsOf('UrlClickEvents'),
      Blocked: clicks['blocked'] ?? 0,
      ClickedThrough: clicks['clicked-through'] ?? 0,
    }),
    ...single('sign-ins', 'SigninLogs', {
      SourceRows: rowsOf('SigninLogs'),
      SignIns: rowsOf('SigninLogs'),
      Failed: signIns['failure'] ?? 0,
      HighRisk: signIns['success-high-risk'] ?? 0,
      Users: truth.signInUsers,
    }),
    ...(riskyUsers === undefined || riskyUsers.rows === 0
      ? {}
      : {
          'risky-users': [
            {
              SourceRows: riskyUsers.rows,
              AtRisk: truth.usersAtRisk,
              Resolved: truth.usersCleared,
              Judged: truth.usersAtRisk + truth.usersCleared,
            },
          ],
        }),
    ...some('ingestion', ingestion(truth)),
    ...some(
      'rule-health',
      truth.ruleHealth
        .toSorted((a, b) => b.failures - a.failures || (a.title < b.title ? -1 : 1))
        .map(({ title, runs, failures, reasons, skippedWindows, droppedEntities }) => ({
          RuleName: title,
          Runs: runs,
          Failures: failures,
          LastReason: reasons.join('; '),
          SkippedWindows: skippedWindows,
          DroppedEntities: droppedEntities,
        })),
    ),
  };
}

/** Names are told in small letters. */
function assets(kind: 'user' | 'device', list: TruthMeasures['users']): readonly TrueRow[] {
  return list
    .map(({ id, name, incidents, highSeverity }) => ({
      AssetKind: kind,
      AssetId: id.toLowerCase(),
      AssetName: name.toLowerCase(),
      Incidents: incidents,
      HighSeverity: highSeverity,
    }))
    .toSorted((a, b) => b.Incidents - a.Incidents || b.HighSeverity - a.HighSeverity || (a.AssetName < b.AssetName ? -1 : 1));
}

function ingestion(truth: TruthMeasures): readonly TrueRow[] {
  return truth.ingestion
    .filter(({ gigabytes }) => gigabytes > 0)
    .toSorted((a, b) => b.gigabytes - a.gigabytes || (a.table < b.table ? -1 : 1))
    .map(({ table, gigabytes, billableGigabytes }) => ({
      DataType: table,
      Gigabytes: gigabytes,
      BillableGigabytes: billableGigabytes,
      FreeGigabytes: gigabytes - billableGigabytes,
    }));
}
