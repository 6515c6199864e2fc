import type { JsonRecord } from '../../json-shape.ts';
import { recordAt } from '../../json-shape.ts';
import { recordsAt } from '../fields.ts';
import type { FactReader } from '../fact-reader.ts';

/** Licences. The list takes no filter, and is short. Plans of companies, which nobody is assigned, stay in: seats are judged by id. */
export const readSubscribedSkus: FactReader = {
  name: 'subscribedSkus',
  permission: 'Organization.Read.All',
  request: 'GET /v1.0/subscribedSkus',
  async read(reading) {
    const skus: unknown[] = [];
    const listed = await reading.list(
      { service: 'graph', rate: 'graph', path: '/v1.0/subscribedSkus', permission: 'Organization.Read.All' },
      (row) => skus.push(toSku(row)),
    );
    return 'failure' in listed ? listed : { value: skus };
  },
};

function toSku(row: JsonRecord): unknown {
  const units = recordAt(row, 'prepaidUnits') ?? {};
  const { skuId, skuPartNumber, capabilityStatus, consumedUnits } = row;
  return {
    skuId,
    skuPartNumber,
    capabilityStatus,
    consumedUnits,
    prepaidUnits: {
      enabled: units['enabled'],
      suspended: units['suspended'],
      warning: units['warning'],
      // Older tenants do not tell it.
      lockedOut: units['lockedOut'] ?? 0,
    },
    servicePlans: recordsAt(row, 'servicePlans').map(({ servicePlanId, servicePlanName, provisioningStatus }) => ({
      servicePlanId,
      servicePlanName,
      provisioningStatus,
    })),
  };
}
