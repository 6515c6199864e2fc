import { setTimeout as delay } from 'node:timers/promises';
import type { RunnerPorts, StackFailure } from './run-stack.ts';
import type { StackTarget } from './stack-target.ts';

/** Attempts in all, the first included. */
const mostAttempts = 3;
const firstPauseMs = 20_000;

/** Waits; ends early, and without an error, once the signal is aborted. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/**
 * Does a piece of work again while Azure says that it is busy: a few times, after pauses that double and are spread by a quarter either way, so
 * that a fleet does not come back all at once. Every other failure is final at once.
 * @param work told which attempt it is, from 1
 */
export async function repeatWhileBusy<R extends { readonly kind: string }>(
  ports: RunnerPorts,
  target: StackTarget,
  step: 'plan' | 'apply',
  work: (attempt: number) => Promise<R | StackFailure>,
): Promise<R | StackFailure> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await work(attempt);
    if (!('isBusy' in result)) return result;
    if (attempt === mostAttempts) {
      const { failure } = result;
      return { ...result, failure: { ...failure, message: `${failure.message} It stayed so for ${mostAttempts} attempts.` } };
    }
    const pauseMs = Math.round(firstPauseMs * 2 ** (attempt - 1) * (0.75 + ports.random() / 2));
    ports.onProgress({
      stackId: target.id,
      step,
      detail: `Azure is busy: attempt ${attempt + 1} of ${mostAttempts} in ${Math.round(pauseMs / 1000)} seconds`,
    });
    await ports.pause(pauseMs, ports.signal);
    if (ports.signal.aborted) return result;
  }
}
