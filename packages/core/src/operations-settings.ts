import { z } from 'zod';

const guid = z.guid({ error: 'must be a GUID such as 11111111-2222-4333-8444-555555555555' });
/** Names of storage accounts are shared by all of Azure. */
const storageAccountSchema = z.string().regex(/^[a-z0-9]{3,24}$/, 'must be 3 to 24 lower-case letters and digits');
const regionSchema = z.string().regex(/^[a-z]+[a-z0-9]*$/, 'must be an Azure region name such as westeurope');

/** The groups of `principals` that a tier of analysts can be put into. */
export const analystGroups = ['readers', 'responders', 'approvers'] as const;
export type AnalystGroup = (typeof analystGroups)[number];

/** Virtual CPUs that a Container Apps job takes on the Consumption profile; memory follows, 2 GiB for each. */
const cpuSizes: ReadonlySet<number> = new Set([0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 3.75, 4]);

/** The operator's own platform, as `operations` of operator.yaml describes it. */
export const operationsSchema = z.strictObject({
  region: regionSchema.describe("Azure region of the operator's platform."),
  tiers: z
    .array(
      z.strictObject({
        name: z
          .string()
          .regex(/^[A-Za-z0-9][A-Za-z0-9 ]{0,60}$/, 'must be 1 to 61 letters, digits and spaces')
          .describe('Name of the tier, e.g. Tier 1.'),
        groups: z.array(z.enum(analystGroups)).min(1).describe('Groups of principals that its members belong to.'),
      }),
    )
    .min(1)
    .default([
      { name: 'Tier 1', groups: ['readers'] },
      { name: 'Tier 2', groups: ['readers', 'responders'] },
      { name: 'Shift leads', groups: ['readers', 'approvers'] },
    ])
    .describe('Tiers of analysts. Default: Tier 1 (readers), Tier 2 (readers, responders), Shift leads (readers, approvers).'),
  membershipDays: z
    .int()
    .min(1)
    .max(365)
    .default(365)
    .describe('Days after which a membership in a tier ends unless it is asked for again, 1 to 365. Default: 365.'),
  conditionalAccess: z
    .strictObject({
      breakGlassGroupId: guid.describe("Object id of the operator's break-glass group, which the policy never concerns."),
      state: z
        .enum(['report-only', 'enabled'])
        .default('report-only')
        .describe('report-only: sign-ins are judged, not blocked. Default: report-only.'),
    })
    .optional()
    .describe('Policy for the analysts: multi-factor authentication on a compliant device. Default: no policy.'),
  ci: z
    .array(
      z.strictObject({
        name: z
          .string()
          .regex(/^[a-z][a-z0-9-]{1,58}[a-z0-9]$/, 'must be 3 to 60 lower-case letters, digits and hyphens')
          .describe('Short name of the credential, e.g. github-main.'),
        issuer: z
          .string()
          .regex(/^https:\/\/[a-z0-9.-]+(?:\/[\w./~-]*)?$/, 'must be an https address')
          .default('https://token.actions.githubusercontent.com')
          .describe('Issuer of the tokens. Default: GitHub Actions.'),
        subject: z
          .string()
          .min(1)
          .max(600)
          .describe('Subject of the tokens, matched literally, e.g. repo:northwind/mxdr:environment:production.'),
      }),
    )
    .min(1)
    .max(20)
    .describe('Who in CI may sign in as the deployer, 1 to 20. No secret exists for it.'),
  archive: z
    .array(
      z.strictObject({
        region: regionSchema.describe('Azure region in which the reports stay.'),
        storageAccount: storageAccountSchema.describe('Storage account of the archive.'),
      }),
    )
    .min(1)
    .describe("Archives of reports, one for each region: a customer's reports stay in the customer's region."),
  archiveRetention: z
    .strictObject({
      immutableDays: z
        .int()
        .min(1)
        .max(146_000)
        .default(1095)
        .describe('Days in which nobody can change or delete a report. Default: 1095.'),
      locked: z.boolean().default(false).describe('Locks these days, so that they can only grow. Azure cannot undo it. Default: false.'),
      coolAfterDays: z.int().min(1).default(90).describe('Days after which reports move to cheaper storage. Default: 90.'),
      deleteAfterDays: z
        .int()
        .min(1)
        .default(2556)
        .describe('Days after which reports are deleted; at least immutableDays. Default: 2556.'),
    })
    .prefault({})
    .describe('How long reports are kept.'),
  jobs: z
    .strictObject({
      image: z
        .string()
        .regex(/^[a-z0-9.-]+(?::\d+)?\/[a-z0-9._/-]+@sha256:[0-9a-f]{64}$/, 'must name the image by digest: registry/name@sha256:…')
        .describe('Image of mxdr with the folder of customers, by digest.'),
      registryId: z
        .string()
        .regex(
          /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[^/]+\/providers\/Microsoft\.ContainerRegistry\/registries\/[a-zA-Z0-9]{5,50}$/,
          'must be the full resource id of a container registry',
        )
        .optional()
        .describe('Azure container registry of the image; the jobs pull by their identity. Default: the image is public.'),
      storageAccount: storageAccountSchema.describe('Storage account of the queue of jobs.'),
      cron: z
        .string()
        .regex(/^(?:[\d*,/-]+ ){4}[\d*,/-]+$/, 'must be five fields of a cron expression, such as 0 5 1 * *')
        .default('0 5 1 * *')
        .describe('When the scheduled job runs, in UTC. Default: 0 5 1 * *, the first of every month at 05:00.'),
      scheduleArguments: z
        .array(z.string().min(1))
        .min(1)
        .default(['worker', 'enqueue', '--all'])
        .describe(
          'Arguments of mxdr in the scheduled job. Default: worker enqueue --all, which puts the service reviews of the last month into the queue.',
        ),
      workerArguments: z
        .array(z.string().min(1))
        .min(1)
        .default(['worker', '--drain', '--take-for', '45'])
        .describe(
          'Arguments of mxdr in the queue-scaled job. Default: worker --drain --take-for 45, which begins nothing in the last quarter of timeoutMinutes.',
        ),
      cpu: z
        .number()
        .refine((cpu) => cpuSizes.has(cpu), 'must be 0.25 to 4 in steps of 0.25')
        .default(1)
        .describe('Virtual CPUs of one job, 0.25 to 4; memory is 2 GiB for each. Default: 1.'),
      timeoutMinutes: z.int().min(1).max(1440).default(60).describe('Minutes after which a run is stopped, 1 to 1440. Default: 60.'),
      maxParallel: z.int().min(1).max(100).default(10).describe('Most runs of the queue-scaled job at a time, 1 to 100. Default: 10.'),
    })
    .describe('Jobs that make the reports.'),
  logRetentionDays: z.int().min(30).max(730).default(90).describe("Days that the tool's own logs stay queryable, 30 to 730. Default: 90."),
  alerts: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(60).describe('Person or team.'),
        email: z.email().describe('Address that alerts and budget notices go to.'),
      }),
    )
    .min(1)
    .describe('Who is told when a job fails or the budget runs out.'),
  budget: z
    .strictObject({
      monthlyAmount: z.number().positive().describe('Amount a month, in the currency of the billing account.'),
      startMonth: z
        .string()
        .regex(/^20\d\d-(?:0[1-9]|1[0-2])$/, 'must be a month such as 2026-11')
        .describe('First month of the budget. Never changes: Azure would make the budget anew.'),
    })
    .describe("Budget of the operator's platform; notices at 80 % and 100 % spent, and when 100 % is forecast."),
  registeredProviders: z
    .array(z.string().regex(/^Microsoft\.[A-Za-z]+$/, 'must be a service such as Microsoft.App'))
    .default([])
    .describe('Azure services that the subscription has registered already: Terraform refuses to register them again. Default: none.'),
  tags: z.record(z.string(), z.string()).default({}).describe("Tags of the operator's resources. Default: none."),
});

export type OperationsSettings = z.infer<typeof operationsSchema>;
