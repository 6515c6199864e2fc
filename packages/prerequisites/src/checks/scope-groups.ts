import { nearestName } from '@mxdr/core';
import type { Check } from '../check.ts';
import { openFact } from '../open-fact.ts';

export const scopeGroupsCheck: Check = {
  id: 'scope-groups',
  permission: 'Group.Read.All',
  expect: () =>
    'Both scope groups exist by their exact names, have members and no nested groups; the device group has the highest priority.',
  judge(context) {
    const say = context.words.checks['scope-groups'];
    const { scope } = context.customer;
    if (scope.kind === 'tenant') return { state: 'not-applicable', observed: say.wholeTenant, evidence: [] };
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
        problems.push(say.absent(name, nearest));
        continue;
      }
      if (group.memberCount === 0) problems.push(say.empty(name));
      if (group.nestedGroupCount > 0) problems.push(say.nested(name, group.nestedGroupCount));
      if (kind === 'security-group' && group.syncedMemberCount > 0) problems.push(say.synced(name, group.syncedMemberCount));
      if (kind !== 'device-group') continue;
      if (group.rank === undefined) isRankUnknown = true;
      else if (sameKind.some((other) => other !== group && other.rank !== undefined && other.rank <= (group.rank ?? 0)))
        problems.push(say.rank(name, group.rank));
    }
    const evidence = groups.value.map((group) => ({
      text: `${group.displayName}: ${group.memberCount} members${group.rank === undefined ? '' : `, rank ${group.rank}`}`,
      source: groups.source,
    }));
    if (problems.length > 0) {
      return {
        state: 'not-met',
        observed: context.words.join(problems),
        evidence,
        mend: say.mend,
      };
    }
    if (isRankUnknown)
      return {
        state: 'unknown',
        observed: say.rankNotTold,
        evidence,
        mend: say.lookAtRank,
      };
    return { state: 'met', observed: say.met, evidence };
  },
};
