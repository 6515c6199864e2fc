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
  expect: ({ rule }) => `The tenant is in the ${cloudsOf(rule.clouds).join(' or ')} cloud.`,
  judge(context) {
    const say = context.words.checks.cloud;
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
        observed: say.otherTenant(context.customer.primaryDomain, issuerTenantId),
        evidence,
        mend: say.correct,
      };
    }
    const cloud = cloudOf(tenantRegionScope, tenantRegionSubScope);
    if (cloud === undefined) {
      return {
        state: 'unknown',
        observed: say.notKnown(tenantRegionScope, tenantRegionSubScope),
        evidence,
        mend: say.ask,
      };
    }
    if (cloudsOf(context.rule.clouds).includes(cloud)) return { state: 'met', observed: say.met(cloud, tenantRegionScope), evidence };
    return {
      state: 'not-met',
      observed: say.other(cloud),
      evidence,
      mend: say.notOffered,
    };
  },
};
