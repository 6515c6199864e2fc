import { readerPermissions } from '@mxdr/core';
import type { Check } from '../check.ts';
import { beyond, judgeDifferences, missing } from '../judge-differences.ts';
import { openOptionalFact } from '../open-fact.ts';

export const accessConsentCheck: Check = {
  id: 'access-consent',
  expect: () => 'The application holds exactly the permissions of the consent pack: each of them reads, and there are no others.',
  judge(context) {
    const { words } = context;
    const say = words.checks['access-consent'];
    const opened = openOptionalFact(context.facts.grantedPermissions, 'Permissions of the application', context);
    if ('verdict' in opened) return opened.verdict;
    const { identity, permissions } = opened.value;
    const evidence = permissions.map(({ api, names }) => ({
      text: `${api}: ${names.length === 0 ? 'nothing' : names.join(', ')}`,
      source: opened.source,
    }));
    if (identity === 'person')
      return {
        state: 'unknown',
        observed: say.person,
        evidence,
        mend: say.readAsApplication,
      };
    const held = new Set(permissions.flatMap(({ api, names }) => names.map((name) => say.permission(name, api))));
    const declared = new Set(readerPermissions.map(({ api, name }) => say.permission(name, api.name)));
    const differences = [
      ...[...held].filter((one) => !declared.has(one)).map((one) => beyond(words.differences.undeclared(one))),
      ...[...declared].filter((one) => !held.has(one)).map((one) => missing(words.differences.missing(one))),
    ];
    if (differences.length === 0) return { state: 'met', observed: say.met(held.size), evidence };
    return judgeDifferences(differences, evidence, say.mend, words);
  },
};
