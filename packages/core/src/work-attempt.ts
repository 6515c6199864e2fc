import { AppError } from './app-error.ts';
import type { Clock } from './ports.ts';
import type { WorkHold, WorkOutcome } from './work-outcome.ts';
import type { TakenWork } from './work-queue.ts';

export interface AttemptProps {
  readonly handle: (text: string, hold: WorkHold) => Promise<WorkOutcome>;
  readonly clock: Clock;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Time a message is hidden for, renewed three times as often. */
  readonly hideMs: number;
  /** Tries after which a message is set aside. */
  readonly maxTries: number;
  /** Aborted when what is begun has to be given back. */
  readonly stop: AbortSignal;
}

/** A handler that does not heed its signal is not waited for longer. */
const deafMs = 3_000;

const lostReason = new AppError({
  kind: 'external',
  code: 'MXDR-WORK-LOST',
  message: 'Another worker has taken the message over.',
  mend: 'Nothing to do: the other worker ends it.',
});
const stopReason = new AppError({
  kind: 'external',
  code: 'MXDR-WORK-STOPPED',
  message: 'The worker was told to stop before this was finished.',
  mend: 'Nothing to do: the message was given back.',
});

/** Why something failed, in words for a log, and whether trying again would end the same. */
export function describeFailure(error: unknown): { readonly code: string; readonly message: string; readonly isFinal: boolean } {
  if (error instanceof AppError) {
    const why = error.why === undefined ? '' : ` ${error.why}`;
    // What a person has to mend stays as it is, however often it is tried.
    return { code: error.code, message: `${error.message}${why}`, isFinal: error.kind === 'usage' };
  }
  return { code: 'MXDR-INTERNAL', message: error instanceof Error ? error.message : String(error), isFinal: false };
}

/** How the work on a message ended, or that it did not. */
export type Ending = WorkOutcome | { readonly status: 'lost' } | { readonly status: 'stopped' };

/** Hands a message to the handler and keeps it ours meanwhile. Never throws: what the handler throws is a failure. */
export async function attemptWork(work: TakenWork, props: AttemptProps): Promise<Ending> {
  const { handle, stop, clock, sleep, hideMs, maxTries } = props;
  if (stop.aborted) return { status: 'stopped' };
  const hold = new AbortController();
  const over = new AbortController();
  let heldUntilMs = clock.now() + hideMs;
  const renew = async (): Promise<void> => {
    const askedMs = clock.now();
    if ((await work.renew(hideMs)) === 'lost') hold.abort(lostReason);
    else heldUntilMs = askedMs + hideMs;
  };
  const keep = async (): Promise<void> => {
    while (!over.signal.aborted && !hold.signal.aborted) {
      await sleep(hideMs / 3, over.signal);
      // A queue that cannot be asked is asked again, as long as the message can still be ours.
      await renew().catch(() => {
        if (clock.now() >= heldUntilMs) hold.abort(lostReason);
      });
    }
  };
  keep().catch(() => undefined);
  const giveUp = (): void => hold.abort(stopReason);
  stop.addEventListener('abort', giveUp, { once: true });
  try {
    const working = handle(work.text, {
      tries: work.tries,
      isLastTry: work.tries >= maxTries,
      signal: hold.signal,
      confirm: async () => {
        hold.signal.throwIfAborted();
        await renew();
        hold.signal.throwIfAborted();
      },
    });
    return await Promise.race([working, goneDeaf(hold.signal, sleep, over.signal)]);
  } catch (error) {
    if (hold.signal.aborted) return { status: hold.signal.reason === lostReason ? 'lost' : 'stopped' };
    return { status: 'failed', ...describeFailure(error) };
  } finally {
    over.abort();
    stop.removeEventListener('abort', giveUp);
  }
}

/** Rejects some time after the signal: whoever did not heed it by then is left alone. */
async function goneDeaf(signal: AbortSignal, sleep: AttemptProps['sleep'], over: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const refuse = (): void => reject(signal.reason instanceof Error ? signal.reason : stopReason);
    signal.addEventListener('abort', () => void sleep(deafMs, over).then(refuse, refuse), { once: true });
  });
}
