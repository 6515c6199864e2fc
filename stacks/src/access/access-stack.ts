/* eslint-disable no-new -- a construct registers itself with its parent */
import { AccessPackageCatalog } from '@cdktf/provider-azuread/lib/access-package-catalog/index.js';
import { AzureadProvider } from '@cdktf/provider-azuread/lib/provider/index.js';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group/index.js';
import type { EnvironmentPlan } from '@mxdr/core';
import { workspacesOf } from '@mxdr/core';
import type { Construct } from 'constructs';
import { ConditionalAccess } from '../constructs/conditional-access.ts';
import { CustomerStack } from '../constructs/customer-stack.ts';
import { Delegation } from '../constructs/delegation.ts';
import { DirectoryGroups } from '../constructs/directory-groups.ts';
import { DirectoryTier } from '../constructs/directory-tier.ts';
import { OwnKeyCluster } from '../constructs/own-key-cluster.ts';
import { ProviderRegistrations } from '../constructs/provider-registrations.ts';
import { namesOf } from '../workspace-names.ts';

export interface AccessStackProps {
  readonly plan: EnvironmentPlan;
  /** Services that the subscription has registered already: Terraform refuses to create what exists. */
  readonly registeredProviders: readonly string[];
}

/**
 * What the customer's own identity sets up first: registrations, the resource groups and the delegation of them to the operator, and in
 * the directory the groups, the way in for the operator's people, and the policies on how they sign in.
 */
export class AccessStack extends CustomerStack {
  constructor(scope: Construct, { plan, registeredProviders }: AccessStackProps) {
    super(scope, { plan, kind: 'access', appliedBy: 'customer' });
    const registered = new Set(registeredProviders.map((name) => name.toLowerCase()));
    const { registrations } = new ProviderRegistrations(
      this,
      'providers',
      plan.providers.filter((name) => !registered.has(name.toLowerCase())),
    );
    const resourceGroups = workspacesOf(plan).map((workspace) => {
      const names = namesOf(plan, workspace);
      const resourceGroup = new ResourceGroup(this, names.address('sentinel'), {
        name: workspace.resourceGroup.name,
        location: workspace.region,
        tags: { ...plan.tags },
      });
      resourceGroup.overrideLogicalId(names.address('sentinel'));
      return resourceGroup;
    });
    new Delegation(this, 'delegation', { plan, dependsOn: [...registrations, ...resourceGroups] });
    const { customerManagedKey: key } = plan.workspace;
    if (key !== undefined) new OwnKeyCluster(this, 'own-key', { plan, key, dependsOn: [...registrations, ...resourceGroups] });
    this.#setUpDirectory(plan);
  }

  #setUpDirectory({ customer, operator, directory }: EnvironmentPlan): void {
    const tiers = directory.tiers.filter(({ groupName }) => groupName !== undefined);
    if (directory.groups.length + tiers.length + directory.conditionalAccess.length === 0) return;
    new AzureadProvider(this, 'azuread', { tenantId: customer.tenantId, useOidc: true });
    new DirectoryGroups(this, 'groups', directory.groups);
    new ConditionalAccess(this, 'conditional-access', directory.conditionalAccess);
    let catalog: AccessPackageCatalog | undefined;
    if (directory.route === 'access-packages') {
      catalog = new AccessPackageCatalog(this, 'catalog', {
        displayName: operator.name,
        description: `What people of ${operator.name} may ask for.`,
        // People of another tenant see only catalogs that are open to them.
        externallyVisible: true,
        published: true,
      });
      catalog.overrideLogicalId('operator');
    }
    for (const tier of tiers) new DirectoryTier(this, { directory, tier, catalog });
  }
}
