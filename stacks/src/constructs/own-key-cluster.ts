import { LogAnalyticsClusterCustomerManagedKey } from '@cdktf/provider-azurerm/lib/log-analytics-cluster-customer-managed-key/index.js';
import { LogAnalyticsCluster } from '@cdktf/provider-azurerm/lib/log-analytics-cluster/index.js';
import { ManagementLock } from '@cdktf/provider-azurerm/lib/management-lock/index.js';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment/index.js';
import type { EnvironmentPlan, WorkspacePlan } from '@mxdr/core';
import { platformRoles } from '@mxdr/core';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { stableId } from '../stable-ids.ts';

export interface OwnKeyClusterProps {
  readonly plan: EnvironmentPlan;
  readonly key: NonNullable<WorkspacePlan['customerManagedKey']>;
  readonly dependsOn: ITerraformDependable[];
}

/** The dedicated cluster that the customer's own key needs, its right to use the key, and the key on it. Made by the customer's identity. */
export class OwnKeyCluster extends Construct {
  constructor(scope: Construct, id: string, { plan, key, dependsOn }: OwnKeyClusterProps) {
    super(scope, id);
    const { workspace } = plan;
    const cluster = new LogAnalyticsCluster(this, 'cluster', {
      name: key.clusterName,
      location: workspace.region,
      resourceGroupName: workspace.resourceGroup.name,
      sizeGb: key.clusterGbPerDay,
      identity: { type: 'SystemAssigned' },
      tags: { ...plan.tags },
      dependsOn,
    });
    cluster.overrideLogicalId('own-key');
    const role = new RoleAssignment(this, 'key-user', {
      name: stableId(plan.customer.id, 'role-assignment', key.keyVaultId),
      scope: key.keyVaultId,
      roleDefinitionId: `/subscriptions/${plan.customer.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${platformRoles.keyEncryptionUser.id}`,
      principalId: cluster.identity.principalId,
      // A fresh identity is not found everywhere at once.
      principalType: 'ServicePrincipal',
      description: 'Lets the Log Analytics cluster wrap and unwrap with the key of the customer.',
    });
    role.overrideLogicalId('own-key');
    const ownKey = new LogAnalyticsClusterCustomerManagedKey(this, 'key', {
      logAnalyticsClusterId: cluster.id,
      keyVaultKeyId: key.keyId,
      dependsOn: [role],
    });
    ownKey.overrideLogicalId('own-key');
    const lock = new ManagementLock(this, 'lock', {
      name: 'mxdr-cluster',
      scope: cluster.id,
      lockLevel: 'CanNotDelete',
      notes: 'Keeps the cluster from being deleted: without it the data of the workspace cannot be read.',
      dependsOn: [ownKey],
    });
    lock.overrideLogicalId('own-key');
  }
}
