import type { Clock } from './ports.ts';
import type { SetAsideRecord } from './set-aside-record.ts';
import { writeSetAside } from './set-aside-record.ts';
import type { AttemptProps, Ending } from './work-attempt.ts';
import { attemptWork, describeFailure } from './work-attempt.ts';
import type { WorkCounts, WorkEvent, WorkHold, WorkOutcome } from './work-outcome.ts';
import type { TakenWork, WorkQueue } from './work-queue.ts';

export interface WorkProps {
  readonly queue: WorkQueue;
  /** Does what a message asks for; safe to do twice. What it throws counts as failed, not final. */
  readonly handle: (text: string, hold: WorkHold) => Promise<WorkOutcome>;
  readonly clock: Clock;
  /** Waits; rejects once the signal is aborted. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly onEvent: (event: WorkEvent) => void;
  /** Told to stop: nothing new is taken, what is begun gets `graceMs` and is given back then. */
  readonly signal: AbortSignal;
  /** Messages worked on at the same time. @default 1 */
  readonly parallel?: number;
  /** Time a message is hidden for, renewed three times as often. @default 300000 */
  readonly hideMs?: number;
  /** Tries after which a message is set aside. @default 5 */
  readonly maxTries?: number;
  /** Time for what is begun when the worker is told to stop. @default 20000 */
  readonly graceMs?: number;
  /** Time after which nothing new is taken. @default - no limit */
  readonly takesForMs?: number;
  /** Most messages taken. @default - no limit */
  readonly maxMessages?: number;
  /** Ends when nothing is to be had, in place of waiting for more. @default false */
  readonly endsWhenEmpty?: boolean;
}

/** Longest pause between two looks into an empty queue. */
const mostIdleMs = 30_000;
/** Failures of the queue in a row after which a worker gives up: something is wrong that waiting does not mend. */
const mostTroubles = 6;

/** Pause before a message that failed comes back: half a minute, doubling, at most a quarter of an hour. */
export function pauseAfter(tries: number): number {
  return Math.min(30_000 * 2 ** Math.max(0, tries - 1), 900_000);
}

/**
 * Works a queue: takes messages, hands them to the handler, renews their time while it works, and ends each in exactly one way: finished, given
 * back for another try, set aside with the reason, or lost to another worker. A message is taken away only after what it asks for is there.
 *
 * @returns what happened, once told to stop, or empty where that ends it
 * @throws AppError of the queue where it cannot be asked, at once for the first look, else after some tries
 */
export async function runWork(props: WorkProps): Promise<WorkCounts> {
  const { queue, clock, sleep, signal } = props;
  const { parallel = 1, hideMs = 300_000, maxTries = 5, takesForMs = Infinity, maxMessages = Infinity, endsWhenEmpty = false } = props;
  const { tell, counts } = countEvents(props.onEvent);
  const stop = watchForStop(props);
  const one: OneProps = { handle: props.handle, clock, sleep, hideMs, maxTries, stop: stop.signal, tell };
  const startMs = clock.now();
  let taken = 0;
  let hasAnswered = false;
  const rest = async (milliseconds: number): Promise<void> => {
    await sleep(milliseconds, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  };

  async function lane(): Promise<void> {
    let idleMs = 1000;
    let troubles = 0;
    while (!signal.aborted && taken < maxMessages && clock.now() - startMs < takesForMs) {
      // Counted before it is there: the other lanes must not take too many meanwhile.
      taken += 1;
      let work: TakenWork | undefined;
      try {
        work = await queue.take(hideMs, signal);
        hasAnswered = true;
        troubles = 0;
      } catch (error) {
        taken -= 1;
        if (signal.aborted) return;
        troubles += 1;
        if (!hasAnswered || troubles >= mostTroubles) throw error;
        tell({ kind: 'trouble', ...describeFailure(error) });
        await rest(1000 * 2 ** troubles);
        continue;
      }
      if (work !== undefined) {
        idleMs = 1000;
        await workOne(work, one);
        continue;
      }
      taken -= 1;
      if (endsWhenEmpty) return;
      await rest(idleMs);
      idleMs = Math.min(idleMs * 2, mostIdleMs);
    }
  }

  try {
    const lanes = await Promise.allSettled(Array.from({ length: parallel }, lane));
    for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason;
    return counts;
  } finally {
    stop.end();
  }
}

function countEvents(onEvent: WorkProps['onEvent']): { readonly tell: (event: WorkEvent) => void; readonly counts: WorkCounts } {
  const counts = { done: 0, repeated: 0, failed: 0, setAside: 0, lost: 0, givenBack: 0, trouble: 0 };
  return {
    counts,
    tell: (event) => {
      if (event.kind === 'done') counts[event.isRepeat ? 'repeated' : 'done'] += 1;
      else if (event.kind === 'set-aside') counts.setAside += 1;
      else if (event.kind === 'given-back') counts.givenBack += 1;
      else if (event.kind !== 'taken') counts[event.kind] += 1;
      onEvent(event);
    },
  };
}

/** A signal that follows the one that tells to stop after the time of grace. */
function watchForStop({ signal, sleep, graceMs = 20_000 }: WorkProps): { readonly signal: AbortSignal; end(): void } {
  const late = new AbortController();
  const over = new AbortController();
  const begin = (): void => {
    sleep(graceMs, over.signal).then(
      () => late.abort(),
      () => undefined,
    );
  };
  if (signal.aborted) begin();
  else signal.addEventListener('abort', begin, { once: true });
  return {
    signal: late.signal,
    end: () => {
      signal.removeEventListener('abort', begin);
      over.abort();
    },
  };
}

interface OneProps extends AttemptProps {
  readonly tell: (event: WorkEvent) => void;
}

async function workOne(work: TakenWork, props: OneProps): Promise<void> {
  const { tell, maxTries } = props;
  const { id, tries } = work;
  tell({ kind: 'taken', id, tries });
  try {
    if (tries > maxTries) {
      // Whoever took it before died or was killed over it: no word of why is left, and it would kill us too.
      const before = `It was taken ${tries - 1} times, and never finished, given back or set aside.`;
      await setAside(work, { code: 'MXDR-WORK-TOO-MANY-TRIES', message: before }, props);
    } else {
      await end(work, await attemptWork(work, props), props);
    }
  } catch (error) {
    // Nothing is lost by it: the message comes back when its time is over.
    tell({ kind: 'trouble', ...describeFailure(error) });
  }
}

async function end(work: TakenWork, ending: Ending, props: OneProps): Promise<void> {
  const { tell, maxTries } = props;
  const { id, tries } = work;
  switch (ending.status) {
    case 'lost':
      return tell({ kind: 'lost', id });
    case 'stopped':
      return tell({ kind: (await work.giveBack(0)) === 'held' ? 'given-back' : 'lost', id });
    case 'done':
      // Told first: it is done, even where the message cannot be taken away and whoever gets it next finds that.
      tell({ kind: 'done', id, detail: ending.detail, isRepeat: ending.isRepeat });
      await work.finish();
      return undefined;
    case 'failed': {
      const { code, message, isFinal } = ending;
      if (isFinal || tries >= maxTries) return setAside(work, { code, message }, props);
      const pauseMs = pauseAfter(tries);
      if ((await work.giveBack(pauseMs)) === 'lost') return tell({ kind: 'lost', id });
      return tell({ kind: 'failed', id, code, message, pauseMs });
    }
  }
}

async function setAside(work: TakenWork, reason: SetAsideRecord['reason'], { tell, clock, hideMs }: OneProps): Promise<void> {
  const { id, tries, queuedAt, text } = work;
  // Another worker may be about to finish it, and then there is nothing to look after.
  if ((await work.renew(hideMs)) === 'lost') return tell({ kind: 'lost', id });
  const setAsideAt = new Date(clock.now()).toISOString();
  await work.setAside(writeSetAside({ schemaVersion: 1, reason, tries, queuedAt, setAsideAt, text }));
  return tell({ kind: 'set-aside', id, ...reason });
}
