import type { Check } from '../check.ts';
import { openFact } from '../open-fact.ts';

/** The service makes two policies with names of this form when access is granted; it finds them again by name. */
const policyName = /^Microsoft Security Experts-.+-DO NOT DELETE$/u;
const expectedPolicies = 2;

export const accessPoliciesCheck: Check = {
  id: 'access-policies',
  title: 'Access policies of the service are in force',
  permission: 'Policy.Read.All',
  expect: () => `${expectedPolicies} conditional access policies named "Microsoft Security Experts-…-DO NOT DELETE" are enabled.`,
  judge(context) {
    const policies = openFact(context.facts.conditionalAccessPolicies, 'Conditional access policies', context);
    if ('verdict' in policies) return policies.verdict;
    const own = policies.value.filter((policy) => policyName.test(policy.displayName));
    const enabled = own.filter((policy) => policy.state === 'enabled');
    const evidence =
      own.length === 0
        ? [{ text: `${policies.value.length} policies, none of the service`, source: policies.source }]
        : own.map((policy) => ({ text: `${policy.displayName}: ${policy.state}`, source: policies.source }));
    const observed = `${enabled.length} of ${expectedPolicies} policies enabled`;
    if (own.length === 0)
      return {
        state: 'not-met',
        observed: 'no policy of the service',
        evidence,
        mend: 'Finish the permissions step of the onboarding as Security Administrator; it makes the policies.',
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
        mend: 'Enable the policies again; the service cannot sign in securely without them.',
      };
    }
    if (own.length < expectedPolicies)
      return {
        state: 'not-met',
        observed,
        evidence,
        mend: 'Repeat the permissions step of the onboarding: one of the policies was deleted or renamed.',
      };
    return { state: 'met', observed: `${enabled.length} policies enabled`, evidence };
  },
};
