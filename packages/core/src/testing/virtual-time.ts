import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../ports.ts';

/** Time that passes only when everybody waits: hours take milliseconds, and always in the same order. */
export interface VirtualTime {
  readonly clock: Clock;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Lets time pass until the work ends. @throws where nobody waits for time any more and the work has not ended */
  run<T>(work: Promise<T>): Promise<T>;
}

export function createVirtualTime(startMs = Date.parse('2026-11-02T08:00:00Z')): VirtualTime {
  let nowMs = startMs;
  const timers = new Set<{ readonly atMs: number; readonly ring: () => void }>();
  return {
    clock: { now: () => nowMs },
    sleep: async (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const timer = {
          atMs: nowMs + milliseconds,
          ring: (): void => {
            signal?.removeEventListener('abort', stop);
            resolve();
          },
        };
        const stop = (): void => {
          timers.delete(timer);
          reject(new Error('woken'));
        };
        if (signal?.aborted === true) return stop();
        signal?.addEventListener('abort', stop, { once: true });
        timers.add(timer);
      }),
    async run(work) {
      let isOver = false;
      const end = (): void => {
        isOver = true;
      };
      work.then(end, end);
      for (;;) {
        // Everything that does not wait for time comes first.
        await turn();
        if (isOver) return work;
        const next = [...timers].reduce((first, one) => (one.atMs < first.atMs ? one : first), { atMs: Infinity, ring: () => {} });
        if (next.atMs === Infinity) throw new Error('nobody waits for time, and the work has not ended');
        for (const timer of timers) if (timer.ring === next.ring) timers.delete(timer);
        nowMs = next.atMs;
        next.ring();
      }
    },
  };
}
