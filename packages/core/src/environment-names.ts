import type { Customer } from './customer.ts';

type Named = Pick<Customer, 'id' | 'workspace'>;
type Additional = Customer['additionalWorkspaces'][number];

/** Name of the customer's Log Analytics workspace; with an additional one, of that. */
export function workspaceNameOf(customer: Named, additional?: Additional): string {
  if (additional !== undefined) return additional.name ?? `log-${customer.id}-${additional.key}-sentinel`;
  return customer.workspace.name ?? `log-${customer.id}-sentinel`;
}

/** Name of the resource group that holds the workspace. */
export function resourceGroupNameOf(customer: Named, additional?: Additional): string {
  if (additional !== undefined) return additional.resourceGroup ?? `rg-${customer.id}-${additional.key}-sentinel`;
  return customer.workspace.resourceGroup ?? `rg-${customer.id}-sentinel`;
}
