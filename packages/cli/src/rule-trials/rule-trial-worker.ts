import { parentPort, workerData } from 'node:worker_threads';
import type { RuleTrial, TrialContent, TrialTask } from './rule-trial.ts';
import { RuleTrials } from './rule-trial.ts';

// A thread of `tryRules`: it holds one engine and one reference tenant, and answers batches of rules in their order.
const trials = new RuleTrials(workerData as TrialContent);

async function answer(tasks: readonly TrialTask[]): Promise<readonly RuleTrial[]> {
  const answers: RuleTrial[] = [];
  for (const task of tasks) answers.push(await trials.run(task));
  return answers;
}

parentPort?.on('message', (tasks: readonly TrialTask[]) => {
  // A rejection ends the thread; the pool passes it on.
  void answer(tasks).then((answers) => parentPort?.postMessage(answers, []));
});
