import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { answerInThreads } from '../thread-pool.ts';
import type { RuleTrial, TrialContent, TrialTask } from './rule-trial.ts';
import { RuleTrials } from './rule-trial.ts';

/** A thread takes seconds to be ready; fewer rules than this are tried faster by one. */
const fewestForThreads = 8;

/** Runs from source (tests, development) have no file that a thread can load. */
const workerFile = import.meta.url.endsWith('.ts') ? undefined : fileURLToPath(new URL('rule-trial-worker.js', import.meta.url));

export interface TryRulesOptions {
  readonly signal: AbortSignal;
  readonly onTrial: (trial: RuleTrial) => void;
}

/** Tries every rule on its cases, the benign month and its attacks: many of them in as many threads as the machine has. */
export async function tryRules(
  tasks: readonly TrialTask[],
  content: TrialContent,
  options: TryRulesOptions,
): Promise<readonly RuleTrial[]> {
  const { signal, onTrial } = options;
  if (workerFile !== undefined && tasks.length >= fewestForThreads && availableParallelism() > 1)
    return answerInThreads<TrialTask, RuleTrial>({ file: workerFile, workerData: content, tasks, batchSize: 1, signal, onAnswer: onTrial });
  const trials = new RuleTrials(content);
  const answers: RuleTrial[] = [];
  for (const task of tasks) {
    signal.throwIfAborted();
    const trial = await trials.run(task);
    onTrial(trial);
    answers.push(trial);
  }
  return answers;
}
