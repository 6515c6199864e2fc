import type { KustoType } from '@mxdr/core';
import type { Column } from '../columns/column.ts';
import { decimalToNumber } from '../columns/decimal-value.ts';
import { TICKS_PER_MS, UNIX_EPOCH_MS } from '../columns/instant.ts';
import { narrowLong } from '../columns/parse-values.ts';
import type { Scalar } from '../columns/scalar.ts';

/** Types that percentiles take. */
export const PERCENTILE_TYPES: readonly KustoType[] = ['int', 'long', 'real', 'decimal', 'datetime', 'timespan'];

/** The type of a percentile of values of `type`. */
export function percentileType(type: KustoType): KustoType {
  return type === 'int' ? 'long' : type === 'decimal' ? 'real' : type;
}

/**
 * All values of one expression with their groups, appended batch by batch, in typed arrays. Milliseconds and longs are doubles until a batch
 * needs more; then everything becomes 64-bit integers (ticks, for times).
 */
export class SortableValues {
  length = 0;
  private readonly isTime: boolean;
  private readonly type: KustoType;
  private numbers = new Float64Array(1024);
  private wide: BigInt64Array | undefined;
  private groupLane = new Uint32Array(1024);

  constructor(type: KustoType) {
    this.type = type;
    this.isTime = type === 'datetime' || type === 'timespan';
  }

  /** Appends the rows of a column; null and NaN are left out, and so is what `accept`, asked last, turns down. */
  add(column: Column, groups: Uint32Array, accept: (row: number) => boolean): void {
    this.reserve(this.length + column.length);
    if (column.type === 'datetime' || column.type === 'timespan') {
      if (column.subMs !== undefined) this.widen();
      for (let row = 0; row < column.length; row++) {
        if (column.nulls?.[row] === 1 || !accept(row)) continue;
        if (this.wide === undefined) this.numbers[this.length] = column.ms[row]!;
        else this.wide[this.length] = BigInt(column.ms[row]!) * TICKS_PER_MS + BigInt(column.subMs?.[row] ?? 0);
        this.groupLane[this.length++] = groups[row]!;
      }
    } else if (column.type === 'decimal') {
      for (let row = 0; row < column.length; row++) {
        const value = column.values[row]!;
        if (value === null || !accept(row)) continue;
        this.numbers[this.length] = decimalToNumber(value);
        this.groupLane[this.length++] = groups[row]!;
      }
    } else if (column.type === 'int' || column.type === 'long' || column.type === 'real') {
      const { values, nulls } = column;
      if (values instanceof BigInt64Array) this.widen();
      for (let row = 0; row < column.length; row++) {
        const value = values[row]!;
        if (nulls?.[row] === 1 || value !== value || !accept(row)) continue;
        if (this.wide === undefined) this.numbers[this.length] = Number(value);
        else this.wide[this.length] = BigInt(value);
        this.groupLane[this.length++] = groups[row]!;
      }
    }
  }

  private reserve(length: number): void {
    if (length <= this.groupLane.length) return;
    const capacity = Math.max(length, this.groupLane.length * 2);
    const groupLane = new Uint32Array(capacity);
    groupLane.set(this.groupLane);
    this.groupLane = groupLane;
    if (this.wide === undefined) {
      const numbers = new Float64Array(capacity);
      numbers.set(this.numbers);
      this.numbers = numbers;
    } else {
      const wide = new BigInt64Array(capacity);
      wide.set(this.wide);
      this.wide = wide;
    }
  }

  private widen(): void {
    if (this.wide !== undefined) return;
    const wide = new BigInt64Array(this.groupLane.length);
    const factor = this.isTime ? TICKS_PER_MS : 1n;
    for (let index = 0; index < this.length; index++) wide[index] = BigInt(this.numbers[index]!) * factor;
    this.wide = wide;
    this.numbers = new Float64Array(0);
  }

  /** Indexes of the values of group g: `indexes` from `starts[g]` to `starts[g + 1]`, in the order of the rows. */
  byGroup(groupCount: number): { readonly starts: Uint32Array; readonly indexes: Uint32Array<ArrayBuffer> } {
    const starts = new Uint32Array(groupCount + 1);
    for (let index = 0; index < this.length; index++) starts[this.groupLane[index]! + 1]!++;
    for (let group = 0; group < groupCount; group++) starts[group + 1]! += starts[group]!;
    const next = starts.slice();
    const indexes = new Uint32Array(this.length);
    for (let index = 0; index < this.length; index++) indexes[next[this.groupLane[index]!]!++] = index;
    return { starts, indexes };
  }

  /** The values at these indexes, as a lane that sorts by value. */
  laneOf(indexes: Uint32Array): Float64Array | BigInt64Array {
    const { wide, numbers } = this;
    if (wide !== undefined) {
      const lane = new BigInt64Array(indexes.length);
      for (let index = 0; index < indexes.length; index++) lane[index] = wide[indexes[index]!]!;
      return lane;
    }
    const lane = new Float64Array(indexes.length);
    for (let index = 0; index < indexes.length; index++) lane[index] = numbers[indexes[index]!]!;
    return lane;
  }

  /** A member of such a lane as a value of the percentile's type. */
  scalarOf(member: number | bigint): Scalar {
    if (!this.isTime) return typeof member === 'bigint' ? narrowLong(member) : member;
    const ticks = typeof member === 'bigint' ? member : BigInt(member) * TICKS_PER_MS;
    return this.type === 'datetime' ? ticks + BigInt(UNIX_EPOCH_MS) * TICKS_PER_MS : ticks;
  }
}
