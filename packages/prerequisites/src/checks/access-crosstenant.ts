import type { Check } from '../check.ts';
import { openOptionalFact } from '../open-fact.ts';
import { openPlan } from '../open-plan.ts';

export const accessCrosstenantCheck: Check = {
  id: 'access-crosstenant',
  permission: 'Policy.Read.All',
  expect: () =>
    "The cross-tenant access settings name the operator's tenant, and trust its multi-factor authentication and its compliant devices.",
  judge(context) {
    const say = context.words.checks['access-crosstenant'];
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
        observed: say.absent,
        evidence,
        mend: say.add(operator.tenantId),
      };
    if (own.inboundTrust === undefined)
      return {
        state: 'unknown',
        observed: say.byDefault,
        evidence,
        mend: say.look,
      };
    const { isMfaAccepted, isCompliantDeviceAccepted } = own.inboundTrust;
    const missing = [...(isMfaAccepted ? [] : [say.mfa]), ...(isCompliantDeviceAccepted ? [] : [say.compliant])];
    if (missing.length > 0)
      return {
        state: 'not-met',
        observed: say.notTrusted(missing.join(', ')),
        evidence,
        mend: say.trust(context.words.and(missing), operator.tenantId),
      };
    return { state: 'met', observed: say.met, evidence };
  },
};
