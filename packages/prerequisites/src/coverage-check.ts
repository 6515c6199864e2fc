import type { LicenceCapability, Product } from '@mxdr/core';
import type { Check, CheckId } from './check.ts';
import { judgeSeats } from './judge-seats.ts';
import { countSeats, findLookAlikes } from './licence.ts';
import { openFact } from './open-fact.ts';

/** A licence that one product's coverage depends on. */
export interface CoverageLicence {
  readonly id: CheckId;
  /** Product in scope that asks for it. */
  readonly product: Product;
  readonly productName: string;
  readonly capability: LicenceCapability;
  /** Plans that are easily mistaken for it. */
  readonly lookAlikes: readonly LicenceCapability[];
}

/** Makes the check of a coverage licence: it never blocks, and a product that nobody bought is grey, not red. */
export function createCoverageCheck({ id, product, productName, capability, lookAlikes }: CoverageLicence): Check {
  return {
    id,
    permission: 'Organization.Read.All',
    expect: ({ customer }) => `Usable seats of ${productName} for the ${customer.seats} users in scope.`,
    judge(context) {
      if (!context.customer.products.includes(product))
        return { state: 'not-applicable', observed: context.words.seats.notInScope(productName), evidence: [] };
      const skus = openFact(context.facts.subscribedSkus, 'Licences', context);
      if ('verdict' in skus) return skus.verdict;
      const verdict = judgeSeats(
        countSeats(skus.value, capability, skus.source),
        {
          product: productName,
          needed: context.customer.seats,
          whenAbsent: 'unlicensed',
        },
        context.words,
      );
      return verdict.state === 'met'
        ? verdict
        : { ...verdict, evidence: [...verdict.evidence, ...findLookAlikes(skus.value, lookAlikes, skus.source)] };
    },
  };
}
