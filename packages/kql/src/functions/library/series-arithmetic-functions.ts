import type { DynamicValue } from '../../columns/dynamic-value.ts';
import { isDynamicArray, numberOfDynamic } from '../../columns/dynamic-value.ts';
import type { ScalarFunction } from '../scalar-function.ts';
import { valueFunction } from '../scalar-function.ts';
import { arrayAt, dynamicAt } from './argument-values.ts';
import { isWhole, realItem } from './series.ts';

/**
 * Item by item over two series; a single number stands for a series of it. Where an item is missing or no number the result is null.
 * @param keepsWhole whether two whole numbers give a whole number
 */
function pairwise(name: string, doc: string, compute: (a: number, b: number) => number | boolean, keepsWhole = false): ScalarFunction {
  return valueFunction(name, { doc, args: 2, result: 'dynamic' }, (values, types) => {
    const sides = [dynamicAt(values, types, 0), dynamicAt(values, types, 1)];
    const arrays = sides.filter((side) => isDynamicArray(side));
    if (arrays.length === 0) return null;
    const length = Math.max(...arrays.map((array) => array.length));
    return Array.from({ length }, (_, index): DynamicValue => {
      const [left, right] = sides.map((side) => (isDynamicArray(side) ? side[index] : side));
      const [a, b] = [numberOfDynamic(left), numberOfDynamic(right)];
      if (a === undefined || b === undefined) return null;
      const result = compute(a, b);
      if (typeof result === 'boolean') return result;
      return keepsWhole && isWhole(left) && isWhole(right) && Number.isSafeInteger(result) ? result : realItem(result);
    });
  });
}

/** Item by item over one series; an item that is no number gives null. */
function each(name: string, doc: string, compute: (value: number) => number, keepsWhole = false): ScalarFunction {
  return valueFunction(
    name,
    { doc, args: 1, result: 'dynamic' },
    (values, types) =>
      arrayAt(values, types, 0)?.map((item): DynamicValue => {
        const number = numberOfDynamic(item);
        if (number === undefined) return null;
        const result = compute(number) + 0;
        return keepsWhole && isWhole(item) ? result : realItem(result);
      }) ?? null,
  );
}

/** Functions over the items of series. */
export const seriesArithmeticFunctions: readonly ScalarFunction[] = [
  pairwise('series_add', 'Sums item by item', (a, b) => a + b, true),
  pairwise('series_subtract', 'Differences item by item', (a, b) => a - b, true),
  pairwise('series_multiply', 'Products item by item', (a, b) => a * b, true),
  pairwise('series_divide', 'Quotients item by item', (a, b) => a / b),
  pairwise('series_pow', 'Powers item by item', (a, b) => a ** b),
  pairwise('series_greater', 'Whether items are greater', (a, b) => a > b),
  pairwise('series_greater_equals', 'Whether items are greater or equal', (a, b) => a >= b),
  pairwise('series_less', 'Whether items are less', (a, b) => a < b),
  pairwise('series_less_equals', 'Whether items are less or equal', (a, b) => a <= b),
  pairwise('series_equals', 'Whether items are equal', (a, b) => a === b),
  pairwise('series_not_equals', 'Whether items are different', (a, b) => a !== b),
  each('series_abs', 'Absolute values', Math.abs, true),
  each('series_sign', 'Signs', Math.sign, true),
  each('series_floor', 'Greatest whole numbers not above', Math.floor),
  each('series_ceiling', 'Least whole numbers not below', Math.ceil),
  each('series_exp', 'e to the powers', Math.exp),
  each('series_log', 'Natural logarithms', Math.log),
  each('series_sin', 'Sines', Math.sin),
  each('series_cos', 'Cosines', Math.cos),
  each('series_tan', 'Tangents', Math.tan),
  each('series_asin', 'Arc sines', Math.asin),
  each('series_acos', 'Arc cosines', Math.acos),
  each('series_atan', 'Arc tangents', Math.atan),
];
