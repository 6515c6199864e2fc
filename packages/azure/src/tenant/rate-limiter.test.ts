import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRateLimiter } from './rate-limiter.ts';

/** A clock that moves by pauses, and by what a test says. */
function virtualTime() {
  let now = 1_000_000;
  const pauses: number[] = [];
  return {
    clock: { now: () => now },
    pauses,
    advance: (ms: number) => {
      now += ms;
    },
    sleep: async (ms: number, signal: AbortSignal | undefined) => {
      signal?.throwIfAborted();
      pauses.push(ms);
      now += ms;
    },
  };
}

describe('a limiter', () => {
  it('never lets more calls into any window than allowed, and none waits without need', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ calls: fc.integer({ min: 1, max: 6 }), periodMs: fc.integer({ min: 1, max: 2_000 }) }), {
          minLength: 1,
          maxLength: 3,
        }),
        fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 40 }),
        async (limits, gaps) => {
          // GIVEN any limits, and calls at any pace
          const time = virtualTime();
          const limiter = createRateLimiter(limits, time.clock, time.sleep);
          const calls: number[] = [];
          // WHEN they go through
          for (const gap of gaps) {
            time.advance(gap);
            const before = time.clock.now();
            await limiter.take(undefined);
            const at = time.clock.now();
            // THEN a call that waited could not have gone earlier
            if (at > before)
              expect(limits.some(({ calls: most, periodMs }) => calls.filter((one) => one > at - 1 - periodMs).length >= most)).toBe(true);
            calls.push(at);
          }
          // AND no window holds too many
          for (const { calls: most, periodMs } of limits)
            for (const from of calls) expect(calls.filter((at) => at >= from && at < from + periodMs).length).toBeLessThanOrEqual(most);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('keeps the order of those who ask at the same time', async () => {
    // GIVEN one call a second
    const time = virtualTime();
    const limiter = createRateLimiter([{ calls: 1, periodMs: 1_000 }], time.clock, time.sleep);
    const order: number[] = [];
    // WHEN three ask at once
    await Promise.all([1, 2, 3].map(async (one) => limiter.take(undefined).then(() => order.push(one))));
    // THEN they go one after the other
    expect(order).toEqual([1, 2, 3]);
    expect(time.pauses).toEqual([1_000, 1_000]);
  });

  it('goes on for others when one is given up', async () => {
    // GIVEN a queue of which the first gives up
    const time = virtualTime();
    const limiter = createRateLimiter([{ calls: 1, periodMs: 1_000 }], time.clock, time.sleep);
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    const first = limiter.take(stop.signal);
    const second = limiter.take(undefined);
    // WHEN both end THEN the second got through
    await expect(first).rejects.toThrow('stopped');
    await expect(second).resolves.toBeUndefined();
  });
});
