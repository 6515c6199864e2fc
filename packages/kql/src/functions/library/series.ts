import type { KustoType } from '@mxdr/core';
import type { DynamicValue } from '../../columns/dynamic-value.ts';
import { DynamicReal, numberOfDynamic } from '../../columns/dynamic-value.ts';
import type { Scalar } from '../../columns/scalar.ts';
import { arrayAt } from './argument-values.ts';

/** The numbers of a series; `undefined` where an item is no number. */
export type Series = readonly (number | undefined)[];

/** The argument as a series; `undefined` when it is no array. */
export function seriesAt(values: readonly Scalar[], types: readonly KustoType[], index: number): Series | undefined {
  return arrayAt(values, types, index)?.map(numberOfDynamic);
}

/** The argument as numbers only; `undefined` when it is no array or holds something that is no number. */
export function numbersAt(values: readonly Scalar[], types: readonly KustoType[], index: number): readonly number[] | undefined {
  const series = seriesAt(values, types, index);
  const numbers = series?.filter((number) => number !== undefined);
  return numbers === undefined || numbers.length !== series?.length ? undefined : numbers;
}

/** Reals as items of an array. */
export function realItems(numbers: readonly number[]): readonly DynamicValue[] {
  return numbers.map((number) => realItem(number));
}

export function realItem(number: number): DynamicValue {
  return Number.isInteger(number) ? new DynamicReal(number) : number;
}

/** Whether an item is a whole number by its type, as `1` is and `1.0` is not. */
export function isWhole(item: DynamicValue | undefined): boolean {
  return typeof item === 'bigint' || (typeof item === 'number' && Number.isInteger(item));
}

export interface Moments {
  readonly sum: number;
  readonly mean: number;
  /** Sum of the squared distances from the mean. */
  readonly squares: number;
  /** Of the sample; 0 for a single number. */
  readonly variance: number;
}

/** Sum, mean and variance. Whole numbers are summed exactly, so that only one division rounds. */
export function moments(numbers: readonly number[]): Moments {
  const count = numbers.length;
  let sum = 0;
  let ofSquares = 0;
  for (const number of numbers) {
    sum += number;
    ofSquares += number * number;
  }
  const mean = sum / count;
  if (numbers.every(Number.isInteger) && count * ofSquares < Number.MAX_SAFE_INTEGER) {
    const scaled = count * ofSquares - sum * sum;
    return { sum, mean, squares: scaled / count, variance: count > 1 ? scaled / (count * (count - 1)) : 0 };
  }
  let squares = 0;
  for (const number of numbers) squares += (number - mean) ** 2;
  return { sum, mean, squares, variance: count > 1 ? squares / (count - 1) : 0 };
}

/** The middle of the numbers; of an even count the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
