import type { Difference, DirectoryTierPlan, FactValue } from '@mxdr/core';
import type { Check } from '../check.ts';
import { daysUntil, openOptionalFact } from '../open-fact.ts';
import { openPlan } from '../open-plan.ts';
import type { CheckWords } from '../words/check-words.ts';
import { beyond, judgeDifferences, missing } from '../judge-differences.ts';

type Relationship = FactValue<'delegatedAdminRelationships'>[number];

/** Days before its end at which a relationship has to be looked after. */
const warningDays = 60;
/** A relationship that extends itself does not end by being forgotten. */
const noExtension: ReadonlySet<string | undefined> = new Set([undefined, 'P0D', 'PT0S']);

/** What the relationship grants beyond or short of the plan, in words. */
function compareRoles(relationship: Relationship, tiers: readonly DirectoryTierPlan[], words: CheckWords): readonly Difference[] {
  const declared = new Map(tiers.map(({ role }) => [role.templateId.toLowerCase(), role.name]));
  const granted = new Set(relationship.roleDefinitionIds.map((id) => id.toLowerCase()));
  return [
    ...[...declared].filter(([id]) => !granted.has(id)).map(([, name]) => missing(words.differences.missing(name))),
    ...[...granted]
      .filter((id) => !declared.has(id))
      .map((id) => beyond(words.differences.undeclared(words.checks['access-gdap'].role(id)))),
  ];
}

export const accessGdapCheck: Check = {
  id: 'access-gdap',
  permission: "DelegatedAdminRelationship.Read.All in the operator's tenant",
  expect: () => `A relationship is active with exactly the declared roles, and does not end within ${warningDays} days.`,
  judge(context) {
    const say = context.words.checks['access-gdap'];
    const planned = openPlan(context);
    if ('verdict' in planned) return planned.verdict;
    const tiers = planned.plan.directory.tiers.filter(({ holding }) => holding === 'gdap');
    if (tiers.length === 0) return { state: 'not-applicable', observed: say.notNeeded, evidence: [] };
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
        observed: others === '' ? say.none : say.noneActive(others),
        evidence,
        mend: say.make,
      };
    }
    const exact = active.find((one) => compareRoles(one, tiers, context.words).length === 0);
    const extra = active.length > 1 ? [beyond(say.several(active.length))] : [];
    const differences = [...(exact === undefined ? compareRoles(first, tiers, context.words) : []), ...extra];
    if (differences.length > 0) return judgeDifferences(differences, evidence, say.replace, context.words);
    const kept = exact ?? first;
    if (kept.endsAt === undefined)
      return {
        state: 'unknown',
        observed: say.endNotTold,
        evidence,
        mend: say.look,
      };
    const days = daysUntil(kept.endsAt, context.asOfMs);
    const isExtended = !noExtension.has(kept.autoExtendDuration);
    if (days <= warningDays && !isExtended)
      return {
        state: 'not-met',
        observed: days < 0 ? say.ended : say.ends(days),
        evidence,
        mend: say.makeNext,
      };
    return {
      state: 'met',
      observed: say.met(days, isExtended),
      evidence,
    };
  },
};
