import type { Check } from '../check.ts';
import { openFact } from '../open-fact.ts';

/** The service makes two policies with names of this form when access is granted; it finds them again by name. */
const policyName = /^Microsoft Security Experts-.+-DO NOT DELETE$/u;
const expectedPolicies = 2;

export const accessPoliciesCheck: Check = {
  id: 'access-policies',
  permission: 'Policy.Read.All',
  expect: () => `${expectedPolicies} conditional access policies named "Microsoft Security Experts-…-DO NOT DELETE" are enabled.`,
  judge(context) {
    const say = context.words.checks['access-policies'];
    const policies = openFact(context.facts.conditionalAccessPolicies, 'Conditional access policies', context);
    if ('verdict' in policies) return policies.verdict;
    const own = policies.value.filter((policy) => policyName.test(policy.displayName));
    const enabled = own.filter((policy) => policy.state === 'enabled');
    const evidence =
      own.length === 0
        ? [{ text: `${policies.value.length} policies, none of the service`, source: policies.source }]
        : own.map((policy) => ({ text: `${policy.displayName}: ${policy.state}`, source: policies.source }));
    const observed = say.observed(enabled.length, expectedPolicies);
    if (own.length === 0)
      return {
        state: 'not-met',
        observed: say.none,
        evidence,
        mend: say.finish,
      };
    if (enabled.length < own.length) {
      return {
        state: 'not-met',
        observed,
        evidence,
        affected: {
          count: own.length - enabled.length,
          sample: own
            .filter((policy) => policy.state !== 'enabled')
            .slice(0, 5)
            .map((policy) => policy.displayName),
        },
        mend: say.enable,
      };
    }
    if (own.length < expectedPolicies)
      return {
        state: 'not-met',
        observed,
        evidence,
        mend: say.repeat,
      };
    return { state: 'met', observed: say.met(enabled.length), evidence };
  },
};
