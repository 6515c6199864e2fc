import type { Difference, DirectoryTierPlan, FactValue } from '@mxdr/core';
import type { Check } from '../check.ts';
import { daysUntil, openOptionalFact } from '../open-fact.ts';
import { openPlan } from '../open-plan.ts';
import { beyond, judgeDifferences, missing } from '../judge-differences.ts';

type Relationship = FactValue<'delegatedAdminRelationships'>[number];

/** Days before its end at which a relationship has to be looked after. */
const warningDays = 60;
/** A relationship that extends itself does not end by being forgotten. */
const noExtension: ReadonlySet<string | undefined> = new Set([undefined, 'P0D', 'PT0S']);

/** What the relationship grants beyond or short of the plan, in words. */
function compareRoles(relationship: Relationship, tiers: readonly DirectoryTierPlan[]): readonly Difference[] {
  const declared = new Map(tiers.map(({ role }) => [role.templateId.toLowerCase(), role.name]));
  const granted = new Set(relationship.roleDefinitionIds.map((id) => id.toLowerCase()));
  return [
    ...[...declared].filter(([id]) => !granted.has(id)).map(([, name]) => missing(`${name} is missing`)),
    ...[...granted].filter((id) => !declared.has(id)).map((id) => beyond(`role ${id} is granted but not declared`)),
  ];
}

export const accessGdapCheck: Check = {
  id: 'access-gdap',
  title: 'The service provider relationship lasts',
  permission: "DelegatedAdminRelationship.Read.All in the operator's tenant",
  expect: () => `A relationship is active with exactly the declared roles, and does not end within ${warningDays} days.`,
  judge(context) {
    const planned = openPlan(context);
    if ('verdict' in planned) return planned.verdict;
    const tiers = planned.plan.directory.tiers.filter(({ holding }) => holding === 'gdap');
    if (tiers.length === 0)
      return { state: 'not-applicable', observed: 'no role is held by a service provider relationship', evidence: [] };
    const opened = openOptionalFact(context.facts.delegatedAdminRelationships, 'Service provider relationships', context);
    if ('verdict' in opened) return opened.verdict;
    const evidence = opened.value.map(({ displayName, status, endsAt }) => ({
      text: `${displayName}: ${status}${endsAt === undefined ? '' : `, until ${endsAt.slice(0, 10)}`}`,
      source: opened.source,
    }));
    const active = opened.value.filter(({ status }) => status === 'active');
    const [first] = active;
    if (first === undefined) {
      const others = [...new Set(opened.value.map(({ status }) => status))].join(', ');
      return {
        state: 'not-met',
        observed: others === '' ? 'there is no relationship' : `no relationship is active; there are some that are ${others}`,
        evidence,
        mend: 'Make a relationship in the partner center, and let the customer approve it.',
      };
    }
    const exact = active.find((one) => compareRoles(one, tiers).length === 0);
    const extra = active.length > 1 ? [beyond(`${active.length} relationships are active, and one is declared`)] : [];
    const differences = [...(exact === undefined ? compareRoles(first, tiers) : []), ...extra];
    if (differences.length > 0)
      return judgeDifferences(differences, evidence, 'End the relationship with other roles, and make one with those that are declared.');
    const kept = exact ?? first;
    if (kept.endsAt === undefined)
      return {
        state: 'unknown',
        observed: 'the end of the relationship was not told',
        evidence,
        mend: 'Look at the relationship in the partner center, then read the facts again.',
      };
    const days = daysUntil(kept.endsAt, context.asOfMs);
    const isExtended = !noExtension.has(kept.autoExtendDuration);
    if (days <= warningDays && !isExtended)
      return {
        state: 'not-met',
        observed: days < 0 ? 'the relationship has ended' : `the relationship ends in ${days} days`,
        evidence,
        mend: 'Make the next relationship now: the customer has to approve it.',
      };
    return {
      state: 'met',
      observed: `active with the declared roles; ends in ${days} days${isExtended ? ', and extends itself' : ''}`,
      evidence,
    };
  },
};
