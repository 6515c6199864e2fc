import { z } from 'zod';
import {
  crossTenantPartnerSchema,
  dataConnectorSchema,
  delegatedAdminRelationshipSchema,
  diagnosticSettingSchema,
  grantedPermissionsSchema,
  secureScoreSchema,
  sentinelSettingsSchema,
  serviceSignInsSchema,
  workspaceFactSchema,
} from './configuration-facts.ts';
import { tenantIdSchema } from './customer.ts';
import { factCount as count, factGuid as guid, factInstant as instant, factOf } from './fact-of.ts';
import { licenceCapabilities } from './service-plans.ts';

const skuSchema = z.strictObject({
  skuId: guid.describe('Id of the licence (SKU).'),
  skuPartNumber: z.string().describe('For reading only; licences are told apart by plan ids.'),
  capabilityStatus: z
    .enum(['Enabled', 'Warning', 'Suspended', 'LockedOut', 'Deleted'])
    .describe('Enabled, and Warning (grace period), count as owned.'),
  consumedUnits: count.describe('Seats assigned.'),
  prepaidUnits: z
    .strictObject({
      enabled: count.describe('Seats in force.'),
      suspended: count.describe('Seats suspended.'),
      warning: count.describe('Seats in their grace period.'),
      lockedOut: count.describe('Seats locked out.'),
    })
    .describe('Seats bought, by state.'),
  servicePlans: z
    .array(
      z.strictObject({
        servicePlanId: guid.describe('Id of the plan: what licences are told apart by.'),
        servicePlanName: z.string().describe('Name of the plan, for reading only.'),
        provisioningStatus: z
          .enum(['Success', 'Disabled', 'Error', 'PendingInput', 'PendingActivation', 'PendingProvisioning'])
          .describe('State of the plan; only Success counts as usable.'),
      }),
    )
    .describe('Plans in the licence.'),
});

const populationSchema = z.strictObject({
  count: count.describe('Users counted by the rule.'),
  assigned: z
    .partialRecord(z.enum(licenceCapabilities), count)
    .describe('Users of the count that hold an enabled plan of the capability; entra-p1 counts users with P1 or P2, each once.'),
  sampleWithout: z
    .partialRecord(z.enum(licenceCapabilities), z.array(z.string()).max(10))
    .default({})
    .describe('A few user principal names without the capability.'),
});

const usersSchema = z.strictObject({
  rule: z.string().min(1).describe('Which users were counted, in words: the denominator, e.g. "enabled members without shared mailboxes".'),
  all: populationSchema.describe('Every user that the rule counts.'),
  inScope: populationSchema.optional().describe('Those in the scope group. Absent when the whole tenant is in scope.'),
});

const deviceSchema = z.strictObject({
  id: z.string().min(1).describe('Id of the device.'),
  name: z.string().describe('Name of the device.'),
  osPlatform: z.string().optional().describe('e.g. Windows11. Default: not told.'),
  onboardingStatus: z
    .enum(['Onboarded', 'CanBeOnboarded', 'Unsupported', 'InsufficientInfo'])
    .describe('Onboarding to Defender for Endpoint.'),
  healthStatus: z
    .enum(['Active', 'Inactive', 'ImpairedCommunication', 'NoSensorData', 'NoSensorDataImpairedCommunication', 'Unknown'])
    .default('Unknown')
    .describe('Health of the sensor. Default: Unknown.'),
  deviceGroup: z.string().nullable().optional().describe('Device group; null: in no group; absent: not told.'),
  tags: z.array(z.string()).default([]).describe('Tags of the device. Default: none.'),
  areTagsTold: z
    .boolean()
    .optional()
    .describe('false: where the device was read there are no tags, so nothing is known of them. Default: true.'),
  count: z
    .int()
    .positive()
    .optional()
    .describe('How many devices this row stands for: in a large tenant, devices that are alike share one. Default: 1.'),
  sample: z.array(z.string()).max(5).optional().describe('Names of a few of the devices that share the row. Default: its own name.'),
});

const antivirusSchema = z.strictObject({
  deviceId: z.string().min(1).describe('Id of the row in devices.'),
  avMode: z
    .enum(['0', '1', '2', '3', '4', '5', ''])
    .describe('0 active, 1 passive, 2 disabled, 3 and empty other, 4 EDR blocked, 5 passive audit. A string, as the service sends it.'),
  refreshedAt: instant.describe('When the device last told it, UTC.'),
});

const groupSchema = z.strictObject({
  id: z.string().min(1).describe('Id of the group.'),
  displayName: z.string().describe('Name of the group, exactly.'),
  kind: z.enum(['device-group', 'security-group']).describe('Device group of Defender for Endpoint, or security group of Entra ID.'),
  memberCount: count.describe('Direct members.'),
  nestedGroupCount: count.default(0).describe('Members that are groups themselves.'),
  syncedMemberCount: count.default(0).describe('Members synchronised from on-premises.'),
  rank: z.int().nonnegative().optional().describe('Priority of a device group; the lowest number has the highest priority.'),
});

const policySchema = z.strictObject({
  id: z.string().min(1).describe('Id of the policy.'),
  displayName: z.string().describe('Name of the policy, exactly.'),
  state: z.enum(['enabled', 'disabled', 'enabledForReportingButNotEnforced']).describe('Only enabled policies are in force.'),
});

const authorizationSchema = z.strictObject({
  principalId: guid.describe('Object id in the managing tenant.'),
  principalDisplayName: z.string().optional().describe('Name of the principal. Default: not told.'),
  roleDefinitionId: guid.describe('Id of the Azure built-in role.'),
});

const delegationSchema = z.strictObject({
  name: z.string().describe('Name of the delegation.'),
  scope: z.string().min(1).describe('Resource id of the delegated subscription or resource group.'),
  managingTenantId: tenantIdSchema.describe('Tenant that it is delegated to.'),
  provisioningState: z.string().default('Succeeded').describe('State of the delegation. Default: Succeeded.'),
  authorizations: z.array(authorizationSchema).describe('Permanent roles.'),
  eligibleAuthorizations: z
    .array(
      authorizationSchema.extend({
        maximumActivationDuration: z.string().describe('ISO 8601 duration, e.g. PT4H.'),
        multiFactorAuthProvider: z.string().default('None').describe('Azure, or None. Default: None.'),
        approverIds: z.array(guid).default([]).describe('Object ids of those who approve. Default: none.'),
      }),
    )
    .default([])
    .describe('Roles that are activated just in time. Default: none.'),
});

/**
 * What is known of a tenant's licences and configuration at one time, each fact with its request and its instant, or with the reason
 * why it is not known. Can be reviewed, kept and judged again without access to the tenant.
 */
export const tenantFactsSchema = z.strictObject({
  $schema: z.string().optional().describe('For editors.'),
  schemaVersion: z.literal(1).describe('Version of this form.'),
  kind: z
    .enum(['tenant', 'sample'])
    .default('tenant')
    .describe(
      'tenant: read from a tenant, and stale after a while; sample: made for demonstration and tests, judged as of takenAt. Default: tenant.',
    ),
  tenantId: tenantIdSchema.describe('The tenant that the facts are about.'),
  takenAt: instant.describe('When the reading began, UTC.'),
  openIdConfiguration: factOf(
    z.strictObject({
      issuerTenantId: tenantIdSchema.describe('Tenant that the primary domain belongs to, from the issuer.'),
      tenantRegionScope: z.string().describe('tenant_region_scope, e.g. EU.'),
      tenantRegionSubScope: z.string().optional().describe('tenant_region_sub_scope, e.g. GCC. Absent in the commercial cloud.'),
    }),
    'OpenID discovery of the primary domain: it tells the cloud.',
  ),
  subscribedSkus: factOf(z.array(skuSchema), 'Licences that the tenant owns.'),
  users: factOf(usersSchema, 'Users, and how many hold which plan.'),
  devices: factOf(z.array(deviceSchema), 'Devices that Defender for Endpoint knows. An empty list is a fact.'),
  antivirus: factOf(z.array(antivirusSchema), 'Mode of Microsoft Defender Antivirus by device.'),
  groups: factOf(z.array(groupSchema), 'Device groups and security groups whose name matters to the service.'),
  conditionalAccessPolicies: factOf(z.array(policySchema), 'Conditional access policies.'),
  delegations: factOf(z.array(delegationSchema), 'Azure Lighthouse delegations in the subscription of the workspace.'),
  crossTenantAccess: factOf(z.array(crossTenantPartnerSchema), 'Partner tenants in the cross-tenant access settings.').optional(),
  delegatedAdminRelationships: factOf(
    z.array(delegatedAdminRelationshipSchema),
    'Service provider relationships (GDAP) between the operator and this tenant.',
  ).optional(),
  serviceSignIns: factOf(serviceSignInsSchema, "Sign-ins of the operator's people.").optional(),
  grantedPermissions: factOf(grantedPermissionsSchema, 'What the identity that read the tenant may do there.').optional(),
  secureScore: factOf(secureScoreSchema, 'Microsoft Secure Score.').optional(),
  workspace: factOf(workspaceFactSchema, 'The Log Analytics workspace of the service.').optional(),
  dataConnectors: factOf(z.array(dataConnectorSchema), 'Data connectors of Sentinel.').optional(),
  sentinelSettings: factOf(sentinelSettingsSchema, 'Settings of Sentinel.').optional(),
  diagnosticSettings: factOf(z.array(diagnosticSettingSchema), 'Settings that send logs to the workspace.').optional(),
});

export type TenantFacts = z.infer<typeof tenantFactsSchema>;
export type TenantFactsInput = z.input<typeof tenantFactsSchema>;
/** Names of the facts, apart from what describes the reading itself. */
export type TenantFactName = Exclude<keyof TenantFacts, '$schema' | 'schemaVersion' | 'kind' | 'tenantId' | 'takenAt'>;
/** A fact as it was read, or why it was not. */
export type TenantFact<Value> =
  | (Omit<Extract<TenantFacts['users'], { readonly status: 'read' }>, 'value'> & { readonly value: Value })
  | Extract<TenantFacts['users'], { readonly status: 'not-read' }>;
/** What a fact says when it was read. */
export type FactValue<Name extends TenantFactName> = Extract<TenantFacts[Name], { readonly status: 'read' }>['value'];
