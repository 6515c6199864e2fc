import type { Customer, CustomerInput, LicenceCapability, Operator, TenantFacts, TenantFactsInput } from '@mxdr/core';
import { customerSchema, operatorSchema, planEnvironment, plansOf, tenantFactsSchema } from '@mxdr/core';

/** When the facts of the tests were taken. */
export const takenAt = '2026-11-20T06:00:00Z';
/** Two hours later: the instant at which the tests judge. */
export const nowMs = Date.parse('2026-11-20T08:00:00Z');

export const testOperator: Operator = operatorSchema.parse({
  name: 'Northwind',
  serviceName: 'Managed XDR',
  tenantId: '5f0c7a52-3a41-4c0b-9f57-0d2d6f1c9a10',
  subscriptionId: '9d1be0a4-6f0e-4a35-8f3c-3f7a1f1be201',
  deliveryTeam: [{ name: 'Ingrid', role: 'Service delivery manager', email: 'i@northwind.example' }],
  principals: {
    readers: { principalId: '2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b301', displayName: 'Read' },
    responders: { principalId: '2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b302', displayName: 'Respond' },
    approvers: { principalId: '2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b303', displayName: 'Approve' },
    deployer: {
      principalId: '2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b304',
      displayName: 'Deploy',
      clientId: '7e4a9c18-5d26-4b7f-a0c3-8b1f2e6d4401',
    },
  },
  state: { resourceGroup: 'rg-ops', storageAccount: 'stops', container: 'tfstate' },
});

/** A customer of ten users with every product in scope. */
export function testCustomer(changes: Partial<CustomerInput> = {}): Customer {
  return customerSchema.parse({
    id: 'contoso',
    name: 'Contoso',
    tenantId: '3b1f6c1e-7a2d-4f0e-9c55-2a8d4e7f1001',
    primaryDomain: 'contoso.example',
    subscriptionId: 'a4c3d2e1-0f9e-4d8c-b7a6-95847362b101',
    region: 'westeurope',
    timeZone: 'Europe/Amsterdam',
    products: ['defender-for-endpoint', 'defender-for-office-365', 'defender-for-identity', 'defender-for-cloud-apps', 'entra-id'],
    seats: 10,
    contacts: [{ role: 'incident-notification', name: 'Desk', email: 'desk@contoso.example', phone: '+31 20 555 0100' }],
    response: { mode: 'act' },
    ...changes,
  });
}

export type ReadValue<Name extends keyof TenantFactsInput> =
  Extract<TenantFactsInput[Name], { readonly status: 'read' }> extends { readonly value: infer Value } ? Value : never;
export type SkuInput = ReadValue<'subscribedSkus'>[number];

/** A licence with one plan of each capability. */
export function sku(capabilities: readonly LicenceCapability[], seats = 10, changes: Partial<SkuInput> = {}): SkuInput {
  return {
    skuId: '00000000-0000-4000-8000-000000000001',
    skuPartNumber: `SKU_${capabilities.join('_').toUpperCase()}`,
    capabilityStatus: 'Enabled',
    consumedUnits: 0,
    prepaidUnits: { enabled: seats, suspended: 0, warning: 0, lockedOut: 0 },
    // The last plan of a capability is its own; for P1 the list begins with it.
    servicePlans: capabilities
      .flatMap((capability) => plansOf(capability).slice(0, 1))
      .map((plan) => ({ servicePlanId: plan.id, servicePlanName: plan.name, provisioningStatus: 'Success' as const })),
    ...changes,
  };
}

export type DeviceInput = ReadValue<'devices'>[number];

export function device(id: string, changes: Partial<DeviceInput> = {}): DeviceInput {
  return { id, name: `host-${id}`, onboardingStatus: 'Onboarded', healthStatus: 'Active', ...changes };
}

export function antivirus(
  deviceId: string,
  avMode: ReadValue<'antivirus'>[number]['avMode'] = '0',
  refreshedAt = '2026-11-19T22:00:00Z',
): ReadValue<'antivirus'>[number] {
  return { deviceId, avMode, refreshedAt };
}

function read<Value>(value: Value) {
  return { status: 'read' as const, readAt: takenAt, request: 'GET /test', value };
}

/** The delegation exactly as the plan of the customer declares it. */
export function declaredDelegation(customer: Customer): ReadValue<'delegations'>[number] {
  const plan = planEnvironment(customer, testOperator);
  if (Array.isArray(plan)) throw new Error('the test customer can be planned');
  const { definitionName, scope, managingTenantId, permanent, eligible } = plan.lighthouse;
  return {
    name: definitionName,
    scope,
    managingTenantId,
    authorizations: permanent.map(({ principalId, roleDefinitionId }) => ({ principalId, roleDefinitionId })),
    eligibleAuthorizations: eligible.map(({ principalId, roleDefinitionId, justInTime }) => ({
      principalId,
      roleDefinitionId,
      maximumActivationDuration: justInTime.maximumActivationDuration,
      multiFactorAuthProvider: justInTime.multiFactorAuthProvider,
      approverIds: justInTime.approvers.map((approver) => approver.principalId),
    })),
  };
}

/** The values of a tenant in which everything is as it should be. */
export interface SampleValues {
  openIdConfiguration: ReadValue<'openIdConfiguration'>;
  subscribedSkus: ReadValue<'subscribedSkus'>;
  users: ReadValue<'users'>;
  devices: ReadValue<'devices'>;
  antivirus: ReadValue<'antivirus'>;
  groups: ReadValue<'groups'>;
  conditionalAccessPolicies: ReadValue<'conditionalAccessPolicies'>;
  delegations: ReadValue<'delegations'>;
}

/** Facts of a tenant in which everything is as it should be, with some values or whole facts replaced. */
export function testFacts(customer: Customer, values: Partial<SampleValues> = {}, facts: Partial<TenantFactsInput> = {}): TenantFacts {
  return tenantFactsSchema.parse({
    schemaVersion: 1,
    tenantId: customer.tenantId,
    takenAt,
    openIdConfiguration: read(values.openIdConfiguration ?? { issuerTenantId: customer.tenantId, tenantRegionScope: 'EU' }),
    subscribedSkus: read(values.subscribedSkus ?? [sku(['mde-p2', 'entra-p1', 'mdo-p2', 'mdi', 'mda'])]),
    users: read(values.users ?? { rule: 'enabled members', all: { count: 10, assigned: { 'mde-p2': 10, 'entra-p1': 10 } } }),
    devices: read(values.devices ?? [device('a'), device('b')]),
    antivirus: read(values.antivirus ?? [antivirus('a'), antivirus('b')]),
    groups: read(values.groups ?? []),
    conditionalAccessPolicies: read(
      values.conditionalAccessPolicies ?? [
        { id: '1', displayName: 'Microsoft Security Experts-Allow-DO NOT DELETE', state: 'enabled' },
        { id: '2', displayName: 'Microsoft Security Experts-Block-DO NOT DELETE', state: 'enabled' },
      ],
    ),
    delegations: read(values.delegations ?? [declaredDelegation(customer)]),
    ...facts,
  });
}
