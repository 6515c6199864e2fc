/* eslint-disable no-new -- a construct registers itself with its parent */
import { AzureadProvider } from '@cdktf/provider-azuread/lib/provider/index.js';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group/index.js';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment/index.js';
import { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container/index.js';
import { StorageQueue } from '@cdktf/provider-azurerm/lib/storage-queue/index.js';
import { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity/index.js';
import type { OperationsPlan, PlatformGrant } from '@mxdr/core';
import { analystGroups } from '@mxdr/core';
import type { ITerraformDependable } from 'cdktf';
import { AzurermBackend, TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { AnalystAccess } from '../constructs/analyst-groups.ts';
import { AzapiProvider } from '../constructs/azapi-provider.ts';
import { DeployerApplication } from '../constructs/deployer-application.ts';
import { JobEnvironment } from '../constructs/job-environment.ts';
import { KeylessStorage } from '../constructs/keyless-storage.ts';
import { PlatformAlerts } from '../constructs/platform-alerts.ts';
import { ProviderRegistrations } from '../constructs/provider-registrations.ts';
import type { ContainerSetting } from '../constructs/queue-scaled-job.ts';
import { QueueScaledJob } from '../constructs/queue-scaled-job.ts';
import { ReaderApplication } from '../constructs/reader-application.ts';
import { ReportArchive } from '../constructs/report-archive.ts';
import { ScheduledJob } from '../constructs/scheduled-job.ts';
import { addressOf, stableId } from '../stable-ids.ts';

/** Days in which lost state can be brought back. */
const keepStateDays = 90;

interface Holder {
  readonly principalId: string;
  readonly kind: 'ServicePrincipal';
}

/** The operator's own platform, once for all customers: people, pipeline, state, archive of reports, queue, jobs, and who is told. */
export class OperationsStack extends TerraformStack {
  readonly #plan: OperationsPlan;

  constructor(scope: Construct, plan: OperationsPlan) {
    super(scope, plan.stackId);
    this.#plan = plan;
    this.#makeProviders();
    const { registrations } = new ProviderRegistrations(this, 'providers', plan.providers);
    const dependsOn = [...registrations];
    const group = new ResourceGroup(this, 'group', { name: plan.resourceGroup, location: plan.region, tags: { ...plan.tags } });
    group.overrideLogicalId('operations');
    const analysts = new AnalystAccess(this, 'analysts', plan);
    const { servicePrincipal } = new DeployerApplication(this, 'deployer', plan.deployer);
    const inGroup = [...dependsOn, group];
    const state = this.#makeState(inGroup);
    const archives = plan.archives.map((archive) => ({
      region: archive.region,
      archive: new ReportArchive(this, { plan, archive, dependsOn: inGroup }),
    }));
    const queue = this.#makeQueue(inGroup);
    const { environment, workspace } = new JobEnvironment(this, 'jobs', { plan, dependsOn: inGroup });
    const [scheduler, worker] = [this.#makeIdentity('scheduler', inGroup), this.#makeIdentity('worker', inGroup)];
    const reader = new ReaderApplication(this, 'reader', {
      reader: plan.reader,
      tenantId: plan.operator.tenantId,
      jobs: { scheduler, worker },
    });
    const grants = plan.grants.map((grant) => {
      const holders: Readonly<Record<PlatformGrant['holder'], Holder>> = {
        scheduler: { principalId: scheduler.principalId, kind: 'ServicePrincipal' },
        worker: { principalId: worker.principalId, kind: 'ServicePrincipal' },
        deployer: { principalId: servicePrincipal.objectId, kind: 'ServicePrincipal' },
      };
      const places = {
        'state-container': () => state.scope,
        queue: () => queue.scope,
        'poison-queue': () => queue.poisonScope,
        'archive-container': (region: string) => archives.find((one) => one.region === region)?.archive.scope ?? '',
      };
      const { on } = grant;
      const where = on.kind === 'registry' ? on.id : on.kind === 'archive-container' ? places[on.kind](on.region) : places[on.kind]();
      const waitsFor = [state.container, ...queue.queues, ...archives.map(({ archive }) => archive.container)];
      return this.#grant(grant, holders[grant.holder], where, waitsFor);
    });
    new ScheduledJob(this, 'schedule', {
      plan,
      environmentId: environment.id,
      identityId: scheduler.id,
      settings: this.#settingsFor(scheduler, reader),
      dependsOn: grants,
    });
    new QueueScaledJob(this, 'worker', {
      plan,
      resourceGroupId: group.id,
      environmentId: environment.id,
      identityId: worker.id,
      settings: [...this.#settingsFor(worker, reader), ...this.#settingsOfWorker()],
      dependsOn: grants,
    });
    new PlatformAlerts(this, 'alerts', { plan, resourceGroupId: group.id, workspaceId: workspace.id });
    for (const key of analystGroups) this.#output(`${key}-principal-id`, analysts.groups[key].objectId);
    if (analysts.actors !== undefined) this.#output('actors-principal-id', analysts.actors.objectId);
    this.#output('deployer-principal-id', servicePrincipal.objectId);
    this.#output('deployer-client-id', servicePrincipal.clientId);
    this.#output('reader-application-principal-id', reader.servicePrincipal.objectId);
    this.#output('reader-application-client-id', reader.servicePrincipal.clientId);
    this.#output('worker-principal-id', worker.principalId);
  }

  #makeProviders(): void {
    const { operator, state, resourceGroup } = this.#plan;
    const { tenantId, subscriptionId } = operator;
    new AzurermProvider(this, 'azurerm', {
      features: [{}],
      tenantId,
      subscriptionId,
      useOidc: true,
      // Storage accounts without keys answer to identities only.
      storageUseAzuread: true,
      resourceProviderRegistrations: 'none',
    });
    new AzureadProvider(this, 'azuread', { tenantId, useOidc: true });
    new AzapiProvider(this, 'azapi', { tenantId, subscriptionId });
    new AzurermBackend(this, {
      tenantId,
      subscriptionId,
      resourceGroupName: resourceGroup,
      storageAccountName: state.name,
      containerName: state.container,
      key: state.key,
      useOidc: true,
      useAzureadAuth: true,
    });
  }

  #makeState(dependsOn: ITerraformDependable[]) {
    const { state, resourceGroup, tags } = this.#plan;
    const { account } = new KeylessStorage(this, 'state', {
      storage: state,
      resourceGroupName: resourceGroup,
      address: 'state',
      replication: 'ZRS',
      keepDeletedDays: keepStateDays,
      isLocked: true,
      tags,
      dependsOn,
    });
    const container = new StorageContainer(this, 'state-container', {
      name: state.container,
      storageAccountId: account.id,
      containerAccessType: 'private',
    });
    container.overrideLogicalId('state');
    return { container, scope: `${account.id}/blobServices/default/containers/${state.container}` };
  }

  #makeQueue(dependsOn: ITerraformDependable[]) {
    const { queue, resourceGroup, tags } = this.#plan;
    const { account } = new KeylessStorage(this, 'queue', {
      storage: queue,
      resourceGroupName: resourceGroup,
      address: 'queue',
      replication: 'LRS',
      tags,
      dependsOn,
    });
    const queues = [queue.queue, queue.poisonQueue].map((name) => {
      const made = new StorageQueue(this, name, { name, storageAccountId: account.id });
      made.overrideLogicalId(name);
      return made;
    });
    const below = `${account.id}/queueServices/default/queues/`;
    return { queues, scope: `${below}${queue.queue}`, poisonScope: `${below}${queue.poisonQueue}` };
  }

  #makeIdentity(name: 'scheduler' | 'worker', dependsOn: ITerraformDependable[]): UserAssignedIdentity {
    const { region, resourceGroup, tags } = this.#plan;
    const identity = new UserAssignedIdentity(this, `identity-${name}`, {
      name: `id-mxdr-${name}`,
      location: region,
      resourceGroupName: resourceGroup,
      tags: { ...tags },
      dependsOn,
    });
    identity.overrideLogicalId(name);
    return identity;
  }

  #grant(
    { holder, role, on }: PlatformGrant,
    { principalId, kind }: Holder,
    scope: string,
    dependsOn: ITerraformDependable[],
  ): RoleAssignment {
    const place = on.kind === 'archive-container' ? `archive-${on.region}` : on.kind;
    const key = `${holder}-${place}-${role.name}`;
    const assignment = new RoleAssignment(this, key, {
      name: stableId(this.#plan.stackId, 'role-assignment', key),
      scope,
      principalId,
      // A fresh identity may not be known everywhere in Entra ID yet.
      principalType: kind,
      // By id: a name costs a look-up in every plan, and Azure answers with the full id.
      roleDefinitionId: `/subscriptions/${this.#plan.operator.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role.id}`,
      description: role.reason,
      dependsOn,
    });
    assignment.overrideLogicalId(addressOf(holder, `${place}-${role.name}`));
    return assignment;
  }

  /** What the image reads from its environment. Nothing in it is secret. */
  #settingsFor(identity: UserAssignedIdentity, reader: ReaderApplication): readonly ContainerSetting[] {
    return [
      { name: 'AZURE_CLIENT_ID', value: identity.clientId },
      // As it the job signs in at customers; its own identity vouches for it.
      { name: 'MXDR_READER_CLIENT_ID', value: reader.servicePrincipal.clientId },
      { name: 'MXDR_QUEUE_URL', value: this.#queueAddress(this.#plan.queue.queue) },
    ];
  }

  #settingsOfWorker(): readonly ContainerSetting[] {
    const { queue, archives } = this.#plan;
    return [
      { name: 'MXDR_POISON_QUEUE_URL', value: this.#queueAddress(queue.poisonQueue) },
      ...archives.map(({ region, name, container }) => ({
        name: `MXDR_ARCHIVE_URL_${region.toUpperCase()}`,
        value: `https://${name}.blob.core.windows.net/${container}`,
      })),
    ];
  }

  #queueAddress(queue: string): string {
    return `https://${this.#plan.queue.name}.queue.core.windows.net/${queue}`;
  }

  #output(name: string, value: string): void {
    const output = new TerraformOutput(this, `output-${name}`, { value });
    output.overrideLogicalId(name);
  }
}
