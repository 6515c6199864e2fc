import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Admission, Timer } from './turnstile.ts';
import { Turnstile } from './turnstile.ts';

/** Time that stands still until it is told to go on. */
function createTime(): { now: () => number; timer: Timer; advance: (milliseconds: number) => Promise<void> } {
  let now = 0;
  let due: { readonly at: number; readonly run: () => void }[] = [];
  return {
    now: () => now,
    timer: (milliseconds, run) => {
      const entry = { at: now + milliseconds, run };
      due.push(entry);
      return () => {
        due = due.filter((other) => other !== entry);
      };
    },
    advance: async (milliseconds) => {
      now += milliseconds;
      const ready = due.filter(({ at }) => at <= now);
      due = due.filter(({ at }) => at > now);
      for (const { run } of ready) run();
      await Promise.resolve();
    },
  };
}

/** Of a client that stays. */
const stays = (): AbortSignal => new AbortController().signal;
const limits = { concurrent: 2, queued: 3, queueMs: 1000, perWindow: 10, windowMs: 500 };

function open(changes: Partial<typeof limits> = {}) {
  const time = createTime();
  return { time, turnstile: new Turnstile({ limits: { ...limits, ...changes }, clock: { now: time.now }, timer: time.timer }) };
}

const leave = (admission: Admission | undefined): void => {
  if (admission?.kind === 'admitted') admission.leave();
};

describe('a turnstile', () => {
  it('lets so many in at once, and the next as one leaves, in the order in which they came', async () => {
    // GIVEN two that run and two that wait
    const { turnstile, time } = open();
    const first = await turnstile.enter(stays());
    await turnstile.enter(stays());
    const order: string[] = [];
    const third = turnstile.enter(stays()).then((admission) => {
      order.push('third');
      return admission;
    });
    const fourth = turnstile.enter(stays()).then(() => order.push('fourth'));
    await time.advance(100);
    const before = [...order];
    // WHEN two leave, one after the other
    leave(first);
    const admission = await third;
    leave(admission);
    await fourth;
    // THEN those that waited followed, one for each
    expect(before).toEqual([]);
    expect(order).toEqual(['third', 'fourth']);
    expect(admission).toMatchObject({ kind: 'admitted', waitedMs: 100 });
    expect([turnstile.running, turnstile.queued]).toEqual([2, 0]);
  });

  it('refuses who comes when too many wait, and who waited too long', async () => {
    // GIVEN a full queue
    const { turnstile, time } = open();
    await Promise.all([turnstile.enter(stays()), turnstile.enter(stays())]);
    const waiting = [turnstile.enter(stays()), turnstile.enter(stays()), turnstile.enter(stays())];
    // WHEN one more comes, and then nobody leaves
    const tooMany = await turnstile.enter(stays());
    await time.advance(1000);
    // THEN it is refused at once, and the others when their time is over
    expect(tooMany).toMatchObject({ kind: 'refused', why: 'queue-full' });
    for (const late of await Promise.all(waiting)) expect(late).toMatchObject({ kind: 'refused', why: 'queue-time' });
    expect(turnstile.queued).toBe(0);
  });

  it('gives the place of one that went away to the next', async () => {
    // GIVEN one that waits and goes away, and one behind it
    const { turnstile } = open({ concurrent: 1 });
    const first = await turnstile.enter(stays());
    const gone = new AbortController();
    const second = turnstile.enter(gone.signal);
    const third = turnstile.enter(stays());
    gone.abort();
    // WHEN the first leaves
    leave(first);
    // THEN the third runs
    expect(await second).toEqual({ kind: 'abandoned' });
    expect(await third).toMatchObject({ kind: 'admitted' });
  });

  it('refuses beyond the rate until the oldest has left the window, and says when', async () => {
    // GIVEN a window that is full
    const { turnstile, time } = open({ perWindow: 2, concurrent: 10 });
    await turnstile.enter(stays());
    await time.advance(200);
    await turnstile.enter(stays());
    // WHEN a third comes, at once and at the time it is told
    const early = await turnstile.enter(stays());
    await time.advance(300);
    const later = await turnstile.enter(stays());
    // THEN only the second attempt passes
    expect(early).toEqual({ kind: 'refused', why: 'rate', retryAfterMs: 300 });
    expect(later.kind).toBe('admitted');
  });

  it('never has more at once or in a window than allowed, whatever comes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ gap: fc.integer({ min: 0, max: 200 }), leaves: fc.boolean() }), { maxLength: 80 }),
        async (steps) => {
          const { turnstile, time } = open();
          const inside: Admission[] = [];
          const entered: number[] = [];
          for (const { gap, leaves } of steps) {
            await time.advance(gap);
            if (leaves) leave(inside.shift());
            const queuedBefore = turnstile.queued;
            const runningBefore = turnstile.running;
            const at = time.now();
            void turnstile.enter(stays()).then((admission) => {
              if (admission.kind === 'admitted') inside.push(admission);
              return admission;
            });
            await Promise.resolve();
            await Promise.resolve();
            if (turnstile.queued + turnstile.running > queuedBefore + runningBefore) entered.push(at);
            expect(turnstile.running).toBeLessThanOrEqual(limits.concurrent);
            expect(turnstile.queued).toBeLessThanOrEqual(limits.queued);
            // Nobody waits beside an empty place.
            expect(turnstile.queued === 0 || turnstile.running === limits.concurrent).toBe(true);
          }
          for (const at of entered)
            expect(entered.filter((other) => other > at - limits.windowMs && other <= at).length).toBeLessThanOrEqual(limits.perWindow);
        },
      ),
    );
  });
});
