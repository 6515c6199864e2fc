import { nearestName } from '@mxdr/core';
import type { Check } from '../check.ts';
import { openFact } from '../open-fact.ts';

export const scopeGroupsCheck: Check = {
  id: 'scope-groups',
  title: 'Scope groups are as the service needs them',
  permission: 'Group.Read.All',
  expect: () =>
    'Both scope groups exist by their exact names, have members and no nested groups; the device group has the highest priority.',
  judge(context) {
    const { scope } = context.customer;
    if (scope.kind === 'tenant') return { state: 'not-applicable', observed: 'the whole tenant is in scope', evidence: [] };
    const groups = openFact(context.facts.groups, 'Groups', context);
    if ('verdict' in groups) return groups.verdict;
    const problems: string[] = [];
    let isRankUnknown = false;
    for (const { name, kind } of [
      { name: scope.deviceGroup, kind: 'device-group' as const },
      { name: scope.userGroup, kind: 'security-group' as const },
    ]) {
      const sameKind = groups.value.filter((group) => group.kind === kind);
      const group = sameKind.find((one) => one.displayName === name);
      if (group === undefined) {
        const nearest = nearestName(
          name,
          sameKind.map((one) => one.displayName),
        );
        problems.push(`${name} does not exist${nearest === undefined ? '' : ` ("${nearest}" does: renamed?)`}`);
        continue;
      }
      if (group.memberCount === 0) problems.push(`${name} is empty`);
      if (group.nestedGroupCount > 0) problems.push(`${name} holds ${group.nestedGroupCount} nested groups, whose members do not count`);
      if (kind === 'security-group' && group.syncedMemberCount > 0)
        problems.push(`${name} holds ${group.syncedMemberCount} members synchronised from on-premises`);
      if (kind !== 'device-group') continue;
      if (group.rank === undefined) isRankUnknown = true;
      else if (sameKind.some((other) => other !== group && other.rank !== undefined && other.rank <= (group.rank ?? 0)))
        problems.push(`${name} has rank ${group.rank}, not the highest priority`);
    }
    const evidence = groups.value.map((group) => ({
      text: `${group.displayName}: ${group.memberCount} members${group.rank === undefined ? '' : `, rank ${group.rank}`}`,
      source: groups.source,
    }));
    if (problems.length > 0) {
      return {
        state: 'not-met',
        observed: problems.join('; '),
        evidence,
        mend: 'Mend the groups in Entra ID and in the device groups of Defender for Endpoint; the names are fixed by the service.',
      };
    }
    if (isRankUnknown)
      return {
        state: 'unknown',
        observed: 'the rank of the device group was not told',
        evidence,
        mend: 'Look at the rank in the settings of Defender for Endpoint, then read the facts again.',
      };
    return { state: 'met', observed: 'both groups are as needed', evidence };
  },
};
