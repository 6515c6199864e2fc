import type { Clock } from '@mxdr/core';
import { limitInvalid } from './errors.ts';
import type { Sleep } from './pause.ts';
import { pause } from './pause.ts';

/**
 * What one identity may ask of the query service. The service allows 5 queries at a time and 200 in 30 seconds for each identity and each
 * address that queries come from (Azure Monitor service limits, log queries); the defaults leave room for a person beside a fleet.
 */
export interface IdentityLimits {
  /** Requests under way at a time. @default 4 */
  readonly concurrency?: number;
  /** Requests that may begin within `periodMs`. @default 150 */
  readonly requestsPerPeriod?: number;
  /** @default 30000 */
  readonly periodMs?: number;
  /** Requests that may wait for their turn; more are refused. @default 1000 */
  readonly maxQueued?: number;
}

export const defaultIdentityLimits = {
  concurrency: 4,
  requestsPerPeriod: 150,
  periodMs: 30_000,
  maxQueued: 1000,
} as const satisfies Required<IdentityLimits>;

export interface IdentityLimiterProps {
  readonly limits?: IdentityLimits;
  /** A clock that never goes back; only differences count. @default performance.now */
  readonly clock?: Clock;
  /** @default a timer */
  readonly sleep?: Sleep;
}

/** What a turn ended in. */
export type Turn<T> = { readonly kind: 'done'; readonly value: T; readonly queuedMs: number } | { readonly kind: 'queue-full' };

/** Lets the requests of one identity through, whichever workspace they go to. One for each identity and process. */
export interface IdentityLimiter {
  /**
   * Works when its turn has come. Requests of one workspace keep their order; the turn goes round the workspaces, so that one with a
   * hundred questions does not keep another waiting for its first.
   *
   * Rejects with the signal's reason once it is aborted, also while waiting, and with what the work rejects with.
   */
  take<T>(workspace: string, work: () => Promise<T>, signal: AbortSignal | undefined): Promise<Turn<T>>;
  /** The service has asked this identity to wait: no further request begins for so long. */
  rest(milliseconds: number): void;
  /** For progress: requests under way, and those that wait. */
  readonly load: { readonly running: number; readonly queued: number };
}

interface Waiting {
  readonly start: (queuedMs: number) => void;
  readonly since: number;
}

/** @throws AppError `MXDR-AZURE-LIMIT-INVALID` */
export function createIdentityLimiter(props: IdentityLimiterProps = {}): IdentityLimiter {
  const { concurrency, requestsPerPeriod, periodMs, maxQueued } = completeIdentityLimits(props.limits ?? {});
  const clock = props.clock ?? { now: () => performance.now() };
  const sleep = props.sleep ?? pause;
  /** By workspace, in the order in which their turns come. */
  const queues = new Map<string, Waiting[]>();
  /** Instants at which the latest requests began, the oldest first; as many as a period may hold. */
  const begun: number[] = [];
  let running = 0;
  let queued = 0;
  let restsUntil = -Infinity;
  let alarm: AbortController | undefined;

  const waitMs = (): number => {
    const before = begun.length < requestsPerPeriod ? undefined : begun[0];
    return Math.max(0, restsUntil - clock.now(), before === undefined ? 0 : before + periodMs - clock.now());
  };

  /** The oldest request of the workspace whose turn it is; that workspace goes to the end of the round. */
  const next = (): Waiting | undefined => {
    for (const [workspace, waiting] of queues) {
      queues.delete(workspace);
      const first = waiting.shift();
      if (waiting.length > 0) queues.set(workspace, waiting);
      if (first !== undefined) return first;
    }
    return undefined;
  };

  const startNext = (): void => {
    const first = next();
    if (first === undefined) return;
    queued -= 1;
    running += 1;
    const now = clock.now();
    begun.push(now);
    if (begun.length > requestsPerPeriod) begun.shift();
    first.start(now - first.since);
  };

  const wakeIn = (milliseconds: number): void => {
    if (alarm !== undefined) return;
    const own = new AbortController();
    alarm = own;
    const ring = (): void => {
      if (alarm === own) alarm = undefined;
      pump();
    };
    // An alarm is cancelled only when nobody waits any more; then there is nothing to start either.
    void sleep(milliseconds, own.signal).then(ring, () => undefined);
  };

  const pump = (): void => {
    while (queued > 0 && running < concurrency) {
      const wait = waitMs();
      if (wait > 0) {
        wakeIn(wait);
        return;
      }
      startNext();
    }
    if (queued === 0) {
      alarm?.abort();
      alarm = undefined;
    }
  };

  const awaitTurn = async (workspace: string, signal: AbortSignal | undefined): Promise<number> =>
    new Promise((resolve, reject) => {
      const given = (): void => {
        const waiting = queues.get(workspace);
        const at = waiting?.indexOf(one) ?? -1;
        if (waiting === undefined || at === -1) return;
        waiting.splice(at, 1);
        if (waiting.length === 0) queues.delete(workspace);
        queued -= 1;
        const reason: Error = signal?.reason;
        reject(reason);
        pump();
      };
      const one: Waiting = {
        since: clock.now(),
        start: (queuedMs) => {
          signal?.removeEventListener('abort', given);
          resolve(queuedMs);
        },
      };
      const waiting = queues.get(workspace);
      if (waiting === undefined) queues.set(workspace, [one]);
      else waiting.push(one);
      queued += 1;
      signal?.addEventListener('abort', given, { once: true });
      pump();
    });

  return {
    get load() {
      return { running, queued };
    },
    rest(milliseconds) {
      restsUntil = Math.max(restsUntil, clock.now() + milliseconds);
    },
    async take(workspace, work, signal) {
      signal?.throwIfAborted();
      if (queued >= maxQueued) return { kind: 'queue-full' };
      const queuedMs = await awaitTurn(workspace, signal);
      try {
        return { kind: 'done', value: await work(), queuedMs };
      } finally {
        running -= 1;
        pump();
      }
    },
  };
}

function completeIdentityLimits(limits: IdentityLimits): Required<IdentityLimits> {
  const complete = { ...defaultIdentityLimits, ...limits };
  for (const name of ['concurrency', 'requestsPerPeriod', 'periodMs', 'maxQueued'] as const) {
    if (!Number.isInteger(complete[name]) || complete[name] < 1) throw limitInvalid(name, complete[name], 'a whole number from 1');
  }
  return complete;
}
