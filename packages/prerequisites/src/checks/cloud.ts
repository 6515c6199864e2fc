import type { Customer } from '@mxdr/core';
import type { Check } from '../check.ts';
import { openFact } from '../open-fact.ts';

type Cloud = Customer['cloud'];

const governmentScopes = new Set(['USGOV', 'USG']);

/** The cloud by the words of OpenID discovery; `undefined` for words that are not known. */
function cloudOf(regionScope: string, subScope: string | undefined): Cloud | undefined {
  if (subScope === undefined || subScope === '') return governmentScopes.has(regionScope.toUpperCase()) ? undefined : 'commercial';
  const clouds: Readonly<Record<string, Cloud>> = { GCC: 'gcc', DODCON: 'gcc-high', DOD: 'dod' };
  return clouds[subScope.toUpperCase()];
}

function cloudsOf(clouds: readonly Cloud[] | undefined): readonly Cloud[] {
  return clouds ?? ['commercial'];
}

export const cloudCheck: Check = {
  id: 'cloud',
  title: 'Commercial public cloud',
  expect: ({ rule }) => `The tenant is in the ${cloudsOf(rule.clouds).join(' or ')} cloud.`,
  judge(context) {
    const opened = openFact(context.facts.openIdConfiguration, 'OpenID discovery', context);
    if ('verdict' in opened) return opened.verdict;
    const { issuerTenantId, tenantRegionScope, tenantRegionSubScope } = opened.value;
    const evidence = [
      {
        text: `tenant_region_scope ${tenantRegionScope}, tenant_region_sub_scope ${tenantRegionSubScope ?? 'absent'}`,
        source: opened.source,
      },
    ];
    if (issuerTenantId.toLowerCase() !== context.customer.tenantId.toLowerCase()) {
      return {
        state: 'not-met',
        observed: `${context.customer.primaryDomain} belongs to the tenant ${issuerTenantId}`,
        evidence,
        mend: 'Correct primaryDomain or tenantId in customer.yaml: the two name different tenants.',
      };
    }
    const cloud = cloudOf(tenantRegionScope, tenantRegionSubScope);
    if (cloud === undefined) {
      return {
        state: 'unknown',
        observed: `the cloud of scope ${tenantRegionScope}, sub scope ${tenantRegionSubScope ?? 'absent'} is not known`,
        evidence,
        mend: 'Ask the customer which Microsoft cloud the tenant is in.',
      };
    }
    if (cloudsOf(context.rule.clouds).includes(cloud))
      return { state: 'met', observed: `${cloud} cloud, region ${tenantRegionScope}`, evidence };
    return {
      state: 'not-met',
      observed: `${cloud} cloud`,
      evidence,
      mend: "The service is not offered in this cloud; there is nothing to mend on the customer's side.",
    };
  },
};
