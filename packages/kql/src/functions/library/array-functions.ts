import type { DynamicArray, DynamicValue } from '../../columns/dynamic-value.ts';
import { DynamicBag, isDynamicArray } from '../../columns/dynamic-value.ts';
import { dynamicToText } from '../../columns/dynamic-json.ts';
import type { ScalarFunction } from '../scalar-function.ts';
import { valueFunction } from '../scalar-function.ts';
import { arrayAt, bagAt, dynamicAt, textAt, wholeAt } from './argument-values.ts';

/** Distinct items in the order of their first appearance. */
function distinctItems(items: Iterable<DynamicValue>): Map<string, DynamicValue> {
  const found = new Map<string, DynamicValue>();
  for (const item of items) {
    const key = dynamicToText(item);
    if (!found.has(key)) found.set(key, item);
  }
  return found;
}

function slice(items: DynamicArray, start: number, end: number): DynamicArray {
  const from = start < 0 ? Math.max(0, items.length + start) : start;
  const to = end < 0 ? items.length + end : Math.min(end, items.length - 1);
  return from > to ? [] : items.slice(from, to + 1);
}

function rotateLeft(items: DynamicArray, count: number): DynamicArray {
  if (items.length === 0) return items;
  const by = ((count % items.length) + items.length) % items.length;
  return [...items.slice(by), ...items.slice(0, by)];
}

function shiftLeft(items: DynamicArray, count: number, fill: DynamicValue): DynamicArray {
  return items.map((_, index) => items[index + count] ?? (index + count >= 0 && index + count < items.length ? null : fill));
}

/** Functions over dynamic arrays. */
export const arrayFunctions: readonly ScalarFunction[] = [
  valueFunction(
    'array_length',
    { aliases: ['arraylength'], doc: 'Number of items', args: 1, result: 'long' },
    (values, types) => arrayAt(values, types, 0)?.length ?? null,
  ),
  valueFunction(
    'pack_array',
    { doc: 'An array of its arguments', args: [1, 32_767], result: 'dynamic', nulls: 'accept' },
    (values, types) => values.map((_, index) => dynamicAt(values, types, index)),
  ),
  valueFunction(
    'array_reverse',
    { doc: 'Items in reverse order', args: 1, result: 'dynamic' },
    (values, types) => arrayAt(values, types, 0)?.toReversed() ?? null,
  ),
  valueFunction('array_slice', { doc: 'Items from one position to another', args: 3, result: 'dynamic' }, (values, types) => {
    const items = arrayAt(values, types, 0);
    const start = wholeAt(values, types, 1);
    const end = wholeAt(values, types, 2);
    return items === undefined || start === null || end === null ? null : slice(items, start, end);
  }),
  valueFunction('array_rotate_left', { doc: 'Items moved round to the left', args: 2, result: 'dynamic' }, (values, types) => {
    const items = arrayAt(values, types, 0);
    const count = wholeAt(values, types, 1);
    return items === undefined || count === null ? null : rotateLeft(items, count);
  }),
  valueFunction('array_rotate_right', { doc: 'Items moved round to the right', args: 2, result: 'dynamic' }, (values, types) => {
    const items = arrayAt(values, types, 0);
    const count = wholeAt(values, types, 1);
    return items === undefined || count === null ? null : rotateLeft(items, -count);
  }),
  ...(['left', 'right'] as const).map((side) =>
    valueFunction(
      `array_shift_${side}`,
      { doc: `Items moved to the ${side}, the gap filled`, args: [2, 3], result: 'dynamic', nulls: 'accept' },
      (values, types) => {
        const items = arrayAt(values, types, 0);
        const count = wholeAt(values, types, 1);
        return items === undefined || count === null
          ? null
          : shiftLeft(items, side === 'left' ? count : -count, dynamicAt(values, types, 2));
      },
    ),
  ),
  valueFunction('set_has_element', { doc: 'Whether the array holds a value', args: 2, result: 'bool' }, (values, types) => {
    const items = arrayAt(values, types, 0);
    if (items === undefined) return null;
    const wanted = dynamicToText(dynamicAt(values, types, 1));
    return items.some((item) => dynamicToText(item) === wanted);
  }),
];

/** Functions over property bags. */
export const bagFunctions: readonly ScalarFunction[] = [
  valueFunction(
    'bag_pack',
    { aliases: ['pack', 'pack_dictionary'], doc: 'A bag of names and values', args: [2, 65_534], result: 'dynamic', nulls: 'accept' },
    (values, types) => {
      const entries = new Map<string, DynamicValue>();
      for (let index = 0; index + 1 < values.length; index += 2)
        entries.set(textAt(values, types, index), dynamicAt(values, types, index + 1));
      return new DynamicBag(entries);
    },
  ),
  valueFunction('bag_keys', { doc: 'Names of the properties', args: 1, result: 'dynamic' }, (values, types) => {
    const bag = bagAt(values, types, 0);
    return bag === undefined ? null : [...bag.entries.keys()];
  }),
];

/** Whether two values are the same array, bag or scalar. */
export function isSameDynamic(left: DynamicValue, right: DynamicValue): boolean {
  return dynamicToText(left) === dynamicToText(right);
}

export { distinctItems, isDynamicArray };
