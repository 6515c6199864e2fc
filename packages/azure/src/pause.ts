import { setTimeout as delay } from 'node:timers/promises';

/** Waits; rejects with the signal's own reason once it is aborted. */
export type Sleep = (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;

/** Waits by a timer. */
export const pause: Sleep = async (milliseconds, signal) => {
  try {
    await delay(milliseconds, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
};
