import type { FactReader } from '../fact-reader.ts';

const permission = 'Policy.Read.All';
const path = '/v1.0/identity/conditionalAccess/policies?$select=id,displayName,state';

export const readConditionalAccessPolicies: FactReader = {
  name: 'conditionalAccessPolicies',
  permission,
  request: `GET ${path}`,
  async read(reading) {
    const policies: unknown[] = [];
    const listed = await reading.list({ service: 'graph', rate: 'conditional-access', path, permission }, ({ id, displayName, state }) =>
      policies.push({ id, displayName, state }),
    );
    return 'failure' in listed ? listed : { value: policies };
  },
};
