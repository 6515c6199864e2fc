import type { QueryRequest } from '@mxdr/core';
import { limitInvalid } from './errors.ts';
import type { Sleep } from './pause.ts';
import type { Reply } from './query-transport.ts';
import { isTransient } from './transport-failure.ts';

/** Bounds of one query. */
export interface QueryLimits {
  /** Seconds that the service may work on it, 1 to 600. @default 300 */
  readonly serverTimeoutSeconds?: number;
  /** Seconds beyond `serverTimeoutSeconds` until an answer that does not come is given up. @default 60 */
  readonly graceSeconds?: number;
  /** Requests in all, the first included. @default 4 */
  readonly maxAttempts?: number;
  /** Longest pause before another attempt, in seconds. A service that asks for more is not asked again. @default 120 */
  readonly maxPauseSeconds?: number;
  /** Rows at which the service cuts a result off without always saying so. @default 500000 */
  readonly maxRows?: number;
  /** Seconds for everything: waiting for a turn, every request, every pause, every part of a window. @default 1800 */
  readonly totalSeconds?: number;
  /** Windows that one query may be cut into where its result is too large. @default 64 */
  readonly maxParts?: number;
  /** Rows that parts may be joined to; they are held in memory. @default 5000000 */
  readonly maxJoinedRows?: number;
}

/** One request of a query, for a manifest or a log. */
export interface QueryAttempt extends QueryRequest {
  /** From 1 for each window that is asked. */
  readonly attempt: number;
}

export const defaultLimits = {
  serverTimeoutSeconds: 300,
  graceSeconds: 60,
  maxAttempts: 4,
  maxPauseSeconds: 120,
  maxRows: 500_000,
  totalSeconds: 1800,
  maxParts: 64,
  maxJoinedRows: 5_000_000,
} as const satisfies Required<QueryLimits>;

/** @throws AppError `MXDR-AZURE-LIMIT-INVALID` */
export function completeLimits(limits: QueryLimits): Required<QueryLimits> {
  const complete = { ...defaultLimits, ...limits };
  const { serverTimeoutSeconds, graceSeconds, maxAttempts, maxPauseSeconds, totalSeconds } = complete;
  if (!Number.isInteger(serverTimeoutSeconds) || serverTimeoutSeconds < 1 || serverTimeoutSeconds > 600) {
    throw limitInvalid('serverTimeoutSeconds', serverTimeoutSeconds, 'a whole number from 1 to 600');
  }
  if (!(graceSeconds >= 0 && graceSeconds <= 600)) throw limitInvalid('graceSeconds', graceSeconds, 'a number from 0 to 600');
  if (!Number.isInteger(maxAttempts) || maxAttempts < 1 || maxAttempts > 10)
    throw limitInvalid('maxAttempts', maxAttempts, 'a whole number from 1 to 10');
  if (!(maxPauseSeconds >= 0 && maxPauseSeconds <= 3600)) throw limitInvalid('maxPauseSeconds', maxPauseSeconds, 'a number from 0 to 3600');
  if (!(totalSeconds > 0 && totalSeconds <= 86_400)) throw limitInvalid('totalSeconds', totalSeconds, 'a number above 0, at most 86400');
  for (const name of ['maxRows', 'maxParts', 'maxJoinedRows'] as const) {
    if (!Number.isInteger(complete[name]) || complete[name] < 1) throw limitInvalid(name, complete[name], 'a whole number from 1');
  }
  return complete;
}

/** What the attempts need from outside. */
export interface AttemptsProps {
  readonly limits: Pick<Required<QueryLimits>, 'maxAttempts' | 'maxPauseSeconds'>;
  readonly sleep: Sleep;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly onAttempt?: ((attempt: Omit<QueryAttempt, 'queuedMs'>) => void) | undefined;
  /** Whether the same request may well succeed a little later. @default by status, as the query service means it */
  readonly isRepeatable?: (reply: Reply) => boolean;
}

const firstPauseMs = 5000;

/**
 * Sends until an answer is final or the budget of attempts is spent. The SDK's own retry is off: it does not repeat a 429
 * that names no time, and its requests would multiply ours. 504 is final: the service has spent the query's whole time.
 */
export async function sendWithAttempts(send: () => Promise<Reply>, props: AttemptsProps, signal: AbortSignal | undefined): Promise<Reply> {
  for (let attempt = 1; ; attempt += 1) {
    const reply = await send();
    const pauseMs = attempt < props.limits.maxAttempts ? pauseAfter(reply, attempt, props) : undefined;
    props.onAttempt?.({
      attempt,
      ...(reply.kind === 'answered' ? { status: reply.status } : {}),
      ...(reply.kind === 'answered' && reply.requestId !== undefined ? { requestId: reply.requestId } : {}),
      ...(pauseMs === undefined ? {} : { pauseMs }),
    });
    if (pauseMs === undefined) return reply;
    await props.sleep(pauseMs, signal);
  }
}

const repeatableStatuses: ReadonlySet<number> = new Set([408, 429, 500, 502, 503]);

function isQueryRepeatable(reply: Reply): boolean {
  return reply.kind === 'answered' ? repeatableStatuses.has(reply.status) : isTransient(reply.error);
}

function pauseAfter(reply: Reply, attempt: number, { limits, random, isRepeatable }: AttemptsProps): number | undefined {
  if (!(isRepeatable ?? isQueryRepeatable)(reply)) return undefined;
  // Doubling, spread by a quarter either way so that a fleet does not come back all at once.
  const told = reply.kind === 'answered' ? reply.retryAfterMs : undefined;
  const pauseMs = told ?? Math.round(firstPauseMs * 2 ** (attempt - 1) * (0.75 + random() / 2));
  return pauseMs <= limits.maxPauseSeconds * 1000 ? pauseMs : undefined;
}
