import { ManagementLock } from '@cdktf/provider-azurerm/lib/management-lock/index.js';
import type { EnvironmentPlan } from '@mxdr/core';
import { workspacesOf } from '@mxdr/core';
import type { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { AzapiProvider } from '../constructs/azapi-provider.ts';
import { CustomerStack } from '../constructs/customer-stack.ts';
import { DataConnector } from '../constructs/data-connector.ts';
import { UserBehaviour } from '../constructs/user-behaviour.ts';
import { namesOf } from '../workspace-names.ts';

/**
 * What the customer's own identity sets up last: the sources of data, the learning of behaviour, and the locks on the workspaces.
 *
 * Behaviour is here rather than in the service stack because switching it on asks for Security Administrator in the customer's
 * directory, which no delegation gives, and for a workspace without a lock. The lock is here rather than in the access stack because
 * stacks are destroyed backwards: it must go first. It is on the workspace rather than on the resource group, where it would also hold
 * back the operator who gives the delegation back.
 */
export class ConnectorsStack extends CustomerStack {
  constructor(scope: Construct, plan: EnvironmentPlan) {
    super(scope, { plan, kind: 'connectors', appliedBy: 'customer' });
    for (const workspace of workspacesOf(plan)) {
      const names = namesOf(plan, workspace);
      const before: TerraformResource[] = workspace.connectors.map(
        (connector) => new DataConnector(this, { plan, workspace, names, connector }).resource,
      );
      if (workspace.userBehaviour) {
        // eslint-disable-next-line no-new -- the provider registers itself with the stack
        new AzapiProvider(this, 'azapi', { tenantId: plan.customer.tenantId, subscriptionId: plan.customer.subscriptionId });
        before.push(...new UserBehaviour(this, 'behaviour', workspace).resources);
      }
      // Whoever leaves must be able to take everything out.
      if (plan.offboarding !== undefined) continue;
      const lock = new ManagementLock(this, names.address('workspace-lock'), {
        name: 'mxdr-workspace',
        scope: workspace.id,
        // ReadOnly would stop Sentinel from writing incidents.
        lockLevel: 'CanNotDelete',
        notes: 'Keeps the workspace, its data and its detections from being deleted. Lift it to retire a rule or to end the service.',
        // Created last and so destroyed first: connectors below a lock cannot be deleted.
        dependsOn: before,
      });
      lock.overrideLogicalId(names.address('workspace'));
    }
  }
}
