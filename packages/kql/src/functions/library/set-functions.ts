import { dynamicToText } from '../../columns/dynamic-json.ts';
import type { DynamicArray, DynamicValue } from '../../columns/dynamic-value.ts';
import type { ScalarFunction } from '../scalar-function.ts';
import { valueFunction } from '../scalar-function.ts';
import { arrayAt, dynamicAt } from './argument-values.ts';

/** Distinct items by their JSON text, in the order of their first appearance. */
function distinctItems(items: Iterable<DynamicValue>): Map<string, DynamicValue> {
  const found = new Map<string, DynamicValue>();
  for (const item of items) {
    const key = dynamicToText(item);
    if (!found.has(key)) found.set(key, item);
  }
  return found;
}

/** A function of two arrays or more; null when one of them is none. */
function setFunction(
  name: string,
  doc: string,
  maxArgs: number,
  result: 'dynamic' | 'bool',
  compute: (sets: readonly DynamicArray[]) => DynamicValue,
): ScalarFunction {
  return valueFunction(name, { doc, args: [2, maxArgs], result }, (values, types) => {
    const sets = values.map((_, index) => arrayAt(values, types, index));
    const known = sets.filter((set) => set !== undefined);
    return known.length < sets.length ? null : compute(known);
  });
}

function keysOf(items: DynamicArray): ReadonlySet<string> {
  return new Set(items.map(dynamicToText));
}

/** Functions that take arrays for sets. */
export const setFunctions: readonly ScalarFunction[] = [
  setFunction('set_union', 'Items of any array', 64, 'dynamic', (sets) => [...distinctItems(sets.flat()).values()]),
  setFunction('set_intersect', 'Items of all arrays', 64, 'dynamic', ([first = [], ...others]) => {
    const keys = others.map(keysOf);
    return [...distinctItems(first)].filter(([key]) => keys.every((set) => set.has(key))).map(([, item]) => item);
  }),
  setFunction('set_difference', 'Items of the first array that no other holds', 64, 'dynamic', ([first = [], ...others]) => {
    const keys = others.map(keysOf);
    return [...distinctItems(first)].filter(([key]) => !keys.some((set) => set.has(key))).map(([, item]) => item);
  }),
  setFunction('set_equals', 'Whether two arrays hold the same items', 2, 'bool', ([left = [], right = []]) => {
    const a = keysOf(left);
    const b = keysOf(right);
    return a.size === b.size && [...a].every((key) => b.has(key));
  }),
  valueFunction('set_has_element', { doc: 'Whether the array holds a value', args: 2, result: 'bool' }, (values, types) => {
    const items = arrayAt(values, types, 0);
    if (items === undefined) return null;
    const wanted = dynamicToText(dynamicAt(values, types, 1));
    return items.some((item) => dynamicToText(item) === wanted);
  }),
  valueFunction('jaccard_index', { doc: 'Share of the items that both arrays hold', args: 2, result: 'real' }, (values, types) => {
    const left = arrayAt(values, types, 0);
    const right = arrayAt(values, types, 1);
    if (left === undefined || right === undefined) return null;
    const [a, b] = [keysOf(left), keysOf(right)];
    const common = [...a].filter((key) => b.has(key)).length;
    return common / (a.size + b.size - common);
  }),
];
