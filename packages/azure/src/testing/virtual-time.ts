import type { Clock } from '@mxdr/core';
import type { Sleep } from '../pause.ts';

/** Time that passes only when everything waits. */
export interface VirtualTime {
  readonly clock: Clock;
  readonly sleep: Sleep;
  /** Lets time pass from sleeper to sleeper until the work is done. Work that waits for nothing that ever comes is an error. */
  runUntilDone(work: Promise<unknown>): Promise<void>;
}

interface Sleeper {
  readonly dueMs: number;
  readonly wake: () => void;
}

export function createVirtualTime(startMs = 0): VirtualTime {
  let nowMs = startMs;
  const sleepers = new Set<Sleeper>();
  return {
    clock: { now: () => nowMs },
    sleep: async (milliseconds, signal) =>
      new Promise<void>((resolve, reject) => {
        const giveUp = (): void => {
          sleepers.delete(sleeper);
          const reason: Error = signal?.reason;
          reject(reason);
        };
        const sleeper: Sleeper = {
          dueMs: nowMs + milliseconds,
          wake: () => {
            signal?.removeEventListener('abort', giveUp);
            resolve();
          },
        };
        if (signal?.aborted === true) giveUp();
        else {
          sleepers.add(sleeper);
          signal?.addEventListener('abort', giveUp, { once: true });
        }
      }),
    async runUntilDone(work) {
      let isDone = false;
      const end = (): void => {
        isDone = true;
      };
      void work.then(end, end);
      for (;;) {
        // Everything that does not wait for time goes first.
        await new Promise(setImmediate);
        if (isDone) return;
        const [first] = [...sleepers].toSorted((a, b) => a.dueMs - b.dueMs);
        if (first === undefined) throw new Error('The work waits for something that never comes.');
        sleepers.delete(first);
        nowMs = Math.max(nowMs, first.dueMs);
        first.wake();
      }
    },
  };
}
