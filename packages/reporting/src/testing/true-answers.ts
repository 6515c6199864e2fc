import type { TruthMeasures } from '@mxdr/simulator';
import type { TrueRow } from './true-incident-views.ts';
import type { TrueValue } from './true-metrics.ts';

/** What one query has to answer. */
export interface TrueAnswer {
  /** Rows that come back. */
  readonly rows: readonly TrueRow[];
  /** Whether they say anything; rows of zeros that stand on no record do not. @default there are rows */
  readonly isKnown?: boolean;
  /** What is measured on them while they say something. */
  readonly metrics: Readonly<Record<string, TrueValue>>;
}

const count = (value: number): TrueValue => ({ state: 'known', value });
const share = (part: number, n: number): TrueValue =>
  n === 0 ? { state: 'not-applicable' } : { state: n < 5 ? 'low-sample' : 'known', value: (100 * part) / n, n, part };
const iso = (utc: string | null): string | null => (utc === null ? null : new Date(utc).toISOString());
const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
const sum = <Item>(items: readonly Item[], valueOf: (item: Item) => number): number =>
  items.reduce((total, item) => total + valueOf(item), 0);

/** Queries about the operation of the workspace. */
export function trueOperations({ operations, ruleHealth, volumeWatch }: TruthMeasures): Readonly<Record<string, TrueAnswer>> {
  const { connectors, automation, ruleChanges, accounts, dataWarnings, firedRules } = operations;
  const disabled = ruleHealth.filter(({ isDisabled }) => isDisabled);
  return {
    'rules-fired': {
      rows: firedRules
        .toSorted(
          (a, b) => b.alertsInWindow - a.alertsInWindow || compare(b.lastFiredUtc ?? '', a.lastFiredUtc ?? '') || compare(a.title, b.title),
        )
        .map(({ ruleId, title, lastFiredUtc, alerts, alertsInWindow }) => ({
          RuleName: title,
          RuleId: ruleId.toLowerCase(),
          LastFired: iso(lastFiredUtc),
          Alerts: alerts,
          AlertsInPeriod: alertsInWindow,
        })),
      metrics: { rule_last_fired: count(firedRules.filter(({ alerts }) => alerts === 0).length) },
    },
    'rules-disabled': {
      rows: [
        {
          SourceRows: sum(ruleHealth, ({ runs }) => runs),
          Rules: disabled.length,
          Names: disabled.map(({ title }) => `AUTO DISABLED ${title}`).join('; '),
        },
      ],
      isKnown: ruleHealth.length > 0,
      metrics: { rules_auto_disabled: count(disabled.length) },
    },
    'connector-health': {
      rows: connectors
        .toSorted((a, b) => Number(b.isFailing) - Number(a.isFailing) || b.failures - a.failures || compare(a.name, b.name))
        .map(({ name, isFailing, sinceUtc, failures, reason }) => ({
          Connector: name,
          Status: isFailing ? 'Failure' : 'Success',
          Since: iso(sinceUtc),
          Failures: failures,
          LastReason: reason,
          IsFailing: isFailing ? 1 : 0,
        })),
      metrics: { connector_health: count(connectors.filter(({ isFailing }) => isFailing).length) },
    },
    'automation-health': {
      rows: automation
        .toSorted((a, b) => b.failures - a.failures || b.runs - a.runs || compare(a.name, b.name))
        .map(({ name, kind, runs, failures, reasons }) => ({
          Automation: name,
          Kind: kind,
          Runs: runs,
          Failures: failures,
          LastReason: reasons.join('; '),
        })),
      metrics: { automation_failures: count(sum(automation, ({ failures }) => failures)) },
    },
    'rule-changes': {
      rows: ruleChanges
        .map(({ caller, changes, deletions, rules, lastUtc, isByHand }) => ({
          Caller: caller.toLowerCase(),
          Changes: changes,
          Deletions: deletions,
          Rules: rules,
          LastChange: iso(lastUtc),
          ByHand: isByHand ? changes : 0,
        }))
        .toSorted((a, b) => b.ByHand - a.ByHand || b.Changes - a.Changes || compare(a.Caller, b.Caller)),
      isKnown: true,
      metrics: { rule_tampering: count(sum(ruleChanges, ({ changes, isByHand }) => (isByHand ? changes : 0))) },
    },
    'workspace-queries': {
      rows: accounts
        .map(({ account, queries, refused, rows, forSecrets, isNew }) => ({
          Account: account.toLowerCase(),
          Queries: queries,
          Failed: refused,
          RowsRead: rows,
          SecretQueries: forSecrets,
          IsNew: isNew ? 1 : 0,
        }))
        .toSorted((a, b) => b.SecretQueries - a.SecretQueries || b.Queries - a.Queries || compare(a.Account, b.Account)),
      metrics: {
        query_abuse: count(sum(accounts, ({ forSecrets }) => forSecrets)),
        query_newcomers: count(accounts.filter(({ isNew }) => isNew).length),
      },
    },
    'data-warnings': {
      rows: dataWarnings
        .toSorted((a, b) => Number(b.isCap) - Number(a.isCap) || b.times - a.times || compare(a.detail, b.detail))
        .map(({ level, detail, times, lastUtc, isCap }) => ({
          Category: 'Ingestion',
          Level: level,
          Detail: detail,
          Times: times,
          LastSeen: iso(lastUtc),
          IsCap: isCap ? 1 : 0,
        })),
      isKnown: true,
      metrics: { cap_warnings: count(sum(dataWarnings, ({ times }) => times)) },
    },
    'ingestion-anomalies': {
      rows: volumeWatch.unusual.map(({ table, dayUtc, gigabytes, usualGigabytes }) => ({
        DataType: table,
        Day: dayUtc,
        Gigabytes: gigabytes,
        UsualGigabytes: usualGigabytes,
        Direction: 'more',
      })),
      isKnown: true,
      metrics: {},
    },
    'ingestion-watch': {
      rows: (volumeWatch.days === 0 ? [] : volumeWatch.tables)
        .map((table) => ({
          DataType: table,
          Days: volumeWatch.days,
          Unusual: volumeWatch.unusual.filter((day) => day.table === table).length,
        }))
        .toSorted((a, b) => b.Unusual - a.Unusual || compare(a.DataType, b.DataType)),
      metrics: { ingest_anomaly: count(volumeWatch.unusual.length) },
    },
  };
}

/** Queries about how well the tenant is protected. */
export function truePosture({ posture, volumes }: TruthMeasures): Readonly<Record<string, TrueAnswer>> {
  const { riskDetections, secureScore, weaknesses, antivirus } = posture;
  const purges = volumes.find(({ table }) => table === 'EmailPostDeliveryEvents')?.byKind ?? {};
  const removed = purges['zap-removed'] ?? 0;
  return {
    'mail-removed': {
      rows: [{ Removed: removed, ByAutomation: removed, Failed: purges['zap-failed'] ?? 0 }],
      metrics: { mail_removed: count(removed) },
    },
    'risk-detections': {
      rows: riskDetections.map(({ type, detections, high, open, cleared }) => ({
        RiskEventType: type,
        Detections: detections,
        High: high,
        Open: open,
        Cleared: cleared,
      })),
      isKnown: true,
      metrics: { risk_detections: count(sum(riskDetections, ({ detections }) => detections)) },
    },
    'secure-score': {
      rows: [
        {
          SourceRows: secureScore?.rows ?? 0,
          Score: secureScore?.score ?? null,
          Subscriptions: secureScore?.subscriptions ?? 0,
          Lowest: secureScore?.lowest ?? null,
        },
      ],
      isKnown: secureScore !== null,
      metrics: { secure_score_azure: count(secureScore?.score ?? 0) },
    },
    'secure-score-days': {
      rows: (secureScore?.days ?? []).map(({ dayUtc, score }) => ({ Day: dayUtc.slice(0, 10), Score: score })),
      metrics: {},
    },
    weaknesses: {
      rows: [
        {
          SourceRows: weaknesses?.pairs ?? 0,
          Weaknesses: weaknesses?.weaknesses ?? 0,
          Critical: weaknesses?.critical ?? 0,
          High: weaknesses?.high ?? 0,
          Devices: weaknesses?.devices ?? 0,
          CriticalDevices: weaknesses?.criticalDevices ?? 0,
        },
      ],
      isKnown: weaknesses !== null,
      metrics: { vulns: count(weaknesses?.critical ?? 0), vulns_devices: count(weaknesses?.criticalDevices ?? 0) },
    },
    'weaknesses-exploitable': {
      rows: [
        { SourceRows: weaknesses?.pairs ?? 0, Exploitable: weaknesses?.exploitable ?? 0, Devices: weaknesses?.exploitableDevices ?? 0 },
      ],
      isKnown: weaknesses !== null,
      metrics: { vulns_exploitable: count(weaknesses?.exploitable ?? 0) },
    },
    'weak-software': {
      rows: (weaknesses?.software ?? [])
        .toSorted((a, b) => b.critical - a.critical || b.high - a.high || b.devices - a.devices || compare(a.name, b.name))
        .map(({ name, weaknesses: all, critical, high, devices }) => ({
          Software: name,
          Weaknesses: all,
          Critical: critical,
          High: high,
          Devices: devices,
        })),
      metrics: {},
    },
    antivirus: {
      rows: [
        {
          SourceRows: antivirus?.rows ?? 0,
          Devices: antivirus?.devices ?? 0,
          Active: antivirus?.active ?? 0,
          GuidanceOnly: antivirus?.guidanceOnly ?? 0,
          Blind: antivirus?.blind ?? 0,
        },
      ],
      isKnown: antivirus !== null,
      metrics: { av_coverage: share(antivirus?.active ?? 0, antivirus?.devices ?? 0) },
    },
  };
}

const eventTables: ReadonlySet<string> = new Set([
  'SigninLogs',
  'AuditLogs',
  'EmailEvents',
  'UrlClickEvents',
  'CloudAppEvents',
  'OfficeActivity',
  'IdentityLogonEvents',
]);

/** Events that detections look at. */
function countEvents({ records }: TruthMeasures): number {
  return sum(
    records.filter(({ table }) => eventTables.has(table)),
    ({ rows }) => rows,
  );
}

function trueEvents(truth: TruthMeasures): TrueAnswer {
  const tables = truth.records.filter(({ table, rows }) => eventTables.has(table) && rows > 0);
  return {
    rows: tables
      .toSorted((a, b) => b.rows - a.rows || compare(a.table, b.table))
      .map(({ table, rows }) => ({ TableName: table, Records: rows })),
    metrics: { events_recorded: count(countEvents(truth)) },
  };
}

/** Every answer that is held in this way, by the id of its query. */
export function trueAnswers(truth: TruthMeasures): Readonly<Record<string, TrueAnswer>> {
  return { events: trueEvents(truth), ...trueOperations(truth), ...truePosture(truth) };
}

/** Whether an answer says something. */
export function saysSomething({ rows, isKnown = rows.length > 0 }: TrueAnswer): boolean {
  return isKnown;
}
