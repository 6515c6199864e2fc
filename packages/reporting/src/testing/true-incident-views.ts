import type { Customer, Severity } from '@mxdr/core';
import { severities } from '@mxdr/core';
import type { TruthMeasures } from '@mxdr/simulator';

/** One row of a view, by column. */
export type TrueRow = Readonly<Record<string, string | number | null>>;
/** The rows that a view has to hold, in their order. */
export type TrueViews = Readonly<Record<string, readonly TrueRow[]>>;

/** What the views of incidents stand on. */
export interface TrueIncidents {
  readonly truth: TruthMeasures;
  readonly endMs: number;
  readonly sla: Customer['sla'];
}

type Day = TruthMeasures['days'][number];

const iso = (utc: string | null): string | null => (utc === null ? null : new Date(utc).toISOString());
const rank = (severity: Severity): number => severities.indexOf(severity);
const bySeverity = (countOf: (severity: Severity) => number): TrueRow =>
  Object.fromEntries(severities.map((severity) => [severity, countOf(severity)]));

/** Every view that is made from incidents. */
export function trueIncidentViews(input: TrueIncidents): TrueViews {
  const { truth } = input;
  return {
    'incidents-over-time': overTime(truth),
    'incidents-by-severity': severities.map((severity) => ({
      Severity: severity,
      Created: truth.createdBySeverity[severity],
      Investigated: truth.investigatedBySeverity[severity],
      Resolved: truth.resolvedBySeverity[severity],
      Open: truth.backlogBySeverity[severity],
    })),
    'resolved-by-category': truth.resolvedByCategory.map(({ tactic, resolved, bySeverity: severity, byClassification }) => ({
      Tactic: tactic,
      Resolved: resolved,
      ...severity,
      TruePositives: byClassification.TruePositive,
      BenignPositives: byClassification.BenignPositive,
      FalsePositives: byClassification.FalsePositive,
      Undetermined: byClassification.Undetermined,
    })),
    'incidents-by-source': counted('Source', ['Incidents', truth.investigatedBySource], ['Resolved', truth.resolvedBySource]),
    'incidents-by-tactic': counted(
      'Tactic',
      ['Incidents', truth.investigatedByTactic],
      ['TruePositives', truth.resolvedTruePositivesByTactic],
    ),
    'backlog-by-age': byAge(input),
    'waiting-now': waiting(truth),
    'open-incidents': truth.open
      .toSorted((a, b) => rank(a.severity) - rank(b.severity) || Date.parse(a.createdUtc) - Date.parse(b.createdUtc))
      .map((one) => ({
        IncidentNumber: one.incidentNumber,
        Title: one.title,
        Severity: one.severity,
        Status: one.waitingSinceUtc === null ? one.status : 'Waiting for you',
        Owner: one.owner,
        Created: iso(one.createdUtc),
        WaitingSince: iso(one.waitingSinceUtc),
      })),
    'actions-required': truth.tasks.incidents.map(({ incidentNumber, title, severity, status, isWaiting, actions, counts }) => ({
      IncidentNumber: incidentNumber,
      Title: title,
      Severity: severity,
      Status: isWaiting ? 'Waiting for you' : status,
      Actions: actions,
      ...tasks(counts),
    })),
    'actions-by-status': severities.map((severity) => ({ Severity: severity, ...tasks(truth.tasks.issuedBySeverity[severity]) })),
    ...trueTimes(input),
    'classification-mix': (
      [
        ['True positive', 'TruePositive'],
        ['Benign positive', 'BenignPositive'],
        ['False positive', 'FalsePositive'],
        ['Undetermined', 'Undetermined'],
      ] as const
    ).map(([label, name]) => {
      const count = truth.closedByClassification[name];
      return { Classification: label, Incidents: count, Share: truth.closed === 0 ? null : (100 * count) / truth.closed };
    }),
    'rule-efficiency': byDetection(truth),
    notifications: truth.notifications.map(({ incidentNumber, title, severity, createdUtc, status, classification }) => ({
      IncidentNumber: incidentNumber,
      Title: title,
      Severity: severity,
      Created: iso(createdUtc),
      Status: status,
      Classification: classification,
    })),
  };
}

function tasks({ completed, pending, skipped, failed }: TruthMeasures['tasks']['issued']): TrueRow {
  return { Completed: completed, Pending: pending, Skipped: skipped, Failed: failed };
}

/** Every day of the period or, in a period of more than five weeks, every week from Monday on. */
function overTime({ days }: TruthMeasures): readonly TrueRow[] {
  const pieces = days.reduce<readonly (readonly Day[])[]>((before, day) => {
    const last = before.at(-1);
    const isMonday = new Date(day.date).getUTCDay() === 1;
    return last === undefined || days.length <= 35 || isMonday ? [...before, [day]] : [...before.slice(0, -1), [...last, day]];
  }, []);
  return pieces.map((piece) => {
    const sum = (countOf: (day: Day) => number): number => piece.reduce((total, day) => total + countOf(day), 0);
    return {
      Piece: piece[0]!.date,
      ...bySeverity((severity) => sum((day) => day.createdBySeverity[severity])),
      Created: sum((day) => day.created),
      Closed: sum((day) => day.closed),
    };
  });
}

function counted(
  name: string,
  [column, counts]: readonly [string, Readonly<Record<string, number>>],
  [other, others]: readonly [string, Readonly<Record<string, number>>],
): readonly TrueRow[] {
  return [...new Set([...Object.keys(counts), ...Object.keys(others)])]
    .toSorted((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || (others[b] ?? 0) - (others[a] ?? 0) || (a < b ? -1 : 1))
    .map((key) => ({ [name]: key, [column]: counts[key] ?? 0, [other]: others[key] ?? 0 }));
}

function byAge({ truth: { open }, endMs }: TrueIncidents): readonly TrueRow[] {
  const ages = [
    ['Up to 1 day', 0, 1],
    ['1 to 7 days', 1, 7],
    ['7 to 30 days', 7, 30],
    ['Over 30 days', 30, Number.POSITIVE_INFINITY],
  ] as const;
  return ages.map(([label, from, to]) => {
    const aged = open.filter(({ createdUtc }) => {
      const days = (endMs - Date.parse(createdUtc)) / 86_400_000;
      return days >= from && days < to;
    });
    return {
      Age: label,
      ...bySeverity((severity) => aged.filter((one) => one.severity === severity).length),
      Total: aged.length,
      Waiting: aged.filter(({ waitingSinceUtc }) => waitingSinceUtc !== null).length,
    };
  });
}

/** The longest wait first within a severity. */
function waiting({ open }: TruthMeasures): readonly TrueRow[] {
  return open
    .filter(({ waitingSinceUtc }) => waitingSinceUtc !== null)
    .toSorted((a, b) => rank(a.severity) - rank(b.severity) || Date.parse(a.waitingSinceUtc!) - Date.parse(b.waitingSinceUtc!))
    .map(({ incidentNumber, title, severity, waitingSinceUtc, pending }) => ({
      IncidentNumber: incidentNumber,
      Title: title,
      Severity: severity,
      WaitingSince: iso(waitingSinceUtc),
      Pending: pending,
    }));
}

/** Every rule, and every title that no rule made: how many incidents were closed, and as what. */
function byDetection({ detections }: TruthMeasures): readonly TrueRow[] {
  return detections
    .map((detection) => ({ ...detection, noise: detection.byClassification.BenignPositive + detection.byClassification.FalsePositive }))
    .toSorted((a, b) => b.noise - a.noise || b.incidents - a.incidents || (a.title < b.title ? -1 : 1))
    .map(({ title, ruleId, incidents, byClassification, alerts, noise }) => ({
      Name: title,
      Kind: ruleId === null ? 'Detection' : 'Analytics rule',
      Incidents: incidents,
      TruePositives: byClassification.TruePositive,
      BenignPositives: byClassification.BenignPositive,
      FalsePositives: byClassification.FalsePositive,
      Undetermined: byClassification.Undetermined,
      Alerts: alerts,
      NoiseShare: (100 * noise) / incidents,
    }));
}

/** Times, their parts and the agreed targets, severity by severity. */
function trueTimes({ truth: { times, targets, investigatedBySeverity }, sla }: TrueIncidents): TrueViews {
  return {
    'times-by-severity': severities.map((severity) => {
      const acknowledge = times.toAcknowledgeBySeverity[severity];
      const resolve = times.toResolveBySeverity[severity];
      return {
        Severity: severity,
        Acknowledged: acknowledge.n,
        AcknowledgeMedian: acknowledge.median ?? null,
        AcknowledgeP90: acknowledge.p90 ?? null,
        Unacknowledged: investigatedBySeverity[severity] - acknowledge.n,
        Resolved: resolve.n,
        ResolveMedian: resolve.median ?? null,
        ResolveP90: resolve.p90 ?? null,
      };
    }),
    'time-split-by-severity': severities.map((severity) => ({
      Severity: severity,
      Resolved: times.toResolveBySeverity[severity].n,
      ExpertMean: times.expertBySeverity[severity].mean ?? null,
      CustomerMean: times.customerBySeverity[severity].mean ?? null,
      ResolveMean: times.toResolveBySeverity[severity].mean ?? null,
    })),
    'sla-by-severity': [
      { measure: 'First human action', minutes: sla.acknowledgeMinutes, counts: targets.acknowledged },
      { measure: 'Resolution', minutes: sla.resolveMinutes, counts: targets.resolved },
    ].flatMap(({ measure, minutes, counts }) =>
      severities.flatMap((severity) => {
        const target = minutes[severity];
        const { judged, inTime } = counts[severity];
        return target === undefined
          ? []
          : [
              {
                Severity: severity,
                Measure: measure,
                TargetMinutes: target,
                Incidents: judged,
                InTime: inTime,
                Share: judged === 0 ? null : (100 * inTime) / judged,
              },
            ];
      }),
    ),
  };
}
