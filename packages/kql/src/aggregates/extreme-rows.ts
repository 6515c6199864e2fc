import type { Column } from '../columns/column.ts';
import type { DecimalValue } from '../columns/decimal-value.ts';
import { compareDecimals } from '../columns/decimal-value.ts';
import { bytesFor, floatsFor, shortsFor } from './group-lanes.ts';
import { orderedLane } from './ordered-lane.ts';

/**
 * Finds, per group, the row with the greatest (or least) key, batch by batch. Nulls never win. The first of equal keys stays. NaN is below
 * every number.
 */
export class ExtremeRows {
  private readonly isGreatest: boolean;
  private numbers = new Float64Array(0);
  private ticks = new Uint16Array(0);
  private seen = new Uint8Array(0);
  /** Takes the place of `numbers` as soon as one batch holds 64-bit integers. */
  private wide: (number | bigint)[] | undefined;
  private readonly texts: string[] = [];
  private readonly decimals: DecimalValue[] = [];

  constructor(isGreatest: boolean) {
    this.isGreatest = isGreatest;
  }

  /** Whether the group has a key that is not null. */
  hasWinner(group: number): boolean {
    return this.seen[group] === 1;
  }

  /** Enters the batch's winners into `winners`, which holds one row number per group and is left alone where no row of the batch wins. */
  add(column: Column, groups: Uint32Array, groupCount: number, winners: Int32Array): void {
    this.seen = bytesFor(this.seen, groupCount);
    const lane = orderedLane(column);
    if (lane.kind === 'text') this.addTexts(lane.codes, lane.texts, groups, winners);
    else if (lane.kind === 'decimal') this.addDecimals(lane.values, groups, winners);
    else if (lane.values instanceof BigInt64Array || this.wide !== undefined) this.addWide(lane.values, lane.nulls, groups, winners);
    else this.addNumbers(lane.values, lane.ticks, lane.nulls, groups, groupCount, winners);
  }

  private addNumbers(
    values: Float64Array | Int32Array | Uint8Array,
    ticks: Uint16Array | undefined,
    nulls: Uint8Array | undefined,
    groups: Uint32Array,
    groupCount: number,
    winners: Int32Array,
  ): void {
    this.numbers = floatsFor(this.numbers, groupCount);
    this.ticks = shortsFor(this.ticks, groupCount);
    const { numbers, ticks: bestTicks, seen } = this;
    const sign = this.isGreatest ? 1 : -1;
    for (let row = 0; row < values.length; row++) {
      if (nulls !== undefined && nulls[row] === 1) continue;
      const group = groups[row]!;
      const value = values[row]!;
      const tick = ticks === undefined ? 0 : ticks[row]!;
      if (seen[group] === 1) {
        const best = numbers[group]!;
        const difference = (value - best) * sign;
        if (difference < 0) continue;
        if (difference === 0 || value === best) {
          if ((tick - bestTicks[group]!) * sign <= 0) continue;
        } else if (difference !== difference && !beatsNaN(value, best, this.isGreatest)) continue;
      }
      seen[group] = 1;
      numbers[group] = value;
      bestTicks[group] = tick;
      winners[group] = row;
    }
  }

  private addWide(values: ArrayLike<number | bigint>, nulls: Uint8Array | undefined, groups: Uint32Array, winners: Int32Array): void {
    this.wide ??= Array.from(this.numbers);
    const { wide, seen, isGreatest } = this;
    for (let row = 0; row < values.length; row++) {
      if (nulls !== undefined && nulls[row] === 1) continue;
      const group = groups[row]!;
      const value = values[row]!;
      if (seen[group] === 1 && (isGreatest ? value <= wide[group]! : value >= wide[group]!)) continue;
      seen[group] = 1;
      wide[group] = value;
      winners[group] = row;
    }
  }

  private addTexts(codes: Uint32Array, dictionary: readonly string[], groups: Uint32Array, winners: Int32Array): void {
    const { texts, seen, isGreatest } = this;
    for (let row = 0; row < codes.length; row++) {
      const group = groups[row]!;
      const text = dictionary[codes[row]!]!;
      if (seen[group] === 1 && (isGreatest ? text <= texts[group]! : text >= texts[group]!)) continue;
      seen[group] = 1;
      texts[group] = text;
      winners[group] = row;
    }
  }

  private addDecimals(values: readonly (DecimalValue | null)[], groups: Uint32Array, winners: Int32Array): void {
    const { decimals, seen } = this;
    const sign = this.isGreatest ? 1 : -1;
    for (let row = 0; row < values.length; row++) {
      const value = values[row]!;
      if (value === null) continue;
      const group = groups[row]!;
      if (seen[group] === 1 && compareDecimals(value, decimals[group]!) * sign <= 0) continue;
      seen[group] = 1;
      decimals[group] = value;
      winners[group] = row;
    }
  }
}

/** Where one of the two is NaN (or both are the same infinity, which never comes here). */
function beatsNaN(value: number, best: number, isGreatest: boolean): boolean {
  const valueIsNaN = value !== value;
  const bestIsNaN = best !== best;
  if (valueIsNaN === bestIsNaN) return false;
  return isGreatest ? bestIsNaN : valueIsNaN;
}
