import type { TenantFactName } from './tenant-facts.ts';

/** The least permission that reads each fact; absent where anybody may read it. Granted in the customer's tenant unless the words say otherwise. */
export const factPermissions: Readonly<Partial<Record<TenantFactName, string>>> = {
  subscribedSkus: 'Organization.Read.All',
  users: 'User.Read.All',
  devices: 'Machine.Read.All',
  antivirus: 'Machine.Read.All',
  groups: 'Group.Read.All',
  conditionalAccessPolicies: 'Policy.Read.All',
  delegations: 'Reader on the subscription',
  crossTenantAccess: 'Policy.Read.All',
  delegatedAdminRelationships: "DelegatedAdminRelationship.Read.All in the operator's tenant",
  serviceSignIns: 'AuditLog.Read.All',
  secureScore: 'SecurityEvents.Read.All',
  workspace: 'Reader on the resource group of the workspace',
  dataConnectors: 'Reader on the resource group of the workspace',
  sentinelSettings: 'Reader on the resource group of the workspace',
  diagnosticSettings: 'Reader on the resource group of the workspace; Security Reader in Entra ID',
};
