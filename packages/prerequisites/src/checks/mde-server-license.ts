import type { Check } from '../check.ts';
import { countServerSeats } from '../licence.ts';
import { openFact } from '../open-fact.ts';

export const mdeServerLicenseCheck: Check = {
  id: 'mde-server-license',
  title: 'Servers are licensed',
  permission: 'Organization.Read.All',
  expect: ({ customer }) =>
    `Usable seats of Defender for Endpoint for Server, or an equivalent, for the ${customer.servers} servers in scope.`,
  judge(context) {
    const { servers } = context.customer;
    if (servers === 0) return { state: 'not-applicable', observed: 'no server is in scope', evidence: [] };
    const skus = openFact(context.facts.subscribedSkus, 'Licences', context);
    if ('verdict' in skus) return skus.verdict;
    const { owned, usable } = countServerSeats(skus.value);
    const evidence = owned.map((sku) => ({
      text: `${sku.skuPartNumber} (${sku.capabilityStatus}), ${sku.prepaidUnits.enabled + sku.prepaidUnits.warning} seats`,
      source: skus.source,
    }));
    const observed = `${usable} usable seats, for ${servers} servers`;
    if (usable >= servers) return { state: 'met', observed, evidence };
    // Servers may be licensed by an Azure plan instead, which the list of licences does not show.
    return {
      state: 'unknown',
      observed: `${observed}; an equivalent licence in Azure cannot be seen from here`,
      evidence,
      mend: 'Show that the other servers are licensed by Defender for Servers, or buy seats for them.',
    };
  },
};
