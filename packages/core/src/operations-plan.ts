import type { SubscriptionId, TenantId } from './customer.ts';
import type { AzureRole } from './azure-roles.ts';
import { readerPermissions } from './application-permissions.ts';
import { platformRoles } from './azure-roles.ts';
import type { AnalystGroup } from './operations-settings.ts';
import { analystGroups } from './operations-settings.ts';
import { activationDuration } from './plan-environment.ts';
import type { Operator } from './operator.ts';
import type { Problem } from './problem.ts';

/** One storage account of the operator, reachable by identities only. */
export interface StoragePlan {
  readonly name: string;
  readonly region: string;
}

/** One job's own right on one thing. */
export interface PlatformGrant {
  /** Which identity: the scheduled job, the queue-scaled one, or the pipeline that deploys. */
  readonly holder: 'scheduler' | 'worker' | 'deployer';
  readonly role: AzureRole;
  /** What it is granted on. */
  readonly on:
    | { readonly kind: 'state-container' }
    | { readonly kind: 'queue' }
    | { readonly kind: 'poison-queue' }
    | { readonly kind: 'archive-container'; readonly region: string }
    | { readonly kind: 'registry'; readonly id: string };
}

export interface JobPlan {
  readonly name: string;
  readonly image: string;
  readonly arguments: readonly string[];
  readonly cpu: number;
  /** GiB. */
  readonly memoryGib: number;
  readonly timeoutSeconds: number;
}

/** The operator's platform, decided and serialisable; once for all customers. Plain JSON: the same operator always gives the same plan. */
export interface OperationsPlan {
  readonly schemaVersion: 1;
  readonly stackId: 'operations';
  readonly operator: { readonly name: string; readonly tenantId: TenantId; readonly subscriptionId: SubscriptionId };
  readonly region: string;
  readonly resourceGroup: string;
  readonly providers: readonly string[];
  readonly groups: readonly { readonly key: AnalystGroup; readonly displayName: string; readonly description: string }[];
  /** The group that may act at customers by GDAP, membership of which responders activate. */
  readonly actors?: { readonly displayName: string; readonly description: string; readonly maximumDuration: string };
  readonly tiers: readonly { readonly key: string; readonly name: string; readonly groups: readonly AnalystGroup[] }[];
  readonly membershipDays: number;
  readonly conditionalAccess?: {
    readonly displayName: string;
    readonly breakGlassGroupId: string;
    readonly state: 'enabledForReportingButNotEnforced' | 'enabled';
  };
  readonly deployer: {
    readonly displayName: string;
    readonly credentials: readonly { readonly name: string; readonly issuer: string; readonly subject: string }[];
  };
  /** The application that reads customers' tenants, with the permissions that each of them is asked for. */
  readonly reader: {
    readonly displayName: string;
    readonly permissions: readonly { readonly key: string; readonly appId: string; readonly roleIds: readonly string[] }[];
  };
  readonly state: StoragePlan & { readonly container: string; readonly key: string };
  readonly archives: readonly (StoragePlan & { readonly container: string })[];
  readonly archiveRetention: {
    readonly immutableDays: number;
    readonly locked: boolean;
    readonly coolAfterDays: number;
    readonly deleteAfterDays: number;
  };
  readonly queue: StoragePlan & { readonly queue: string; readonly poisonQueue: string };
  readonly logs: { readonly name: string; readonly retentionDays: number };
  readonly environmentName: string;
  readonly registry?: { readonly id: string; readonly server: string };
  readonly scheduledJob: JobPlan & { readonly cron: string };
  readonly queueJob: JobPlan & { readonly maxParallel: number };
  readonly grants: readonly PlatformGrant[];
  readonly actionGroup: {
    readonly name: string;
    /** At most 12 characters. */
    readonly shortName: string;
    readonly receivers: readonly { readonly name: string; readonly email: string }[];
  };
  readonly budget: { readonly name: string; readonly monthlyAmount: number; readonly startDate: string };
  readonly tags: Readonly<Record<string, string>>;
}

const groupDescriptions: Readonly<Record<AnalystGroup, string>> = {
  readers: 'Analysts with permanent reader roles at customers, by Azure Lighthouse.',
  responders: 'Analysts who may activate responder roles at customers just in time.',
  approvers: 'Approve just-in-time activations; never their own.',
};

/** Services that the stack uses; none is registered by the provider on its own. */
const providers = [
  'Microsoft.App',
  'Microsoft.Consumption',
  'Microsoft.Insights',
  'Microsoft.ManagedIdentity',
  'Microsoft.OperationalInsights',
  'Microsoft.SecurityInsights',
  'Microsoft.Storage',
];

function keyOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-|-$/gu, '');
}

/** The permissions of the reading application by API, in the order of their names. */
function planReaderPermissions(): OperationsPlan['reader']['permissions'] {
  const apis = new Map(readerPermissions.map(({ api }) => [api.appId, api]));
  return [...apis.values()].map(({ appId, name }) => ({
    key: keyOf(name),
    appId,
    roleIds: readerPermissions.filter(({ api }) => api.appId === appId).map(({ id }) => id),
  }));
}

function planGrants(archives: OperationsPlan['archives'], registryId: string | undefined): readonly PlatformGrant[] {
  return [
    { holder: 'deployer', role: platformRoles.blobContributor, on: { kind: 'state-container' } },
    { holder: 'scheduler', role: platformRoles.queueSender, on: { kind: 'queue' } },
    { holder: 'worker', role: platformRoles.queueProcessor, on: { kind: 'queue' } },
    { holder: 'worker', role: platformRoles.queueReader, on: { kind: 'queue' } },
    { holder: 'worker', role: platformRoles.queueSender, on: { kind: 'poison-queue' } },
    // The worker alone writes reports: the scheduler asks for them.
    ...archives.map(({ region }): PlatformGrant => ({
      holder: 'worker',
      role: platformRoles.blobContributor,
      on: { kind: 'archive-container', region },
    })),
    ...(registryId === undefined
      ? []
      : (['scheduler', 'worker'] as const).map((holder): PlatformGrant => ({
          holder,
          role: platformRoles.registryPull,
          on: { kind: 'registry', id: registryId },
        }))),
  ];
}

/**
 * Decides the operator's platform: pure, no clock. An array of problems instead of a plan where operator.yaml does not describe one.
 * @param file path of operator.yaml, for the problem
 */
export function planOperations(operator: Operator, file = 'customers/operator.yaml'): OperationsPlan | readonly Problem[] {
  const { operations, principals } = operator;
  if (operations === undefined) {
    return [
      {
        severity: 'error',
        code: 'MXDR-OPERATIONS-MISSING',
        message: "operator.yaml has no section operations, which describes the operator's platform",
        position: { file, line: 1, column: 1 },
        hint: 'add operations with region, ci, archive, jobs, alerts and budget',
      },
    ];
  }
  const { jobs, archiveRetention, conditionalAccess, budget } = operations;
  const archives = operations.archive.map(({ region, storageAccount }) => ({ name: storageAccount, region, container: 'reports' }));
  const job = {
    image: jobs.image,
    cpu: jobs.cpu,
    memoryGib: jobs.cpu * 2,
    timeoutSeconds: jobs.timeoutMinutes * 60,
  };
  return {
    schemaVersion: 1,
    stackId: 'operations',
    operator: { name: operator.name, tenantId: operator.tenantId, subscriptionId: operator.subscriptionId },
    region: operations.region,
    resourceGroup: operator.state.resourceGroup,
    providers: providers.filter((name) => !operations.registeredProviders.some((one) => one.toLowerCase() === name.toLowerCase())),
    groups: analystGroups.map((key) => ({ key, displayName: principals[key].displayName, description: groupDescriptions[key] })),
    ...(principals.actors === undefined
      ? {}
      : {
          actors: {
            displayName: principals.actors.displayName,
            description: 'May act at customers in the Defender portal; a membership lasts hours.',
            maximumDuration: activationDuration,
          },
        }),
    tiers: operations.tiers.map(({ name, groups }) => ({
      key: keyOf(name),
      name,
      groups: analystGroups.filter((one) => groups.includes(one)),
    })),
    membershipDays: operations.membershipDays,
    ...(conditionalAccess === undefined
      ? {}
      : {
          conditionalAccess: {
            displayName: 'MXDR analysts: multi-factor authentication on a compliant device',
            breakGlassGroupId: conditionalAccess.breakGlassGroupId,
            state: conditionalAccess.state === 'enabled' ? 'enabled' : 'enabledForReportingButNotEnforced',
          },
        }),
    // Named before its ids are known: they are outputs of this stack.
    reader: { displayName: principals.readerApplication?.displayName ?? 'mxdr-reader', permissions: planReaderPermissions() },
    deployer: {
      displayName: principals.deployer.displayName,
      credentials: operations.ci.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    },
    state: {
      name: operator.state.storageAccount,
      region: operations.region,
      container: operator.state.container,
      key: 'operations.tfstate',
    },
    archives,
    archiveRetention,
    queue: { name: jobs.storageAccount, region: operations.region, queue: 'report-jobs', poisonQueue: 'report-jobs-poison' },
    logs: { name: 'log-mxdr-operations', retentionDays: operations.logRetentionDays },
    environmentName: 'cae-mxdr-operations',
    ...(jobs.registryId === undefined ? {} : { registry: { id: jobs.registryId, server: jobs.image.split('/')[0] ?? '' } }),
    scheduledJob: { ...job, name: 'caj-mxdr-schedule', arguments: jobs.scheduleArguments, cron: jobs.cron },
    queueJob: { ...job, name: 'caj-mxdr-worker', arguments: jobs.workerArguments, maxParallel: jobs.maxParallel },
    grants: planGrants(archives, jobs.registryId),
    actionGroup: { name: 'ag-mxdr-operations', shortName: 'mxdr-ops', receivers: operations.alerts },
    budget: { name: 'budget-mxdr-operations', monthlyAmount: budget.monthlyAmount, startDate: `${budget.startMonth}-01T00:00:00Z` },
    tags: { ...operations.tags, 'managed-by': 'mxdr' },
  };
}
