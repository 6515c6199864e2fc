import { recordAt } from '../../json-shape.ts';
import { booleanAt, present } from '../fields.ts';
import type { FactReader } from '../fact-reader.ts';

const permission = 'Policy.Read.All';
const path = '/v1.0/policies/crossTenantAccessPolicy/partners';

export const readCrossTenantAccess: FactReader = {
  name: 'crossTenantAccess',
  permission,
  request: `GET ${path}`,
  async read(reading) {
    const partners: unknown[] = [];
    const listed = await reading.list({ service: 'graph', rate: 'graph', path, permission }, (row) => {
      const trust = recordAt(row, 'inboundTrust');
      partners.push(
        present({
          tenantId: row['tenantId'],
          isServiceProvider: booleanAt(row, 'isServiceProvider'),
          inboundTrust:
            trust === undefined
              ? undefined
              : {
                  isMfaAccepted: trust['isMfaAccepted'],
                  isCompliantDeviceAccepted: trust['isCompliantDeviceAccepted'],
                  isHybridAzureADJoinedDeviceAccepted: trust['isHybridAzureADJoinedDeviceAccepted'],
                },
        }),
      );
    });
    return 'failure' in listed ? listed : { value: partners };
  },
};
