import { severities } from '@mxdr/core';
import type { Distribution, TruthMeasures } from '@mxdr/simulator';
import { saysSomething, trueAnswers } from './true-answers.ts';
import type { MeasuredPeriod } from './true-period.ts';

/** What the report has to say of one metric. */
export type TrueValue =
  | { readonly state: 'unavailable' | 'not-applicable' }
  | {
      readonly state: 'known' | 'low-sample';
      readonly value: number;
      readonly n?: number;
      readonly part?: number;
      readonly without?: number;
      readonly distribution?: Distribution;
    };

const unavailable = { state: 'unavailable' } as const;
const notApplicable = { state: 'not-applicable' } as const;
const fewest = 5;

const count = (value: number): TrueValue => ({ state: 'known', value });

function share(part: number, n: number): TrueValue {
  return n === 0 ? notApplicable : { state: n < fewest ? 'low-sample' : 'known', value: (100 * part) / n, n, part };
}

function time(statistic: 'mean' | 'median', { n, mean, median, p90, negative }: Distribution, without: number): TrueValue {
  const value = statistic === 'mean' ? mean : median;
  return value === undefined
    ? notApplicable
    : { state: n < fewest ? 'low-sample' : 'known', value, n, without, distribution: { n, mean, median, p90, negative } };
}

/** Tables that speak every day or two, by the metrics that are read from them: their first record tells when they were connected. */
export const steadyTables: Readonly<Record<string, readonly string[]>> = {
  SigninLogs: ['events_recorded', 'sign_ins', 'sign_ins_failed', 'sign_ins_high_risk'],
  EmailEvents: ['events_recorded', 'mail_messages', 'mail_threats', 'mail_threats_delivered'],
  DeviceInfo: ['devices_seen', 'devices_onboarded', 'devices_healthy', 'devices_exposed'],
  Usage: ['ingestion_total', 'ingestion_billable', 'ingest_anomaly'],
  SentinelHealth: [
    'rule_failures',
    'rules_failing',
    'rule_windows_skipped',
    'dropped_entities',
    'rule_last_fired',
    'rules_auto_disabled',
    'connector_health',
    'automation_failures',
  ],
  SecureScores: ['secure_score_azure'],
  DeviceTvmSoftwareVulnerabilities: ['vulns', 'vulns_devices', 'vulns_exploitable'],
  DeviceTvmSoftwareVulnerabilitiesKB: ['vulns_exploitable'],
  DeviceTvmSecureConfigurationAssessment: ['av_coverage'],
  LAQueryLogs: ['query_abuse', 'query_newcomers'],
};

/** Every metric of the catalogue but silent tables, from the truth of one period. What stands on a query that is not asked is unavailable. */
export function trueMetrics(period: MeasuredPeriod, isAsked: (queryId: string) => boolean): Readonly<Record<string, TrueValue>> {
  return { ...trueIncidents(period.truth), ...trueRest(period, isAsked) };
}

function trueIncidents(truth: TruthMeasures): Readonly<Record<string, TrueValue>> {
  const { times, tasks, targets, closedByClassification } = truth;
  const inTime = (counts: TruthMeasures['targets']['resolved']): TrueValue => {
    const sum = (key: 'judged' | 'inTime'): number => severities.reduce((total, severity) => total + counts[severity][key], 0);
    return share(sum('inTime'), sum('judged'));
  };
  return {
    inc_created: count(truth.created),
    inc_investigated: count(truth.investigated),
    inc_resolved: count(truth.resolved),
    inc_resolved_direct: count(truth.resolvedDirectly),
    inc_resolved_help: count(truth.resolvedWithHelp),
    inc_pct_resolved: share(truth.resolved, truth.investigated),
    inc_backlog: count(truth.backlogAtEnd),
    inc_reopened: count(truth.reopenings),
    inc_waiting: count(truth.waitingAtEnd),
    inc_notified: count(truth.notified),
    inc_notified_closed: count(truth.notifiedAndClosed),
    action_required: count(tasks.incidents.length),
    actions_completed: count(tasks.issued.completed),
    actions_pending: count(tasks.issued.pending),
    actions_skipped: count(tasks.issued.skipped),
    actions_failed: count(tasks.issued.failed),
    actions_waiting: count(tasks.pendingAtSnapshot),
    task_completion: time('median', tasks.toComplete, 0),
    mttd: time('median', times.toDetect, truth.created - times.toDetect.n),
    tta_first_touch: time('median', times.toFirstChange, truth.created - times.toFirstChange.n),
    tta_human: time('median', times.toAcknowledge, truth.investigated - times.toAcknowledge.n),
    mttr: time('median', times.toResolve, 0),
    mttr_expert: time('mean', times.expert, 0),
    mttr_customer: time('mean', times.customer, 0),
    potential_saving: count(times.customerTotal),
    ack_sla: inTime(targets.acknowledged),
    resolve_sla: inTime(targets.resolved),
    class_true_positive: share(closedByClassification.TruePositive, truth.closed),
    class_benign_positive: share(closedByClassification.BenignPositive, truth.closed),
    class_false_positive: share(closedByClassification.FalsePositive, truth.closed),
    class_undetermined: share(closedByClassification.Undetermined, truth.closed),
    dens_sent: count(truth.notifications.length),
  };
}

function trueRest({ truth, riskyUsers }: MeasuredPeriod, isAsked: (queryId: string) => boolean): Readonly<Record<string, TrueValue>> {
  const rowsOf = (table: string): number => truth.records.find((one) => one.table === table)?.rows ?? 0;
  const kindsOf = (table: string): Readonly<Record<string, number>> => truth.volumes.find((one) => one.table === table)?.byKind ?? {};
  /** Of a table that holds something, by what is asked of it. */
  const told = (queryId: string, rows: number, values: Readonly<Record<string, TrueValue>>): Readonly<Record<string, TrueValue>> =>
    isAsked(queryId) && rows > 0 ? values : Object.fromEntries(Object.keys(values).map((id) => [id, unavailable]));
  const mail = kindsOf('EmailEvents');
  const clicks = kindsOf('UrlClickEvents');
  const signIns = kindsOf('SigninLogs');
  const failures = truth.ruleHealth.map((rule) => rule.failures);
  const gigabytes = (key: 'gigabytes' | 'billableGigabytes'): TrueValue =>
    count(truth.ingestion.reduce((total, one) => total + one[key], 0));
  return {
    ...told('alerts', 1, { alerts_recorded: count(truth.alerts.firstReported) }),
    ...told('alerts', 1, {
      alert_reduction:
        truth.created === 0
          ? notApplicable
          : {
              state: truth.created < fewest ? 'low-sample' : 'known',
              value: truth.alerts.firstReported / truth.created,
              n: truth.created,
              part: truth.alerts.firstReported,
            },
    }),
    hunts_run: count(truth.ledgers.huntsRun),
    hunts_confirmed: count(truth.ledgers.threatsConfirmed),
    suspicious_investigated: count(truth.ledgers.hunts.filter(({ result }) => result !== 'nothing-found').length),
    hunt_to_rule: count(truth.ledgers.huntsThatBecameRules),
    recommendations_open: count(truth.ledgers.recommendationsOpenAtEnd),
    recommendations_overdue: count(truth.ledgers.recommendations.filter(({ state }) => state === 'overdue').length),
    recommendations_done: count(truth.ledgers.recommendationsDoneInWindow),
    ...told('devices', rowsOf('DeviceInfo'), {
      devices_seen: count(truth.fleet.devices),
      devices_onboarded: share(truth.fleet.onboarded, truth.fleet.devices),
      devices_healthy: share(truth.fleet.sensorHealthy, truth.fleet.onboarded),
      devices_exposed: count(truth.fleet.highExposure),
    }),
    ...told('mail', rowsOf('EmailEvents'), {
      mail_messages: count(rowsOf('EmailEvents')),
      mail_threats: count((mail['phish-blocked'] ?? 0) + (mail['phish-delivered'] ?? 0) + (mail['malware-blocked'] ?? 0)),
      mail_threats_delivered: count(mail['phish-delivered'] ?? 0),
    }),
    ...told('url-clicks', rowsOf('UrlClickEvents'), {
      url_clicks_blocked: count(clicks['blocked'] ?? 0),
      url_clicks_through: count(clicks['clicked-through'] ?? 0),
    }),
    ...told('sign-ins', rowsOf('SigninLogs'), {
      sign_ins: count(rowsOf('SigninLogs')),
      sign_ins_failed: share(signIns['failure'] ?? 0, rowsOf('SigninLogs')),
      sign_ins_high_risk: count(signIns['success-high-risk'] ?? 0),
    }),
    ...told('risky-users', riskyUsers?.rows ?? 0, {
      users_at_risk: count(truth.usersAtRisk),
      identity_risk: share(truth.usersCleared, truth.usersAtRisk + truth.usersCleared),
    }),
    ...Object.fromEntries(
      Object.entries(trueAnswers(truth)).flatMap(([id, answer]) => Object.entries(told(id, saysSomething(answer) ? 1 : 0, answer.metrics))),
    ),
    ...told('ingestion', rowsOf('Usage'), {
      ingestion_total: gigabytes('gigabytes'),
      ingestion_billable: gigabytes('billableGigabytes'),
    }),
    ...told('rule-health', truth.ruleHealth.length, {
      rule_failures: count(failures.reduce((total, one) => total + one, 0)),
      rules_failing: count(failures.filter((one) => one > 0).length),
      rule_windows_skipped: count(truth.ruleHealth.reduce((total, rule) => total + rule.skippedWindows, 0)),
      dropped_entities: count(truth.ruleHealth.reduce((total, rule) => total + rule.droppedEntities, 0)),
    }),
  };
}
