import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOfShard, readShard, shardOf } from './shard.ts';

const id = fc.stringMatching(/^[a-z][a-z0-9-]{1,20}[a-z0-9]$/);

describe('shards', () => {
  it('together are exactly the fleet, each customer in one of them', () => {
    fc.assert(
      fc.property(fc.uniqueArray(id, { maxLength: 200 }), fc.integer({ min: 1, max: 64 }), (fleet, count) => {
        const shards = Array.from({ length: count }, (_, at) => fleet.filter((one) => isOfShard(one, { index: at + 1, count })));
        expect(shards.flat().toSorted()).toEqual(fleet.toSorted());
      }),
    );
  });

  it('keep every customer where it is when another one comes or leaves', () => {
    // GIVEN the shard hangs on the customer alone: known values, as a change of the hash would move everybody
    expect(['contoso', 'fabrikam', 'tailspin'].map((one) => shardOf(one, 8))).toEqual([2, 8, 3]);
  });

  it('are about equally large', () => {
    const sizes = new Map<number, number>();
    for (let number = 0; number < 8000; number += 1) {
      const shard = shardOf(`customer-${number}`, 8);
      sizes.set(shard, (sizes.get(shard) ?? 0) + 1);
    }
    expect(new Set(sizes.keys())).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]));
    for (const size of sizes.values()) expect(Math.abs(size - 1000)).toBeLessThan(150);
  });

  it('are written i/n, from 1', () => {
    expect(readShard('2/8')).toEqual({ index: 2, count: 8 });
    for (const wrong of ['0/8', '9/8', '1', '1/0', '1/257', 'a/b', '1/2/3', '-1/2', ''])
      expect(() => readShard(wrong)).toThrow(expect.objectContaining({ code: 'MXDR-CLI-OPTION-INVALID' }));
  });
});
