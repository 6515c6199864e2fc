import type { Customer, LogWorkspace, Operator, Period, Progress } from '@mxdr/core';
import { previousPeriod, samePeriodLastYear, trailingMonths } from '@mxdr/core';
import type { QueryInstants } from '../definition/bind-query.ts';
import { listBlocks } from '../definition/list-blocks.ts';
import type { ReportDefinition } from '../definition/load-report-definition.ts';
import type { MetricDefinition } from '../metrics/metric-definition.ts';
import type { Dataset, MetricMeasurement, MetricValue, PeriodStanding } from './dataset.ts';
import { english } from '../languages/english/english.ts';
import { makeDetectionViews, showsDetections } from './detection-views.ts';
import { makeContactView, showsContacts } from './contact-view.ts';
import { makeIncidentViews } from './incident-views.ts';
import { checkIncident } from './check-incident.ts';
import { plainReasons } from './plain-reason.ts';
import { makeLedgerViews } from './ledger-views.ts';
import type { ReportLedgers } from './ledgers.ts';
import type { MeasureContext } from './measure-metric.ts';
import { isOfPeriodOnly, measureMetric } from './measure-metric.ts';
import { makeMonthViews } from './month-views.ts';
import { makeAssetViews, makeEvidenceViews, makeQueryView, makeTimeStatistics } from './other-views.ts';
import { answersOf } from './period-answers.ts';
import { asksReadiness, makeReadinessViews } from './readiness-views.ts';
import type { PlannedRun } from './run-queries.ts';
import { runQueries } from './run-queries.ts';
import { findLastCheckIn, metricsSince, metricsWithHistory } from './since-check-in.ts';
import { medianOfMonths } from './history.ts';
import { makeTuningView } from './tuning-view.ts';
import { describeCoverage, standingOf, standingOfTables } from './table-coverage.ts';

/** Everything that a dataset is collected from. One customer, one workspace. */
export interface CollectInput {
  readonly definition: ReportDefinition;
  readonly customer: Customer;
  readonly operator: Operator;
  readonly period: Period;
  readonly workspace: LogWorkspace;
  readonly ledgers?: ReportLedgers;
  /** Snapshot, a UTC instant: rows recorded at or after it are not looked at. @default the period's end, so that a later run gives the same numbers */
  readonly asOf?: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

const dayMs = 86_400_000;

/** Each compared or trend period is read as at its own end, which is what its own report said. */
function planRuns(
  { definition, period, asOf }: CollectInput,
  compared: readonly Period[],
  months: readonly Period[],
  since: { readonly period: Period; readonly queries: ReadonlySet<string> } | null,
): readonly PlannedRun[] {
  const { settings } = definition;
  const lookbackOf = (start: string): string => new Date(Date.parse(start) - settings.lookbackDays * dayMs).toISOString();
  const others = [...compared, ...months, ...(since === null ? [] : [since.period])];
  const starts = [lookbackOf(period.startUtc), ...others.map(({ startUtc }) => startUtc)];
  const history = starts.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0]!;
  const instantsOf = (one: Period): QueryInstants => ({
    start: one.startUtc,
    end: one.endUtc,
    asOf: one.endUtc === period.endUtc ? (asOf ?? period.endUtc) : one.endUtc,
    lookback: lookbackOf(one.startUtc),
    history,
    ...(definition.incident === null ? {} : { incident: definition.incident }),
  });
  const queries = new Map(definition.queries.map((query) => [query.id, query]));
  return settings.queries.flatMap(({ id, runs }): readonly PlannedRun[] => {
    const query = queries.get(id);
    if (!query) return [];
    if (runs === 'tables')
      return settings.tables.map((table) => ({ query, period, role: 'period', instants: instantsOf(period), watchedTable: table.name }));
    const planned: PlannedRun[] = [{ query, period, role: 'period', instants: instantsOf(period) }];
    if (runs !== 'period')
      for (const other of compared) planned.push({ query, period: other, role: 'comparison', instants: instantsOf(other) });
    if (since !== null && runs !== 'period' && since.queries.has(id))
      planned.push({ query, period: since.period, role: 'comparison', instants: instantsOf(since.period) });
    if (runs === 'trend') {
      for (const month of months)
        if (month.id !== period.id && compared.every(({ id: other }) => other !== month.id) && isOver(month, period))
          planned.push({ query, period: month, role: 'trend', instants: instantsOf(month) });
    }
    return planned;
  });
}

/** A month of the trend that goes on after the period's end is not whole: it is a gap, and nothing is asked about it. */
function isOver(month: Period, period: Period): boolean {
  return month.endDate <= period.endDate;
}

/** A period beside the report's own. */
interface OtherPeriod {
  readonly period: Period;
  readonly context: MeasureContext;
  readonly standing: PeriodStanding;
}

/** What is said of a compared period that the data does not cover. */
function limitedByStanding(value: MetricValue, standing: PeriodStanding): MetricValue {
  if (standing === 'whole' || value.state === 'unavailable') return value;
  return {
    state: 'unavailable',
    reason: { kind: standing === 'before-data' ? 'before-data' : 'data-begins-within' },
    evidence: value.evidence,
  };
}

/**
 * Asks a workspace everything that a report needs: once for the period, once for the compared one, and for trend months where the report wants them.
 * Whatever is missing, partial or failed is a value of the dataset. Rejects only when the signal is aborted, or on a defect.
 */
export async function collectDataset(input: CollectInput): Promise<Dataset> {
  const { definition, customer, operator, period, workspace, ledgers = {}, signal, progress } = input;
  const { settings } = definition;
  const asOfUtc = input.asOf ?? period.endUtc;
  const comparison = settings.comparison === 'none' ? null : previousPeriod(period);
  const months = settings.trendMonths === 0 ? [] : trailingMonths(period, settings.trendMonths);
  const blocks = listBlocks(settings).map(({ block }) => block);
  const comparesYears = blocks.some((block) => block.kind === 'comparison' && block.with.includes('yearBefore'));
  const yearBefore = comparesYears ? samePeriodLastYear(period) : undefined;
  const compared = [comparison, yearBefore].filter((other) => other !== null && other !== undefined);
  const found = settings.since === undefined ? null : findLastCheckIn(ledgers, period);
  const sinceIds = metricsSince(settings, definition.metrics);
  const sinceQueries = new Set(definition.metrics.filter(({ id }) => sinceIds.has(id)).map(({ source }) => source.query));
  const sinceRuns = found?.kind === 'check-in' ? { period: found.period, queries: sinceQueries } : null;
  const finished = await runQueries(planRuns(input, compared, months, sinceRuns), workspace, signal, progress);

  const tables = settings.tables.flatMap((table) => {
    const run = finished.find((one) => one.watchedTable === table.name);
    return run ? [describeCoverage(table, run, period, asOfUtc)] : [];
  });
  const answers = answersOf(period, definition.queries, finished);
  if (definition.incident !== null)
    checkIncident(answers.answer('incident'), {
      incident: definition.incident,
      customerId: customer.id,
      fromUtc: new Date(Date.parse(period.startUtc) - settings.lookbackDays * dayMs).toISOString(),
      toUtc: asOfUtc,
      say: plainReasons(input),
    });
  const context = (one: Period): MeasureContext => ({
    answers: one.id === period.id ? answers : answersOf(one, definition.queries, finished),
    sla: customer.sla,
    experts: customer.experts,
    ledgers,
    tables: one.id === period.id ? tables : null,
    asOfMs: Date.parse(one.endUtc === period.endUtc ? asOfUtc : one.endUtc),
  });
  const current = context(period);
  const lookAt = (other: Period): OtherPeriod => ({ period: other, context: context(other), standing: standingOf(other, tables) });
  const previous = comparison ? lookAt(comparison) : null;
  const lastYear = yearBefore ? lookAt(yearBefore) : null;
  const sinceLast = found?.kind === 'check-in' ? lookAt(found.period) : null;
  /** Of the tables that a metric is read from; the workspace as a whole may have been there for longer. */
  const standingOfMetric = ({ source }: MetricDefinition, other: OtherPeriod): PeriodStanding =>
    other.standing !== 'whole'
      ? other.standing
      : standingOfTables(other.period, definition.queries.find(({ id }) => id === source.query)?.tables ?? [], settings.tables, tables);
  const measureAt = (metric: MetricDefinition, other: OtherPeriod): MetricValue =>
    limitedByStanding(measureMetric(metric, other.context), standingOfMetric(metric, other));
  const withTrend = new Set(blocks.flatMap((block) => (block.kind === 'metrics' && block.sparklines ? block.metrics : [])));
  const trendQueries = new Set(settings.queries.filter(({ runs }) => runs === 'trend').map(({ id }) => id));
  // A month is compared with months; a quarter or a week is not.
  const withHistory = period.kind === 'month' ? metricsWithHistory(settings) : new Set<string>();
  const trendMonths = withTrend.size + withHistory.size === 0 ? [] : months.map(lookAt);
  const measureTrend = (metric: MetricDefinition, value: MetricValue): Pick<MetricMeasurement, 'trend'> =>
    trendMonths.length > 1 && withTrend.has(metric.id) && trendQueries.has(metric.source.query)
      ? {
          trend: trendMonths.map((month) => ({
            period: month.period,
            value: month.period.id === period.id ? value : measureAt(metric, month),
          })),
        }
      : {};
  const measureHistory = (metric: MetricDefinition): Pick<MetricMeasurement, 'history'> =>
    withHistory.has(metric.id) && trendQueries.has(metric.source.query)
      ? { history: medianOfMonths(trendMonths.filter((month) => month.period.id !== period.id).map((month) => measureAt(metric, month))) }
      : {};
  const metrics = definition.metrics.map((metric): MetricMeasurement => {
    const value = measureMetric(metric, current);
    return {
      metricId: metric.id,
      current: value,
      previous: previous && !isOfPeriodOnly(metric) ? measureAt(metric, previous) : null,
      ...(lastYear && !isOfPeriodOnly(metric) ? { yearBefore: measureAt(metric, lastYear) } : {}),
      ...(sinceLast && sinceIds.has(metric.id) ? { since: measureAt(metric, sinceLast) } : {}),
      ...measureHistory(metric),
      ...measureTrend(metric, value),
    };
  });
  const runs = finished.map(({ run }) => run);
  const queryViews = definition.queries.map((query) => makeQueryView(query, answers));
  const assets = queryViews.find((view) => view.id === 'assets');
  return {
    schemaVersion: 1,
    definition,
    customer,
    operator,
    period,
    comparison: previous ? { period: previous.period, standing: previous.standing } : null,
    ...(lastYear ? { yearBefore: { period: lastYear.period, standing: lastYear.standing } } : {}),
    ...(found === null ? {} : { since: found.kind === 'check-in' ? { ...found, standing: sinceLast!.standing } : found }),
    asOfUtc,
    redaction: null,
    workspace: workspace.description,
    metrics,
    views: [
      ...makeIncidentViews({
        answers,
        period,
        customer,
        asOfMs: Date.parse(asOfUtc),
      }),
      ...makeMonthViews(
        answers,
        months.map((month) => ({
          answers: month.id === period.id ? answers : answersOf(month, definition.queries, finished),
          isWhole: isOver(month, period) && standingOf(month, tables) === 'whole',
        })),
        customer.locale,
      ),
      ...(assets ? makeAssetViews(assets) : []),
      ...makeLedgerViews(ledgers, period, months, customer, definition.incident),
      ...(showsContacts(settings) ? [makeContactView(customer, operator)] : []),
      makeTuningView(ledgers.tuning, period, asOfUtc),
      ...(asksReadiness(settings) ? makeReadinessViews(ledgers.readiness) : []),
      ...(showsDetections(settings) ? makeDetectionViews(ledgers.detections, answers, period, asOfUtc) : []),
      makeTimeStatistics(definition.metrics, metrics),
      ...makeEvidenceViews(tables, runs, english),
      ...queryViews.filter((view) => view.id !== 'incidents' && view.id !== 'assets'),
    ],
    tables,
    runs,
  };
}
