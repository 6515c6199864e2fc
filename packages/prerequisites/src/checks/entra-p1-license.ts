import type { Check } from '../check.ts';
import { judgeSeats } from '../judge-seats.ts';
import { countSeats, findLookAlikes } from '../licence.ts';
import { openFact } from '../open-fact.ts';

export const entraP1LicenseCheck: Check = {
  id: 'entra-p1-license',
  permission: 'Organization.Read.All, User.Read.All',
  expect: () => 'Usable seats of Entra ID P1 (or P2, which holds it) for every user of the tenant.',
  judge(context) {
    const skus = openFact(context.facts.subscribedSkus, 'Licences', context);
    if ('verdict' in skus) return skus.verdict;
    const seats = countSeats(skus.value, 'entra-p1', skus.source);
    const lookAlikes = findLookAlikes(skus.value, ['entra-basic'], skus.source);
    const judge = (needed: number) => {
      const verdict = judgeSeats(seats, { product: 'Entra ID P1', needed, whenAbsent: 'not-met' }, context.words);
      return { ...verdict, evidence: [...verdict.evidence, ...(verdict.state === 'met' ? [] : lookAlikes)] };
    };
    const users = openFact(context.facts.users, 'Users', context);
    if ('value' in users) {
      const verdict = judge(users.value.all.count);
      const counted = { text: `counted: ${users.value.rule}`, source: users.source };
      if (users.value.all.count === 0)
        return {
          state: 'unknown',
          observed: context.words.noUserCounted,
          evidence: [...verdict.evidence, counted],
          mend: context.words.lookAtUserRule,
        };
      return { ...verdict, evidence: [...verdict.evidence, counted] };
    }
    // Too few seats for the users in scope are too few for all; enough for them prove nothing about the others.
    const least = judge(context.customer.seats);
    if (least.state !== 'met') return least;
    return {
      ...users.verdict,
      observed: context.words.checks['entra-p1-license'].onlyScope(least.observed, users.verdict.observed),
      evidence: [...least.evidence, ...users.verdict.evidence],
    };
  },
};
