import type { Column } from '../columns/column.ts';
import { lanesOfDatetime, lanesOfTimespan } from '../columns/instant.ts';
import type { Scalar } from '../columns/scalar.ts';
import type { RowSelection } from '../engine/row-selection.ts';
import type { ComparisonOperator } from './compare-lanes.ts';
import { doubleLane, nullsOf } from './lanes.ts';

/** A comparison of one column with a constant that keeps a range of values. */
export interface RangeBound {
  readonly operator: Exclude<ComparisonOperator, '!='>;
  readonly value: Scalar;
}

/** All values from `low` to `high`, both included. */
interface NumberRange {
  readonly low: number;
  readonly high: number;
}

const bits = new BigInt64Array(1);
const double = new Float64Array(bits.buffer);

/** The least double above a value. */
function nextUp(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  if (!Number.isFinite(value)) return value;
  double[0] = value;
  bits[0]! += value > 0 ? 1n : -1n;
  return double[0];
}

function nextDown(value: number): number {
  return -nextUp(-value);
}

/** What a bound leaves of the numbers; `isAbove` when the true value is a little above `number` and no lane value lies between. */
function rangeOf(operator: RangeBound['operator'], number: number, isAbove: boolean): NumberRange {
  const [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  switch (operator) {
    case '<':
      return { low: least, high: isAbove ? number : nextDown(number) };
    case '<=':
      return { low: least, high: number };
    case '>':
      return { low: nextUp(number), high: most };
    case '>=':
      return { low: isAbove ? nextUp(number) : number, high: most };
    default:
      return isAbove ? { low: most, high: least } : { low: number, high: number };
  }
}

function boundOf(column: Column, { operator, value }: RangeBound): NumberRange | undefined {
  if (column.type === 'datetime' || column.type === 'timespan') {
    if (typeof value !== 'bigint') return undefined;
    const { ms, subMs } = column.type === 'datetime' ? lanesOfDatetime(value) : lanesOfTimespan(value);
    return rangeOf(operator, ms, subMs !== 0);
  }
  const number = typeof value === 'boolean' ? Number(value) : value;
  // Infinities have no neighbours to leave out.
  return typeof number === 'number' && Number.isFinite(number) ? rangeOf(operator, number, false) : undefined;
}

/**
 * The rows of `rows` (of all when absent) whose value is within all bounds, in one pass. Null is within none. `undefined` for columns and
 * values that are not plain numbers or times of whole milliseconds.
 */
export function rowsWithin(column: Column, bounds: readonly RangeBound[], rows: RowSelection | undefined): RowSelection | undefined {
  const isTime = column.type === 'datetime' || column.type === 'timespan';
  const lane = isTime ? (column.subMs === undefined ? column.ms : undefined) : doubleLane(column);
  if (lane === undefined) return undefined;
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const bound of bounds) {
    const range = boundOf(column, bound);
    if (range === undefined) return undefined;
    low = Math.max(low, range.low);
    high = Math.min(high, range.high);
  }
  const nulls = nullsOf(column);
  return rows === undefined ? allWithin(lane, nulls, low, high) : someWithin(lane, nulls, low, high, rows);
}

/** Counted by `+(...)`, without branches: which rows pass is not to be predicted. */
function allWithin(lane: Float64Array, nulls: Uint8Array | undefined, low: number, high: number): RowSelection {
  const kept = new Int32Array(lane.length);
  let count = 0;
  if (nulls === undefined) {
    for (let row = 0; row < kept.length; row++) {
      const value = lane[row]!;
      kept[count] = row;
      count = (count + (+(value >= low) & +(value <= high))) | 0;
    }
  } else {
    for (let row = 0; row < kept.length; row++) {
      const value = lane[row]!;
      kept[count] = row;
      count = (count + (+(value >= low) & +(value <= high) & (nulls[row]! ^ 1))) | 0;
    }
  }
  return kept.subarray(0, count);
}

function someWithin(lane: Float64Array, nulls: Uint8Array | undefined, low: number, high: number, rows: RowSelection): RowSelection {
  const kept = new Int32Array(rows.length);
  let count = 0;
  for (let i = 0; i < kept.length; i++) {
    const row = rows[i]!;
    const value = lane[row]!;
    kept[count] = row;
    count = (count + (+(value >= low) & +(value <= high) & (nulls === undefined ? 1 : nulls[row]! ^ 1))) | 0;
  }
  return kept.subarray(0, count);
}
