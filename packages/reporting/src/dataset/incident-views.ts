import type { Customer, Period } from '@mxdr/core';
import { severities, splitPeriod } from '@mxdr/core';
import type { IncidentFact } from '../metrics/incident-fact.ts';
import { incidentMinutes, selectIncidents } from '../metrics/incident-fact.ts';
import type { IncidentDuration, IncidentSet } from '../metrics/metric-definition.ts';
import { describeDistribution } from '../metrics/statistics.ts';
import type { View, ViewCell } from './dataset.ts';
import { meetsTarget } from './measure-metric.ts';
import type { PeriodAnswers } from './period-answers.ts';

/** What the views of one period are made from. */
export interface IncidentViewInput {
  readonly answers: PeriodAnswers;
  readonly period: Period;
  readonly customer: Customer;
  readonly asOfMs: number;
}

type ViewRows = { readonly columns: readonly string[]; readonly rows: readonly (readonly ViewCell[])[] };
type MakeView = (facts: readonly IncidentFact[], input: IncidentViewInput) => ViewRows;

const created: IncidentSet = { cohort: 'created-in-period', conditions: [] };
const investigated: IncidentSet = { cohort: 'created-in-period', conditions: ['touched'] };
const closed: IncidentSet = { cohort: 'closed-in-period', conditions: [] };
const resolved: IncidentSet = { cohort: 'closed-in-period', conditions: ['touched'] };
const resolvedByPeople: IncidentSet = { cohort: 'closed-in-period', conditions: ['touched', 'closed-by-person'] };

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
const bySeverity = (facts: readonly IncidentFact[]): readonly number[] =>
  severities.map((severity) => facts.filter((fact) => fact.severity === severity).length);
const severityRank = (fact: IncidentFact): number => (fact.severity === null ? severities.length : severities.indexOf(fact.severity));
const minutesOf = (facts: readonly IncidentFact[], duration: IncidentDuration): readonly number[] =>
  facts.map((fact) => incidentMinutes(fact, duration)).filter((minutes) => minutes !== null);

function group<Key>(
  facts: readonly IncidentFact[],
  keysOf: (fact: IncidentFact) => readonly Key[],
): ReadonlyMap<Key, readonly IncidentFact[]> {
  const groups = new Map<Key, IncidentFact[]>();
  for (const fact of facts) {
    for (const key of keysOf(fact)) {
      const members = groups.get(key);
      if (members) members.push(fact);
      else groups.set(key, [fact]);
    }
  }
  return groups;
}

/** Days for anything up to five weeks, weeks beyond. Pieces follow the local calendar: a day of 25 hours is one day. */
const overTime: MakeView = (facts, { period }) => {
  const unit = period.days > 35 ? 'week' : 'day';
  const opened = selectIncidents(facts, created);
  const done = selectIncidents(facts, closed);
  return {
    columns: ['Piece', 'High', 'Medium', 'Low', 'Informational', 'Created', 'Closed'],
    rows: splitPeriod(period, unit).map((piece): readonly ViewCell[] => {
      const start = Date.parse(piece.startUtc);
      const end = Date.parse(piece.endUtc);
      const within = opened.filter((fact) => fact.createdAt >= start && fact.createdAt < end);
      return [
        piece.label,
        ...bySeverity(within),
        within.length,
        done.filter((fact) => fact.closedAt !== null && fact.closedAt >= start && fact.closedAt < end).length,
      ];
    }),
  };
};

const severityTable: MakeView = (facts) => {
  const sets = [
    selectIncidents(facts, created),
    selectIncidents(facts, investigated),
    selectIncidents(facts, resolved),
    selectIncidents(facts, { cohort: 'open-at-end', conditions: [] }),
  ].map(bySeverity);
  return {
    columns: ['Severity', 'Created', 'Investigated', 'Resolved', 'Open'],
    rows: severities.map((severity, index) => [severity, ...sets.map((set) => set[index] ?? 0)]),
  };
};

const bySource: MakeView = (facts) => ({
  columns: ['Source', 'Incidents', 'Resolved'],
  rows: countedRows(selectIncidents(facts, investigated), selectIncidents(facts, resolved), (fact) => fact.products),
});

const byTactic: MakeView = (facts) => ({
  columns: ['Tactic', 'Incidents', 'TruePositives'],
  rows: countedRows(
    selectIncidents(facts, investigated),
    selectIncidents(facts, { cohort: 'closed-in-period', conditions: ['touched', 'true-positive'] }),
    (fact) => fact.tactics,
  ),
});

/** Resolved incidents by tactic, with their severities and what they turned out to be. */
const resolvedByCategory: MakeView = (facts) => ({
  columns: [
    'Tactic',
    'Resolved',
    'High',
    'Medium',
    'Low',
    'Informational',
    'TruePositives',
    'BenignPositives',
    'FalsePositives',
    'Undetermined',
  ],
  rows: [...group(selectIncidents(facts, resolved), (fact) => fact.tactics)]
    .map(([tactic, members]): readonly ViewCell[] => [
      tactic,
      members.length,
      ...bySeverity(members),
      ...(['true-positive', 'benign-positive', 'false-positive', 'undetermined'] as const).map(
        (condition) => selectIncidents(members, { cohort: 'any', conditions: [condition] }).length,
      ),
    ])
    .toSorted((a, b) => Number(b[1]) - Number(a[1]) || (String(a[0]) < String(b[0]) ? -1 : 1)),
});

function countedRows(
  first: readonly IncidentFact[],
  second: readonly IncidentFact[],
  keysOf: (fact: IncidentFact) => readonly string[],
): readonly (readonly ViewCell[])[] {
  const counts = group(first, keysOf);
  const others = group(second, keysOf);
  return [...new Set([...counts.keys(), ...others.keys()])]
    .map((key) => [key, counts.get(key)?.length ?? 0, others.get(key)?.length ?? 0] as const)
    .toSorted((a, b) => b[1] - a[1] || b[2] - a[2] || (a[0] < b[0] ? -1 : 1));
}

const backlogByAge: MakeView = (facts, { period }) => {
  const end = Date.parse(period.endUtc);
  const open = selectIncidents(facts, { cohort: 'open-at-end', conditions: [] });
  const dayMs = 86_400_000;
  const ages: readonly (readonly [string, number, number])[] = [
    ['Up to 1 day', 0, 1],
    ['1 to 7 days', 1, 7],
    ['7 to 30 days', 7, 30],
    ['Over 30 days', 30, Number.POSITIVE_INFINITY],
  ];
  return {
    columns: ['Age', 'High', 'Medium', 'Low', 'Informational', 'Total', 'Waiting'],
    rows: ages.map(([label, from, to]) => {
      const aged = open.filter((fact) => end - fact.createdAt >= from * dayMs && end - fact.createdAt < to * dayMs);
      return [label, ...bySeverity(aged), aged.length, aged.filter((fact) => fact.isWaiting).length];
    }),
  };
};

/** Everything that waits for the customer at the snapshot, however old: the longest wait first within a severity. */
const waitingNow: MakeView = (facts) => ({
  columns: ['IncidentNumber', 'Title', 'Severity', 'WaitingSince', 'Pending'],
  rows: selectIncidents(facts, { cohort: 'open-at-end', conditions: ['waiting'] })
    .toSorted(
      (a, b) =>
        severityRank(a) - severityRank(b) || (a.waitingSince ?? 0) - (b.waitingSince ?? 0) || (a.incidentName < b.incidentName ? -1 : 1),
    )
    .map((fact) => [fact.incidentNumber, fact.title, fact.severity, iso(fact.waitingSince), fact.tasksWaiting]),
});

/** What is open at the end of the period: the most severe first, the oldest first within a severity. */
const openIncidents: MakeView = (facts) => ({
  columns: ['IncidentNumber', 'Title', 'Severity', 'Status', 'Owner', 'Created', 'WaitingSince'],
  rows: selectIncidents(facts, { cohort: 'open-at-end', conditions: [] })
    .toSorted((a, b) => severityRank(a) - severityRank(b) || a.createdAt - b.createdAt || (a.incidentName < b.incidentName ? -1 : 1))
    .map((fact) => [
      fact.incidentNumber,
      fact.title,
      fact.severity,
      fact.isWaiting ? 'Waiting for you' : fact.status,
      fact.ownerName,
      iso(fact.createdAt),
      fact.isWaiting ? iso(fact.waitingSince) : null,
    ]),
});

const actionsRequired: MakeView = (facts) => ({
  columns: ['IncidentNumber', 'Title', 'Severity', 'Status', 'Actions', 'Completed', 'Pending', 'Skipped', 'Failed'],
  rows: selectIncidents(facts, { cohort: 'any', conditions: ['guided'] })
    .toSorted((a, b) => severityRank(a) - severityRank(b) || b.createdAt - a.createdAt || (a.incidentName < b.incidentName ? -1 : 1))
    .map((fact) => [
      fact.incidentNumber,
      fact.title,
      fact.severity,
      fact.isWaiting ? 'Waiting for you' : fact.status,
      fact.tasksGuided,
      fact.tasksCompleted,
      fact.tasksOpen,
      fact.tasksSkipped,
      fact.tasksFailed,
    ]),
});

const actionsByStatus: MakeView = (facts) => {
  const given = selectIncidents(facts, { cohort: 'any', conditions: ['guided'] });
  return {
    columns: ['Severity', 'Completed', 'Pending', 'Skipped', 'Failed'],
    rows: severities.map((severity) => {
      const members = given.filter((fact) => fact.severity === severity);
      const total = (field: 'tasksCompleted' | 'tasksOpen' | 'tasksSkipped' | 'tasksFailed'): number =>
        members.reduce((sum, fact) => sum + fact[field], 0);
      return [severity, total('tasksCompleted'), total('tasksOpen'), total('tasksSkipped'), total('tasksFailed')];
    }),
  };
};

const timesBySeverity: MakeView = (facts) => ({
  columns: ['Severity', 'Acknowledged', 'AcknowledgeMedian', 'AcknowledgeP90', 'Unacknowledged', 'Resolved', 'ResolveMedian', 'ResolveP90'],
  rows: severities.map((severity) => {
    const of = (set: IncidentSet): readonly IncidentFact[] => selectIncidents(facts, set).filter((fact) => fact.severity === severity);
    const opened = of(investigated);
    const acknowledge = describeDistribution(minutesOf(opened, 'acknowledge'));
    const resolve = describeDistribution(minutesOf(of(resolvedByPeople), 'resolve'));
    return [
      severity,
      acknowledge?.n ?? 0,
      acknowledge?.median ?? null,
      acknowledge?.p90 ?? null,
      opened.length - (acknowledge?.n ?? 0),
      resolve?.n ?? 0,
      resolve?.median ?? null,
      resolve?.p90 ?? null,
    ];
  }),
});

/** Means, as only means of the two parts add up to the mean of the whole. */
const timeSplit: MakeView = (facts) => ({
  columns: ['Severity', 'Resolved', 'ExpertMean', 'CustomerMean', 'ResolveMean'],
  rows: severities.map((severity) => {
    const members = selectIncidents(facts, resolvedByPeople).filter((fact) => fact.severity === severity);
    const mean = (duration: IncidentDuration): number | null => describeDistribution(minutesOf(members, duration))?.mean ?? null;
    return [severity, members.length, mean('expert'), mean('customer'), mean('resolve')];
  }),
});

const slaBySeverity: MakeView = (facts, { customer, asOfMs }) => ({
  columns: ['Severity', 'Measure', 'TargetMinutes', 'Incidents', 'InTime', 'Share'],
  rows: (['acknowledge', 'resolve'] as const).flatMap((target) =>
    severities.flatMap((severity) => {
      const minutes = (target === 'acknowledge' ? customer.sla.acknowledgeMinutes : customer.sla.resolveMinutes)[severity];
      if (minutes === undefined) return [];
      const judged = selectIncidents(facts, target === 'acknowledge' ? investigated : resolvedByPeople)
        .filter((fact) => fact.severity === severity)
        .flatMap((fact) => meetsTarget(fact, target, customer.sla, asOfMs) ?? [])
        .filter(({ isMet }) => isMet !== null);
      const met = judged.filter(({ isMet }) => isMet).length;
      return [
        [
          severity,
          target === 'acknowledge' ? 'First human action' : 'Resolution',
          minutes,
          judged.length,
          met,
          judged.length === 0 ? null : (100 * met) / judged.length,
        ],
      ];
    }),
  ),
});

const classificationMix: MakeView = (facts) => {
  const done = selectIncidents(facts, closed);
  const kinds = [
    ['True positive', 'true-positive'],
    ['Benign positive', 'benign-positive'],
    ['False positive', 'false-positive'],
    ['Undetermined', 'undetermined'],
  ] as const;
  return {
    columns: ['Classification', 'Incidents', 'Share'],
    rows: kinds.map(([label, condition]) => {
      const count = selectIncidents(facts, { cohort: 'closed-in-period', conditions: [condition] }).length;
      return [label, count, done.length === 0 ? null : (100 * count) / done.length];
    }),
  };
};

/** Incidents of one rule or, where an incident names no rule, of one title. */
const ruleEfficiency: MakeView = (facts) => {
  const groups = group(selectIncidents(facts, closed), (fact) => [fact.ruleIds[0] ?? `title:${fact.title}`]);
  return {
    columns: ['Name', 'Kind', 'Incidents', 'TruePositives', 'BenignPositives', 'FalsePositives', 'Undetermined', 'Alerts', 'NoiseShare'],
    rows: [...groups]
      .map(([key, members]): readonly ViewCell[] => {
        const count = (...classes: readonly string[]): number => members.filter((fact) => classes.includes(fact.classification)).length;
        const noise = count('FalsePositive', 'BenignPositive');
        const truePositives = count('TruePositive');
        const newest = members.toSorted((a, b) => b.createdAt - a.createdAt)[0]!;
        return [
          newest.title,
          key.startsWith('title:') ? 'Detection' : 'Analytics rule',
          members.length,
          truePositives,
          count('BenignPositive'),
          count('FalsePositive'),
          members.length - truePositives - noise,
          members.reduce((sum, fact) => sum + fact.alertCount, 0),
          (100 * noise) / members.length,
        ];
      })
      .toSorted(
        (a, b) =>
          Number(b[4]) + Number(b[5]) - Number(a[4]) - Number(a[5]) ||
          Number(b[2]) - Number(a[2]) ||
          (String(a[0]) < String(b[0]) ? -1 : 1),
      ),
  };
};

const notifications: MakeView = (facts) => ({
  columns: ['IncidentNumber', 'Title', 'Severity', 'Created', 'Status', 'Classification'],
  rows: selectIncidents(facts, { cohort: 'created-in-period', conditions: ['notification'] })
    .toSorted((a, b) => a.createdAt - b.createdAt || (a.incidentName < b.incidentName ? -1 : 1))
    .map((fact) => [fact.incidentNumber, fact.title, fact.severity, iso(fact.createdAt), fact.status, fact.classification]),
});

const makers: Readonly<Record<string, MakeView>> = {
  'incidents-over-time': overTime,
  'incidents-by-severity': severityTable,
  'incidents-by-source': bySource,
  'incidents-by-tactic': byTactic,
  'resolved-by-category': resolvedByCategory,
  'backlog-by-age': backlogByAge,
  'waiting-now': waitingNow,
  'open-incidents': openIncidents,
  'actions-required': actionsRequired,
  'actions-by-status': actionsByStatus,
  'times-by-severity': timesBySeverity,
  'time-split-by-severity': timeSplit,
  'sla-by-severity': slaBySeverity,
  'classification-mix': classificationMix,
  'rule-efficiency': ruleEfficiency,
  notifications,
};

/** The views that are made from incidents; each says so when the incidents are not known. */
export function makeIncidentViews(input: IncidentViewInput): readonly View[] {
  const { incidents } = input.answers;
  return Object.entries(makers).map(([id, make]): View => {
    if ('state' in incidents) {
      return {
        id,
        state: 'unavailable',
        reason: incidents.reason,
        missingTables: incidents.missingTables ?? [],
        columns: [],
        rows: [],
        evidence: incidents.evidence,
      };
    }
    return {
      id,
      state: incidents.partial.length === 0 ? 'known' : 'partial',
      reason: incidents.partial.length === 0 ? null : { kind: 'partial', reasons: incidents.partial },
      missingTables: [],
      ...make(incidents.facts, input),
      evidence: [incidents.runId],
    };
  });
}
