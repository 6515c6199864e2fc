import { recordAt } from '../../json-shape.ts';
import type { FactReader } from '../fact-reader.ts';
import { instantAt, present, recordsAt, textAt } from '../fields.ts';
import type { Reading } from '../reading.ts';
import { quote } from './find-group.ts';

const permission = "DelegatedAdminRelationship.Read.All in the operator's tenant";

/**
 * Relationships are kept by the partner: they are read in the operator's tenant, for this customer alone.
 * @param operatorReading asks as an identity of the operator's tenant; undefined where there is none
 */
export function readDelegatedAdminRelationships(operatorReading: Reading | undefined): FactReader {
  return {
    name: 'delegatedAdminRelationships',
    permission,
    request: "GET /v1.0/tenantRelationships/delegatedAdminRelationships?$filter=customer/tenantId eq …, in the operator's tenant",
    async read(_reading, { customer }) {
      if (operatorReading === undefined)
        return { failure: { reason: 'permission', permission, message: "No identity of the operator's tenant was given to read with." } };
      const filter = encodeURIComponent(`customer/tenantId eq ${quote(customer.tenantId)}`);
      const relationships: unknown[] = [];
      const listed = await operatorReading.list(
        {
          service: 'graph',
          rate: 'graph',
          path: `/v1.0/tenantRelationships/delegatedAdminRelationships?$filter=${filter}`,
          permission,
        },
        (row) => {
          // The operator's list holds every customer; another's never comes into these facts, whatever the filter did.
          if (textAt(recordAt(row, 'customer') ?? {}, 'tenantId')?.toLowerCase() !== customer.tenantId.toLowerCase()) return;
          relationships.push(
            present({
              id: row['id'],
              displayName: row['displayName'],
              status: row['status'],
              endsAt: instantAt(row, 'endDateTime'),
              autoExtendDuration: textAt(row, 'autoExtendDuration'),
              roleDefinitionIds: recordsAt(recordAt(row, 'accessDetails') ?? {}, 'unifiedRoles').map((role) => role['roleDefinitionId']),
            }),
          );
        },
      );
      return 'failure' in listed ? listed : { value: relationships };
    },
  };
}
