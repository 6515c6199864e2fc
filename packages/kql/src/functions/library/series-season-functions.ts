import type { KustoType } from '@mxdr/core';
import type { Scalar } from '../../columns/scalar.ts';
import type { Session } from '../../engine/session.ts';
import { KqlInvalid } from '../../errors.ts';
import { rowwise } from '../../plan/expression.ts';
import type { CallSite, ScalarFunction } from '../scalar-function.ts';
import { exprFunction } from '../scalar-function.ts';
import { realAt, textAt, wholeAt } from './argument-values.ts';
import { fitLine } from './series-fit.ts';
import type { Fences } from './series-outliers.ts';
import { customFences, scoreOutliers, TUKEY_FENCES } from './series-outliers.ts';
import { canHavePeriod, findPeriod } from './series-period.ts';
import type { Series } from './series.ts';
import { median, moments, numbersAt, realItems, seriesAt } from './series.ts';
import { tupleExpr } from './tuple-function.ts';

/** Least score of a period that is found, unless a call says otherwise. */
const SEASONALITY_THRESHOLD = 0.6;

/** The period of the season, in items: 0 says there is none, and a negative or missing one that it is to be found. */
function periodOf(call: CallSite, given: number | null, series: readonly number[], session: Session, threshold?: number | null): number {
  if (given !== null && given >= 0) return given;
  if (canHavePeriod(series))
    session.noteApproximation(
      `${call.name}() at ${placeOf(call)} looks for the period by autocorrelation; how the service finds it is not published, so its result may differ`,
    );
  return findPeriod(series, threshold ?? SEASONALITY_THRESHOLD, () => session.step());
}

function placeOf({ position }: CallSite): string {
  return `line ${position.line}, column ${position.column}`;
}

/** At every place the median of the learned items at the same place of the period. */
function seasonOf(series: readonly number[], period: number, learned: number): readonly number[] {
  if (period === 0) return series.map(() => 0);
  const places = Array.from({ length: period }, (_, place) => series.slice(0, learned).filter((_item, index) => index % period === place));
  const medians = places.map((items) => (items.length === 0 ? 0 : median(items)));
  return series.map((_, index) => medians[index % period]!);
}

function trendOf(kind: string, series: readonly number[], learned: number, call: CallSite): readonly number[] {
  const known = series.slice(0, learned);
  switch (kind.toLowerCase()) {
    case 'avg': {
      const mean = known.length === 0 ? 0 : moments(known).mean;
      return series.map(() => mean);
    }
    case 'linefit': {
      const fit = fitLine(known);
      return series.map((_, index) => (fit === undefined ? 0 : fit.intercept + fit.slope * (index + 1)));
    }
    case 'none':
      return series.map(() => 0);
    default:
      throw new KqlInvalid(`${call.name}() does not know the trend '${kind}'`, call.position);
  }
}

interface Decomposition {
  readonly baseline: readonly number[];
  readonly seasonal: readonly number[];
  readonly trend: readonly number[];
  readonly residual: readonly number[];
}

function decompose(series: readonly number[], period: number, kind: string, testPoints: number, call: CallSite): Decomposition {
  const learned = Math.max(0, series.length - testPoints);
  const seasonal = seasonOf(series, period, learned);
  const rest = series.map((value, index) => value - seasonal[index]!);
  const trend = trendOf(kind, rest, learned, call);
  const baseline = series.map((_, index) => seasonal[index]! + trend[index]!);
  return { baseline, seasonal, trend, residual: series.map((value, index) => value - baseline[index]!) };
}

/** How a call wants its series split. */
interface Wish {
  readonly period: number | null;
  readonly trend: string;
  readonly testPoints: number;
  readonly threshold: number | null;
}

function split(call: CallSite, series: readonly number[], wish: Wish, session: Session): Decomposition {
  const learned = series.slice(0, Math.max(0, series.length - wish.testPoints));
  const period = periodOf(call, wish.period, learned, session, wish.threshold);
  return decompose(series, period, wish.trend, wish.testPoints, call);
}

type Values = readonly Scalar[];
type Types = readonly KustoType[];

/** The period argument; null where it was left out. */
function periodAt(values: Values, types: Types, index: number): number | null {
  return index < values.length ? wholeAt(values, types, index) : null;
}

function trendAt(values: Values, types: Types, index: number): string {
  return index < values.length ? textAt(values, types, index) : 'avg';
}

function testPointsAt(values: Values, types: Types, index: number): number {
  return index < values.length ? (wholeAt(values, types, index) ?? 0) : 0;
}

/** How the call wants its series split, each wish at the place that its function has it. */
function wishAt(values: Values, types: Types, places: Readonly<Record<keyof Wish, number>>): Wish {
  return {
    period: periodAt(values, types, places.period),
    trend: trendAt(values, types, places.trend),
    testPoints: testPointsAt(values, types, places.testPoints),
    threshold: realAt(values, types, places.threshold),
  };
}

/** Functions that split a series into its season, its trend and the rest. */
export const seriesSeasonFunctions: readonly ScalarFunction[] = [
  exprFunction('series_seasonal', { doc: 'Seasonal part of a series', args: [1, 3] }, (call) => {
    const types = call.args.map((arg) => arg.type);
    return rowwise(
      'dynamic',
      call.position,
      call.args,
      (values, session) => {
        const series = numbersAt(values, types, 0);
        if (series === undefined) return null;
        const learned = Math.max(0, series.length - testPointsAt(values, types, 2));
        return realItems(seasonOf(series, periodOf(call, periodAt(values, types, 1), series.slice(0, learned), session), learned));
      },
      'per-query',
    );
  }),
  exprFunction('series_decompose', { doc: 'Baseline, season, trend and rest of a series', args: [1, 5] }, (call) => {
    const columns = ['baseline', 'seasonal', 'trend', 'residual'] as const;
    return tupleExpr(
      call,
      columns.map((name) => ({ name, type: 'dynamic' })),
      (values, types, session) => {
        const series = numbersAt(values, types, 0);
        if (series === undefined) return undefined;
        const parts = split(call, series, wishAt(values, types, { period: 1, trend: 2, testPoints: 3, threshold: 4 }), session);
        return columns.map((name) => realItems(parts[name]));
      },
      'per-query',
    );
  }),
  exprFunction('series_decompose_forecast', { doc: 'A series carried on by its season and its trend', args: [2, 5] }, (call) => {
    const types = call.args.map((arg) => arg.type);
    return rowwise(
      'dynamic',
      call.position,
      call.args,
      (values, session) => {
        const series = numbersAt(values, types, 0);
        if (series === undefined) return null;
        const wish = wishAt(values, types, { period: 2, trend: 3, testPoints: 1, threshold: 4 });
        return realItems(split(call, series, wish, session).baseline);
      },
      'per-query',
    );
  }),
  exprFunction('series_decompose_anomalies', { doc: 'Items far from what season and trend expect, with scores', args: [1, 7] }, (call) => {
    const columns = ['ad_flag', 'ad_score', 'baseline'] as const;
    return tupleExpr(
      call,
      columns.map((name) => ({ name, type: 'dynamic' })),
      (values, types, session) => {
        const series = numbersAt(values, types, 0);
        if (series === undefined) return undefined;
        const threshold = realAt(values, types, 1) ?? 1.5;
        const { baseline, residual } = split(
          call,
          series,
          wishAt(values, types, { period: 2, trend: 3, testPoints: 4, threshold: 6 }),
          session,
        );
        const scores = outlierScores(call, residual, fencesOf(call, values, types, 5), undefined, session);
        const flags = scores.map((score) => (score > threshold ? 1 : score < -threshold ? -1 : 0));
        return [flags, realItems(scores), realItems(baseline)];
      },
      'per-query',
    );
  }),
  exprFunction('series_outliers', { doc: 'How far items lie outside what is normal, by Tukey', args: [1, 5] }, (call) => {
    const types = call.args.map((arg) => arg.type);
    return rowwise(
      'dynamic',
      call.position,
      call.args,
      (values, session) => {
        const series = seriesAt(values, types, 0);
        if (series === undefined) return null;
        const ignored = realAt(values, types, 2) ?? undefined;
        return realItems(outlierScores(call, series, fencesOf(call, values, types, 1, 3), ignored, session));
      },
      'per-query',
    );
  }),
];

/** The fences of a method. @param percentiles index of the two percentiles, where the call may name them */
function fencesOf(call: CallSite, values: Values, types: Types, method: number, percentiles?: number): Fences {
  const kind = method < values.length ? textAt(values, types, method).toLowerCase() : 'ctukey';
  if (kind === 'tukey') return TUKEY_FENCES;
  if (kind !== 'ctukey') throw new KqlInvalid(`${call.name}() does not know the method '${kind}'`, call.position);
  const low = percentiles === undefined ? 10 : (realAt(values, types, percentiles) ?? 10);
  const high = percentiles === undefined ? 90 : (realAt(values, types, percentiles + 1) ?? 90);
  if (!(low >= 2 && low < high && high <= 98))
    throw new KqlInvalid(`${call.name}() takes percentiles from 2 to 98, the lower one first, not ${low} and ${high}`, call.position);
  return customFences(low, high);
}

function outlierScores(call: CallSite, series: Series, fences: Fences, ignored: number | undefined, session: Session): readonly number[] {
  if (!fences.isPublished)
    session.noteApproximation(
      `${call.name}() at ${placeOf(call)} scores by percentiles of its own; the service's factor for them is not published, so its scores may differ`,
    );
  const { scores, hasNoSpread } = scoreOutliers(series, fences, ignored);
  if (hasNoSpread)
    session.noteApproximation(
      `${call.name}() at ${placeOf(call)} met a series whose percentiles coincide; how the service scores what lies beyond them is not published, here it is 0`,
    );
  return scores;
}
