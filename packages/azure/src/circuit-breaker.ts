import type { Clock, QueryFailure, QueryOutcome } from '@mxdr/core';

/** When a workspace whose service fails is left alone, and for how long. */
export interface BreakerLimits {
  /** Queries in a row that ended in a failure of the service, each after its repetitions. @default 3 */
  readonly failures?: number;
  /** Seconds until one query tries again; doubled with each try that fails, up to 16 times as long. @default 60 */
  readonly restSeconds?: number;
}

export const defaultBreakerLimits = { failures: 3, restSeconds: 60 } as const satisfies Required<BreakerLimits>;

/** Keeps queries from a workspace whose service does not answer: each would wait for minutes to learn what is known. */
export interface CircuitBreaker {
  /** @returns a pass for one query, or the failure of a query that is not asked */
  enter(): Pass | QueryFailure;
}

/** Must be closed with what came of the query; closed twice it does nothing. */
export interface Pass {
  readonly kind: 'pass';
  /** @param outcome undefined for a query that was given up and proves nothing */
  close(outcome: QueryOutcome | undefined): void;
}

type State =
  | { readonly kind: 'closed'; readonly failures: number }
  | { readonly kind: 'open'; readonly sinceMs: number; readonly untilMs: number; readonly restMs: number; readonly why: string }
  /** One query finds out whether the service is back. */
  | { readonly kind: 'half-open'; readonly sinceMs: number; readonly restMs: number; readonly why: string };

/** Failures of the service itself. A query that is wrong, too large, too slow or not allowed says nothing about the next one. */
const serviceFailures: ReadonlySet<string> = new Set(['MXDR-AZURE-SERVICE-ERROR', 'MXDR-AZURE-UNREACHABLE', 'MXDR-AZURE-NO-ANSWER']);

/** One for each workspace. */
export function createCircuitBreaker(limits: BreakerLimits, clock: Clock): CircuitBreaker {
  const { failures: threshold, restSeconds } = { ...defaultBreakerLimits, ...limits };
  let state: State = { kind: 'closed', failures: 0 };

  const fail = (why: string, isProbe: boolean): void => {
    const nowMs = clock.now();
    if (state.kind === 'half-open' && isProbe) {
      const restMs = Math.min(state.restMs * 2, restSeconds * 16_000);
      state = { kind: 'open', sinceMs: state.sinceMs, untilMs: nowMs + restMs, restMs, why };
    } else if (state.kind === 'closed') {
      const failures = state.failures + 1;
      const restMs = restSeconds * 1000;
      state = failures < threshold ? { kind: 'closed', failures } : { kind: 'open', sinceMs: nowMs, untilMs: nowMs + restMs, restMs, why };
    }
  };

  const pass = (isProbe: boolean): Pass => {
    let isClosed = false;
    return {
      kind: 'pass',
      close(outcome) {
        if (isClosed) return;
        isClosed = true;
        if (outcome?.status === 'failed' && serviceFailures.has(outcome.code)) fail(outcome.message, isProbe);
        // A query from before the service failed may end well after it: only the one that was sent to find out counts then.
        else if (outcome !== undefined && (isProbe || state.kind === 'closed')) state = { kind: 'closed', failures: 0 };
        // The probe was given up: the next query finds out.
        else if (isProbe && state.kind === 'half-open') state = { ...state, kind: 'open', untilMs: clock.now() };
      },
    };
  };

  return {
    enter() {
      if (state.kind === 'closed') return pass(false);
      if (state.kind === 'open' && clock.now() >= state.untilMs) {
        state = { kind: 'half-open', sinceMs: state.sinceMs, restMs: state.restMs, why: state.why };
        return pass(true);
      }
      return refuse(state, threshold);
    },
  };
}

function refuse(state: Exclude<State, { kind: 'closed' }>, threshold: number): QueryFailure {
  const again = state.kind === 'open' ? `after ${instant(state.untilMs)}` : 'once a query that is under way has found it back';
  return {
    status: 'failed',
    reason: 'unreachable',
    code: 'MXDR-AZURE-WORKSPACE-RESTING',
    message: `The workspace has not been asked since ${instant(state.sinceMs)}: ${threshold} queries in a row had failed. The last one: ${state.why}`,
    mend: `It is asked again ${again}. Look at the Azure status page and at the network of this machine.`,
  };
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
