import type { KustoType } from '@mxdr/core';
import { dynamicToText } from '../../columns/dynamic-json.ts';
import type { DynamicArray, DynamicValue } from '../../columns/dynamic-value.ts';
import { DynamicTime, isDynamicArray, numberOfDynamic, toDynamicReal } from '../../columns/dynamic-value.ts';
import { KqlUnsupported } from '../../errors.ts';
import { rowwise } from '../../plan/expression.ts';
import { compareDynamics } from '../compare-scalars.ts';
import type { CallSite, ScalarFunction } from '../scalar-function.ts';
import { exprFunction, valueFunction } from '../scalar-function.ts';
import type { Scalar } from '../../columns/scalar.ts';
import type { Expr } from '../../plan/expression.ts';
import { arrayAt, dynamicAt, realAt, textAt, wholeAt } from './argument-values.ts';
import { tupleExpr } from './tuple-function.ts';

/** Most items that `range()` and `repeat()` make; the service cuts there too. */
const MAX_ITEMS = 1_048_576;

const HOUR_TICKS = 36_000_000_000n;

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
  return items.map((_, index) => {
    const source = index + count;
    return source >= 0 && source < items.length ? items[source]! : fill;
  });
}

/** Cuts before each of the positions; negative ones count from the end. */
function splitAt(items: DynamicArray, positions: readonly number[]): DynamicArray {
  const parts: DynamicValue[] = [];
  let from = 0;
  for (const position of positions) {
    const to = Math.min(Math.max(position < 0 ? items.length + position : position, from), items.length);
    parts.push(items.slice(from, to));
    from = to;
  }
  parts.push(items.slice(from));
  return parts;
}

function indexOf(items: DynamicArray, wanted: DynamicValue, start: number, length: number, occurrence: number): number | null {
  if (length < -1 || occurrence < 0) return null;
  const text = dynamicToText(wanted);
  const from = start < 0 ? Math.max(0, items.length + start) : start;
  const end = length === -1 ? items.length : Math.min(items.length, from + length);
  let count = 0;
  for (let index = from; index < end; index++) {
    if (dynamicToText(items[index]!) === text && ++count === occurrence) return index;
  }
  return -1;
}

/** Numbers and times first, then text, then everything else. */
function sortRank(value: DynamicValue): number {
  if (numberOfDynamic(value) !== undefined || value instanceof DynamicTime) return 1;
  return typeof value === 'string' ? 2 : 3;
}

/** Positions of the items in their order; kinds keep their order in both directions, values do not. */
function sortedPositions(items: DynamicArray, direction: 1 | -1, nullsLast: boolean): readonly number[] {
  const positions = items.map((_, index) => index);
  const nulls = positions.filter((index) => items[index] === null);
  const sorted = positions
    .filter((index) => items[index] !== null)
    .toSorted((a, b) => {
      const [left, right] = [items[a]!, items[b]!];
      return sortRank(left) - sortRank(right) || direction * compareDynamics(left, right);
    });
  return nullsLast ? [...sorted, ...nulls] : [...nulls, ...sorted];
}

/** The first array sorts; every other of its length follows it, and one of another length gives null. */
function lowerSort(call: CallSite, direction: 1 | -1): Expr {
  const hasFlag = call.args.length > 1 && call.args.at(-1)!.type === 'bool';
  const types = call.args.map((arg) => arg.type);
  const count = call.args.length - (hasFlag ? 1 : 0);
  const sort = (values: readonly Scalar[]): (DynamicArray | null)[] => {
    const arrays = types.slice(0, count).map((_, index) => arrayAt(values, types, index));
    const [first] = arrays;
    if (first === undefined) return arrays.map(() => null);
    const positions = sortedPositions(first, direction, !hasFlag || values.at(-1) !== false);
    return arrays.map((items) => (items?.length === first.length ? positions.map((position) => items[position]!) : null));
  };
  if (count === 1) return rowwise('dynamic', call.position, call.args, (values) => sort(values)[0]!);
  return tupleExpr(
    call,
    Array.from({ length: count }, (_, index) => ({ name: `array${index}_sorted`, type: 'dynamic' })),
    sort,
  );
}

/** A condition inside an array: `undefined` where it is neither bool nor number. */
function conditionOf(value: DynamicValue): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const number = numberOfDynamic(value);
  return number === undefined ? undefined : number !== 0;
}

function rangeOf(start: bigint, stop: bigint, step: bigint, make: (value: bigint) => DynamicValue): DynamicArray | null {
  if (step === 0n) return null;
  const items: DynamicValue[] = [];
  for (let value = start; (step > 0n ? value <= stop : value >= stop) && items.length < MAX_ITEMS; value += step) items.push(make(value));
  return items;
}

function lowerRange(call: CallSite): Expr {
  const [start, stop, step] = call.args;
  const type = start!.type;
  const types = call.args.map((arg) => arg.type);
  if (type === 'datetime' || type === 'timespan') {
    if (stop!.type !== type || (step !== undefined && step.type !== 'timespan'))
      throw new KqlUnsupported(`range() of ${types.join(', ')}`, call.position);
    return rowwise('dynamic', call.position, call.args, ([from, to, by = HOUR_TICKS]) =>
      typeof from === 'bigint' && typeof to === 'bigint' && typeof by === 'bigint'
        ? rangeOf(from, to, by, (ticks) => new DynamicTime(type, ticks))
        : null,
    );
  }
  const isNumber = (item: KustoType): boolean => item === 'int' || item === 'long' || item === 'real';
  if (types.every(isNumber) && types.includes('real'))
    return rowwise('dynamic', call.position, call.args, (values) => {
      const [from, to, by = 1] = values.map((_, index) => realAt(values, types, index));
      if (from === null || to === null || by === null || by === 0) return null;
      const items: DynamicValue[] = [];
      // Counted, not added up: the tenth of ten steps of 0.1 must be there.
      for (let index = 0; items.length < MAX_ITEMS; index++) {
        const value = from! + index * by;
        if (by > 0 ? value > to! : value < to!) break;
        items.push(toDynamicReal(value));
      }
      return items;
    });
  if (!types.every((item) => item === 'int' || item === 'long')) throw new KqlUnsupported(`range() of ${types.join(', ')}`, call.position);
  return rowwise('dynamic', call.position, call.args, (values) => {
    const from = wholeAt(values, types, 0);
    const to = wholeAt(values, types, 1);
    const by = values.length > 2 ? wholeAt(values, types, 2) : 1;
    if (from === null || to === null || by === null) return null;
    return rangeOf(BigInt(from), BigInt(to), BigInt(by), Number);
  });
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
  valueFunction('array_concat', { doc: 'The items of several arrays', args: [1, 64], result: 'dynamic' }, (values, types) => {
    const result: DynamicValue[] = [];
    for (let index = 0; index < values.length; index++) {
      const items = arrayAt(values, types, index);
      if (items === undefined) return null;
      for (const item of items) result.push(item);
    }
    return result;
  }),
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
  valueFunction('array_split', { doc: 'The array cut at positions', args: 2, result: 'dynamic' }, (values, types) => {
    const items = arrayAt(values, types, 0);
    const position = wholeAt(values, types, 1);
    const positions = arrayAt(values, types, 1)?.map(numberOfDynamic) ?? (position === null ? [undefined] : [position]);
    const known = positions.filter((item) => item !== undefined);
    return items === undefined || known.length < positions.length ? null : splitAt(items, known);
  }),
  ...(['left', 'right'] as const).flatMap((side) => [
    valueFunction(`array_rotate_${side}`, { doc: `Items moved round to the ${side}`, args: 2, result: 'dynamic' }, (values, types) => {
      const items = arrayAt(values, types, 0);
      const count = wholeAt(values, types, 1);
      return items === undefined || count === null ? null : rotateLeft(items, side === 'left' ? count : -count);
    }),
    valueFunction(
      `array_shift_${side}`,
      { doc: `Items moved to the ${side}, the gap filled`, args: [2, 3], result: 'dynamic', nulls: 'accept' },
      (values, types) => {
        const items = arrayAt(values, types, 0);
        const count = wholeAt(values, types, 1);
        if (items === undefined || count === null) return null;
        // Where nothing was said the gap in an array of text is "".
        const fill =
          values.length > 2 ? dynamicAt(values, types, 2) : items.length > 0 && items.every((item) => typeof item === 'string') ? '' : null;
        return shiftLeft(items, side === 'left' ? count : -count, fill);
      },
    ),
  ]),
  valueFunction(
    'array_index_of',
    { doc: 'Position of a value, -1 when it is not there', args: [2, 5], result: 'long' },
    (values, types) => {
      const items = arrayAt(values, types, 0);
      if (items === undefined) return null;
      const start = values.length > 2 ? (wholeAt(values, types, 2) ?? 0) : 0;
      const length = values.length > 3 ? (wholeAt(values, types, 3) ?? -1) : -1;
      const occurrence = values.length > 4 ? (wholeAt(values, types, 4) ?? 1) : 1;
      return indexOf(items, dynamicAt(values, types, 1), start, length, occurrence);
    },
  ),
  valueFunction(
    'array_iff',
    { aliases: ['array_iif'], doc: 'Items of one or another array by conditions', args: 3, result: 'dynamic', nulls: 'accept' },
    (values, types) => {
      const conditions = arrayAt(values, types, 0);
      if (conditions === undefined) return null;
      const branch = (index: 1 | 2, at: number): DynamicValue => {
        const value = dynamicAt(values, types, index);
        return isDynamicArray(value) ? (value[at] ?? null) : value;
      };
      return conditions.map((item, at) => {
        const condition = conditionOf(item);
        return condition === undefined ? null : branch(condition ? 1 : 2, at);
      });
    },
  ),
  exprFunction('array_sort_asc', { doc: 'Items in ascending order', args: [1, 65] }, (call) => lowerSort(call, 1)),
  exprFunction('array_sort_desc', { doc: 'Items in descending order', args: [1, 65] }, (call) => lowerSort(call, -1)),
  valueFunction('zip', { doc: 'Arrays of the items at the same place', args: [2, 64], result: 'dynamic' }, (values, types) => {
    const arrays = values.map((_, index) => arrayAt(values, types, index));
    const known = arrays.filter((items) => items !== undefined);
    if (known.length < arrays.length) return null;
    return Array.from({ length: Math.max(...known.map((items) => items.length)) }, (_, at) => known.map((items) => items[at] ?? null));
  }),
  valueFunction('repeat', { doc: 'A value several times', args: 2, result: 'dynamic', nulls: 'accept' }, (values, types) => {
    const count = wholeAt(values, types, 1);
    return count === null || count < 0 ? null : Array.from({ length: Math.min(count, MAX_ITEMS) }, () => dynamicAt(values, types, 0));
  }),
  exprFunction('range', { doc: 'Equally spaced values', args: [2, 3] }, lowerRange),
  valueFunction(
    'strcat_array',
    { aliases: ['array_strcat'], doc: 'Joins the items of an array', args: 2, result: 'string' },
    (values, types) => {
      const items = arrayAt(values, types, 0);
      return items === undefined ? '' : items.map((item) => textAt([item], ['dynamic'], 0)).join(textAt(values, types, 1));
    },
  ),
  valueFunction(
    'array_sum',
    { doc: 'Sum of the numbers of an array; null when something else is in it', args: 1, result: 'real' },
    (values, types) => {
      const numbers = arrayAt(values, types, 0)?.map(numberOfDynamic);
      let sum = 0;
      for (const number of numbers ?? [undefined]) {
        if (number === undefined) return null;
        sum += number;
      }
      return sum;
    },
  ),
];
