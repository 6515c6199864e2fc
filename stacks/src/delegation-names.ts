import type { EnvironmentPlan } from '@mxdr/core';
import { workspacesOf } from '@mxdr/core';
import { stableId } from './stable-ids.ts';

/** GUIDs of the resources of a customer's delegation: the same whether Terraform or the consent pack's template makes them. */
export function delegationNames(plan: EnvironmentPlan): {
  readonly definition: string;
  /** By the id of the delegated resource group. */
  readonly assignments: Readonly<Record<string, string>>;
} {
  const { customer, lighthouse } = plan;
  return {
    definition: stableId(customer.id, 'lighthouse-definition', lighthouse.managingTenantId),
    assignments: Object.fromEntries(
      workspacesOf(plan).map(({ resourceGroup }) => [resourceGroup.id, stableId(customer.id, 'lighthouse-assignment', resourceGroup.id)]),
    ),
  };
}
