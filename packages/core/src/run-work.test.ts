import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from './app-error.ts';
import { createMemoryQueue } from './memory-queue.ts';
import type { ArchiveStore } from './report-archive.ts';
import { archiveFolder, archiveRecordSchema, createReportArchive } from './report-archive.ts';
import { reportJobKey, reportJobSchema, writeReportJob } from './report-job.ts';
import { pauseAfter, runWork } from './run-work.ts';
import type { WorkProps } from './run-work.ts';
import { setAsideSchema } from './set-aside-record.ts';
import { createMemoryArchive } from './testing/memory-archive.ts';
import { createVirtualTime } from './testing/virtual-time.ts';
import type { WorkEvent } from './work-outcome.ts';
import type { TakenWork, WorkQueue } from './work-queue.ts';

const done = { status: 'done', detail: '', isRepeat: false } as const;

/** A queue with these messages, and a worker of it that ends when nothing is left. */
async function setUp(texts: readonly string[], overrides: Partial<WorkProps> = {}) {
  const time = createVirtualTime();
  const queue = createMemoryQueue(time.clock);
  for (const text of texts) await queue.put(text);
  const events: WorkEvent[] = [];
  const stop = new AbortController();
  const start = async (more: Partial<WorkProps> = {}) =>
    runWork({
      queue,
      handle: async () => done,
      clock: time.clock,
      sleep: time.sleep,
      onEvent: (event) => events.push(event),
      signal: stop.signal,
      endsWhenEmpty: true,
      ...overrides,
      ...more,
    });
  return { time, queue, events, stop, start, kinds: () => events.map(({ kind }) => kind) };
}

describe('a worker', () => {
  it('does each message once and takes it away when it is done', async () => {
    // GIVEN three messages
    const handled: string[] = [];
    const { time, queue, start } = await setUp(['a', 'b', 'c'], {
      handle: async (text) => {
        handled.push(text);
        return done;
      },
    });
    // WHEN it works
    const counts = await time.run(start());
    // THEN each was done, and the queue is empty
    expect(handled).toEqual(['a', 'b', 'c']);
    expect(counts).toMatchObject({ done: 3, failed: 0, setAside: 0 });
    expect(queue.waiting).toEqual([]);
  });

  it('renews the time of a message while it works on it, so that no other takes it', async () => {
    // GIVEN work of an hour, and messages that are hidden for five minutes
    const { time, start } = await setUp(['long']);
    let begun = 0;
    const handle: WorkProps['handle'] = async () => {
      begun += 1;
      await time.sleep(3_600_000);
      return done;
    };
    // WHEN two workers look for an hour
    const counts = await time.run(Promise.all([start({ handle }), start({ handle, endsWhenEmpty: false, takesForMs: 3_600_000 })]));
    // THEN one of them did it
    expect(begun).toBe(1);
    expect(counts.reduce((sum, one) => sum + one.done, 0)).toBe(1);
  });

  it('tries again after a pause that grows, then sets the message aside with the reason', async () => {
    // GIVEN a message that always fails
    const { time, queue, events, start } = await setUp(['bad'], {
      endsWhenEmpty: false,
      takesForMs: 7_200_000,
      maxTries: 3,
      handle: async () => {
        throw new AppError({ kind: 'external', code: 'MXDR-TEST', message: 'Denied.', why: 'No role.', mend: 'Grant it.' });
      },
    });
    // WHEN it is worked on for two hours
    const counts = await time.run(start());
    // THEN it was tried three times with pauses, and is kept with what was wrong
    expect(counts).toMatchObject({ failed: 2, setAside: 1, done: 0 });
    expect(events.flatMap((event) => (event.kind === 'failed' ? [event.pauseMs] : []))).toEqual([pauseAfter(1), pauseAfter(2)]);
    expect(queue.waiting).toEqual([]);
    expect(queue.aside.map((text) => setAsideSchema.parse(JSON.parse(text)))).toMatchObject([
      { reason: { code: 'MXDR-TEST', message: 'Denied. No role.' }, tries: 3, text: 'bad' },
    ]);
  });

  it('sets aside at once what no further try would mend', async () => {
    const { time, queue, start } = await setUp(['no job'], {
      handle: async () => ({ status: 'failed', code: 'MXDR-JOB-INVALID', message: 'not a job', isFinal: true }),
    });
    expect(await time.run(start())).toMatchObject({ setAside: 1, failed: 0 });
    expect(queue.aside).toHaveLength(1);
  });

  it('sets aside without a try what has killed its workers', async () => {
    // GIVEN a message that was taken twice and never ended
    let begun = 0;
    const { time, queue, start } = await setUp(['killer'], {
      maxTries: 2,
      hideMs: 1000,
      handle: async () => {
        begun += 1;
        return done;
      },
    });
    await queue.take(10);
    await time.run(time.sleep(20));
    await queue.take(10);
    await time.run(time.sleep(20));
    // WHEN a third worker takes it
    await time.run(start());
    // THEN nobody tries it again
    expect(begun).toBe(0);
    expect(queue.aside.map((text) => setAsideSchema.parse(JSON.parse(text)).reason.code)).toEqual(['MXDR-WORK-TOO-MANY-TRIES']);
  });

  it('stops working on a message that another has taken over, and publishes nothing', async () => {
    // GIVEN a worker whose renewals do not arrive, so that another takes its message
    const { time, queue, start } = await setUp(['slow'], { hideMs: 60_000 });
    const published: string[] = [];
    const unheard: WorkQueue = {
      ...queue,
      take: async (hideMs) => {
        const work = await queue.take(hideMs);
        return work === undefined ? undefined : { ...work, renew: async () => Promise.reject(new Error('network')) };
      },
    };
    const handleAs =
      (who: string): WorkProps['handle'] =>
      async (_text, hold) => {
        await time.sleep(who === 'cut off' ? 600_000 : 1000, hold.signal);
        await hold.confirm();
        published.push(who);
        return done;
      };
    // WHEN both work
    const [cutOff, other] = await time.run(
      Promise.all([
        start({ queue: unheard, handle: handleAs('cut off'), maxMessages: 1 }),
        time.sleep(1).then(async () => start({ handle: handleAs('other'), endsWhenEmpty: false, takesForMs: 300_000 })),
      ]),
    );
    // THEN the other alone published
    expect(published).toEqual(['other']);
    expect(cutOff).toMatchObject({ lost: 1, done: 0 });
    expect(other).toMatchObject({ done: 1 });
    expect(queue.waiting).toEqual([]);
  });

  it('finishes what it has begun when it is told to stop, and takes nothing new', async () => {
    // GIVEN two messages, the first one at work
    const { time, queue, stop, start } = await setUp(['a', 'b'], {
      handle: async () => {
        stop.abort();
        await time.sleep(10_000);
        return done;
      },
    });
    // WHEN it is told to stop meanwhile
    const counts = await time.run(start());
    // THEN the first is done and the second waits
    expect(counts).toMatchObject({ done: 1, givenBack: 0 });
    expect(queue.waiting).toEqual(['b']);
  });

  it.each([true, false])('gives back what it cannot finish in time, whether the work heeds it or not (%s)', async (heeds) => {
    // GIVEN work that takes longer than there is time to stop
    const { time, queue, stop, start } = await setUp(['long'], {
      graceMs: 20_000,
      handle: async (_text, hold) => {
        stop.abort();
        await time.sleep(3_600_000, heeds ? hold.signal : undefined);
        return done;
      },
    });
    const startMs = time.clock.now();
    // WHEN it is told to stop
    const counts = await time.run(start());
    // THEN the message can be taken again at once, within the time that a container gets
    expect(counts).toMatchObject({ givenBack: 1, done: 0 });
    expect(time.clock.now() - startMs).toBeLessThan(25_000);
    expect(await queue.take(1000)).toMatchObject({ text: 'long', tries: 2 });
  });

  it('takes no more than it was told to, and nothing after its time', async () => {
    const few = await setUp(['a', 'b', 'c', 'd'], { maxMessages: 3, parallel: 2 });
    await few.time.run(few.start());
    expect(few.queue.waiting).toEqual(['d']);
    const late = await setUp(['a', 'b', 'c'], { takesForMs: 1000 });
    await late.time.run(
      late.start({
        handle: async () => {
          await late.time.sleep(600);
          return done;
        },
      }),
    );
    expect(late.queue.waiting).toEqual(['c']);
  });

  it('fails at once where the queue cannot be asked, and bears some trouble later on', async () => {
    // GIVEN a queue that nobody may ask, and one that is away for a while
    const denied = new AppError({ kind: 'external', code: 'MXDR-DENIED', message: 'No.', mend: 'Grant it.' });
    const { time, queue, start, kinds } = await setUp(['a']);
    const never: WorkQueue = { ...queue, take: async () => Promise.reject(denied) };
    let asked = 0;
    const flaky: WorkQueue = {
      ...queue,
      take: async (hideMs) => {
        asked += 1;
        return asked > 1 && asked < 4 ? Promise.reject(denied) : queue.take(hideMs);
      },
    };
    // THEN the first is told, the second got over
    await expect(time.run(start({ queue: never }))).rejects.toBe(denied);
    expect(await time.run(start({ queue: flaky }))).toMatchObject({ done: 1, trouble: 2 });
    expect(kinds()).toEqual(['taken', 'done', 'trouble', 'trouble']);
  });

  it('counts as done what is done, though the message could not be taken away', async () => {
    const { time, queue, start } = await setUp(['a']);
    const stubborn: WorkQueue = {
      ...queue,
      take: async (hideMs) => {
        const work = await queue.take(hideMs);
        return work === undefined ? undefined : { ...work, finish: async () => Promise.reject(new Error('network')) };
      },
    };
    expect(await time.run(start({ queue: stubborn }))).toMatchObject({ done: 1, trouble: 1 });
    expect(queue.waiting).toEqual(['a']);
  });
});

/** Stands between a worker and the world: from its last call on, nothing that the worker asks for happens, and nobody answers it. */
function mortal(calls: number) {
  let left = calls;
  const die: { now?: () => void } = {};
  const death = new Promise<void>((resolve) => {
    die.now = resolve;
  });
  const live = async <T>(act: () => Promise<T>): Promise<T> => {
    left -= 1;
    if (left < 0) {
      die.now?.();
      return new Promise<T>(() => {});
    }
    return act();
  };
  return { live, death };
}

describe('workers of one queue', () => {
  it('make each report exactly once, however often they die and whatever is queued twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          // Index of the job that each message asks for: some ask for the same.
          jobs: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 8 }),
          // Calls that each worker lives for; those after them live for ever.
          lives: fc.array(fc.integer({ min: 1, max: 14 }), { maxLength: 8 }),
          // How long the documents of a message take, beside a time of hiding of 30 s.
          workMs: fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 5 }),
          maxTries: fc.integer({ min: 1, max: 4 }),
        }),
        async ({ jobs, lives, workMs, maxTries }) => {
          // GIVEN messages, some of them twice, and two workers at a time, most of which will die
          const time = createVirtualTime();
          const queue = createMemoryQueue(time.clock);
          const store = createMemoryArchive();
          const places = jobs.map((index) => {
            const job = reportJobSchema.parse({ customerId: 'contoso', report: 'service-review', period: '2026-10', edition: index + 1 });
            return { job, definitionSha256: 'd'.repeat(64), key: reportJobKey(job, 'd'.repeat(64)) };
          });
          for (const { job } of places) await queue.put(writeReportJob(job));
          const written = new Map<string, number>();
          let attempts = 0;

          const startWorker = async (life: number): Promise<void> => {
            const { live, death } = mortal(life);
            const mortalWork = (work: TakenWork): TakenWork => ({
              ...work,
              renew: async (hideMs) => live(async () => work.renew(hideMs)),
              finish: async () => live(async () => work.finish()),
              giveBack: async (afterMs) => live(async () => work.giveBack(afterMs)),
              setAside: async (record) => live(async () => work.setAside(record)),
            });
            const mortalStore: ArchiveStore = {
              ...store,
              writeNew: async (name, bytes) =>
                live(async () => {
                  const outcome = await store.writeNew(name, bytes);
                  if (outcome === 'written') written.set(name, (written.get(name) ?? 0) + 1);
                  return outcome;
                }),
              read: async (name) => live(async () => store.read(name)),
            };
            const archive = createReportArchive(mortalStore);
            const work = runWork({
              queue: {
                ...queue,
                take: async (hideMs) => {
                  const message = await live(async () => queue.take(hideMs));
                  return message === undefined ? undefined : mortalWork(message);
                },
              },
              handle: async (text, hold) => {
                const place = places.find(({ job }) => writeReportJob(job) === text)!;
                if ((await archive.find(place)) !== undefined) return { ...done, isRepeat: true };
                attempts += 1;
                const own = attempts;
                const attempt = archive.begin(place, `a${own}`);
                await attempt.sink.write('a.html', `html ${own}`);
                await time.sleep(workMs[own % workMs.length] ?? 0, hold.signal);
                await attempt.sink.write('b.pdf', `pdf ${own}`);
                await hold.confirm();
                const { isOurs } = await attempt.publish({ state: 'complete', summary: '', publishedAt: '', toolVersion: '' });
                return { ...done, isRepeat: !isOurs };
              },
              clock: time.clock,
              sleep: time.sleep,
              onEvent: () => {},
              signal: new AbortController().signal,
              hideMs: 30_000,
              maxTries,
              takesForMs: 1_500_000,
            });
            await Promise.race([work, death]);
          };

          // WHEN one dies, the next takes its place
          const waiting = [...lives];
          const place = async (): Promise<void> => {
            for (let life = waiting.shift(); life !== undefined; life = waiting.shift()) await startWorker(life);
            await startWorker(Infinity);
          };
          await time.run(Promise.all([place(), place()]));

          // THEN nothing waits, and each job was done or lies aside with its message
          expect(queue.waiting).toEqual([]);
          const aside = queue.aside.map((text) => setAsideSchema.parse(JSON.parse(text)).text);
          for (const one of places) {
            const name = `${archiveFolder(one)}/record.json`;
            const bytes = store.files.get(name);
            if (bytes === undefined) {
              expect(aside).toContain(writeReportJob(one.job));
              continue;
            }
            // AND a report was published once, of documents of one attempt
            expect(written.get(name)).toBe(1);
            const record = archiveRecordSchema.parse(JSON.parse(Buffer.from(bytes).toString()));
            const texts = record.files.map((file) =>
              Buffer.from(store.files.get(`${archiveFolder(one)}/${record.attempt}/${file.name}`) ?? []).toString(),
            );
            const number = record.attempt.slice(1);
            expect(texts).toEqual([`html ${number}`, `pdf ${number}`]);
          }
          // AND with tries to spare nothing had to be set aside
          if (lives.length < maxTries) expect(aside).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });
});
