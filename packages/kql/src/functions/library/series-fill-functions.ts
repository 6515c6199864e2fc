import type { KustoType } from '@mxdr/core';
import type { DynamicArray, DynamicValue } from '../../columns/dynamic-value.ts';
import { numberOfDynamic } from '../../columns/dynamic-value.ts';
import type { Scalar } from '../../columns/scalar.ts';
import type { ScalarFunction } from '../scalar-function.ts';
import { valueFunction } from '../scalar-function.ts';
import { arrayAt, dynamicAt } from './argument-values.ts';
import { isWhole, realItem } from './series.ts';

type GapTest = (item: DynamicValue) => boolean;

/** What counts as missing: null, unless a placeholder says something else. */
function gapTest(values: readonly Scalar[], types: readonly KustoType[], index: number): GapTest {
  const placeholder = index < values.length ? dynamicAt(values, types, index) : null;
  if (placeholder === null) return (item) => item === null;
  const number = numberOfDynamic(placeholder);
  return (item) => (number === undefined ? item === placeholder : numberOfDynamic(item) === number);
}

/** Each gap gets the last item before it; gaps at the start stay. */
function fillForward(items: DynamicArray, isGap: GapTest): DynamicArray {
  let last: DynamicValue | undefined;
  return items.map((item) => {
    if (!isGap(item)) last = item;
    return isGap(item) ? (last ?? item) : item;
  });
}

/** Gaps between two items lie on the line between them; in a series of whole numbers they are cut to whole numbers. */
function fillLinear(items: DynamicArray, isGap: GapTest, fillsEdges: boolean, constant: DynamicValue): DynamicArray {
  const known = items.flatMap((item, index) => (isGap(item) ? [] : [index]));
  if (known.length === 0) return items.map(() => constant);
  const areWhole = known.every((index) => isWhole(items[index]));
  const result = [...items];
  let next = 0;
  for (let index = 0; index < items.length; index++) {
    if (index === known[next]) {
      next++;
      continue;
    }
    const before = known[next - 1];
    const after = known[next];
    if (before === undefined || after === undefined) {
      if (fillsEdges) result[index] = items[before ?? after!]!;
      continue;
    }
    const [from, to] = [numberOfDynamic(items[before]), numberOfDynamic(items[after])];
    if (from === undefined || to === undefined) continue;
    const value = from + ((to - from) * (index - before)) / (after - before);
    result[index] = areWhole ? Math.trunc(value) : realItem(value);
  }
  return result;
}

function fillFunction(
  name: string,
  doc: string,
  maxArgs: number,
  placeholderAt: number,
  fill: (items: DynamicArray, isGap: GapTest, values: readonly Scalar[], types: readonly KustoType[]) => DynamicArray,
): ScalarFunction {
  return valueFunction(name, { doc, args: [1, maxArgs], result: 'dynamic', nulls: 'accept' }, (values, types) => {
    const items = arrayAt(values, types, 0);
    return items === undefined ? null : fill(items, gapTest(values, types, placeholderAt), values, types);
  });
}

/** Functions that fill the gaps of series. */
export const seriesFillFunctions: readonly ScalarFunction[] = [
  fillFunction('series_fill_const', 'Gaps filled with a value', 3, 2, (items, isGap, values, types) => {
    const constant = values.length > 1 ? dynamicAt(values, types, 1) : 0;
    return items.map((item) => (isGap(item) ? constant : item));
  }),
  fillFunction('series_fill_forward', 'Gaps filled with the item before', 2, 1, fillForward),
  fillFunction('series_fill_backward', 'Gaps filled with the item behind', 2, 1, (items, isGap) =>
    fillForward(items.toReversed(), isGap).toReversed(),
  ),
  fillFunction('series_fill_linear', 'Gaps filled along a line', 4, 1, (items, isGap, values, types) =>
    fillLinear(items, isGap, values[2] !== false, values.length > 3 ? dynamicAt(values, types, 3) : realItem(0)),
  ),
];
