import type { Clock } from '@mxdr/core';
import type { Sleep } from '../pause.ts';

/** At most this many calls within any period of this length. */
export interface RateLimit {
  readonly calls: number;
  readonly periodMs: number;
}

/** Lets calls through no faster than the limits allow, in the order in which they ask. */
export interface RateLimiter {
  /** Resolves when the call may go out; rejects with the signal's reason once it is aborted. */
  take(signal: AbortSignal | undefined): Promise<void>;
}

/**
 * A limiter over sliding windows: no window of the period ever holds more calls than allowed, however it is placed. It keeps the instants
 * of the calls of the longest period.
 */
export function createRateLimiter(limits: readonly RateLimit[], clock: Clock, sleep: Sleep): RateLimiter {
  const longest = Math.max(0, ...limits.map(({ calls }) => calls));
  const taken: number[] = [];
  let turn: Promise<unknown> = Promise.resolve();

  const waitMs = (): number =>
    Math.max(
      0,
      ...limits.map(({ calls, periodMs }) => {
        const before = taken.at(-calls);
        return before === undefined ? 0 : before + periodMs - clock.now();
      }),
    );
  const takeTurn = async (signal: AbortSignal | undefined): Promise<void> => {
    signal?.throwIfAborted();
    for (let wait = waitMs(); wait > 0; wait = waitMs()) await sleep(wait, signal);
    taken.push(clock.now());
    if (taken.length > longest) taken.shift();
  };
  return {
    async take(signal) {
      const mine = turn.then(async () => takeTurn(signal));
      // One call that is given up does not end the queue.
      turn = mine.catch(() => undefined);
      await mine;
    },
  };
}
