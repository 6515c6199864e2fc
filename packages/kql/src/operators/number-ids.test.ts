import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NumberIds, PairIds } from './number-ids.ts';

/** Numbers keys 0, 1, 2, ... as they come up. */
function idsByMap(keys: readonly unknown[]): readonly number[] {
  const ids = new Map<unknown, number>();
  return keys.map((key) => {
    if (!ids.has(key)) ids.set(key, ids.size);
    return ids.get(key)!;
  });
}

describe('numbers of distinct values', () => {
  it('are those of a map, for doubles of any kind', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, -0, Number.NaN)), { maxLength: 3000 }), (values) => {
        const ids = new NumberIds();
        expect(values.map((value) => ids.idOf(value))).toEqual(idsByMap(values));
        expect(values.map((value) => ids.find(value))).toEqual(idsByMap(values));
      }),
    );
    const many = Array.from({ length: 20_000 }, (_, i) => (i * 7919) % 12_345);
    const ids = new NumberIds();
    expect(many.map((value) => ids.idOf(value))).toEqual(idsByMap(many));
    expect(ids.find(99_999)).toBe(-1);
  });

  it.each([20, 3000, 70_000])('of pairs are those of a map, by table or by hash: up to %s', (most) => {
    const pairs = new PairIds();
    const left = Uint32Array.from({ length: 30_000 }, (_, i) => (i * 31) % (1 + Math.floor((most * (i + 1)) / 30_000)));
    const right = Uint32Array.from({ length: 30_000 }, (_, i) => (i * 17) % (1 + Math.floor((most * (i + 1)) / 30_000)));
    const found: number[] = [];
    for (let start = 0; start < left.length; start += 1000) {
      const end = start + 1000;
      const [a, b] = [left.subarray(start, end), right.subarray(start, end)];
      found.push(...pairs.encode(a, Math.max(...left.subarray(0, end)) + 1, b, Math.max(...right.subarray(0, end)) + 1));
    }
    expect(found).toEqual(idsByMap(Array.from(left, (value, i) => `${value} ${right[i]}`)));
    expect(pairs.find(left[7]!, right[7]!)).toBe(found[7]);
    expect(pairs.find(most + 5, 1)).toBe(-1);
  });
});
