import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIdentityLimiter } from './identity-limiter.ts';
import { createVirtualTime } from './testing/virtual-time.ts';

interface Job {
  readonly workspace: string;
  readonly arrivesAtMs: number;
  readonly takesMs: number;
  /** Milliseconds after its arrival at which nobody wants it any more. */
  readonly givenUpAfterMs: number | undefined;
  readonly fails: boolean;
  /** The service asks the identity to wait for so long as this one ends. */
  readonly restMs: number;
}

const jobs = fc.array(
  fc.record<Job>({
    workspace: fc.constantFrom('a', 'b', 'c', 'd'),
    arrivesAtMs: fc.integer({ min: 0, max: 3000 }),
    takesMs: fc.integer({ min: 0, max: 2000 }),
    givenUpAfterMs: fc.option(fc.integer({ min: 0, max: 4000 }), { nil: undefined, freq: 4 }),
    fails: fc.boolean(),
    restMs: fc.constantFrom(0, 0, 0, 0, 1500),
  }),
  { minLength: 1, maxLength: 30 },
);
const bounds = fc.record({
  concurrency: fc.integer({ min: 1, max: 5 }),
  requestsPerPeriod: fc.integer({ min: 1, max: 6 }),
  periodMs: fc.integer({ min: 1, max: 4000 }),
});

/** What a job came to. */
interface Fate {
  readonly job: Job;
  readonly end: 'done' | 'failed' | 'given up';
  readonly startedAtMs: number | undefined;
  /** Jobs that began while it waited, and those of its own workspace that were before it. */
  readonly overtakenBy: number;
  readonly ahead: number;
}

async function run(
  list: readonly Job[],
  limits: { readonly concurrency: number; readonly requestsPerPeriod: number; readonly periodMs: number },
) {
  const time = createVirtualTime();
  const limiter = createIdentityLimiter({ limits, clock: time.clock, sleep: time.sleep });
  const starts: { readonly atMs: number; readonly workspace: string }[] = [];
  const rests: { readonly fromMs: number; readonly untilMs: number }[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  const waiting = new Map<string, number>();

  const live = async (job: Job): Promise<Fate> => {
    await time.sleep(job.arrivesAtMs, undefined);
    const stop = new AbortController();
    const reason = new Error('given up');
    if (job.givenUpAfterMs !== undefined) void time.sleep(job.givenUpAfterMs, undefined).then(() => stop.abort(reason));
    const startsBefore = starts.length;
    const ahead = waiting.get(job.workspace) ?? 0;
    waiting.set(job.workspace, ahead + 1);
    let startedAtMs: number | undefined;
    let overtakenBy = 0;
    const leaveQueue = (): void => {
      waiting.set(job.workspace, waiting.get(job.workspace)! - 1);
    };
    const work = async (): Promise<void> => {
      leaveQueue();
      startedAtMs = time.clock.now();
      overtakenBy = starts.length - startsBefore;
      starts.push({ atMs: startedAtMs, workspace: job.workspace });
      inFlight += 1;
      mostInFlight = Math.max(mostInFlight, inFlight);
      try {
        await time.sleep(job.takesMs, stop.signal);
        if (job.fails) throw new Error('failed');
      } finally {
        inFlight -= 1;
        if (job.restMs > 0) {
          limiter.rest(job.restMs);
          rests.push({ fromMs: time.clock.now(), untilMs: time.clock.now() + job.restMs });
        }
      }
    };
    try {
      await limiter.take(job.workspace, work, stop.signal);
      return { job, end: 'done', startedAtMs, overtakenBy, ahead };
    } catch (error) {
      if (startedAtMs === undefined) leaveQueue();
      return { job, end: error === reason ? 'given up' : 'failed', startedAtMs, overtakenBy, ahead };
    }
  };
  const lives = Promise.all(list.map(live));
  await time.runUntilDone(lives);
  return { fates: await lives, starts, rests, mostInFlight, load: limiter.load };
}

describe('the limiter of an identity', () => {
  it('never lets more through than it may, whatever comes, fails or is given up', async () => {
    await fc.assert(
      fc.asyncProperty(jobs, bounds, async (list, limits) => {
        // WHEN
        const { starts, rests, mostInFlight } = await run(list, limits);
        // THEN never more at a time, and never more in any period, wherever it begins
        expect(mostInFlight).toBeLessThanOrEqual(limits.concurrency);
        const instants = starts.map(({ atMs }) => atMs);
        for (const [index, at] of instants.entries()) {
          const later = instants[index + limits.requestsPerPeriod];
          if (later !== undefined) expect(later - at).toBeGreaterThanOrEqual(limits.periodMs);
          // None while the service wants to be left alone.
          expect(rests.some(({ fromMs, untilMs }) => at > fromMs && at < untilMs)).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('loses nothing: every request is answered, fails by itself, or was given up', async () => {
    await fc.assert(
      fc.asyncProperty(jobs, bounds, async (list, limits) => {
        // WHEN
        const { fates, load } = await run(list, limits);
        // THEN
        for (const { job, end, startedAtMs } of fates) {
          if (end === 'given up') expect(job.givenUpAfterMs).toBeDefined();
          else expect({ end, hasStarted: startedAtMs !== undefined }).toEqual({ end: job.fails ? 'failed' : 'done', hasStarted: true });
        }
        expect(load).toEqual({ running: 0, queued: 0 });
      }),
      { numRuns: 60 },
    );
  });

  it('starves no workspace: while one waits for its turn, every other has at most one', async () => {
    await fc.assert(
      fc.asyncProperty(jobs, bounds, async (list, limits) => {
        // WHEN
        const { fates } = await run(list, limits);
        // THEN each request was overtaken by no more than a round for each request before it
        for (const { overtakenBy, ahead } of fates) expect(overtakenBy).toBeLessThanOrEqual((ahead + 1) * 4);
      }),
      { numRuns: 60 },
    );
  });

  it('takes the workspaces in turn', async () => {
    // GIVEN a workspace with five questions, and another that comes after them with two
    const job = { arrivesAtMs: 0, takesMs: 10, givenUpAfterMs: undefined, fails: false, restMs: 0 };
    const list: Job[] = ['a', 'a', 'a', 'a', 'a', 'b', 'b'].map((workspace) => ({ ...job, workspace }));
    // WHEN one at a time goes through
    const { starts } = await run(list, { concurrency: 1, requestsPerPeriod: 100, periodMs: 1000 });
    // THEN the second is not kept waiting for all of the first
    expect(starts.map(({ workspace }) => workspace).join('')).toBe('aababaa');
  });

  it('tells how long a request waited', async () => {
    // GIVEN one request at a time, each of 100 ms
    const time = createVirtualTime();
    const limiter = createIdentityLimiter({ limits: { concurrency: 1 }, clock: time.clock, sleep: time.sleep });
    const ask = async () => limiter.take('a', async () => time.sleep(100, undefined), undefined);
    // WHEN three are asked
    const turns = Promise.all([ask(), ask(), ask()]);
    await time.runUntilDone(turns);
    // THEN
    expect((await turns).map((turn) => turn.kind === 'done' && turn.queuedMs)).toEqual([0, 100, 200]);
  });

  it('refuses what its queue does not hold, and goes on with the rest', async () => {
    // GIVEN
    const time = createVirtualTime();
    const limiter = createIdentityLimiter({ limits: { concurrency: 1, maxQueued: 2 }, clock: time.clock, sleep: time.sleep });
    // WHEN
    const turns = Promise.all([1, 2, 3, 4].map(async () => limiter.take('a', async () => time.sleep(10, undefined), undefined)));
    await time.runUntilDone(turns);
    // THEN
    expect((await turns).map(({ kind }) => kind)).toEqual(['done', 'done', 'done', 'queue-full']);
  });

  it.each([{ concurrency: 0 }, { requestsPerPeriod: 1.5 }, { periodMs: -1 }, { maxQueued: Number.NaN }])(
    'is not made with %j',
    (limits) => {
      expect(() => createIdentityLimiter({ limits })).toThrow(expect.objectContaining({ code: 'MXDR-AZURE-LIMIT-INVALID' }));
    },
  );
});
