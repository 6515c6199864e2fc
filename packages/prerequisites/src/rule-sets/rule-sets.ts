import type { RuleSetId } from '@mxdr/core';
import { ruleSetUnavailable } from '../errors.ts';
import type { RuleSet } from '../rule-set.ts';
import { preview2022 } from './preview-2022.ts';

/** Every rule set that this version knows, oldest first. */
export const knownRuleSets: readonly RuleSet[] = [preview2022];

/**
 * The rule set with the id.
 * @throws AppError usage `MXDR-RULE-SET-UNAVAILABLE`
 */
export function findRuleSet(id: RuleSetId): RuleSet {
  const found = knownRuleSets.find((ruleSet) => ruleSet.id === id);
  if (found === undefined)
    throw ruleSetUnavailable(
      id,
      knownRuleSets.map((ruleSet) => ruleSet.id),
    );
  return found;
}
