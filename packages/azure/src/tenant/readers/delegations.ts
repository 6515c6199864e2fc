import { resourceGroupNameOf } from '@mxdr/core';
import type { JsonRecord } from '../../json-shape.ts';
import { recordAt } from '../../json-shape.ts';
import type { FactReader } from '../fact-reader.ts';
import { guidIn, present, recordsAt, textAt } from '../fields.ts';

const permission = 'Reader on the subscription';
const query = '/providers/Microsoft.ManagedServices/registrationAssignments?$expandRegistrationDefinition=true&api-version=2022-10-01';

/** Delegations of the subscription and of the resource groups of the service, each once. */
export const readDelegations: FactReader = {
  name: 'delegations',
  permission,
  request:
    'GET https://management.azure.com/subscriptions/{id}[/resourceGroups/{name}]/providers/Microsoft.ManagedServices/registrationAssignments',
  async read(reading, { customer }) {
    const subscription = `/subscriptions/${customer.subscriptionId}`;
    const names = [resourceGroupNameOf(customer), ...customer.additionalWorkspaces.map((one) => resourceGroupNameOf(customer, one))];
    const scopes = [subscription, ...new Set(names.map((name) => `${subscription}/resourceGroups/${encodeURIComponent(name)}`))];
    const delegations = new Map<string, unknown>();
    for (const scope of scopes) {
      const listed = await reading.list(
        // A resource group that does not exist has no delegations; the subscription always exists.
        { service: 'management', rate: 'management', path: scope + query, permission, isEmptyOn404: scope !== subscription },
        (row) => {
          const id = textAt(row, 'id') ?? '';
          delegations.set(id.toLowerCase(), toDelegation(row, id));
        },
      );
      if ('failure' in listed) return listed;
    }
    return { value: [...delegations.values()] };
  },
};

function toDelegation(row: JsonRecord, id: string): unknown {
  const properties = recordAt(row, 'properties') ?? {};
  const definition = recordAt(properties, 'registrationDefinition', 'properties') ?? {};
  return present({
    name: textAt(definition, 'registrationDefinitionName') ?? textAt(row, 'name') ?? '',
    scope: id.replace(/\/providers\/Microsoft\.ManagedServices\/.*$/i, ''),
    managingTenantId: textAt(definition, 'managedByTenantId'),
    provisioningState: textAt(properties, 'provisioningState'),
    authorizations: recordsAt(definition, 'authorizations').map(toAuthorization),
    eligibleAuthorizations: recordsAt(definition, 'eligibleAuthorizations').map((one) => {
      const policy = recordAt(one, 'justInTimeAccessPolicy') ?? {};
      return {
        ...toAuthorization(one),
        maximumActivationDuration: textAt(policy, 'maximumActivationDuration') ?? 'PT8H',
        multiFactorAuthProvider: textAt(policy, 'multiFactorAuthProvider') ?? 'None',
        approverIds: recordsAt(policy, 'managedByTenantApprovers').map((approver) => approver['principalId']),
      };
    }),
  });
}

function toAuthorization(one: JsonRecord) {
  return present({
    principalId: one['principalId'],
    principalDisplayName: textAt(one, 'principalIdDisplayName'),
    roleDefinitionId: guidIn(one['roleDefinitionId']),
  });
}
