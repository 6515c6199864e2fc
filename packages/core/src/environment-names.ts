import type { Customer } from './customer.ts';

/** Name of the customer's Log Analytics workspace. */
export function workspaceNameOf(customer: Pick<Customer, 'id' | 'workspace'>): string {
  return customer.workspace.name ?? `log-${customer.id}-sentinel`;
}

/** Name of the resource group that holds the workspace. */
export function resourceGroupNameOf(customer: Pick<Customer, 'id' | 'workspace'>): string {
  return customer.workspace.resourceGroup ?? `rg-${customer.id}-sentinel`;
}
