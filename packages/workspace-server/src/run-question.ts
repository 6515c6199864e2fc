import type { Clock, QueryOutcome, QueryResult } from '@mxdr/core';
import { createKqlEngine } from '@mxdr/kql';
import { ColumnClash, joinTables } from './joined-tables.ts';
import type { QueryQuestion } from './query-question.ts';
import type { ServedWorkspace } from './served-workspace.ts';
import type { ServiceError } from './service-error.ts';
import { errorOfFailure, gatewayTimeout } from './service-error.ts';
import type { ServiceLimits } from './service-limits.ts';
import type { Timer } from './turnstile.ts';

export interface RunQuestionProps {
  readonly clock: Clock;
  /** What `now()` is in a query over several workspaces; one alone has a clock of its own. */
  readonly queryClock: Clock;
  readonly timer: Timer;
  readonly limits: Pick<ServiceLimits, 'defaultWaitSeconds' | 'maxWaitSeconds'>;
}

/** What running a question ended in. */
export type Ran =
  | { readonly kind: 'result'; readonly result: QueryResult }
  /** The workspace never received data. */
  | { readonly kind: 'no-content' }
  | { readonly kind: 'error'; readonly error: ServiceError }
  /** The client went away. */
  | { readonly kind: 'gone' };

/**
 * Runs a question for as long as it may take.
 *
 * @param workspaces the one asked, and those that are asked together with it
 * @param run answers what is no query; without it the workspaces are asked
 * @param signal aborted once the client has gone
 */
export async function runQuestion(
  props: RunQuestionProps,
  question: QueryQuestion,
  workspaces: readonly ServedWorkspace[],
  run: (() => Promise<QueryOutcome>) | undefined,
  signal: AbortSignal,
): Promise<Ran> {
  const { limits, clock } = props;
  const [first, ...others] = workspaces;
  if (first?.isEmpty === true && others.length === 0) return { kind: 'no-content' };
  const waitMs = Math.min(question.waitSeconds ?? limits.defaultWaitSeconds, limits.maxWaitSeconds) * 1000;
  const late = new AbortController();
  const cancel = props.timer(waitMs, () => late.abort());
  const startedAt = clock.now();
  let outcome: QueryOutcome;
  try {
    outcome = run === undefined ? await ask(props, question, workspaces, AbortSignal.any([signal, late.signal])) : await run();
  } catch (error) {
    if (late.signal.aborted) return { kind: 'error', error: gatewayTimeout };
    if (signal.aborted) return { kind: 'gone' };
    if (error instanceof ColumnClash) return { kind: 'error', error: { status: 501, code: 'NotSupportedHere', message: error.message } };
    throw error;
  } finally {
    cancel();
  }
  // A query that never paused was not interrupted; its time counts all the same.
  if (clock.now() - startedAt > waitMs) return { kind: 'error', error: gatewayTimeout };
  return outcome.status === 'failed' ? { kind: 'error', error: errorOfFailure(outcome) } : { kind: 'result', result: outcome };
}

async function ask(
  { queryClock }: RunQuestionProps,
  { query, window }: QueryQuestion,
  workspaces: readonly ServedWorkspace[],
  signal: AbortSignal,
): Promise<QueryOutcome> {
  const [first, ...others] = workspaces;
  if (others.length === 0) return first!.workspace.query(query, window, signal);
  const providers = workspaces.flatMap(({ tables }) => (tables === undefined ? [] : [tables]));
  if (providers.length < workspaces.length) {
    return {
      status: 'failed',
      reason: 'unsupported',
      code: 'MXDR-SERVE-TABLES-UNKNOWN',
      message: 'A workspace of this query was given to the server without its tables, so it cannot be joined with others',
      mend: 'Start the server with `tables` for each workspace.',
    };
  }
  return createKqlEngine({ provider: await joinTables(providers), clock: queryClock }).query(query, window, signal);
}
