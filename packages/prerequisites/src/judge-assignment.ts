import type { LicenceCapability, TenantFacts } from '@mxdr/core';
import type { Verdict } from './check.ts';

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
): Verdict {
  const evidence = [{ text: `counted: ${countingRule}`, source }];
  const assigned = population.assigned[capability];
  if (assigned === undefined)
    return { state: 'unknown', observed: `not told how many users hold ${product}`, evidence, mend: 'Read the facts again.' };
  if (population.count === 0)
    return {
      state: 'unknown',
      observed: 'no user was counted',
      evidence,
      mend: 'Look at the rule that counts users, then read the facts again.',
    };
  const observed = `${assigned} of ${population.count} users hold ${product}`;
  if (assigned > population.count)
    return { state: 'unknown', observed: `${observed}: the two counts contradict each other`, evidence, mend: 'Read the facts again.' };
  if (assigned === population.count) return { state: 'met', observed, evidence };
  const missing = population.count - assigned;
  return {
    state: 'not-met',
    observed,
    evidence,
    affected: { count: missing, sample: population.sampleWithout[capability] ?? [] },
    mend: `Assign ${product} to the ${missing} users without it.`,
  };
}
