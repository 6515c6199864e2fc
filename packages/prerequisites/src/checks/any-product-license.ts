import type { LicenceCapability } from '@mxdr/core';
import type { Check } from '../check.ts';
import { countSeats, describeSeats } from '../licence.ts';
import { openFact } from '../open-fact.ts';
import { english } from '../words/english.ts';

const wanted: readonly { readonly capability: LicenceCapability; readonly name: string }[] = [
  { capability: 'mde-p2', name: 'Defender for Endpoint Plan 2' },
  { capability: 'mdo-p2', name: 'Defender for Office 365 Plan 2' },
  { capability: 'mdi', name: 'Defender for Identity' },
  { capability: 'mda', name: 'Defender for Cloud Apps' },
  { capability: 'entra-p2', name: 'Entra ID P2' },
];

export const anyProductLicenseCheck: Check = {
  id: 'any-product-license',
  permission: 'Organization.Read.All',
  expect: () => `Usable seats of at least one of ${wanted.map(({ name }) => name).join(', ')}.`,
  judge(context) {
    const say = context.words.checks['any-product-license'];
    const skus = openFact(context.facts.subscribedSkus, 'Licences', context);
    if ('verdict' in skus) return skus.verdict;
    const counted = wanted.map((product) => ({ ...product, seats: countSeats(skus.value, product.capability, skus.source) }));
    const usable = counted.filter(({ seats }) => seats.usable > 0);
    const evidence = counted
      .filter(({ seats }) => seats.isPresent)
      .map(({ name, seats }) => ({ text: `${name}: ${describeSeats(seats, english)}`, source: skus.source }));
    if (usable.length > 0) return { state: 'met', observed: usable.map(({ name }) => name).join(', '), evidence };
    if (counted.some(({ seats }) => seats.pending > 0))
      return {
        state: 'unknown',
        observed: say.pending,
        evidence,
        mend: say.wait,
      };
    return { state: 'not-met', observed: say.none, evidence, mend: say.buy };
  },
};
