import type { KustoType } from '@mxdr/core';
import type { DynamicValue } from '../../columns/dynamic-value.ts';
import { DynamicBag } from '../../columns/dynamic-value.ts';
import type { Scalar } from '../../columns/scalar.ts';
import type { ScalarFunction } from '../scalar-function.ts';
import { valueFunction } from '../scalar-function.ts';
import { realAt } from './argument-values.ts';
import { fitLine } from './series-fit.ts';
import { moments, numbersAt, realItem, realItems, seriesAt } from './series.ts';
import type { TupleColumn } from './tuple-function.ts';
import { tupleFunction } from './tuple-function.ts';

type Named = readonly (readonly [name: string, value: DynamicValue])[];

/** Statistics in the order of their names; `undefined` when an item is not finite and those are not to be ignored. */
function statistics(values: readonly Scalar[], types: readonly KustoType[]): Named | undefined {
  const series = seriesAt(values, types, 0);
  if (series === undefined) return undefined;
  const points = series.flatMap((value, index) => (Number.isFinite(value) ? [{ value: value!, index }] : []));
  if (points.length === 0 || (points.length < series.length && values[1] !== true)) return undefined;
  const { sum, mean, variance } = moments(points.map((point) => point.value));
  const least = points.reduce((best, point) => (point.value < best.value ? point : best));
  const greatest = points.reduce((best, point) => (point.value > best.value ? point : best));
  return [
    ['min', realItem(least.value)],
    ['min_idx', least.index],
    ['max', realItem(greatest.value)],
    ['max_idx', greatest.index],
    ['avg', realItem(mean)],
    ['stdev', realItem(Math.sqrt(variance))],
    ['variance', realItem(variance)],
    ['sum', realItem(sum)],
    ['len', points.length],
  ];
}

/** `series_stats` gives all but the last two. */
const STATISTICS_COLUMNS: readonly TupleColumn[] = ['min', 'min_idx', 'max', 'max_idx', 'avg', 'stdev', 'variance'].map((name) => ({
  name,
  type: name.endsWith('_idx') ? 'long' : 'real',
}));

function lineParts(values: readonly Scalar[], types: readonly KustoType[]): Named | undefined {
  const numbers = numbersAt(values, types, 0);
  const fit = numbers === undefined ? undefined : fitLine(numbers);
  if (fit === undefined) return undefined;
  return [
    ['rsquare', realItem(fit.rSquare)],
    ['slope', realItem(fit.slope)],
    ['variance', realItem(fit.variance)],
    ['rvariance', realItem(fit.residualVariance)],
    ['interception', realItem(fit.intercept)],
    ['line_fit', realItems(fit.line)],
  ];
}

const LINE_COLUMNS: readonly TupleColumn[] = ['rsquare', 'slope', 'variance', 'rvariance', 'interception', 'line_fit'].map((name) => ({
  name,
  type: name === 'line_fit' ? 'dynamic' : 'real',
}));

/** Pairs of numbers at the same places of two series; a single number stands for a series of it. What is no number is left out. */
function pairsAt(values: readonly Scalar[], types: readonly KustoType[]): readonly (readonly [number, number])[] | undefined {
  const sides = [0, 1].map((index) => seriesAt(values, types, index) ?? realAt(values, types, index));
  const lengths = sides.flatMap((side) => (typeof side === 'object' && side !== null ? [side.length] : []));
  if (lengths.length === 0 || sides.includes(null)) return undefined;
  const length = Math.min(...lengths);
  return Array.from({ length }, (_, index) => sides.map((side) => (typeof side === 'number' ? side : side?.[index]))).flatMap(([a, b]) =>
    a === undefined || b === undefined ? [] : [[a, b] as const],
  );
}

function dotProduct(pairs: readonly (readonly [number, number])[]): number {
  let sum = 0;
  for (const [a, b] of pairs) sum += a * b;
  return sum;
}

/** Pearson's coefficient; null when the series differ in length or hold something that is no number. */
function correlation(left: readonly number[], right: readonly number[]): number | null {
  if (left.length !== right.length || left.length === 0) return null;
  const a = moments(left);
  const b = moments(right);
  const products = left.reduce((sum, value, index) => sum + (value - a.mean) * (right[index]! - b.mean), 0);
  return products / Math.sqrt(a.squares * b.squares);
}

/** Functions that make one value of a series, or of two. */
export const seriesStatisticsFunctions: readonly ScalarFunction[] = [
  tupleFunction('series_stats', 'Statistics as columns', [1, 2], STATISTICS_COLUMNS, (values, types) =>
    statistics(values, types)
      ?.slice(0, STATISTICS_COLUMNS.length)
      .map(([, value]) => value),
  ),
  valueFunction('series_stats_dynamic', { doc: 'Statistics as a bag', args: [1, 2], result: 'dynamic' }, (values, types) => {
    const named = statistics(values, types);
    return named === undefined ? null : new DynamicBag(new Map(named));
  }),
  tupleFunction('series_fit_line', 'The line through a series, as columns', 1, LINE_COLUMNS, (values, types) =>
    lineParts(values, types)?.map(([, value]) => value),
  ),
  valueFunction('series_fit_line_dynamic', { doc: 'The line through a series, as a bag', args: 1, result: 'dynamic' }, (values, types) => {
    const named = lineParts(values, types);
    return named === undefined ? null : new DynamicBag(new Map(named));
  }),
  valueFunction('series_sum', { doc: 'Sum of the items', args: 1, result: 'real' }, (values, types) => {
    const series = seriesAt(values, types, 0);
    return series === undefined ? null : series.reduce<number>((sum, number) => sum + (number ?? 0), 0);
  }),
  valueFunction('series_product', { doc: 'Product of the items', args: 1, result: 'real' }, (values, types) => {
    const series = seriesAt(values, types, 0);
    return series === undefined ? null : series.reduce<number>((product, number) => product * (number ?? 1), 1);
  }),
  valueFunction('series_magnitude', { doc: 'Length of the series as a vector', args: 1, result: 'real' }, (values, types) => {
    const series = seriesAt(values, types, 0);
    return series === undefined ? null : Math.sqrt(series.reduce<number>((sum, number) => sum + (number ?? 0) ** 2, 0));
  }),
  valueFunction('series_dot_product', { doc: 'Sum of the products of items', args: 2, result: 'real' }, (values, types) => {
    const pairs = pairsAt(values, types);
    return pairs === undefined || pairs.length === 0 ? null : dotProduct(pairs);
  }),
  valueFunction(
    'series_cosine_similarity',
    { doc: 'Cosine between two series as vectors', args: [2, 4], result: 'real' },
    (values, types) => {
      const pairs = pairsAt(values, types);
      if (pairs === undefined || pairs.length === 0) return null;
      const magnitude = (side: 0 | 1): number =>
        values.length > 2 + side
          ? (realAt(values, types, 2 + side) ?? Number.NaN)
          : Math.sqrt(dotProduct(pairs.map((pair) => [pair[side], pair[side]])));
      return dotProduct(pairs) / (magnitude(0) * magnitude(1));
    },
  ),
  valueFunction('series_pearson_correlation', { doc: 'Correlation of two series', args: 2, result: 'real' }, (values, types) => {
    const [left, right] = [numbersAt(values, types, 0), numbersAt(values, types, 1)];
    return left === undefined || right === undefined ? null : correlation(left, right);
  }),
];
