import type { LogWorkspace, QueryOutcome } from '@mxdr/core';
import { questionKey } from '@mxdr/core';

/** A workspace that remembers what it was asked, and how often it was really asked. */
export interface RememberingWorkspace extends LogWorkspace {
  /** Questions that went to the workspace itself. */
  readonly asked: () => number;
  /** Forgets every answer that was not asked for since the last call of it. */
  readonly forgetUnused: () => void;
}

/**
 * Answers a question again without asking, as long as neither its text nor its window changed. Only whole answers are kept: what failed or was cut off
 * is asked again.
 */
export function rememberAnswers(workspace: LogWorkspace): RememberingWorkspace {
  const kept = new Map<string, QueryOutcome>();
  let used = new Set<string>();
  let asked = 0;
  return {
    description: workspace.description,
    asked: () => asked,
    forgetUnused: () => {
      for (const key of kept.keys()) if (!used.has(key)) kept.delete(key);
      used = new Set();
    },
    async query(text, window, signal) {
      const key = questionKey(text, window);
      used.add(key);
      const known = kept.get(key);
      if (known !== undefined) return known;
      asked += 1;
      const outcome = await workspace.query(text, window, signal);
      if (outcome.status === 'complete') kept.set(key, outcome);
      return outcome;
    },
  };
}
