import type { LogWorkspace, QueryOutcome } from '@mxdr/core';

/** A workspace that answers a question once: for tables that stand still, of which many reports ask the same. */
export function rememberAnswers(workspace: LogWorkspace): LogWorkspace {
  const answers = new Map<string, Promise<QueryOutcome>>();
  return {
    description: workspace.description,
    query(text, window, signal) {
      const question = JSON.stringify([text, window]);
      const answer = answers.get(question) ?? workspace.query(text, window, signal);
      answers.set(question, answer);
      return answer;
    },
  };
}
