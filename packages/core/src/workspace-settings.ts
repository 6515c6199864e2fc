import { z } from 'zod';
import { dataResidencies } from './azure-regions.ts';

const regionSchema = z.string().regex(/^[a-z]+[a-z0-9]*$/, 'must be an Azure region name such as westeurope');

const tableSchema = z.strictObject({
  name: z.string().min(1).describe('Table name.'),
  plan: z
    .enum(['Analytics', 'Basic'])
    .default('Analytics')
    .describe('Table plan. Default: Analytics. Analytics rules cannot read Basic tables.'),
  totalRetentionDays: z.int().min(4).max(4383).optional().describe('Days kept in all, archive included. Default: as retentionDays.'),
});

/** Sizes (GB a day) that a dedicated cluster is sold in. */
const clusterSizes = [100, 200, 300, 400, 500, 1000, 2000, 5000] as const;

const customerManagedKeySchema = z.strictObject({
  keyVaultId: z
    .string()
    .regex(
      /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.KeyVault\/vaults\/[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]$/u,
      'must be the resource id of a key vault',
    )
    .describe("Resource id of the customer's key vault; it needs purge protection."),
  keyId: z
    .string()
    .regex(
      /^https:\/\/[a-z0-9-]{3,24}\.vault\.azure\.net\/keys\/[A-Za-z0-9-]{1,127}(?:\/[0-9a-f]{32})?$/u,
      'must be the address of a key such as https://kv-contoso.vault.azure.net/keys/sentinel',
    )
    .describe('Address of the key; without a version it follows rotation.'),
  clusterGbPerDay: z
    .literal(clusterSizes)
    .default(100)
    .describe(`Size of the dedicated cluster that own keys need, in gigabytes a day: ${clusterSizes.join(', ')}. Default: 100.`),
});

const commonFields = {
  name: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/, 'must be 4 to 63 letters, digits and hyphens')
    .optional()
    .describe('Name of the Log Analytics workspace. Default: log-<id>-sentinel, with the key for an additional one.'),
  resourceGroup: z
    .string()
    .regex(/^[\w().-]{1,90}$/, 'must be 1 to 90 letters, digits, underscores, hyphens, dots and parentheses')
    .optional()
    .describe('Resource group of the workspace. Default: rg-<id>-sentinel, with the key for an additional one.'),
  retentionDays: z.int().min(90).max(730).default(90).describe('Days that rows stay queryable, 90 to 730. Default: 90.'),
  dailyCapGb: z
    .number()
    .positive()
    .optional()
    .describe('Daily ingestion cap in gigabytes. A cap also stops security data. Default: no cap.'),
  tables: z.array(tableSchema).default([]).describe('Tables whose plan or retention differs from the workspace. Default: none.'),
  expectedIngestionGbPerDay: z
    .number()
    .nonnegative()
    .optional()
    .describe('Expected billable ingestion in gigabytes a day, for cost estimates. Default: not stated.'),
};

/** The customer's one workspace that incidents are worked in. */
export const workspaceSchema = z.strictObject({
  ...commonFields,
  workspaceId: z
    .guid({ error: 'must be a GUID such as 11111111-2222-4333-8444-555555555555' })
    .optional()
    .describe('Workspace id (GUID) that queries go to, once the workspace exists.'),
  userBehaviour: z
    .boolean()
    .default(true)
    .describe('Whether Sentinel learns the behaviour of users and entities (UEBA); its tables are billed. Default: true.'),
  customerManagedKey: customerManagedKeySchema
    .optional()
    .describe("The customer's own encryption key. It cannot be taken back once it is on. Default: Microsoft's keys."),
});

/** Sources that can deliver to a second workspace; the incidents of Defender XDR go to the first one only. */
export const additionalConnectors = ['office-365', 'entra-diagnostics'] as const;

/** A further workspace of the same tenant, e.g. for data that must stay in another region. */
export const additionalWorkspaceSchema = z.strictObject({
  key: z
    .string()
    .regex(/^[a-z][a-z0-9]{0,11}$/, 'must be 1 to 12 lower-case letters and digits, beginning with a letter')
    .describe('Short name, part of every name and id below it, e.g. apac. Never changes.'),
  region: regionSchema.describe('Azure region of this workspace.'),
  dataResidency: z.enum(dataResidencies).optional().describe('Where the data of this workspace must stay. Default: as the customer.'),
  ...commonFields,
  connectors: z
    .array(z.enum(additionalConnectors))
    .default([])
    .describe('Sources that deliver here as well. Rules are deployed here for their tables only. Default: none.'),
});

export { regionSchema };
