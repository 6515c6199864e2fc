import type { KustoType } from '@mxdr/core';
import type { Scalar } from '../../columns/scalar.ts';
import { KqlInvalid, KqlUnsupported } from '../../errors.ts';
import { rowwise } from '../../plan/expression.ts';
import type { CallSite, ScalarFunction } from '../scalar-function.ts';
import { exprFunction } from '../scalar-function.ts';
import { textAt, wholeAt } from './argument-values.ts';
import { fitLine } from './series-fit.ts';
import { median, moments, numbersAt, realItems } from './series.ts';
import { tupleExpr } from './tuple-function.ts';

/** The period of the season, in items. Finding it is the service's own art, so it must be given; 0 says there is none. */
function periodAt(call: CallSite, values: readonly Scalar[], types: readonly KustoType[], index: number): number {
  const period = index < values.length ? wholeAt(values, types, index) : -1;
  if (period === null || period < 0) throw new KqlUnsupported(`${call.name}() that finds the period by itself`, call.position);
  return period;
}

/** Refuses a call without a period before any row is read. */
function checkPeriod(call: CallSite, index: number): void {
  const arg = call.args[index];
  if (arg === undefined || arg.literal !== undefined)
    periodAt(
      call,
      call.args.map((item) => item.literal?.value ?? null),
      call.args.map((item) => item.type),
      index,
    );
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

/** Functions that split a series into its season, its trend and the rest. */
export const seriesSeasonFunctions: readonly ScalarFunction[] = [
  exprFunction('series_seasonal', { doc: 'Seasonal part of a series with a known period', args: [1, 3] }, (call) => {
    checkPeriod(call, 1);
    const types = call.args.map((arg) => arg.type);
    return rowwise('dynamic', call.position, call.args, (values) => {
      const series = numbersAt(values, types, 0);
      const testPoints = values.length > 2 ? (wholeAt(values, types, 2) ?? 0) : 0;
      return series === undefined ? null : realItems(seasonOf(series, periodAt(call, values, types, 1), series.length - testPoints));
    });
  }),
  exprFunction('series_decompose', { doc: 'Baseline, season, trend and rest of a series with a known period', args: [1, 5] }, (call) => {
    checkPeriod(call, 1);
    const columns = ['baseline', 'seasonal', 'trend', 'residual'] as const;
    return tupleExpr(
      call,
      columns.map((name) => ({ name, type: 'dynamic' })),
      (values, types) => {
        const series = numbersAt(values, types, 0);
        if (series === undefined) return undefined;
        const kind = values.length > 2 ? textAt(values, types, 2) : 'avg';
        const testPoints = values.length > 3 ? (wholeAt(values, types, 3) ?? 0) : 0;
        const parts = decompose(series, periodAt(call, values, types, 1), kind, testPoints, call);
        return columns.map((name) => realItems(parts[name]));
      },
    );
  }),
  exprFunction('series_decompose_forecast', { doc: 'A series with a known period carried on', args: [2, 5] }, (call) => {
    checkPeriod(call, 2);
    const types = call.args.map((arg) => arg.type);
    return rowwise('dynamic', call.position, call.args, (values) => {
      const series = numbersAt(values, types, 0);
      if (series === undefined) return null;
      const kind = values.length > 3 ? textAt(values, types, 3) : 'avg';
      return realItems(decompose(series, periodAt(call, values, types, 2), kind, wholeAt(values, types, 1) ?? 0, call).baseline);
    });
  }),
];
