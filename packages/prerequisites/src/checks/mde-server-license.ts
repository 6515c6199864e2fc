import type { Check } from '../check.ts';
import { countServerSeats } from '../licence.ts';
import { openFact } from '../open-fact.ts';

export const mdeServerLicenseCheck: Check = {
  id: 'mde-server-license',
  permission: 'Organization.Read.All',
  expect: ({ customer }) =>
    `Usable seats of Defender for Endpoint for Server, or an equivalent, for the ${customer.servers} servers in scope.`,
  judge(context) {
    const say = context.words.checks['mde-server-license'];
    const { servers } = context.customer;
    if (servers === 0) return { state: 'not-applicable', observed: say.none, evidence: [] };
    const skus = openFact(context.facts.subscribedSkus, 'Licences', context);
    if ('verdict' in skus) return skus.verdict;
    const { owned, usable } = countServerSeats(skus.value);
    const evidence = owned.map((sku) => ({
      text: `${sku.skuPartNumber} (${sku.capabilityStatus}), ${sku.prepaidUnits.enabled + sku.prepaidUnits.warning} seats`,
      source: skus.source,
    }));
    const observed = say.observed(usable, servers);
    if (usable >= servers) return { state: 'met', observed, evidence };
    // Servers may be licensed by an Azure plan instead, which the list of licences does not show.
    return {
      state: 'unknown',
      observed: context.words.join([observed, say.equivalent]),
      evidence,
      mend: say.show,
    };
  },
};
