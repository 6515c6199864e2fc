import type { FactReader } from '../fact-reader.ts';
import { guidIn, present, textAt } from '../fields.ts';

/** Whose the primary domain is, and in which cloud. Anybody may read it. */
export const readOpenIdConfiguration: FactReader = {
  name: 'openIdConfiguration',
  request: 'GET https://login.microsoftonline.com/{primaryDomain}/.well-known/openid-configuration',
  async read(reading, { customer }) {
    const path = `/${encodeURIComponent(customer.primaryDomain)}/.well-known/openid-configuration`;
    const answer = await reading.ask({ service: 'discovery', rate: 'discovery', path });
    if ('failure' in answer) return answer;
    return {
      value: present({
        issuerTenantId: guidIn(answer.value['issuer']),
        tenantRegionScope: textAt(answer.value, 'tenant_region_scope'),
        tenantRegionSubScope: textAt(answer.value, 'tenant_region_sub_scope'),
      }),
    };
  },
};
