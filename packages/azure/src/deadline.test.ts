import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { withinDeadline } from './deadline.ts';

const forever = async (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      const reason: Error = signal.reason;
      reject(reason);
    });
  });

describe('work with a deadline', () => {
  it('is late when it does not end, and its signal says so', async () => {
    let wasAborted = false;
    const end = await withinDeadline(5, undefined, async (signal) => {
      signal.addEventListener('abort', () => {
        wasAborted = true;
      });
      return forever(signal);
    });
    expect([end, wasAborted]).toEqual(['late', true]);
  });

  it('gives its value, and leaves no listener behind', async () => {
    const stop = new AbortController();
    expect(await withinDeadline(10_000, stop.signal, async () => 7)).toBe(7);
    stop.abort(new Error('later'));
    await delay(1);
  });

  it('rejects with the reason of the caller, and with its own error', async () => {
    const reason = new Error('stop');
    const stop = new AbortController();
    const work = withinDeadline(10_000, stop.signal, forever);
    stop.abort(reason);
    await expect(work).rejects.toBe(reason);
    const defect = new Error('defect');
    await expect(withinDeadline(10_000, undefined, async () => Promise.reject(defect))).rejects.toBe(defect);
  });
});
