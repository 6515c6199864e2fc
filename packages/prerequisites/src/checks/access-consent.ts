import { readerPermissions } from '@mxdr/core';
import type { Check } from '../check.ts';
import { beyond, judgeDifferences, missing } from '../judge-differences.ts';
import { openOptionalFact } from '../open-fact.ts';

export const accessConsentCheck: Check = {
  id: 'access-consent',
  title: 'The application that reads the tenant holds what was agreed',
  expect: () => 'The application holds exactly the permissions of the consent pack: each of them reads, and there are no others.',
  judge(context) {
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
        observed: 'a person read the tenant, whose permissions are not those of the application',
        evidence,
        mend: 'Read the facts as the application: --sign-in workload-identity.',
      };
    const held = new Set(permissions.flatMap(({ api, names }) => names.map((name) => `${name} of ${api}`)));
    const declared = new Set(readerPermissions.map(({ api, name }) => `${name} of ${api.name}`));
    const differences = [
      ...[...held].filter((one) => !declared.has(one)).map((one) => beyond(`${one} is granted but not declared`)),
      ...[...declared].filter((one) => !held.has(one)).map((one) => missing(`${one} is missing`)),
    ];
    if (differences.length === 0) return { state: 'met', observed: `${held.size} permissions, exactly as declared`, evidence };
    return judgeDifferences(
      differences,
      evidence,
      "Let the customer's administrator take back what was not agreed, and consent to what is missing, by the scripts of the consent pack.",
    );
  },
};
