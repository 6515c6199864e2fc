import type { Rule } from '../rule-set.ts';

const access = 'Onboarding of the service: what it creates in the tenant, and what has to last';
const operators = 'Practice of this operator: the workspace is as the customer was told';

/**
 * What no era of the service states as a prerequisite, and an operator wants to know all the same. It never blocks a start nor limits
 * coverage, so a rule set that was shipped means what it meant.
 */
export const standingAdvice: readonly Rule[] = [
  { checkId: 'access-crosstenant', requirement: 'S18', effect: 'advice', source: access },
  { checkId: 'access-gdap', requirement: 'S18', effect: 'advice', source: access },
  { checkId: 'access-audit', requirement: 'S18', effect: 'advice', source: access },
  { checkId: 'access-consent', requirement: 'S18', effect: 'advice', source: access },
  { checkId: 'workspace-configuration', requirement: 'S14', effect: 'advice', source: operators },
  { checkId: 'workspace-connectors', requirement: 'S14', effect: 'advice', source: operators },
];
