import { DynamicBag, isDynamicArray, numberOfDynamic, toDynamicReal } from '../columns/dynamic-value.ts';
import type { DynamicValue } from '../columns/dynamic-value.ts';
import type { Scalar } from '../columns/scalar.ts';
import { compareDynamics } from './compare-scalars.ts';
import { toDynamic } from './convert-scalars.ts';
import type { ScalarFunction } from './scalar-function.ts';
import { valueFunction } from './scalar-function.ts';

type Numbers = readonly (number | undefined)[];

function numbersOf(value: Scalar): Numbers | undefined {
  return isDynamicArray(value as DynamicValue) ? (value as readonly DynamicValue[]).map((item) => numberOfDynamic(item)) : undefined;
}

/** Item by item; a scalar stands for an array of itself. */
function pairwise(name: string, doc: string, compute: (a: number, b: number) => number | boolean): ScalarFunction {
  return valueFunction(name, { doc, args: 2, result: 'dynamic' }, ([left, right], types) => {
    const a = numbersOf(left!);
    const b = numbersOf(right!);
    if (a === undefined && b === undefined) return null;
    const length = Math.max(a?.length ?? 0, b?.length ?? 0);
    const x = a ?? Array.from({ length }, () => numberOfDynamic(toDynamic(types[0]!, left!)));
    const y = b ?? Array.from({ length }, () => numberOfDynamic(toDynamic(types[1]!, right!)));
    return Array.from({ length }, (_, index): DynamicValue => {
      const [p, q] = [x[index], y[index]];
      if (p === undefined || q === undefined) return null;
      const result = compute(p, q);
      return typeof result === 'boolean' ? result : toDynamicReal(result);
    });
  });
}

/** Item by item over one array. */
function each(name: string, doc: string, compute: (value: number) => number): ScalarFunction {
  return valueFunction(name, { doc, args: 1, result: 'dynamic' }, ([value]) => {
    const numbers = numbersOf(value!);
    return numbers === undefined
      ? null
      : numbers.map((number): DynamicValue => (number === undefined ? null : toDynamicReal(compute(number))));
  });
}

interface SeriesStatistics {
  readonly min: number;
  readonly minIndex: number;
  readonly max: number;
  readonly maxIndex: number;
  readonly mean: number;
  readonly variance: number;
}

function statistics(numbers: Numbers): SeriesStatistics | undefined {
  const present = numbers.flatMap((number, index) => (number === undefined || Number.isNaN(number) ? [] : [{ number, index }]));
  if (present.length === 0) return undefined;
  let [min, max] = [present[0]!, present[0]!];
  let sum = 0;
  for (const item of present) {
    if (item.number < min.number) min = item;
    if (item.number > max.number) max = item;
    sum += item.number;
  }
  const mean = sum / present.length;
  const squares = present.reduce((all, item) => all + (item.number - mean) ** 2, 0);
  return {
    min: min.number,
    minIndex: min.index,
    max: max.number,
    maxIndex: max.index,
    mean,
    variance: present.length > 1 ? squares / (present.length - 1) : 0,
  };
}

/** Fills gaps between values; `placeholder` counts as a gap, null always does when no other is given. */
function fill(
  name: string,
  doc: string,
  compute: (values: readonly DynamicValue[], isGap: (value: DynamicValue) => boolean, rest: readonly Scalar[]) => readonly DynamicValue[],
): ScalarFunction {
  return valueFunction(name, { doc, args: [1, 4], result: 'dynamic', nulls: 'accept' }, (values, types) => {
    if (!isDynamicArray(values[0] as DynamicValue)) return null;
    const array = values[0] as readonly DynamicValue[];
    const isConstant = name === 'series_fill_const';
    const placeholder = isConstant ? values[2] : values[1];
    const placeholderType = isConstant ? types[2] : types[1];
    const gap = placeholder === undefined || placeholder === null ? null : toDynamic(placeholderType!, placeholder);
    const isGap = (value: DynamicValue): boolean => (gap === null ? value === null : value !== null && compareDynamics(value, gap) === 0);
    return compute(array, isGap, values);
  });
}

function fillForward(values: readonly DynamicValue[], isGap: (value: DynamicValue) => boolean): DynamicValue[] {
  let last: DynamicValue | undefined;
  return values.map((value) => {
    if (!isGap(value)) last = value;
    return isGap(value) ? (last ?? value) : value;
  });
}

function fillLinear(values: readonly DynamicValue[], isGap: (value: DynamicValue) => boolean): DynamicValue[] {
  const result = [...values];
  const known = values.flatMap((value, index) => (isGap(value) ? [] : [index]));
  if (known.length === 0) return result;
  for (let index = 0; index < values.length; index++) {
    if (!isGap(values[index]!)) continue;
    const before = known.findLast((at) => at < index);
    const after = known.find((at) => at > index);
    if (before === undefined || after === undefined) {
      result[index] = values[before ?? after!]!;
      continue;
    }
    const a = numberOfDynamic(values[before]) ?? 0;
    const b = numberOfDynamic(values[after]) ?? 0;
    result[index] = toDynamicReal(a + ((b - a) * (index - before)) / (after - before));
  }
  return result;
}

interface LineFit {
  readonly slope: number;
  readonly intercept: number;
  readonly rSquare: number;
  readonly variance: number;
  readonly residualVariance: number;
  readonly line: readonly number[];
}

/** Least squares against the position 0, 1, 2, ... */
function fitLine(numbers: Numbers): LineFit | undefined {
  const points = numbers.flatMap((y, x) => (y === undefined ? [] : [{ x, y }]));
  const count = points.length;
  if (count < 2) return undefined;
  const meanX = points.reduce((sum, point) => sum + point.x, 0) / count;
  const meanY = points.reduce((sum, point) => sum + point.y, 0) / count;
  const sxx = points.reduce((sum, point) => sum + (point.x - meanX) ** 2, 0);
  const sxy = points.reduce((sum, point) => sum + (point.x - meanX) * (point.y - meanY), 0);
  const syy = points.reduce((sum, point) => sum + (point.y - meanY) ** 2, 0);
  const slope = sxy / sxx;
  const intercept = meanY - slope * meanX;
  const residual = points.reduce((sum, point) => sum + (point.y - intercept - slope * point.x) ** 2, 0);
  return {
    slope,
    intercept,
    rSquare: syy === 0 ? 1 : 1 - residual / syy,
    variance: syy / (count - 1),
    residualVariance: residual / (count - 1),
    line: numbers.map((_, index) => intercept + slope * index),
  };
}

const bagOf = (entries: Readonly<Record<string, DynamicValue>>): DynamicBag => new DynamicBag(new Map(Object.entries(entries)));

export const SERIES_FUNCTIONS: readonly ScalarFunction[] = [
  pairwise('series_add', 'sum item by item', (a, b) => a + b),
  pairwise('series_subtract', 'difference item by item', (a, b) => a - b),
  pairwise('series_multiply', 'product item by item', (a, b) => a * b),
  pairwise('series_divide', 'quotient item by item', (a, b) => a / b),
  pairwise('series_pow', 'power item by item', (a, b) => a ** b),
  pairwise('series_greater', 'comparison item by item', (a, b) => a > b),
  pairwise('series_greater_equals', 'comparison item by item', (a, b) => a >= b),
  pairwise('series_less', 'comparison item by item', (a, b) => a < b),
  pairwise('series_less_equals', 'comparison item by item', (a, b) => a <= b),
  pairwise('series_equals', 'comparison item by item', (a, b) => a === b),
  pairwise('series_not_equals', 'comparison item by item', (a, b) => a !== b),
  each('series_abs', 'items without their sign', Math.abs),
  each('series_sign', 'sign of the items', Math.sign),
  each('series_floor', 'items rounded down', Math.floor),
  each('series_ceiling', 'items rounded up', Math.ceil),
  each('series_exp', 'e to the items', Math.exp),
  each('series_log', 'logarithm of the items', Math.log),
  each('series_sin', 'sine of the items', Math.sin),
  each('series_cos', 'cosine of the items', Math.cos),
  each('series_tan', 'tangent of the items', Math.tan),
  each('series_asin', 'arc sine of the items', Math.asin),
  each('series_acos', 'arc cosine of the items', Math.acos),
  each('series_atan', 'arc tangent of the items', Math.atan),
  fill('series_fill_const', 'gaps filled with a value', (values, isGap, rest) =>
    values.map((value) => (isGap(value) ? (rest[1] as DynamicValue) : value)),
  ),
  fill('series_fill_forward', 'gaps filled with the value before', (values, isGap) => fillForward(values, isGap)),
  fill('series_fill_backward', 'gaps filled with the value behind', (values, isGap) => fillForward(values.toReversed(), isGap).reverse()),
  fill('series_fill_linear', 'gaps filled on a line', (values, isGap) => fillLinear(values, isGap)),
  valueFunction('series_sum', { doc: 'sum of the items', args: 1, result: 'real' }, ([value]) => {
    const numbers = numbersOf(value!);
    return numbers === undefined ? null : numbers.reduce<number>((sum, number) => sum + (number ?? 0), 0);
  }),
  valueFunction('series_product', { doc: 'product of the items', args: 1, result: 'real' }, ([value]) => {
    const numbers = numbersOf(value!);
    return numbers === undefined ? null : numbers.reduce<number>((product, number) => product * (number ?? 1), 1);
  }),
  valueFunction('series_dot_product', { doc: 'sum of products item by item', args: 2, result: 'real' }, ([a, b]) => {
    const [x, y] = [numbersOf(a!), numbersOf(b!)];
    return x === undefined || y === undefined ? null : x.reduce<number>((sum, number, index) => sum + (number ?? 0) * (y[index] ?? 0), 0);
  }),
  valueFunction('series_magnitude', { doc: 'length of the series as a vector', args: 1, result: 'real' }, ([value]) => {
    const numbers = numbersOf(value!);
    return numbers === undefined ? null : Math.hypot(...numbers.map((number) => number ?? 0));
  }),
  valueFunction('series_stats_dynamic', { doc: 'statistics of a series as a bag', args: [1, 2], result: 'dynamic' }, ([value]) => {
    const numbers = numbersOf(value!);
    const stats = numbers === undefined ? undefined : statistics(numbers);
    if (stats === undefined) return null;
    return bagOf({
      min: toDynamicReal(stats.min),
      min_idx: stats.minIndex,
      max: toDynamicReal(stats.max),
      max_idx: stats.maxIndex,
      avg: toDynamicReal(stats.mean),
      stdev: toDynamicReal(Math.sqrt(stats.variance)),
      variance: toDynamicReal(stats.variance),
    });
  }),
  valueFunction('series_fit_line_dynamic', { doc: 'line through a series as a bag', args: 1, result: 'dynamic' }, ([value]) => {
    const numbers = numbersOf(value!);
    const fit = numbers === undefined ? undefined : fitLine(numbers);
    if (fit === undefined) return null;
    return bagOf({
      rsquare: toDynamicReal(fit.rSquare),
      slope: toDynamicReal(fit.slope),
      variance: toDynamicReal(fit.variance),
      rvariance: toDynamicReal(fit.residualVariance),
      interception: toDynamicReal(fit.intercept),
      line_fit: fit.line.map(toDynamicReal),
    });
  }),
];
