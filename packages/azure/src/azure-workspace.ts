import type { TokenCredential } from '@azure/identity';
import type { Clock, CustomerId, LogWorkspace, QueryFailure, QueryOutcome, QueryRequest, TimeWindow, WindowSplit } from '@mxdr/core';
import { askInParts } from './ask-in-parts.ts';
import type { QueryAttempt, QueryLimits } from './attempts.ts';
import { completeLimits, sendWithAttempts } from './attempts.ts';
import type { BreakerLimits } from './circuit-breaker.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { withinDeadline } from './deadline.ts';
import { workspaceIdInvalid } from './errors.ts';
import type { IdentityLimiter } from './identity-limiter.ts';
import { createIdentityLimiter } from './identity-limiter.ts';
import { openMonitorQuery } from './monitor-query-transport.ts';
import type { Sleep } from './pause.ts';
import { pause } from './pause.ts';
import type { QueryBudget } from './query-budget.ts';
import type { OpenTransport, QueryTransport, Reply } from './query-transport.ts';
import { readAnswer } from './read-answer.ts';
import { formatTimespan } from './timespan-text.ts';
import { failureOfLostRequest } from './transport-failure.ts';
import { queryHosts, trustAddress } from './trusted-address.ts';

/** One customer's Log Analytics workspace. */
export interface AzureWorkspaceProps {
  /** The GUID that the portal shows as "Workspace ID". */
  readonly workspaceId: string;
  readonly customerId: CustomerId;
  /** From `createCredential`, one for each tenant. */
  readonly credential: TokenCredential;
  /** `https://api.loganalytics.io`, or a server on this machine. @default https://api.loganalytics.io */
  readonly endpoint?: string;
  /** PEM of a certificate authority to trust beside Node's own, for a server on this machine. @default none */
  readonly certificateAuthority?: string;
  /** The time, for what is told of instants. */
  readonly clock: Clock;
  /** Milliseconds of a clock that runs, for durations and the deadline. @default performance.now */
  readonly stopwatch?: () => number;
  readonly limits?: QueryLimits;
  /** When a workspace whose service fails is left alone. */
  readonly breakerLimits?: BreakerLimits;
  /** Shared by every workspace that is asked with the same identity. @default one of its own */
  readonly limiter?: IdentityLimiter;
  /** Shared by every workspace of a run. @default no bound */
  readonly budget?: QueryBudget;
  /** Whether rows over two halves of a window are the rows over the whole, for results that are too large. @default never */
  readonly judgeSplit?: (text: string) => WindowSplit | Promise<WindowSplit>;
  /** Told of each request as it ends, for progress. @default nobody is told */
  readonly onAttempt?: (attempt: QueryAttempt) => void;
  /** Waits between attempts; rejects once the signal is aborted. @default a timer */
  readonly sleep?: Sleep;
  /** Spreads pauses; from 0 to below 1. @default Math.random */
  readonly random?: () => number;
  /** Takes queries to the service. @default `@azure/monitor-query` */
  readonly openTransport?: OpenTransport;
}

/** Tokens are asked for the service itself, wherever the endpoint is: a local server sees what the service would see. */
const audience = 'https://api.loganalytics.io';

/** What a query takes while it is asked. */
interface Tally {
  readonly requests: QueryRequest[];
  bytesScanned: number | null;
}

/**
 * A Log Analytics workspace behind core's port. Sends nothing until the first query, and loads the Azure SDK only then.
 *
 * A window is mandatory here: a query over all of a workspace's retention costs the customer, and hides that a report forgot
 * its period. Without one, `query` ends in `MXDR-AZURE-WINDOW-MISSING`. Rows at the window's very end are left out
 * (see `formatTimespan`).
 *
 * A query waits for its turn at the identity's limiter, is repeated where the service fails for a moment, asked in parts where its result
 * is too large and may be cut, and given up at its deadline. What that took is the outcome's `effort`.
 *
 * @throws AppError `MXDR-AZURE-WORKSPACE-ID-INVALID`, `MXDR-AZURE-ADDRESS-…` or `MXDR-AZURE-LIMIT-INVALID`
 */
export function createAzureWorkspace(props: AzureWorkspaceProps): LogWorkspace {
  const { workspaceId, customerId, clock, credential, certificateAuthority, budget, onAttempt } = props;
  if (!/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(workspaceId)) throw workspaceIdInvalid(workspaceId);
  const endpoint = trustAddress('query endpoint', props.endpoint ?? audience, queryHosts);
  const limits = completeLimits(props.limits ?? {});
  const limiter = props.limiter ?? createIdentityLimiter();
  const breaker = createCircuitBreaker(props.breakerLimits ?? {}, clock);
  const stopwatch = props.stopwatch ?? ((): number => performance.now());
  const judgeSplit = props.judgeSplit ?? ((): WindowSplit => ({ kind: 'whole-only', why: 'nobody here can tell whether it may be' }));
  let transport: Promise<QueryTransport> | undefined;

  /** One window: waits for turns, sends until the answer is final, reads it. */
  const askOnce = async (text: string, window: TimeWindow, deadline: number, tally: Tally, signal: AbortSignal): Promise<QueryOutcome> => {
    const timespan = formatTimespan(window);
    if (timespan === undefined) return windowInvalid(window);
    const refusal = budget?.take();
    if (refusal !== undefined) return refusal;
    transport ??= (props.openTransport ?? openMonitorQuery)({
      credential,
      endpoint,
      audience,
      certificateAuthority,
      now: () => clock.now(),
    });
    const service = await transport;
    const { serverTimeoutSeconds, graceSeconds, maxAttempts, maxPauseSeconds } = limits;
    const message = {
      workspaceId,
      text,
      timespan,
      serverTimeoutSeconds,
      answerTimeoutMs: (serverTimeoutSeconds + graceSeconds) * 1000,
      signal,
    };
    let queuedMs = 0;
    let startedAt: number | undefined;
    let queueIsFull = false;
    const send = async (): Promise<Reply> => {
      const turn = await limiter.take(
        workspaceId,
        async () => {
          startedAt ??= stopwatch();
          return service.send(message);
        },
        signal,
      );
      queueIsFull = turn.kind === 'queue-full';
      if (turn.kind === 'queue-full') return { kind: 'lost', error: undefined };
      queuedMs = Math.round(turn.queuedMs);
      const { value: reply } = turn;
      // The service throttles identities, not workspaces: the others of this identity wait as well.
      if (reply.kind === 'answered' && reply.status === 429 && reply.retryAfterMs !== undefined)
        limiter.rest(Math.min(reply.retryAfterMs, maxPauseSeconds * 1000));
      return reply;
    };
    const reply = await sendWithAttempts(
      send,
      {
        limits: {
          maxAttempts,
          // A pause never reaches beyond the deadline.
          get maxPauseSeconds() {
            return Math.min(maxPauseSeconds, Math.max(0, deadline - stopwatch()) / 1000);
          },
        },
        sleep: props.sleep ?? pause,
        random: props.random ?? Math.random,
        onAttempt: (attempt) => {
          if (queueIsFull) return;
          const { attempt: _number, ...request } = attempt;
          tally.requests.push({ ...request, queuedMs });
          onAttempt?.({ ...attempt, queuedMs });
        },
      },
      signal,
    );
    if (queueIsFull) return queueFull(limiter.load.queued);
    if (reply.kind === 'lost') return failureOfLostRequest(reply.error, endpoint);
    const { outcome, bytesScanned } = readAnswer(reply, Math.round(stopwatch() - (startedAt ?? stopwatch())), limits.maxRows);
    if (outcome.status !== 'failed') {
      budget?.spend(bytesScanned);
      // One answer that does not say makes the sum unknown.
      tally.bytesScanned = tally.bytesScanned === null || bytesScanned === null ? null : tally.bytesScanned + bytesScanned;
    }
    return outcome;
  };

  return {
    description: `Log Analytics workspace ${workspaceId} of ${customerId}`,
    async query(text, window, signal): Promise<QueryOutcome> {
      signal?.throwIfAborted();
      if (window === undefined) return windowMissing;
      if (formatTimespan(window) === undefined) return windowInvalid(window);
      const pass = breaker.enter();
      if (!('kind' in pass)) return pass;
      const tally: Tally = { requests: [], bytesScanned: 0 };
      const totalMs = limits.totalSeconds * 1000;
      const deadline = stopwatch() + totalMs;
      let outcome: QueryOutcome | undefined;
      try {
        const joined = await withinDeadline(totalMs, signal, async (inner) =>
          askInParts(window, {
            ask: async (part) => askOnce(text, part, deadline, tally, inner),
            judgeSplit: async () => judgeSplit(text),
            limits,
          }),
        );
        outcome = joined === 'late' ? deadlinePassed(limits.totalSeconds, tally) : joined.outcome;
        const parts = joined === 'late' ? 1 : joined.parts;
        const wasTold = outcome.status !== 'failed';
        return { ...outcome, effort: { requests: tally.requests, parts, bytesScanned: wasTold ? tally.bytesScanned : null } };
      } finally {
        pass.close(outcome);
      }
    },
  };
}

const windowMissing: QueryFailure = {
  status: 'failed',
  reason: 'invalid',
  code: 'MXDR-AZURE-WINDOW-MISSING',
  message: 'A query of a Log Analytics workspace needs a window of time.',
  mend: 'Give --period, or --from and --to.',
};

function windowInvalid({ start, end }: TimeWindow): QueryFailure {
  return {
    status: 'failed',
    reason: 'invalid',
    code: 'MXDR-AZURE-WINDOW-INVALID',
    message: `The window from ${start} to ${end} holds no instant.`,
    mend: 'Give two UTC instants such as 2026-10-01T00:00:00Z, the later one last.',
  };
}

function queueFull(queued: number): QueryFailure {
  return {
    status: 'failed',
    reason: 'throttled',
    code: 'MXDR-AZURE-QUEUE-FULL',
    message: `${queued} queries of this identity wait for their turn already, so this one was not taken.`,
    mend: 'Run fewer customers at a time with --parallel.',
  };
}

function deadlinePassed(totalSeconds: number, { requests }: Tally): QueryFailure {
  const sum = (numbers: readonly (number | undefined)[]): number =>
    Math.round(numbers.reduce((total: number, one) => total + (one ?? 0), 0) / 1000);
  const queued = sum(requests.map(({ queuedMs }) => queuedMs));
  const paused = sum(requests.map(({ pauseMs }) => pauseMs));
  return {
    status: 'failed',
    reason: 'timeout',
    code: 'MXDR-AZURE-QUERY-DEADLINE',
    message: `The query was given up after ${totalSeconds} s: ${requests.length} requests had ended, ${queued} s went by before their turn and ${paused} s between them.`,
    mend: 'Run fewer customers at a time with --parallel, ask for a shorter window, or try again when the service is less busy.',
  };
}
