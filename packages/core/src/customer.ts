import { z } from 'zod';
import { accentColour, fontFamily } from './brand.ts';
import { accessSettingsSchema } from './access-settings.ts';
import { dataResidencies } from './azure-regions.ts';
import { isTimeZone, nearestTimeZone } from './time-zone.ts';
import { additionalWorkspaceSchema, regionSchema, workspaceSchema } from './workspace-settings.ts';

/** Ids are branded, so that a tenant id cannot be passed as a subscription id. */
const guid = z.guid({ error: 'must be a GUID such as 11111111-2222-4333-8444-555555555555' });
/** Checked with the form of the file, so that a wrong zone is told together with every other wrong field. */
const timeZoneSchema = z.string().refine(isTimeZone, {
  error: ({ input }) => {
    const nearest = typeof input === 'string' ? nearestTimeZone(input) : undefined;
    return `must be an IANA time zone${nearest === undefined ? ' such as Europe/Amsterdam' : `; did you mean "${nearest}"?`}`;
  },
});
export const customerIdSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,30}[a-z0-9]$/, 'must be 3 to 32 lower-case letters, digits and hyphens, beginning with a letter')
  .brand<'CustomerId'>();
export type CustomerId = z.infer<typeof customerIdSchema>;
export const tenantIdSchema = guid.brand<'TenantId'>();
export type TenantId = z.infer<typeof tenantIdSchema>;
export const subscriptionIdSchema = guid.brand<'SubscriptionId'>();
export type SubscriptionId = z.infer<typeof subscriptionIdSchema>;

/** The workloads that the service covers. */
export const products = [
  'defender-for-endpoint',
  'defender-for-office-365',
  'defender-for-identity',
  'defender-for-cloud-apps',
  'entra-id',
] as const;
export type Product = (typeof products)[number];

/** What the operator may do: act at once, ask first, tell the customer what to do, or leave it alone. */
export const responseModes = ['act', 'ask', 'guide', 'never'] as const;
export type ResponseMode = (typeof responseModes)[number];

export const responseActions = [
  'isolate-device',
  'release-device',
  'restrict-app-execution',
  'remove-app-restriction',
  'run-antivirus-scan',
  'collect-investigation-package',
  'stop-and-quarantine-file',
  'disable-user',
  'enable-user',
  'force-password-reset',
  'soft-delete-email',
  'block-indicator',
] as const;
export type ResponseAction = (typeof responseActions)[number];

export const assetClasses = [
  'workstation',
  'server',
  'high-value-device',
  'user',
  'privileged-user',
  'high-value-user',
  'mailbox',
] as const;
export type AssetClass = (typeof assetClasses)[number];

export const severities = ['High', 'Medium', 'Low', 'Informational'] as const;
export type Severity = (typeof severities)[number];

export const ruleSets = ['preview-2022', 'ga-2023', 'mdr-2026'] as const;
export type RuleSetId = (typeof ruleSets)[number];

const contactSchema = z.strictObject({
  role: z
    .enum(['incident-notification', 'service-review', 'security-operations', 'executive'])
    .describe('What the person or team is called for.'),
  name: z.string().min(1).describe('Person or team.'),
  email: z.email().describe('Address that notifications and reports go to.'),
  phone: z
    .string()
    .regex(/^\+[1-9][0-9 ]{6,18}$/, 'must be an international number such as +31 20 555 0100')
    .optional()
    .describe('International number for break-glass calls. At least one incident contact needs one.'),
  order: z.int().min(1).max(99).default(1).describe('Order in which contacts of the same role are called, from 1.'),
});

const modeByAssetSchema = z.union([
  z.enum(responseModes),
  z.strictObject({
    default: z.enum(responseModes).describe('For every asset class that is not named.'),
    assets: z.partialRecord(z.enum(assetClasses), z.enum(responseModes)).default({}).describe('Asset class to mode.'),
  }),
]);

const minutesBySeverity = (what: string) =>
  z
    .strictObject({
      High: z.int().positive().optional().describe('Minutes for incidents of high severity. Default: no target.'),
      Medium: z.int().positive().optional().describe('Minutes for incidents of medium severity. Default: no target.'),
      Low: z.int().positive().optional().describe('Minutes for incidents of low severity. Default: no target.'),
      Informational: z.int().positive().optional().describe('Minutes for informational incidents. Default: no target.'),
    })
    .default({})
    .describe(`${what}, in minutes by severity. A severity that is not named has no target. Default: no targets.`);

const excludedGroupSchema = z.strictObject({
  name: z.string().min(1).describe('Exact name of the group.'),
  reason: z.string().min(1).describe('Why its members are told rather than acted upon.'),
});

/** Device groups live in Defender, which has no interface to make them; user groups can be made. */
const excludedUserGroupSchema = excludedGroupSchema.extend({
  create: z.boolean().default(false).describe('Whether the access stack makes the group, without members. Default: false, it exists.'),
});

/** One customer, as `customers/<id>/customer.yaml` describes it. */
export const customerSchema = z.strictObject({
  id: customerIdSchema.describe('Short name used for folders, stacks and state. Equal to the folder name; never changes.'),
  name: z.string().min(1).max(100).describe('Name as it appears on reports.'),
  tenantId: tenantIdSchema.describe('Entra tenant id (GUID).'),
  primaryDomain: z
    .string()
    .regex(/^[a-z0-9.-]+\.[a-z]{2,}$/i, 'must be a domain such as contoso.com')
    .describe('Primary domain of the tenant.'),
  subscriptionId: subscriptionIdSchema.describe('Azure subscription (GUID) that holds the workspace.'),
  cloud: z
    .enum(['commercial', 'gcc', 'gcc-high', 'dod', 'china'])
    .default('commercial')
    .describe('Microsoft cloud of the tenant. The service serves commercial clouds. Default: commercial.'),
  region: regionSchema.describe('Azure region of the workspace.'),
  dataResidency: z
    .enum(dataResidencies)
    .optional()
    .describe('Where the contract says that data must stay; the region is held against it. Default: not stated.'),
  timeZone: timeZoneSchema.describe('IANA time zone of the calendar in reports, e.g. Europe/Amsterdam.'),
  locale: z
    .string()
    .default('en-GB')
    .describe(
      'BCP 47 locale of reports: their dates and numbers and, in English, German, French, Dutch and Japanese, their words. Default: en-GB.',
    ),
  products: z.array(z.enum(products)).min(1).describe('Products in scope of the service.'),
  seats: z.int().positive().describe('Licensed users in scope, a count.'),
  servers: z.int().nonnegative().default(0).describe('Servers in scope, a count. Default: 0.'),
  contacts: z.array(contactSchema).min(1).describe('People and teams at the customer.'),
  response: z
    .strictObject({
      mode: z
        .enum(['guide', 'act'])
        .default('guide')
        .describe('guide: Security Reader, the operator tells what to do; act: Security Operator, the operator may act. Default: guide.'),
      actions: z
        .partialRecord(z.enum(responseActions), modeByAssetSchema)
        .default({})
        .describe('Response mode per action, and per asset class. Default: as mode.'),
      assignTo: guid
        .optional()
        .describe(
          "Object id of the customer's user or group that gets an incident when it waits for the customer. Default: nobody is assigned.",
        ),
    })
    .prefault({})
    .describe('How the operator responds.'),
  exclusions: z
    .strictObject({
      deviceGroups: z
        .array(excludedGroupSchema)
        .default([])
        .describe('Defender for Endpoint device groups that are guided, never acted upon. Default: none.'),
      userGroups: z
        .array(excludedUserGroupSchema)
        .default([])
        .describe('Cloud-only Entra security groups that are guided, never acted upon. Default: none.'),
    })
    .prefault({})
    .describe('Assets on which the operator never acts.'),
  scope: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('tenant').describe('Every device and user of the tenant.') }),
      z.strictObject({
        kind: z.literal('groups').describe('The members of the two scope groups.'),
        deviceGroup: z
          .literal('Defender_Experts_Scoped_Coverage_Devices')
          .default('Defender_Experts_Scoped_Coverage_Devices')
          .describe('The name is fixed by the service.'),
        userGroup: z
          .literal('Defender_Experts_Scoped_Coverage_Users')
          .default('Defender_Experts_Scoped_Coverage_Users')
          .describe('The name is fixed by the service.'),
        createUserGroup: z
          .boolean()
          .default(true)
          .describe('Whether the access stack makes the user group, without members; false where it exists. Default: true.'),
      }),
    ])
    .default({ kind: 'tenant' })
    .describe('tenant: every device and user; groups: those in the two scope groups. Default: tenant.'),
  sla: z
    .strictObject({
      acknowledgeMinutes: minutesBySeverity('Time from creation of an incident to the first human action'),
      resolveMinutes: minutesBySeverity('Time from creation of an incident to its closing'),
    })
    .prefault({})
    .describe('Targets agreed with the customer. There is no official SLA.'),
  experts: z
    .strictObject({
      termStart: z.iso.date().describe('First day of the term, e.g. 2026-07-01.'),
      termEnd: z.iso.date().optional().describe('Last day of the term. Default: no end is agreed.'),
      openingCredits: z.int().min(0).max(20).default(10).describe('Credits in the first quarter of the term. Default: 10.'),
    })
    .optional()
    .describe('Questions to the experts: from when to when they may be asked. Default: none may be.'),
  branding: z
    .strictObject({
      accent: accentColour.optional().describe("Accent colour, at least 4.5:1 on white. Default: the operator's, or #1f4e79."),
      logo: z.string().optional().describe('PNG or SVG file beside customer.yaml. Default: no logo.'),
      font: fontFamily.optional().describe("Family that documents are set in. Default: the operator's, or Inter."),
      paper: z.enum(['A4', 'Letter']).default('A4').describe('Paper of PDF reports. Default: A4.'),
      classification: z.string().min(1).max(40).default('Confidential').describe('Printed on every page. Default: Confidential.'),
    })
    .prefault({})
    .describe('How reports look.'),
  ruleSet: z.enum(ruleSets).default('preview-2022').describe('Prerequisites rule set (era of the service). Default: preview-2022.'),
  portalMode: z
    .enum(['defender', 'azure'])
    .default('defender')
    .describe('Portal of the workspace. Workspaces first onboarded after 2025-07-01 are defender only. Default: defender.'),
  workspace: workspaceSchema.prefault({}).describe('Log Analytics workspace and Sentinel.'),
  additionalWorkspaces: z
    .array(additionalWorkspaceSchema)
    .default([])
    .describe('Further workspaces of the tenant, e.g. for data that must stay in another region. Default: none.'),
  access: accessSettingsSchema.prefault({}).describe("How the operator's people come in."),
  connectors: z
    .strictObject({
      defender: z
        .enum(['xdr', 'per-product'])
        .default('xdr')
        .describe('xdr: one connector for all Defender products; per-product: one each, for portalMode azure only. Default: xdr.'),
      entraRisk: z
        .boolean()
        .default(false)
        .describe('Whether Entra ID sends risky users and risk events, which needs Entra ID P2. Default: false.'),
    })
    .prefault({})
    .describe('Where data comes from, beyond what the products in scope decide.'),
  microsoftRules: z
    .strictObject({
      fusion: z.boolean().default(false).describe("Whether Microsoft's Fusion detection is on; for portalMode azure only. Default: false."),
      incidents: z
        .boolean()
        .default(false)
        .describe('Whether alerts of each product become incidents; for portalMode azure and per-product connectors. Default: false.'),
      anomalies: z
        .array(
          z.strictObject({
            name: z.string().min(1).describe('Display name of the built-in anomaly rule, e.g. Anomalous scanning activity.'),
            mode: z.enum(['Production', 'Flighting']).default('Production').describe('Flighting tries it out. Default: Production.'),
            enabled: z.boolean().default(true).describe('Whether the rule runs. Default: true.'),
          }),
        )
        .default([])
        .describe('Built-in anomaly rules whose setting differs; they need userBehaviour. Default: none.'),
    })
    .prefault({})
    .describe('Detections of Microsoft that have a switch rather than a file.'),
  contract: z
    .strictObject({
      retentionDays: z.int().positive().optional().describe('Least days that the contract keeps data, in all. Default: not stated.'),
    })
    .prefault({})
    .describe('What the contract with the customer asks for.'),
  offboarding: z
    .strictObject({
      since: z.iso.date().describe('Day on which the service ended or was terminated (YYYY-MM-DD).'),
      reason: z
        .enum(['termination', 'expiry'])
        .describe('termination: held data is deleted within 30 days; expiry: after at most 90 days of grace.'),
    })
    .optional()
    .describe('Set when the customer leaves: the lock on the workspace is lifted and nothing new is offered. Default: the customer stays.'),
  rules: z
    .strictObject({
      disabled: z
        .array(z.strictObject({ id: guid.describe('Id of the rule.'), reason: z.string().min(1).describe('Why it is off.') }))
        .default([])
        .describe('Rules that are not deployed here. Default: none.'),
    })
    .prefault({})
    .describe('Analytics rules of this customer.'),
  deployment: z
    .strictObject({
      clientId: guid
        .optional()
        .describe(
          "Client id of the workload identity in the customer's tenant that applies access and connectors. Default: the operator's application, consented to in the customer's tenant.",
        ),
    })
    .prefault({})
    .describe('Who applies the stacks of the customer.'),
  tags: z
    .record(z.string(), z.string())
    .default({})
    .describe(
      'Free tags, for resources and for `--select tag=value`; `wave` (canary, early, rest) says when it is deployed. Default: none.',
    ),
});

export type Customer = z.infer<typeof customerSchema>;
/** What a person may write: defaults left out. */
export type CustomerInput = z.input<typeof customerSchema>;
export type Contact = z.infer<typeof contactSchema>;
