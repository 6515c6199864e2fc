import { ManagementLock } from '@cdktf/provider-azurerm/lib/management-lock/index.js';
import type { EnvironmentPlan } from '@mxdr/core';
import type { Construct } from 'constructs';
import { CustomerStack } from '../constructs/customer-stack.ts';
import { DataConnector } from '../constructs/data-connector.ts';

/**
 * What the customer's own identity sets up last: the sources of data, and the lock on the workspace.
 *
 * The lock is here rather than in the access stack because stacks are destroyed backwards: it must go first. It is on the workspace
 * rather than on the resource group, where it would also hold back the operator who gives the delegation back.
 */
export class ConnectorsStack extends CustomerStack {
  constructor(scope: Construct, plan: EnvironmentPlan) {
    super(scope, { plan, kind: 'connectors', appliedBy: 'customer' });
    const connectors = plan.connectors.map((connector) => new DataConnector(this, { plan, connector }).resource);
    const lock = new ManagementLock(this, 'workspace-lock', {
      name: 'mxdr-workspace',
      scope: plan.workspace.id,
      // ReadOnly would stop Sentinel from writing incidents.
      lockLevel: 'CanNotDelete',
      notes: 'Keeps the workspace, its data and its detections from being deleted. Lift it to retire a rule or to end the service.',
      // Created last and so destroyed first: connectors below a lock cannot be deleted.
      dependsOn: connectors,
    });
    lock.overrideLogicalId('workspace');
  }
}
