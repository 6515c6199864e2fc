import type { Customer, PartialReason, Period } from '@mxdr/core';
import type { IncidentFact } from '../metrics/incident-fact.ts';
import { incidentMinutes, selectIncidents } from '../metrics/incident-fact.ts';
import type { Measure, MetricDefinition } from '../metrics/metric-definition.ts';
import { describeDistribution } from '../metrics/statistics.ts';
import type { MetricValue, TableCoverage } from './dataset.ts';
import type { HuntRecord, ReportLedgers } from './ledgers.ts';
import { recommendationAt } from './recommendation-views.ts';
import { measureServiceLedger } from './measure-service-ledger.ts';
import { measureReadiness } from './measure-readiness.ts';
import type { PeriodAnswers } from './period-answers.ts';
import { numbersOf } from './period-answers.ts';
import type { Reason } from './reason.ts';

/** Statistics over fewer values than this are marked. */
export const lowSampleBelow = 5;

/** What a metric may need beside the answers. */
export interface MeasureContext {
  readonly answers: PeriodAnswers;
  readonly sla: Customer['sla'];
  /** The customer's terms for questions to the experts. */
  readonly experts?: Customer['experts'];
  readonly ledgers: ReportLedgers;
  /** Coverage of the watched tables; null for periods for which it is not looked at. */
  readonly tables: readonly TableCoverage[] | null;
  readonly asOfMs: number;
}

interface Basis {
  readonly partial: readonly PartialReason[];
  readonly evidence: readonly string[];
}

function known(
  value: number,
  basis: Basis,
  more: { readonly n?: number; readonly part?: number; readonly without?: number; readonly isStatistic?: boolean } = {},
): MetricValue {
  const { isStatistic = false, ...rest } = more;
  const state =
    basis.partial.length > 0 ? 'partial' : isStatistic && rest.n !== undefined && rest.n < lowSampleBelow ? 'low-sample' : 'known';
  const reason: Reason = { kind: 'partial', reasons: basis.partial };
  return { state, value, ...rest, ...(basis.partial.length === 0 ? {} : { reason }), evidence: basis.evidence };
}

const notApplicable = ({ id }: MetricDefinition, basis: Basis): MetricValue => ({
  state: 'not-applicable',
  reason: { kind: 'nothing-to-measure', metricId: id },
  evidence: basis.evidence,
});

function share(part: number, whole: number, basis: Basis, metric: MetricDefinition): MetricValue {
  return whole === 0 ? notApplicable(metric, basis) : known((100 * part) / whole, basis, { n: whole, part, isStatistic: true });
}

function durations(metric: MetricDefinition, values: readonly number[], without: number, basis: Basis): MetricValue {
  const distribution = describeDistribution(values);
  if (distribution === null) return notApplicable(metric, basis);
  const value = known(metric.statistic === 'mean' ? distribution.mean : distribution.median, basis, {
    n: distribution.n,
    without,
    isStatistic: true,
  });
  return 'value' in value ? { ...value, distribution } : value;
}

/** Whether the target was met; null while it is still open and its time has not passed. */
export function meetsTarget(
  fact: IncidentFact,
  target: 'acknowledge' | 'resolve',
  sla: Customer['sla'],
  asOfMs: number,
): { readonly minutes: number; readonly isMet: boolean | null } | null {
  const minutes =
    fact.severity === null ? undefined : (target === 'acknowledge' ? sla.acknowledgeMinutes : sla.resolveMinutes)[fact.severity];
  if (minutes === undefined) return null;
  const taken = incidentMinutes(fact, target);
  if (taken !== null) return { minutes, isMet: taken <= minutes };
  return { minutes, isMet: asOfMs - fact.createdAt > minutes * 60_000 ? false : null };
}

function measureIncidents(metric: MetricDefinition, context: MeasureContext): MetricValue {
  const { incidents } = context.answers;
  if ('state' in incidents) return incidents;
  const { facts } = incidents;
  const basis: Basis = { partial: incidents.partial, evidence: [incidents.runId] };
  const { measure } = metric;
  switch (measure.kind) {
    case 'count':
      return known(selectIncidents(facts, measure.of).length, basis);
    case 'sum':
      return known(
        selectIncidents(facts, measure.of).reduce((total, fact) => total + fact[measure.field], 0),
        basis,
      );
    case 'share':
      return share(selectIncidents(facts, measure.part).length, selectIncidents(facts, measure.whole).length, basis, metric);
    case 'duration': {
      const members = selectIncidents(facts, measure.of).map((fact) => incidentMinutes(fact, measure.duration));
      const values = members.filter((minutes) => minutes !== null);
      return durations(metric, values, members.length - values.length, basis);
    }
    case 'task-durations':
      return durations(
        metric,
        selectIncidents(facts, measure.of).flatMap((fact) => fact.completionMinutes),
        0,
        basis,
      );
    case 'target': {
      const judged = selectIncidents(facts, measure.of)
        .flatMap((fact) => meetsTarget(fact, measure.target, context.sla, context.asOfMs) ?? [])
        .filter(({ isMet }) => isMet !== null);
      return share(judged.filter(({ isMet }) => isMet).length, judged.length, basis, metric);
    }
    default:
      return notApplicable(metric, basis);
  }
}

function isInPeriod(instant: string, period: Period): boolean {
  const ms = Date.parse(instant);
  return ms >= Date.parse(period.startUtc) && ms < Date.parse(period.endUtc);
}

function measureQuery(metric: MetricDefinition, context: MeasureContext): MetricValue {
  const { measure } = metric;
  if (!('query' in measure)) return measureIncidents(metric, context);
  const answer = context.answers.answer(measure.query);
  if (answer.state === 'absent') return answer.value;
  const basis: Basis = { partial: answer.partial, evidence: [answer.runId] };
  const column = (name: string): readonly number[] => (numbersOf(answer.result, name) ?? []).filter((value) => value !== null);
  const total = (name: string): number => column(name).reduce((sum, value) => sum + value, 0);
  switch (measure.kind) {
    case 'column': {
      const value = column(measure.column)[0];
      return value === undefined
        ? { state: 'unavailable', reason: { kind: 'no-column', query: measure.query, column: measure.column }, evidence: basis.evidence }
        : known(value, basis);
    }
    case 'column-sum':
      return known(total(measure.column), basis);
    case 'column-share':
      return share(total(measure.part), total(measure.whole), basis, metric);
    case 'rows-below':
      return known(column(measure.column).filter((value) => value < measure.below).length, basis);
    case 'rows-where':
      return known(column(measure.column).filter((value) => value > measure.above).length, basis);
    default: {
      const { incidents } = context.answers;
      if ('state' in incidents) return incidents;
      const both: Basis = {
        partial: [...answer.partial, ...incidents.partial],
        evidence: [answer.runId, incidents.runId],
      };
      const created = selectIncidents(incidents.facts, { cohort: 'created-in-period', conditions: [] }).length;
      const alerts = total(measure.column);
      return created === 0 ? notApplicable(metric, both) : known(alerts / created, both, { n: created, part: alerts, isStatistic: true });
    }
  }
}

const huntKinds: Readonly<Record<Extract<Measure, { kind: 'ledger-hunts' }>['of'], (hunt: HuntRecord) => boolean>> = {
  all: () => true,
  suspicious: ({ result }) => result !== 'nothing-found',
  'threat-confirmed': ({ result }) => result === 'threat-confirmed',
  'became-rule': ({ becameRule }) => becameRule,
};

function measureHunts({ of }: Extract<Measure, { kind: 'ledger-hunts' }>, { ledgers, answers }: MeasureContext): MetricValue {
  const evidence = ['ledger:hunts'];
  if (!ledgers.hunts) return { state: 'unavailable', reason: { kind: 'no-ledger', ledger: 'hunts' }, evidence };
  const hunts = ledgers.hunts.filter((hunt) => isInPeriod(hunt.endedUtc, answers.period));
  return known(hunts.filter(huntKinds[of]).length, { partial: [], evidence });
}

/** As it stood at the end of the period; a day is over when it is over for the customer. */
function measureRecommendations(
  { of }: Extract<Measure, { kind: 'ledger-recommendations' }>,
  { ledgers, answers: { period } }: MeasureContext,
): MetricValue {
  const evidence = ['ledger:recommendations'];
  if (!ledgers.recommendations) return { state: 'unavailable', reason: { kind: 'no-ledger', ledger: 'recommendations' }, evidence };
  const standing = ledgers.recommendations.flatMap((record) => recommendationAt(record, period) ?? []);
  const counts = {
    open: standing.filter(({ isOpen }) => isOpen).length,
    overdue: standing.filter(({ isOverdue }) => isOverdue).length,
    done: standing.filter(({ status, sinceUtc }) => status === 'done' && isInPeriod(sinceUtc, period)).length,
  };
  return known(counts[of], { partial: [], evidence });
}

/** Silence is looked at for the period itself only. */
export function isOfPeriodOnly({ measure }: MetricDefinition): boolean {
  return measure.kind === 'silent-tables';
}

function countSilentTables({ tables }: MeasureContext): MetricValue {
  if (tables === null) return { state: 'unavailable', reason: { kind: 'silence-elsewhere' }, evidence: [] };
  if (tables.every((table) => table.state === 'missing' || table.state === 'failed'))
    return { state: 'unavailable', reason: { kind: 'tables-unreadable' }, evidence: [] };
  return known(tables.filter((table) => table.isSilent).length, { partial: [], evidence: tables.flatMap((table) => table.evidence) });
}

/** Measures one metric for one period. Whatever is missing becomes a named value with its reason, never a zero. */
export function measureMetric(metric: MetricDefinition, context: MeasureContext): MetricValue {
  const { measure } = metric;
  switch (measure.kind) {
    case 'readiness':
      return measureReadiness(measure, context.ledgers);
    case 'ledger-hunts':
      return measureHunts(measure, context);
    case 'ledger-recommendations':
      return measureRecommendations(measure, context);
    case 'ledger-service':
      return measureServiceLedger(metric, measure.of, { ...context, period: context.answers.period });
    case 'silent-tables':
      return countSilentTables(context);
    default:
      return measureQuery(metric, context);
  }
}
