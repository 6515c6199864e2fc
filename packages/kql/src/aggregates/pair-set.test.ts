import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PairSet } from './pair-set.ts';

describe('a set of pairs', () => {
  it('answers as a set of texts does, also when it grows', () => {
    const number = fc.oneof(fc.nat(40), fc.constantFrom(0, 4_294_967_295));
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { maxLength: 2000, size: 'max' }), (pairs) => {
        // GIVEN pairs, many of them twice
        const set = new PairSet();
        const known = new Set<string>();
        for (const [first, second] of pairs) {
          // WHEN one is added THEN it is new exactly when it was not there
          const key = `${first} ${second}`;
          expect(set.add(first, second)).toBe(!known.has(key));
          known.add(key);
        }
        expect(set.size).toBe(known.size);
      }),
      { numRuns: 30 },
    );
  });
});
