import { ruleSetUnavailable } from '../errors.ts';
import type { RuleSet } from '../rule-set.ts';
import { ga2023 } from './ga-2023.ts';
import { mdr2026 } from './mdr-2026.ts';
import { preview2022 } from './preview-2022.ts';

/** Every rule set that this version knows, oldest first. */
export const knownRuleSets: readonly RuleSet[] = [preview2022, ga2023, mdr2026];

/**
 * The rule set with the id, as a person or a customer's file names it.
 * @throws AppError usage `MXDR-RULE-SET-UNAVAILABLE`
 */
export function findRuleSet(id: string): RuleSet {
  const found = knownRuleSets.find((ruleSet) => ruleSet.id === id);
  if (found === undefined)
    throw ruleSetUnavailable(
      id,
      knownRuleSets.map((ruleSet) => ruleSet.id),
    );
  return found;
}
