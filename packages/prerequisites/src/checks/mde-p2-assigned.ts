import type { Check } from '../check.ts';
import { judgeAssignment } from '../judge-assignment.ts';
import { openFact } from '../open-fact.ts';

export const mdeP2AssignedCheck: Check = {
  id: 'mde-p2-assigned',
  permission: 'User.Read.All',
  expect: ({ customer }) =>
    customer.scope.kind === 'tenant'
      ? 'Every user holds an enabled Plan 2.'
      : `Every user in ${customer.scope.userGroup} holds an enabled Plan 2.`,
  judge(context) {
    const users = openFact(context.facts.users, 'Users', context);
    if ('verdict' in users) return users.verdict;
    const population = context.customer.scope.kind === 'tenant' ? users.value.all : users.value.inScope;
    if (population === undefined) {
      return {
        state: 'unknown',
        observed: context.words.assignment.scopeNotCounted,
        evidence: [{ text: `counted: ${users.value.rule}`, source: users.source }],
        mend: context.words.assignment.readWithScope,
      };
    }
    return judgeAssignment(population, 'mde-p2', 'Defender for Endpoint Plan 2', users.value.rule, users.source, context.words);
  },
};
