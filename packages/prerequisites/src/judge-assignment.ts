import type { LicenceCapability, TenantFacts } from '@mxdr/core';
import type { Verdict } from './check.ts';
import type { CheckWords } from './words/check-words.ts';

type Users = Extract<TenantFacts['users'], { readonly status: 'read' }>['value'];
/** Users that were counted, and how many of them hold which plan. */
export type Population = Users['all'];

/** Judges whether every user of a population holds an enabled plan of the capability. */
export function judgeAssignment(
  population: Population,
  capability: LicenceCapability,
  product: string,
  countingRule: string,
  source: string,
  words: CheckWords,
): Verdict {
  const say = words.assignment;
  const evidence = [{ text: `counted: ${countingRule}`, source }];
  const assigned = population.assigned[capability];
  if (assigned === undefined) return { state: 'unknown', observed: say.notTold(product), evidence, mend: words.readAgain };
  if (population.count === 0)
    return {
      state: 'unknown',
      observed: words.noUserCounted,
      evidence,
      mend: words.lookAtUserRule,
    };
  const observed = say.hold(assigned, population.count, product);
  if (assigned > population.count) return { state: 'unknown', observed: say.contradiction(observed), evidence, mend: words.readAgain };
  if (assigned === population.count) return { state: 'met', observed, evidence };
  const missing = population.count - assigned;
  return {
    state: 'not-met',
    observed,
    evidence,
    affected: { count: missing, sample: population.sampleWithout[capability] ?? [] },
    mend: say.assign(product, missing),
  };
}
