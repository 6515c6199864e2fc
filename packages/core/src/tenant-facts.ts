import { z } from 'zod';
import { tenantIdSchema } from './customer.ts';
import { licenceCapabilities } from './service-plans.ts';

const instant = z.iso.datetime({ error: 'must be an instant in UTC such as 2026-11-20T06:00:00Z' });
const count = z.int().nonnegative();
const guid = z.guid({ error: 'must be a GUID such as 11111111-2222-4333-8444-555555555555' });

/** One thing that was asked of the tenant: what it said, or why nothing is known. There is no third case, and no empty default. */
function factOf<Value extends z.ZodType>(value: Value, what: string) {
  return z
    .discriminatedUnion('status', [
      z.strictObject({
        status: z.literal('read'),
        readAt: instant.describe('When it was read, UTC.'),
        request: z.string().min(1).describe('The request that was made, e.g. GET /v1.0/subscribedSkus. Never a token.'),
        value,
      }),
      z.strictObject({
        status: z.literal('not-read'),
        reason: z.enum(['permission', 'throttled', 'api-off', 'error']).describe('Why nothing is known.'),
        permission: z.string().min(1).optional().describe('The permission that was missing, where that is the reason.'),
        message: z.string().min(1).describe('What the other side said.'),
      }),
    ])
    .describe(what);
}

const skuSchema = z.strictObject({
  skuId: guid,
  skuPartNumber: z.string().describe('For reading only; licences are told apart by plan ids.'),
  capabilityStatus: z
    .enum(['Enabled', 'Warning', 'Suspended', 'LockedOut', 'Deleted'])
    .describe('Enabled, and Warning (grace period), count as owned.'),
  consumedUnits: count,
  prepaidUnits: z.strictObject({ enabled: count, suspended: count, warning: count, lockedOut: count }),
  servicePlans: z.array(
    z.strictObject({
      servicePlanId: guid,
      servicePlanName: z.string(),
      provisioningStatus: z.enum(['Success', 'Disabled', 'Error', 'PendingInput', 'PendingActivation', 'PendingProvisioning']),
    }),
  ),
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
  id: z.string().min(1),
  name: z.string(),
  osPlatform: z.string().optional(),
  onboardingStatus: z.enum(['Onboarded', 'CanBeOnboarded', 'Unsupported', 'InsufficientInfo']),
  healthStatus: z
    .enum(['Active', 'Inactive', 'ImpairedCommunication', 'NoSensorData', 'NoSensorDataImpairedCommunication', 'Unknown'])
    .default('Unknown'),
  deviceGroup: z.string().nullable().optional().describe('Device group; null: in no group; absent: not told.'),
  tags: z.array(z.string()).default([]),
});

const antivirusSchema = z.strictObject({
  deviceId: z.string().min(1),
  avMode: z
    .enum(['0', '1', '2', '3', '4', '5', ''])
    .describe('0 active, 1 passive, 2 disabled, 3 and empty other, 4 EDR blocked, 5 passive audit. A string, as the service sends it.'),
  refreshedAt: instant.describe('When the device last told it, UTC.'),
});

const groupSchema = z.strictObject({
  id: z.string().min(1),
  displayName: z.string(),
  kind: z.enum(['device-group', 'security-group']).describe('Device group of Defender for Endpoint, or security group of Entra ID.'),
  memberCount: count,
  nestedGroupCount: count.default(0).describe('Members that are groups themselves.'),
  syncedMemberCount: count.default(0).describe('Members synchronised from on-premises.'),
  rank: z.int().nonnegative().optional().describe('Priority of a device group; the lowest number has the highest priority.'),
});

const policySchema = z.strictObject({
  id: z.string().min(1),
  displayName: z.string(),
  state: z.enum(['enabled', 'disabled', 'enabledForReportingButNotEnforced']),
});

const authorizationSchema = z.strictObject({ principalId: guid, principalDisplayName: z.string().optional(), roleDefinitionId: guid });

const delegationSchema = z.strictObject({
  name: z.string(),
  scope: z.string().min(1).describe('Resource id of the delegated subscription or resource group.'),
  managingTenantId: tenantIdSchema,
  provisioningState: z.string().default('Succeeded'),
  authorizations: z.array(authorizationSchema),
  eligibleAuthorizations: z
    .array(
      authorizationSchema.extend({
        maximumActivationDuration: z.string(),
        multiFactorAuthProvider: z.string().default('None'),
        approverIds: z.array(guid).default([]),
      }),
    )
    .default([]),
});

/**
 * What is known of a tenant's licences and configuration at one time, each fact with its request and its instant, or with the reason
 * why it is not known. Can be reviewed, kept and judged again without access to the tenant.
 */
export const tenantFactsSchema = z.strictObject({
  $schema: z.string().optional().describe('For editors.'),
  schemaVersion: z.literal(1),
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
});

export type TenantFacts = z.infer<typeof tenantFactsSchema>;
export type TenantFactsInput = z.input<typeof tenantFactsSchema>;
/** Names of the facts, apart from what describes the reading itself. */
export type TenantFactName = Exclude<keyof TenantFacts, '$schema' | 'schemaVersion' | 'kind' | 'tenantId' | 'takenAt'>;
/** A fact as it was read, or why it was not. */
export type TenantFact<Value> =
  | ({ readonly status: 'read'; readonly readAt: string; readonly request: string } & { readonly value: Value })
  | Extract<TenantFacts['users'], { readonly status: 'not-read' }>;
