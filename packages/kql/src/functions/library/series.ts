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

/** Sum, mean and sum of squared distances from the mean, which whole numbers have exactly. */
export function moments(numbers: readonly number[]): { readonly sum: number; readonly mean: number; readonly squares: number } {
  let sum = 0;
  let ofSquares = 0;
  for (const number of numbers) {
    sum += number;
    ofSquares += number * number;
  }
  const count = numbers.length;
  const mean = sum / count;
  const scaled = count * ofSquares - sum * sum;
  if (numbers.every(Number.isInteger) && count * ofSquares < Number.MAX_SAFE_INTEGER) return { sum, mean, squares: scaled / count };
  let squares = 0;
  for (const number of numbers) squares += (number - mean) ** 2;
  return { sum, mean, squares };
}

/** The middle of the numbers; of an even count the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
