/**
 * What a `dynamic` cell holds. Plain JavaScript objects are no home for it: they reorder integer-like keys, and `JSON.parse` rounds 64-bit
 * integers. Integers are `number` while safe and `bigint` beyond; a real with an integral value is a {@link DynamicReal}, so that `1.0` stays
 * real; `string`, `boolean` and `null` are themselves.
 */
export type DynamicValue = null | boolean | number | bigint | string | DynamicReal | DynamicTime | DynamicArray | DynamicBag;

export type DynamicArray = readonly DynamicValue[];

/** A property bag in the order of its text. A repeated key keeps its first place and its last value, as the service's parser does. */
export class DynamicBag {
  readonly entries: ReadonlyMap<string, DynamicValue>;

  constructor(entries: ReadonlyMap<string, DynamicValue>) {
    this.entries = entries;
  }

  get(key: string): DynamicValue | undefined {
    return this.entries.get(key);
  }
}

/** A real number whose value is integral; written with `.0`. */
export class DynamicReal {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** A datetime (ticks since 0001-01-01) or a timespan (ticks) inside a dynamic value, e.g. from `pack('t', now())`. */
export class DynamicTime {
  readonly kind: 'datetime' | 'timespan';
  readonly ticks: bigint;

  constructor(kind: 'datetime' | 'timespan', ticks: bigint) {
    this.kind = kind;
    this.ticks = ticks;
  }
}

export function isDynamicArray(value: DynamicValue | undefined): value is DynamicArray {
  return Array.isArray(value);
}

/** Wraps a real number for a dynamic value. */
export function toDynamicReal(value: number): DynamicValue {
  return Number.isInteger(value) ? new DynamicReal(value) : value;
}

/** The number that a dynamic value holds, `undefined` when it holds none. 64-bit integers are rounded to a double. */
export function numberOfDynamic(value: DynamicValue | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof DynamicReal) return value.value;
  return undefined;
}
