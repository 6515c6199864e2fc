import { DynamicBag, isDynamicArray, numberOfDynamic, toDynamicReal } from '../columns/dynamic-value.ts';
import type { DynamicArray, DynamicValue } from '../columns/dynamic-value.ts';
import { dynamicToText } from '../columns/dynamic-json.ts';
import type { Scalar } from '../columns/scalar.ts';
import type { KustoType } from '@mxdr/core';
import { compareDynamics } from './compare-scalars.ts';
import { toDynamic, toText } from './convert-scalars.ts';
import type { ScalarFunction } from './scalar-function.ts';
import { valueFunction } from './scalar-function.ts';

const asArray = (value: Scalar): DynamicArray | undefined => (isDynamicArray(value as DynamicValue) ? (value as DynamicArray) : undefined);

/** Equal dynamic values have equal keys. */
function keyOf(value: DynamicValue): string {
  return typeof value === 'string' ? `s${value}` : `j${dynamicToText(value)}`;
}

function distinct(values: DynamicArray): DynamicValue[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()];
}

/** A function over arrays; an argument that is no array gives null. */
function arrayFunction(
  name: string,
  doc: string,
  args: number | readonly [number, number],
  compute: (arrays: readonly DynamicArray[]) => DynamicValue,
): ScalarFunction {
  return valueFunction(name, { doc, args, result: 'dynamic' }, (values) => {
    const arrays = values.map(asArray);
    return arrays.every((array) => array !== undefined) ? compute(arrays) : null;
  });
}

function packBag(values: readonly Scalar[], types: readonly KustoType[]): DynamicValue {
  const entries = new Map<string, DynamicValue>();
  for (let index = 0; index + 1 < values.length; index += 2)
    entries.set(toText(types[index]!, values[index]!), toDynamic(types[index + 1]!, values[index + 1]!));
  return new DynamicBag(entries);
}

const intAt = (values: readonly Scalar[], index: number, fallback: number): number =>
  values[index] === undefined || values[index] === null ? fallback : (numberOfDynamic(values[index] as DynamicValue) ?? fallback);

function slice(array: DynamicArray, start: number, end: number): DynamicArray {
  const from = start < 0 ? Math.max(0, array.length + start) : start;
  const to = end < 0 ? array.length + end : end;
  return array.slice(from, to + 1);
}

function rotate(array: DynamicArray, count: number): DynamicArray {
  if (array.length === 0) return array;
  const by = ((count % array.length) + array.length) % array.length;
  return [...array.slice(by), ...array.slice(0, by)];
}

function shift(array: DynamicArray, count: number, fill: DynamicValue): DynamicArray {
  return array.map((_, index) => array[index + count] ?? fill);
}

/** Sorts the first array and the others along with it. */
function sortArrays(arrays: readonly DynamicArray[], isDescending: boolean, nullsLast: boolean): DynamicArray[] {
  const [first] = arrays;
  const order = first!.map((_, index) => index);
  order.sort((a, b) => {
    const x = first![a]!;
    const y = first![b]!;
    if (x === null || y === null) return x === y ? 0 : (x === null) === nullsLast ? 1 : -1;
    return isDescending ? compareDynamics(y, x) : compareDynamics(x, y);
  });
  return arrays.map((array) => (array.length === first!.length ? order.map((index) => array[index]!) : []));
}

function sortFunction(name: string, isDescending: boolean): ScalarFunction {
  return valueFunction(
    name,
    { doc: `array sorted ${isDescending ? 'down' : 'up'}, others along with it`, args: [1, 64], result: 'dynamic', nulls: 'accept' },
    (values, types) => {
      const lastIsFlag = types.at(-1) === 'bool';
      const arrays = (lastIsFlag ? values.slice(0, -1) : values).map(asArray);
      if (arrays[0] === undefined) return null;
      const sorted = sortArrays(
        arrays.map((array) => array ?? []),
        isDescending,
        lastIsFlag ? values.at(-1) !== false : true,
      );
      return sorted.length === 1 ? sorted[0]! : sorted;
    },
  );
}

function merge(base: DynamicValue, added: DynamicValue): DynamicValue {
  if (!(base instanceof DynamicBag)) return added;
  if (!(added instanceof DynamicBag)) return base;
  const entries = new Map(base.entries);
  for (const [key, value] of added.entries) if (!entries.has(key)) entries.set(key, value);
  return new DynamicBag(entries);
}

function keysOf(value: DynamicValue): DynamicArray | null {
  return value instanceof DynamicBag ? [...value.entries.keys()] : null;
}

/** The keys of `bag_remove_keys`: names, or paths with a leading `$.`. */
function removeKeys(bag: DynamicBag, keys: DynamicArray): DynamicBag {
  const entries = new Map(bag.entries);
  for (const key of keys) {
    if (typeof key !== 'string') continue;
    const path = key.startsWith('$.') ? key.slice(2).split('.') : [key];
    const [head, ...rest] = path;
    const inner = entries.get(head!);
    if (rest.length === 0) entries.delete(head!);
    else if (inner instanceof DynamicBag) entries.set(head!, removeKeys(inner, [rest.length === 1 ? rest[0]! : `$.${rest.join('.')}`]));
  }
  return new DynamicBag(entries);
}

export const BAG_AND_ARRAY_FUNCTIONS: readonly ScalarFunction[] = [
  valueFunction(
    'bag_pack',
    { aliases: ['pack', 'pack_dictionary'], doc: 'a bag of keys and values', args: [0, 512], result: 'dynamic', nulls: 'accept' },
    packBag,
  ),
  valueFunction('pack_array', { doc: 'an array of values', args: [0, 512], result: 'dynamic', nulls: 'accept' }, (values, types) =>
    values.map((value, index) => toDynamic(types[index]!, value)),
  ),
  valueFunction('bag_keys', { doc: 'keys of a bag', args: 1, result: 'dynamic' }, ([value]) => keysOf(value as DynamicValue)),
  valueFunction('bag_has_key', { doc: 'whether a bag has a key', args: 2, result: 'bool' }, ([bag, key]) => {
    let current = bag as DynamicValue | undefined;
    const path = (key as string).startsWith('$.') ? (key as string).slice(2).split('.') : [key as string];
    for (const part of path) {
      if (!(current instanceof DynamicBag)) return false;
      current = current.get(part);
      if (current === undefined) return false;
    }
    return true;
  }),
  valueFunction(
    'bag_merge',
    { doc: 'bags in one; the first value of a key stays', args: [1, 64], result: 'dynamic', nulls: 'accept' },
    (values) => values.reduce<DynamicValue>((all, value) => merge(all, value as DynamicValue), null),
  ),
  valueFunction('bag_remove_keys', { doc: 'a bag without keys', args: 2, result: 'dynamic' }, ([bag, keys]) =>
    bag instanceof DynamicBag ? removeKeys(bag, asArray(keys!) ?? []) : null,
  ),
  valueFunction('bag_set_key', { doc: 'a bag with a key set', args: 3, result: 'dynamic', nulls: 'accept' }, ([bag, key, value], types) =>
    bag instanceof DynamicBag ? new DynamicBag(new Map([...bag.entries, [key as string, toDynamic(types[2]!, value!)]])) : null,
  ),
  valueFunction('bag_zip', { doc: 'a bag of an array of keys and an array of values', args: 2, result: 'dynamic' }, ([keys, values]) => {
    const names = asArray(keys!);
    const items = asArray(values!);
    if (names === undefined || items === undefined) return null;
    return new DynamicBag(
      new Map(names.flatMap((name, index) => (typeof name === 'string' ? [[name, items[index] ?? null] as const] : []))),
    );
  }),
  valueFunction(
    'array_length',
    { aliases: ['arraylength'], doc: 'number of items', args: 1, result: 'long' },
    ([value]) => asArray(value!)?.length ?? null,
  ),
  valueFunction('array_concat', { doc: 'arrays in one', args: [1, 64], result: 'dynamic', nulls: 'accept' }, (values) =>
    values.flatMap((value) => asArray(value) ?? []),
  ),
  arrayFunction('array_reverse', 'items in reverse', 1, ([array]) => array!.toReversed()),
  valueFunction('array_slice', { doc: 'items from one position to another, both included', args: 3, result: 'dynamic' }, (values) => {
    const array = asArray(values[0]!);
    return array === undefined ? null : slice(array, intAt(values, 1, 0), intAt(values, 2, -1));
  }),
  valueFunction('array_split', { doc: 'an array cut at positions', args: 2, result: 'dynamic' }, ([value, at]) => {
    const array = asArray(value!);
    if (array === undefined) return null;
    const cuts = (asArray(at!) ?? [at as DynamicValue])
      .map((item) => numberOfDynamic(item) ?? 0)
      .map((index) => (index < 0 ? Math.max(0, array.length + index) : Math.min(index, array.length)));
    const parts: DynamicValue[] = [];
    let from = 0;
    for (const cut of cuts) {
      parts.push(array.slice(from, Math.max(from, cut)));
      from = Math.max(from, cut);
    }
    parts.push(array.slice(from));
    return parts;
  }),
  valueFunction(
    'array_index_of',
    { doc: 'position of a value, -1 when absent', args: [2, 5], result: 'long', nulls: 'accept' },
    (values, types) => {
      const array = asArray(values[0]!);
      if (array === undefined) return null;
      const wanted = keyOf(toDynamic(types[1]!, values[1]!));
      const start = intAt(values, 2, 0);
      const length = intAt(values, 3, -1);
      const occurrence = intAt(values, 4, 1);
      const from = start < 0 ? Math.max(0, array.length + start) : start;
      const end = length < 0 ? array.length : Math.min(array.length, from + length);
      let found = 0;
      for (let index = from; index < end; index++) {
        if (keyOf(array[index]!) === wanted) {
          found++;
          if (found === occurrence) return index;
        }
      }
      return -1;
    },
  ),
  valueFunction('array_rotate_left', { doc: 'items moved to the left, round the end', args: 2, result: 'dynamic' }, (values) =>
    asArray(values[0]!) === undefined ? null : rotate(asArray(values[0]!)!, intAt(values, 1, 0)),
  ),
  valueFunction('array_rotate_right', { doc: 'items moved to the right, round the end', args: 2, result: 'dynamic' }, (values) =>
    asArray(values[0]!) === undefined ? null : rotate(asArray(values[0]!)!, -intAt(values, 1, 0)),
  ),
  valueFunction(
    'array_shift_left',
    { doc: 'items moved to the left, the rest filled', args: [2, 3], result: 'dynamic', nulls: 'accept' },
    (values, types) =>
      asArray(values[0]!) === undefined
        ? null
        : shift(asArray(values[0]!)!, intAt(values, 1, 0), values[2] === undefined ? null : toDynamic(types[2]!, values[2])),
  ),
  valueFunction(
    'array_shift_right',
    { doc: 'items moved to the right, the rest filled', args: [2, 3], result: 'dynamic', nulls: 'accept' },
    (values, types) =>
      asArray(values[0]!) === undefined
        ? null
        : shift(asArray(values[0]!)!, -intAt(values, 1, 0), values[2] === undefined ? null : toDynamic(types[2]!, values[2])),
  ),
  valueFunction('array_sum', { doc: 'sum of the items', args: 1, result: 'real' }, ([value]) => {
    const numbers = asArray(value!)?.map((item) => numberOfDynamic(item));
    return numbers === undefined || numbers.some((number) => number === undefined)
      ? null
      : numbers.reduce<number>((sum, number) => sum + number!, 0);
  }),
  valueFunction(
    'array_iff',
    { aliases: ['array_iif'], doc: 'item by item one of two values', args: 3, result: 'dynamic', nulls: 'accept' },
    ([conditions, yes, no], types) => {
      const flags = asArray(conditions!);
      if (flags === undefined) return null;
      const pick = (value: Scalar, type: KustoType, index: number): DynamicValue => {
        const array = asArray(value);
        return array === undefined ? toDynamic(type, value) : (array[index] ?? null);
      };
      return flags.map((flag, index) =>
        flag === null
          ? null
          : flag === true || (typeof flag === 'number' && flag !== 0)
            ? pick(yes!, types[1]!, index)
            : pick(no!, types[2]!, index),
      );
    },
  ),
  sortFunction('array_sort_asc', false),
  sortFunction('array_sort_desc', true),
  valueFunction(
    'strcat_array',
    { aliases: ['array_strcat'], doc: 'items as one text', args: 2, result: 'string' },
    ([value, delimiter], types) => {
      const array = asArray(value!);
      return array === undefined
        ? toText('dynamic', value!)
        : array.map((item) => toText('dynamic', item)).join(toText(types[1]!, delimiter!));
    },
  ),
  arrayFunction('set_union', 'values of any of the arrays', [2, 64], (arrays) => distinct(arrays.flat())),
  arrayFunction('set_intersect', 'values of all of the arrays', [2, 64], ([first, ...others]) => {
    const keys = others.map((array) => new Set(array.map(keyOf)));
    return distinct(first!).filter((value) => keys.every((set) => set.has(keyOf(value))));
  }),
  arrayFunction('set_difference', 'values of the first array that no other has', [2, 64], ([first, ...others]) => {
    const keys = new Set(others.flat().map(keyOf));
    return distinct(first!).filter((value) => !keys.has(keyOf(value)));
  }),
  valueFunction('set_has_element', { doc: 'whether an array has a value', args: 2, result: 'bool' }, ([value, wanted], types) => {
    const array = asArray(value!);
    const key = keyOf(toDynamic(types[1]!, wanted!));
    return array === undefined ? null : array.some((item) => keyOf(item) === key);
  }),
  valueFunction('set_equals', { doc: 'whether arrays hold the same values', args: 2, result: 'bool' }, ([a, b]) => {
    const [x, y] = [asArray(a!), asArray(b!)];
    if (x === undefined || y === undefined) return null;
    const [left, right] = [new Set(x.map(keyOf)), new Set(y.map(keyOf))];
    return left.size === right.size && [...left].every((key) => right.has(key));
  }),
  valueFunction('jaccard_index', { doc: 'share of common values', args: 2, result: 'real' }, ([a, b]) => {
    const [x, y] = [asArray(a!), asArray(b!)];
    if (x === undefined || y === undefined) return null;
    const [left, right] = [new Set(x.map(keyOf)), new Set(y.map(keyOf))];
    const union = new Set([...left, ...right]);
    const common = [...left].filter((key) => right.has(key)).length;
    return union.size === 0 ? Number.NaN : common / union.size;
  }),
  valueFunction('zip', { doc: 'items of several arrays side by side', args: [2, 16], result: 'dynamic' }, (values) => {
    const arrays = values.map((value) => asArray(value) ?? [value as DynamicValue]);
    const length = Math.max(...arrays.map((array) => array.length));
    return Array.from({ length }, (_, index) => arrays.map((array) => array[index] ?? null));
  }),
  valueFunction('repeat', { doc: 'an array of one value', args: 2, result: 'dynamic', nulls: 'accept' }, ([value, count], types) => {
    const times = count === null ? -1 : Number(count);
    return times < 0 ? null : Array.from({ length: Math.min(times, 1_048_576) }, () => toDynamic(types[0]!, value!));
  }),
  valueFunction('range', { doc: 'an array of evenly spaced values', args: [2, 3], result: 'dynamic' }, ([from, to, step], types) => {
    const items: DynamicValue[] = [];
    if (types[0] === 'datetime' || types[0] === 'timespan') {
      const width = (step as bigint | undefined) ?? (types[0] === 'datetime' ? 864_000_000_000n : 36_000_000_000n);
      if (width === 0n) return null;
      for (let at = from as bigint; (width > 0n ? at <= (to as bigint) : at >= (to as bigint)) && items.length < 1_048_576; at += width)
        items.push(toDynamic(types[0], at));
      return items;
    }
    const width = step === undefined ? 1 : Number(step);
    if (width === 0) return null;
    const isReal = types.includes('real');
    const start = Number(from);
    for (let index = 0; items.length < 1_048_576; index++) {
      const at = start + index * width;
      if (width > 0 ? at > Number(to) : at < Number(to)) break;
      items.push(isReal ? toDynamicReal(at) : at);
    }
    return items;
  }),
  valueFunction('treepath', { doc: 'paths of a dynamic value', args: 1, result: 'dynamic' }, ([value]) => {
    const paths: string[] = [];
    const walk = (item: DynamicValue, path: string): void => {
      if (item instanceof DynamicBag) {
        for (const [key, inner] of item.entries) {
          const next = `${path}['${key}']`;
          paths.push(next);
          walk(inner, next);
        }
      } else if (isDynamicArray(item)) {
        const next = `${path}[0]`;
        paths.push(next);
        if (item[0] !== undefined) walk(item[0], next);
      }
    };
    walk(value as DynamicValue, '');
    return paths;
  }),
];
