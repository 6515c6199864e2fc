import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column } from '../columns/column.ts';
import { columnFromScalars } from '../columns/scalar.ts';
import type { RangeBound } from './number-range.ts';
import { rowsWithin } from './number-range.ts';

const EDGES = [0, -0, 1, -1, Number.MIN_VALUE, -Number.MIN_VALUE, Number.MAX_VALUE, -Number.MAX_VALUE, 0.1, 2 ** 53 - 1];
const NUMBER = fc.oneof(fc.constantFrom(...EDGES), fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
const OPERATOR = fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const, '==' as const);

function holds(operator: RangeBound['operator'], left: number | bigint, right: number | bigint): boolean {
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  if (operator === '>') return left > right;
  return operator === '>=' ? left >= right : left === right || left == right;
}

describe('rows within bounds', () => {
  it('are those that satisfy each comparison, among reals of all sizes, NaN and null', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(NUMBER, fc.constantFrom(null, Number.NaN, Infinity, -Infinity))),
        fc.array(fc.record({ operator: OPERATOR, value: NUMBER }), { minLength: 1, maxLength: 3 }),
        (values, bounds) => {
          const wanted = values.flatMap((value, row) =>
            value !== null && bounds.every(({ operator, value: bound }) => holds(operator, value, bound)) ? [row] : [],
          );
          expect([...rowsWithin(columnFromScalars('real', values), bounds, undefined)!]).toEqual(wanted);
        },
      ),
    );
  });

  it('are found among times of whole milliseconds also when a bound has ticks', () => {
    const start = 639_000_000_000_000_000n;
    const ticks = fc.bigInt(-3n, 3n).map((offset) => start + offset * 5000n);
    fc.assert(
      fc.property(fc.array(fc.bigInt(-3n, 3n)), OPERATOR, ticks, (offsets, operator, value) => {
        const times = offsets.map((offset) => start + offset * 10_000n);
        const column: Column = columnFromScalars('datetime', times);
        const wanted = times.flatMap((time, row) => (holds(operator, time, value) ? [row] : []));
        expect([...rowsWithin(column, [{ operator, value }], undefined)!]).toEqual(wanted);
        const odd = Int32Array.from(times.keys()).filter((row) => row % 2 === 1);
        expect([...rowsWithin(column, [{ operator, value }], odd)!]).toEqual(wanted.filter((row) => row % 2 === 1));
      }),
    );
  });

  it('are left to others where the numbers are not plain', () => {
    expect(rowsWithin(columnFromScalars('string', ['a']), [{ operator: '==', value: 'a' }], undefined)).toBeUndefined();
    expect(rowsWithin(columnFromScalars('long', [2n ** 62n]), [{ operator: '>', value: 1 }], undefined)).toBeUndefined();
    expect(rowsWithin(columnFromScalars('long', [1]), [{ operator: '>', value: null }], undefined)).toBeUndefined();
  });
});
