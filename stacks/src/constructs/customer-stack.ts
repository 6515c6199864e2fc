/* eslint-disable no-new -- a construct registers itself with its parent */
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import type { CustomerStack as StackKind, EnvironmentPlan } from '@mxdr/core';
import { AzurermBackend, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

export interface CustomerStackProps {
  readonly plan: EnvironmentPlan;
  readonly kind: StackKind;
  /** Who signs in: the customer's own workload identity, or the operator's through Azure Lighthouse. */
  readonly appliedBy: 'customer' | 'operator';
}

/** A stack of one customer: its provider, signed in without secrets, and its own state. */
export class CustomerStack extends TerraformStack {
  constructor(scope: Construct, props: CustomerStackProps) {
    const { plan, kind, appliedBy } = props;
    super(scope, plan.stackIds[kind]);
    new AzurermProvider(this, 'azurerm', {
      // Required even when empty.
      features: [{}],
      // The token's tenant: through Lighthouse that is the operator's, although the subscription is the customer's.
      tenantId: appliedBy === 'customer' ? plan.customer.tenantId : plan.operator.tenantId,
      subscriptionId: plan.customer.subscriptionId,
      useOidc: true,
      storageUseAzuread: true,
      // The provider would otherwise register some sixty services while it plans.
      resourceProviderRegistrations: 'none',
    });
    const { state } = plan;
    new AzurermBackend(this, {
      tenantId: state.tenantId,
      subscriptionId: state.subscriptionId,
      resourceGroupName: state.resourceGroup,
      storageAccountName: state.storageAccount,
      containerName: state.container,
      key: state.keys[kind],
      useOidc: true,
      useAzureadAuth: true,
    });
  }
}
