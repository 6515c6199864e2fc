/* eslint-disable no-new -- a construct registers itself with its parent */
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group/index.js';
import type { EnvironmentPlan } from '@mxdr/core';
import type { Construct } from 'constructs';
import { CustomerStack } from '../constructs/customer-stack.ts';
import { Delegation } from '../constructs/delegation.ts';
import { ProviderRegistrations } from '../constructs/provider-registrations.ts';

export interface AccessStackProps {
  readonly plan: EnvironmentPlan;
  /** Services that the subscription has registered already: Terraform refuses to create what exists. */
  readonly registeredProviders: readonly string[];
}

/** What the customer's own identity sets up first: registrations, the resource group, and the delegation of it to the operator. */
export class AccessStack extends CustomerStack {
  constructor(scope: Construct, { plan, registeredProviders }: AccessStackProps) {
    super(scope, { plan, kind: 'access', appliedBy: 'customer' });
    const registered = new Set(registeredProviders.map((name) => name.toLowerCase()));
    const { registrations } = new ProviderRegistrations(
      this,
      'providers',
      plan.providers.filter((name) => !registered.has(name.toLowerCase())),
    );
    const resourceGroup = new ResourceGroup(this, 'sentinel', {
      name: plan.resourceGroup.name,
      location: plan.region,
      tags: { ...plan.tags },
    });
    resourceGroup.overrideLogicalId('sentinel');
    new Delegation(this, 'delegation', { plan, dependsOn: [...registrations, resourceGroup] });
  }
}
