import type { Severity } from '@mxdr/core';
import { severities } from '@mxdr/core';
import type { TruthMeasures } from '@mxdr/simulator';
import { expect } from 'vitest';
import type { Dataset } from '../dataset/dataset.ts';
import { expectDays, expectDetections } from './expect-incident-rows.ts';
import { agreed, close, known, rows } from './truth-tenant.ts';

/** A distribution of minutes, as the truth has it. */
export function duration({ n, mean, median, p90 }: TruthMeasures['times']['toResolve']): object {
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

/** Everything that stands on incidents, in the words of the catalogue. */
export function expectIncidents(dataset: Dataset, truth: TruthMeasures): void {
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
  expectDays(dataset, truth);
  expectDetections(dataset, truth);
  expect(rows(dataset, 'actions-by-status', 'Severity', 'Completed', 'Pending', 'Skipped', 'Failed')).toEqual(
    severities.map((severity) => {
      const { completed, pending, skipped, failed } = truth.tasks.issuedBySeverity[severity];
      return [severity, completed, pending, skipped, failed];
    }),
  );
  expect(rows(dataset, 'notifications', 'IncidentNumber')).toHaveLength(truth.notificationsSent);
  expect(rows(dataset, 'classification-mix', 'Incidents', 'Share')).toEqual(
    (['TruePositive', 'BenignPositive', 'FalsePositive', 'Undetermined'] as const).map((name) => {
      const count = truth.closedByClassification[name];
      return [count, close((100 * count) / truth.closed)];
    }),
  );
  expect(counted(rows(dataset, 'incidents-by-source', 'Source', 'Incidents'))).toEqual(truth.investigatedBySource);
  expect(counted(rows(dataset, 'incidents-by-source', 'Source', 'Resolved'))).toEqual(truth.resolvedBySource);
  expect(counted(rows(dataset, 'incidents-by-tactic', 'Tactic', 'Incidents'))).toEqual(truth.investigatedByTactic);
  expect(counted(rows(dataset, 'incidents-by-tactic', 'Tactic', 'TruePositives'))).toEqual(truth.resolvedTruePositivesByTactic);
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

/** Times, their parts and the agreed targets, severity by severity. */
export function expectTimesBySeverity(dataset: Dataset, { times, targets, investigatedBySeverity }: TruthMeasures): void {
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
