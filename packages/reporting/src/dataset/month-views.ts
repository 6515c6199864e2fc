import { formatPeriodShort, severities } from '@mxdr/core';
import type { IncidentFact } from '../metrics/incident-fact.ts';
import { incidentMinutes, selectIncidents } from '../metrics/incident-fact.ts';
import type { IncidentCondition, IncidentDuration } from '../metrics/metric-definition.ts';
import { describeDistribution } from '../metrics/statistics.ts';
import type { View, ViewCell } from './dataset.ts';
import { absentView, derivedView } from './derived-view.ts';
import type { PeriodAnswers } from './period-answers.ts';
import { numbersOf } from './period-answers.ts';

/** One month of the trend; `isWhole` is false where the workspace's data does not reach. */
export interface TrendMonth {
  readonly answers: PeriodAnswers;
  readonly isWhole: boolean;
}

type Cells = readonly ViewCell[];
type Facts = readonly IncidentFact[];

const created = (facts: Facts, ...conditions: readonly IncidentCondition[]): Facts =>
  selectIncidents(facts, { cohort: 'created-in-period', conditions });
const closed = (facts: Facts, ...conditions: readonly IncidentCondition[]): Facts =>
  selectIncidents(facts, { cohort: 'closed-in-period', conditions });

/** The facts of a month; null for one that is not known: it is a gap in the trend, never a zero. */
function factsOf({ answers, isWhole }: TrendMonth): Facts | null {
  return !isWhole || 'state' in answers.incidents ? null : answers.incidents.facts;
}

const incidentColumns = [
  'Created',
  'Investigated',
  'Resolved',
  'High',
  'Medium',
  'Low',
  'Informational',
  'ActionsCompleted',
  'MedianCompletionMinutes',
] as const;

function countIncidents(facts: Facts): Cells {
  const opened = created(facts);
  const minutes = facts.flatMap((fact) => fact.completionMinutes);
  return [
    opened.length,
    created(facts, 'touched').length,
    closed(facts, 'touched').length,
    ...severities.map((severity) => opened.filter((fact) => fact.severity === severity).length),
    minutes.length,
    describeDistribution(minutes)?.median ?? null,
  ];
}

const classes = ['true-positive', 'benign-positive', 'false-positive', 'undetermined'] as const;

function countClasses(facts: Facts): Cells {
  return [closed(facts).length, ...classes.map((one) => closed(facts, one).length)];
}

const timeColumns = [
  'Acknowledged',
  'AcknowledgeMedian',
  'AcknowledgeMean',
  'AcknowledgeP90',
  'Resolved',
  'ResolveMedian',
  'ResolveMean',
  'ResolveP90',
] as const;

function measureTimes(facts: Facts): Cells {
  const describe = (members: Facts, duration: IncidentDuration): Cells => {
    const distribution = describeDistribution(members.map((fact) => incidentMinutes(fact, duration)).filter((minutes) => minutes !== null));
    return [distribution?.n ?? 0, distribution?.median ?? null, distribution?.mean ?? null, distribution?.p90 ?? null];
  };
  return [...describe(created(facts, 'touched'), 'acknowledge'), ...describe(closed(facts, 'touched', 'closed-by-person'), 'resolve')];
}

/** Alerts of a month; null where they are not known. */
function countAlerts({ answers }: TrendMonth): number | null {
  const answer = answers.answer('alerts');
  if (answer.state === 'absent') return null;
  return (numbersOf(answer.result, 'Alerts') ?? []).reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/**
 * The views that tell month after month, oldest first. A month that the data does not reach back to has no numbers.
 * @param own the report's own period: without its incidents there is no trend to tell
 */
export function makeMonthViews(own: PeriodAnswers, months: readonly TrendMonth[], locale: string): readonly View[] {
  const labelOf = ({ answers }: TrendMonth): string => formatPeriodShort(answers.period, locale);
  const incidentRuns = months.flatMap(({ answers: { incidents } }) => ('state' in incidents ? incidents.evidence : [incidents.runId]));
  const alertRuns = months.flatMap(({ answers }) => {
    const answer = answers.answer('alerts');
    return answer.state === 'absent' ? answer.value.evidence : [answer.runId];
  });
  const partial = months.flatMap(({ answers: { incidents } }) => ('state' in incidents ? [] : incidents.partial));
  const { incidents: current } = own;
  const view = (id: string, columns: readonly string[], rows: readonly Cells[], evidence: readonly string[] = incidentRuns): View =>
    'state' in current
      ? absentView(id, current.reason, current.missingTables ?? [], current.evidence)
      : {
          ...derivedView(id, columns, rows, evidence),
          ...(partial.length === 0 ? {} : { state: 'partial', reason: { kind: 'partial', reasons: partial } }),
        };
  const byMonth = (id: string, columns: readonly string[], measure: (facts: Facts) => Cells): View =>
    view(
      id,
      ['Month', ...columns],
      months.map((month) => {
        const facts = factsOf(month);
        return [labelOf(month), ...(facts === null ? columns.map(() => null) : measure(facts))];
      }),
    );
  return [
    byMonth('incidents-by-month', incidentColumns, countIncidents),
    byMonth('classification-by-month', ['Closed', 'TruePositives', 'BenignPositives', 'FalsePositives', 'Undetermined'], countClasses),
    byMonth('times-by-month', timeColumns, measureTimes),
    view(
      'alerts-by-month',
      ['Month', 'Alerts', 'Incidents', 'AlertsPerIncident'],
      months.map((month) => {
        const facts = factsOf(month);
        const alerts = facts === null ? null : countAlerts(month);
        const incidents = facts === null ? null : created(facts).length;
        return [labelOf(month), alerts, incidents, alerts === null || incidents === null || incidents === 0 ? null : alerts / incidents];
      }),
      [...incidentRuns, ...alertRuns],
    ),
    view('tactics-by-month', ['Tactic', 'Month', 'Incidents'], countTactics(months, labelOf)),
  ];
}

/** One row for each tactic and month, the most frequent tactic first: what a heat map is drawn from. */
function countTactics(months: readonly TrendMonth[], labelOf: (month: TrendMonth) => string): readonly Cells[] {
  const counted = months.map((month) => {
    const facts = factsOf(month);
    if (facts === null) return { label: labelOf(month), counts: null };
    const counts = new Map<string, number>();
    for (const tactic of created(facts, 'touched').flatMap((fact) => fact.tactics)) counts.set(tactic, (counts.get(tactic) ?? 0) + 1);
    return { label: labelOf(month), counts };
  });
  const totals = new Map<string, number>();
  for (const { counts } of counted) for (const [tactic, count] of counts ?? []) totals.set(tactic, (totals.get(tactic) ?? 0) + count);
  return [...totals]
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .flatMap(([tactic]) => counted.map(({ label, counts }) => [tactic, label, counts === null ? null : (counts.get(tactic) ?? 0)]));
}
