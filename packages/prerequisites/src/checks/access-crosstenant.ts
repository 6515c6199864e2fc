import type { Check } from '../check.ts';
import { openOptionalFact } from '../open-fact.ts';
import { openPlan } from '../open-plan.ts';

export const accessCrosstenantCheck: Check = {
  id: 'access-crosstenant',
  title: "The operator's multi-factor authentication and devices are trusted",
  permission: 'Policy.Read.All',
  expect: () =>
    "The cross-tenant access settings name the operator's tenant, and trust its multi-factor authentication and its compliant devices.",
  judge(context) {
    const planned = openPlan(context);
    if ('verdict' in planned) return planned.verdict;
    const { operator } = planned;
    const partners = openOptionalFact(context.facts.crossTenantAccess, 'Cross-tenant access settings', context);
    if ('verdict' in partners) return partners.verdict;
    const own = partners.value.find(({ tenantId }) => tenantId.toLowerCase() === operator.tenantId.toLowerCase());
    const evidence = [
      {
        text: `${partners.value.length} partner tenants, the operator's ${own === undefined ? 'not among them' : 'among them'}`,
        source: partners.source,
      },
    ];
    if (own === undefined)
      return {
        state: 'not-met',
        observed: "the operator's tenant is not in the settings",
        evidence,
        mend: `Add the tenant ${operator.tenantId} to the cross-tenant access settings, with inbound trust.`,
      };
    if (own.inboundTrust === undefined)
      return {
        state: 'unknown',
        observed: "the settings say nothing of trust in the operator's tenant; the tenant's default holds, which was not read",
        evidence,
        mend: 'Look at the default of the cross-tenant access settings, or set the trust of this tenant.',
      };
    const { isMfaAccepted, isCompliantDeviceAccepted } = own.inboundTrust;
    const missing = [
      ...(isMfaAccepted ? [] : ['multi-factor authentication']),
      ...(isCompliantDeviceAccepted ? [] : ['compliant devices']),
    ];
    if (missing.length > 0)
      return {
        state: 'not-met',
        observed: `not trusted of the operator's tenant: ${missing.join(', ')}`,
        evidence,
        mend: `Trust ${missing.join(' and ')} of the tenant ${operator.tenantId} in the cross-tenant access settings.`,
      };
    return { state: 'met', observed: 'multi-factor authentication and compliant devices are trusted', evidence };
  },
};
