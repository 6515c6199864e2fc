import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeDistribution } from './statistics.ts';

describe('the distribution of durations', () => {
  it('takes the value at the nearest rank, so that it is one that occurred', () => {
    // GIVEN four values, of which the median could be argued about
    const values = [40, 10, 30, 20];

    // WHEN
    const distribution = describeDistribution(values);

    // THEN
    expect(distribution).toEqual({ n: 4, mean: 25, median: 20, p90: 40, negative: 0 });
  });

  it('is nothing for no values, rather than zero', () => {
    expect(describeDistribution([])).toBeNull();
  });

  it('keeps negative values and counts them', () => {
    // WHEN
    const distribution = describeDistribution([-5, -1, 12]);

    // THEN
    expect(distribution).toMatchObject({ mean: 2, median: -1, negative: 2 });
  });

  it('orders the median below the 90th percentile, whatever the values', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1_000_000 }), { minLength: 1 }), (values) => {
        const distribution = describeDistribution(values)!;
        expect(values).toContain(distribution.median);
        expect(values).toContain(distribution.p90);
        expect(distribution.median).toBeLessThanOrEqual(distribution.p90);
        expect(values.filter((value) => value <= distribution.p90).length).toBeGreaterThanOrEqual(values.length * 0.9);
      }),
    );
  });
});
