import type { Check } from '../check.ts';
import { judgeAssignment } from '../judge-assignment.ts';
import { openFact } from '../open-fact.ts';

export const entraP1AssignedCheck: Check = {
  id: 'entra-p1-assigned',
  permission: 'User.Read.All',
  expect: () => 'Every user of the tenant holds an enabled Entra ID P1 or P2.',
  judge(context) {
    const users = openFact(context.facts.users, 'Users', context);
    if ('verdict' in users) return users.verdict;
    return judgeAssignment(
      users.value.all,
      'entra-p1',
      context.words.checks['entra-p1-assigned'].product,
      users.value.rule,
      users.source,
      context.words,
    );
  },
};
