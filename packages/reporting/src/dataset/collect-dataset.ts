import type { Customer, LogWorkspace, Operator, Period, Progress } from '@mxdr/core';
import { previousPeriod, trailingMonths } from '@mxdr/core';
import type { QueryInstants } from '../definition/bind-query.ts';
import type { ReportDefinition } from '../definition/load-report-definition.ts';
import type { MetricDefinition } from '../metrics/metric-definition.ts';
import type { Dataset, MetricMeasurement, MetricValue, PeriodStanding } from './dataset.ts';
import { english } from '../languages/english/english.ts';
import { makeIncidentViews } from './incident-views.ts';
import type { ReportLedgers } from './ledgers.ts';
import type { MeasureContext } from './measure-metric.ts';
import { measureMetric } from './measure-metric.ts';
import { makeAssetViews, makeEvidenceViews, makeLedgerViews, makeQueryView, makeTimeStatistics } from './other-views.ts';
import { answersOf } from './period-answers.ts';
import type { PlannedRun } from './run-queries.ts';
import { runQueries } from './run-queries.ts';
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
function planRuns({ definition, period, asOf }: CollectInput, comparison: Period | null, months: readonly Period[]): readonly PlannedRun[] {
  const { settings } = definition;
  const lookbackOf = (start: string): string => new Date(Date.parse(start) - settings.lookbackDays * dayMs).toISOString();
  const starts = [lookbackOf(period.startUtc), ...[comparison, ...months].flatMap((other) => (other ? [other.startUtc] : []))];
  const history = starts.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0]!;
  const instantsOf = (one: Period): QueryInstants => ({
    start: one.startUtc,
    end: one.endUtc,
    asOf: one.id === period.id ? (asOf ?? period.endUtc) : one.endUtc,
    lookback: lookbackOf(one.startUtc),
    history,
  });
  const queries = new Map(definition.queries.map((query) => [query.id, query]));
  return settings.queries.flatMap(({ id, runs }): readonly PlannedRun[] => {
    const query = queries.get(id);
    if (!query) return [];
    if (runs === 'tables')
      return settings.tables.map((table) => ({ query, period, role: 'period', instants: instantsOf(period), watchedTable: table.name }));
    const planned: PlannedRun[] = [{ query, period, role: 'period', instants: instantsOf(period) }];
    if (runs !== 'period' && comparison) planned.push({ query, period: comparison, role: 'comparison', instants: instantsOf(comparison) });
    if (runs === 'trend') {
      for (const month of months)
        if (month.id !== period.id && month.id !== comparison?.id)
          planned.push({ query, period: month, role: 'trend', instants: instantsOf(month) });
    }
    return planned;
  });
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
  const finished = await runQueries(planRuns(input, comparison, months), workspace, signal, progress);

  const tables = settings.tables.flatMap((table) => {
    const run = finished.find((one) => one.watchedTable === table.name);
    return run ? [describeCoverage(table, run, period, asOfUtc)] : [];
  });
  const answers = answersOf(period, definition.queries, finished);
  const context = (one: Period): MeasureContext => ({
    answers: one.id === period.id ? answers : answersOf(one, definition.queries, finished),
    sla: customer.sla,
    ledgers,
    tables: one.id === period.id ? tables : null,
    asOfMs: Date.parse(one.id === period.id ? asOfUtc : one.endUtc),
  });
  const current = context(period);
  const previous = comparison ? { context: context(comparison), standing: standingOf(comparison, tables) } : null;
  /** Of the tables that a metric is read from; the workspace as a whole may have been there for longer. */
  const standingOfMetric = ({ source }: MetricDefinition, { standing }: { readonly standing: PeriodStanding }): PeriodStanding =>
    standing !== 'whole' || !comparison
      ? standing
      : standingOfTables(comparison, definition.queries.find(({ id }) => id === source.query)?.tables ?? [], settings.tables, tables);
  const metrics = definition.metrics.map((metric): MetricMeasurement => ({
    metricId: metric.id,
    current: measureMetric(metric, current),
    previous:
      previous && metric.measure.kind !== 'silent-tables'
        ? limitedByStanding(measureMetric(metric, previous.context), standingOfMetric(metric, previous))
        : null,
  }));
  const runs = finished.map(({ run }) => run);
  const queryViews = definition.queries.map((query) => makeQueryView(query, answers));
  const assets = queryViews.find((view) => view.id === 'assets');
  return {
    schemaVersion: 1,
    definition,
    customer,
    operator,
    period,
    comparison: comparison && previous ? { period: comparison, standing: previous.standing } : null,
    asOfUtc,
    workspace: workspace.description,
    metrics,
    views: [
      ...makeIncidentViews({
        answers,
        period,
        customer,
        asOfMs: Date.parse(asOfUtc),
        months: months.map((month) => ({
          answers: month.id === period.id ? answers : answersOf(month, definition.queries, finished),
          isWhole: standingOf(month, tables) === 'whole',
        })),
      }),
      ...(assets ? makeAssetViews(assets) : []),
      ...makeLedgerViews(ledgers, period),
      makeTuningView(ledgers.tuning, period, asOfUtc),
      makeTimeStatistics(definition.metrics, metrics),
      ...makeEvidenceViews(tables, runs, english),
      ...queryViews.filter((view) => view.id !== 'incidents' && view.id !== 'assets'),
    ],
    tables,
    runs,
  };
}
