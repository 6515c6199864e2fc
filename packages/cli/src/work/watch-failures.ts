import type { LogWorkspace, QueryFailure } from '@mxdr/core';

/** Failures that say nothing about the customer's data: the same question may well be answered later. */
const unanswered: ReadonlySet<QueryFailure['reason']> = new Set(['denied', 'throttled', 'timeout', 'unreachable']);

/** A workspace, and which of its questions got no answer. */
export interface WatchedWorkspace {
  readonly workspace: LogWorkspace;
  readonly failures: readonly QueryFailure[];
}

/** Looks over the shoulder of whoever asks. */
export function watchFailures(workspace: LogWorkspace): WatchedWorkspace {
  const failures: QueryFailure[] = [];
  return {
    failures,
    workspace: {
      description: workspace.description,
      async query(text, window, signal) {
        const outcome = await workspace.query(text, window, signal);
        if (outcome.status === 'failed' && unanswered.has(outcome.reason)) failures.push(outcome);
        return outcome;
      },
    },
  };
}
