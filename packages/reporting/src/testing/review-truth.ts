import type { Customer } from '@mxdr/core';
import type { Truth } from '@mxdr/simulator';
import { measureMonths, measureRecords } from '@mxdr/simulator';
import type { PeriodStanding } from '../dataset/dataset.ts';
import type { ReportDefinition } from '../definition/load-report-definition.ts';
import { trueDetectionViews } from './true-detections.ts';
import { trueIncidentViews } from './true-incident-views.ts';
import type { TrueViews } from './true-incident-views.ts';
import { trueHuntViews } from './true-hunt-views.ts';
import { monthLabel, trueMonthViews } from './true-month-views.ts';
import { trueRecommendations } from './true-recommendations.ts';
import { trueLastCheckIn, trueServiceMetrics, trueServiceViews } from './true-service-ledgers.ts';
import { steadyTables, trueMetrics } from './true-metrics.ts';
import type { TrueValue } from './true-metrics.ts';
import { measurePeriod } from './true-period.ts';
import type { AskedPeriod, MeasuredPeriod } from './true-period.ts';
import { trueQueryLog } from './true-query-log.ts';
import { trueQueryViews } from './true-query-views.ts';
import { trueCoverageView, trueTables } from './true-tables.ts';
import type { TrueTable } from './true-tables.ts';
import { trueTuningView } from './true-tuning-view.ts';
import { trueTimeStatistics } from './true-time-statistics.ts';

/** What a metric is in the period and was before. */
interface TrueMetric {
  readonly current: TrueValue;
  readonly previous: TrueValue | null;
  readonly since?: TrueValue;
  readonly history?: TrueValue;
}

/** Everything that a report has to say, computed from the story of the sample tenant and from nothing that the report computes. */
export interface ReviewTruth {
  readonly period: { readonly id: string; readonly startUtc: string; readonly endUtc: string };
  readonly asOfUtc: string;
  /** Null when nothing is compared. */
  readonly standing: PeriodStanding | null;
  /** From where "since last time" counts; undefined where the report does not. */
  readonly since: { readonly date: string; readonly standing: PeriodStanding } | undefined;
  readonly metrics: Readonly<Record<string, TrueMetric>>;
  /** Rows by view; a view of the report that is not here has to be unavailable. */
  readonly views: TrueViews;
  readonly tables: readonly TrueTable[];
}

/** What was asked. Instants are written down by whoever asks and not taken from the report. */
export interface ReviewQuestion {
  /** All tables that it watches have to be in the tenant. */
  readonly definition: ReportDefinition;
  readonly sla: Customer['sla'];
  readonly locale: string;
  readonly timeZone: string;
  readonly period: AskedPeriod;
  /** Null when nothing is compared. */
  readonly comparison: AskedPeriod | null;
  /** Months of the trend, oldest first: `2026-10`. */
  readonly months: readonly string[];
}

const dayMs = 86_400_000;
const unavailable: TrueValue = { state: 'unavailable' };
const utc = (ms: number): string => new Date(ms).toISOString();

/** The truth of a whole report. */
export function truthOfReview(truth: Truth, question: ReviewQuestion): ReviewTruth {
  const { definition, sla, locale, timeZone, period, comparison } = question;
  const { settings } = definition;
  const basis = { truth, timeZone, targets: sla, lookbackDays: settings.lookbackDays };
  const own = measurePeriod(basis, period);
  const before = comparison ? measurePeriod(basis, comparison) : null;
  const checkIn = settings.since === undefined ? undefined : trueLastCheckIn(own, timeZone);
  const sinceLast =
    checkIn === undefined
      ? null
      : measurePeriod(basis, {
          id: `${checkIn}..${dayAt(own.endUtc, timeZone)}`,
          startUtc: startOfDay(checkIn, timeZone),
          endUtc: own.endUtc,
          asOfUtc: own.asOfUtc,
        });
  const months = monthsOf(truth, question);

  const history = [
    own.lookbackUtc,
    ...(before ? [before.startUtc] : []),
    ...(sinceLast ? [sinceLast.startUtc] : []),
    ...months.map(({ startUtc }) => startUtc),
  ];
  const historyMs = Math.min(...history.map((instant) => Date.parse(instant)));
  const recorded = measureRecords(truth, historyMs, Date.parse(own.asOfUtc));
  const tables = trueTables(settings.tables, own.truth, recorded, Date.parse(own.endUtc));
  const firstMs = Math.min(...tables.flatMap(({ earliestUtc }) => (earliestUtc === null ? [] : [Date.parse(earliestUtc)])));
  const standingOf = ({ startUtc, endUtc }: Pick<AskedPeriod, 'startUtc' | 'endUtc'>): PeriodStanding =>
    firstMs >= Date.parse(endUtc) ? 'before-data' : firstMs <= Date.parse(startUtc) + dayMs ? 'whole' : 'incomplete';
  const standing = before ? standingOf(before) : null;
  const comparable = standing === 'whole' ? before : null;

  const isAsked = (queryId: string): boolean => settings.queries.some(({ id }) => id === queryId);
  const valuesOf = (one: MeasuredPeriod): Readonly<Record<string, TrueValue>> => ({
    ...trueMetrics(one, isAsked),
    ...trueServiceMetrics(one, timeZone),
  });
  const previous = comparable ? valuesOf(comparable) : {};
  const sinceValues = sinceLast && standingOf(sinceLast) === 'whole' ? valuesOf(sinceLast) : {};
  const shown = settings.sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'comparison' ? [block] : [])));
  /** Counted as it happens, and shown since the last check-in or told of it. */
  const isSince = (id: string): boolean =>
    sinceLast !== null &&
    !statesOf.has(id) &&
    (toldSince.has(id) || shown.some((block) => block.with.includes('sinceCheckIn') && block.metrics.includes(id)));
  const hasHistory = (id: string): boolean =>
    /^\d{4}-\d\d$/u.test(period.id) &&
    shown.some((block) => block.with.includes('history') && block.metrics.includes(id)) &&
    settings.queries.some(
      ({ id: query, runs }) => runs === 'trend' && definition.metrics.find((one) => one.id === id)?.source.query === query,
    );
  // A table that was connected later than that had no whole period before.
  const lateOf = ({ startUtc }: AskedPeriod, name: string): boolean => {
    const { earliestUtc = null } = tables.find(({ table }) => table === name) ?? {};
    const hours = settings.tables.find((table) => table.name === name)?.silentAfterHours ?? Number.POSITIVE_INFINITY;
    return earliestUtc !== null && Date.parse(earliestUtc) > Date.parse(startUtc) + Math.max(24, hours) * 3_600_000;
  };
  const late = before ? Object.entries(steadyTables).flatMap(([table, ids]) => (lateOf(before, table) ? ids : [])) : [];
  const metrics = Object.entries(valuesOf(own)).map(([id, current]): readonly [string, TrueMetric] => [
    id,
    {
      current,
      previous: before ? (late.includes(id) ? unavailable : (previous[id] ?? unavailable)) : null,
      ...(isSince(id) ? { since: sinceValues[id] ?? unavailable } : {}),
      // The sample tenant of these tests is too young for a median of months; its own test has one that is not.
      ...(hasHistory(id) ? { history: unavailable } : {}),
    },
  ]);
  const showsDetections = settings.sections.some(({ blocks }) => blocks.some(({ kind }) => kind === 'attackMatrix'));
  const isMeasured = (id: string): boolean => definition.metrics.some((metric) => metric.id === id);
  const silent = tables.filter(({ isSilent }) => isSilent).length;
  const isOver = ({ endUtc }: Pick<AskedPeriod, 'endUtc'>): boolean => Date.parse(endUtc) <= Date.parse(own.endUtc);
  const huntMonths = (list: typeof months) => list.map(({ month, endUtc, measures }) => ({ month, endUtc, hunts: measures.ledgers.hunts }));
  const isSame = (one: Pick<AskedPeriod, 'startUtc' | 'endUtc'>): boolean =>
    [own, before].some((other) => other?.startUtc === one.startUtc && other.endUtc === one.endUtc);
  return {
    period: { id: own.id, startUtc: own.startUtc, endUtc: own.endUtc },
    asOfUtc: own.asOfUtc,
    standing,
    since: checkIn === undefined || sinceLast === null ? undefined : { date: checkIn, standing: standingOf(sinceLast) },
    metrics: Object.fromEntries(
      [...metrics, ['table_silence', { current: { state: 'known', value: silent }, previous: null }] as const].filter(([id]) =>
        isMeasured(id),
      ),
    ),
    views: {
      ...(isAsked('incidents') ? trueIncidentViews({ truth: own.truth, endMs: Date.parse(own.endUtc), sla }) : {}),
      ...(isAsked('incidents')
        ? trueMonthViews(
            months.map((one) => ({ month: one.month, measures: isOver(one) && standingOf(one) === 'whole' ? one.measures : undefined })),
            locale,
            isAsked,
          )
        : {}),
      ...trueQueryViews(own, isAsked),
      ...trueHuntViews({
        own: own.truth.ledgers.hunts,
        all: truth.hunts,
        months: huntMonths(months),
        recent: huntMonths(lastMonths(truth, question, 3)),
        label: monthLabel(locale),
      }),
      ...trueRecommendations(own, timeZone),
      ...trueServiceViews(
        own,
        timeZone,
        own.truth.ledgers.recommendations.filter(({ state }) => state !== 'done'),
      ),
      ...trueTuningView(own, timeZone),
      ...(showsDetections ? trueDetectionViews(own, timeZone) : {}),
      'time-statistics': trueTimeStatistics(
        definition.metrics.map(({ id }) => id),
        own,
        comparable,
      ),
      ...trueCoverageView(tables),
      'query-log': trueQueryLog(
        definition,
        {
          own,
          before,
          since: sinceLast,
          sinceQueries: definition.metrics.filter(({ id }) => isSince(id)).map(({ source }) => source.query),
          others: months.filter((one) => !isSame(one)).map((one) => measurePeriod(basis, { ...one, id: one.month })),
        },
        recorded,
        utc(historyMs),
      ),
    },
    tables,
  };
}

/** What is told of the time since the last check-in, wherever a report tells it. */
const toldSince: ReadonlySet<string> = new Set([
  'inc_created',
  'inc_resolved',
  'hunts_run',
  'recommendations_done',
  'decisions_taken',
  'questions_answered',
]);
/** Numbers of a state: they are the same whenever they are asked for. */
const statesOf: ReadonlySet<string> = new Set([
  'inc_investigated',
  'inc_backlog',
  'inc_waiting',
  'recommendations_open',
  'recommendations_overdue',
  'questions_open',
  'credits_used',
  'credits_remaining',
  'decisions_needed',
]);

function dayAt(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(instant));
}

/** The first instant of a local day, found by the hour: no zone of these tests shifts by less. */
function startOfDay(day: string, timeZone: string): string {
  const noon = Date.parse(`${day}T12:00:00Z`);
  const hours = Array.from({ length: 48 }, (_, hour) => utc(noon - dayMs - 6 * 3_600_000 + hour * 3_600_000));
  return hours.find((instant) => dayAt(instant, timeZone) === day)!;
}

/** The last months up to the end of the period, whatever trend was asked for. */
function lastMonths(truth: Truth, { period: { endUtc }, timeZone }: ReviewQuestion, count: number): ReturnType<typeof measureMonths> {
  return measureMonths(truth, { startUtc: utc(Date.parse(endUtc) - 100 * dayMs), endUtc, timeZone }).slice(-count);
}

/** By the calendar of the sample tenant, which is not the report's. */
function monthsOf(truth: Truth, { months, period, timeZone }: ReviewQuestion): ReturnType<typeof measureMonths> {
  if (months.length === 0) return [];
  // Two days before the first of them: whatever the time zone, it is whole.
  const startUtc = utc(Date.parse(`${months[0]}-01T00:00:00Z`) - 2 * dayMs);
  return measureMonths(truth, { startUtc, endUtc: period.endUtc, timeZone }).filter(({ month }) => months.includes(month));
}
