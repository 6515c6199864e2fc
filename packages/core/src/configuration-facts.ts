import { z } from 'zod';
import { tenantIdSchema } from './customer.ts';
import { factCount, factGuid, factInstant } from './fact-of.ts';

/** A partner tenant in the cross-tenant access settings. They name tenants by id; they have no names of their own. */
export const crossTenantPartnerSchema = z.strictObject({
  tenantId: tenantIdSchema.describe('The other tenant.'),
  isServiceProvider: z.boolean().optional().describe('Whether it is marked as a service provider. Default: not told.'),
  inboundTrust: z
    .strictObject({
      isMfaAccepted: z.boolean().describe('Whether multi-factor authentication of the other tenant is trusted.'),
      isCompliantDeviceAccepted: z.boolean().describe('Whether compliant devices of the other tenant are trusted.'),
      isHybridAzureADJoinedDeviceAccepted: z.boolean().describe('Whether hybrid joined devices of the other tenant are trusted.'),
    })
    .optional()
    .describe("What is trusted of it. Absent: as the tenant's default says."),
});

/** A service provider relationship (GDAP), as the operator's tenant tells it. */
export const delegatedAdminRelationshipSchema = z.strictObject({
  id: z.string().min(1).describe('Id of the relationship.'),
  displayName: z.string().describe('Name of the relationship.'),
  status: z
    .enum([
      'created',
      'approvalPending',
      'approved',
      'activating',
      'active',
      'expiring',
      'expired',
      'terminationRequested',
      'terminating',
      'terminated',
      'unknownFutureValue',
    ])
    .describe('State of the relationship; only active gives access that lasts.'),
  endsAt: factInstant.optional().describe('When it ends, UTC. Absent until it is active.'),
  autoExtendDuration: z.string().optional().describe('ISO 8601; how long it extends itself, PT0S not at all. Default: not told.'),
  roleDefinitionIds: z.array(factGuid).describe('Template ids of the Entra roles in it.'),
});

/** Sign-ins of people of the operator, as far as the log reaches within the window. */
export const serviceSignInsSchema = z.strictObject({
  homeTenantId: tenantIdSchema.describe('Tenant that the people belong to: the operator.'),
  since: factInstant.describe('Begin of the window, UTC.'),
  until: factInstant.describe('End of the window, UTC.'),
  succeeded: factCount.describe('Sign-ins that succeeded.'),
  failed: factCount.describe('Sign-ins that failed or were interrupted.'),
  people: factCount.describe('Different people among them.'),
  sample: z.array(z.string()).max(10).describe('A few of their user principal names.'),
});

export const secureScoreSchema = z.strictObject({
  current: z.number().nonnegative().describe('Points reached.'),
  max: z.number().positive().describe('Points that can be reached.'),
  createdAt: factInstant.describe('Day that the score was made for, UTC.'),
});

/** What the identity that read the tenant may do there, by the tokens that it was given. */
export const grantedPermissionsSchema = z.strictObject({
  identity: z.enum(['application', 'person']).describe('Whether an application read by itself, or a person who was signed in.'),
  permissions: z
    .array(
      z.strictObject({
        api: z.enum(['Microsoft Graph', 'Microsoft Defender for Endpoint']).describe('API that the permissions are of.'),
        names: z.array(z.string()).describe('Names of the permissions.'),
      }),
    )
    .describe('Permissions by API.'),
});

/** The customer's Log Analytics workspace as Azure has it. */
export const workspaceFactSchema = z.discriminatedUnion('exists', [
  z.strictObject({
    exists: z.literal(false).describe('Azure knows no workspace of this name in the resource group.'),
    id: z.string().min(1).describe('Resource id that was looked for.'),
  }),
  z.strictObject({
    exists: z.literal(true).describe('It is there.'),
    id: z.string().min(1).describe('Resource id.'),
    workspaceId: factGuid.describe('The id that queries go to.'),
    region: z.string().min(1).describe('Azure region.'),
    retentionDays: z.int().positive().describe('Days that rows stay queryable.'),
    dailyCapGb: z.number().nonnegative().optional().describe('Daily cap in gigabytes. Absent: no cap.'),
    isSentinelOn: z.boolean().describe('Whether Microsoft Sentinel is on.'),
  }),
]);

export const dataConnectorSchema = z.strictObject({
  kind: z.string().min(1).describe("Sentinel's word for the source, e.g. Office365."),
  dataTypes: z.array(z.string()).describe('Kinds of data that are switched on.'),
});

export const sentinelSettingsSchema = z.strictObject({
  userBehaviourSources: z.array(z.string()).describe('Sources that the behaviour of users is learnt from (UEBA). Empty: it is off.'),
  entityProviders: z.array(z.string()).describe('Directories that entities are read from. Empty: none.'),
  hasAnomalies: z.boolean().describe('Whether anomaly rules are on.'),
});

/** One setting that sends logs to the workspace of the customer. */
export const diagnosticSettingSchema = z.strictObject({
  source: z.enum(['workspace', 'sentinel-health', 'entra-id']).describe('Whose logs are sent.'),
  name: z.string().min(1).describe('Name of the setting.'),
  isToWorkspace: z.boolean().describe('Whether it sends to the workspace of the customer rather than elsewhere.'),
  categories: z.array(z.string()).describe('Kinds of log that are switched on.'),
});
