import { LighthouseAssignment } from '@cdktf/provider-azurerm/lib/lighthouse-assignment/index.js';
import { LighthouseDefinition } from '@cdktf/provider-azurerm/lib/lighthouse-definition/index.js';
import type { EnvironmentPlan } from '@mxdr/core';
import { workspacesOf } from '@mxdr/core';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { delegationNames } from '../delegation-names.ts';
import { namesOf } from '../workspace-names.ts';

export interface DelegationProps {
  readonly plan: EnvironmentPlan;
  /** What must exist first: the service's registration and the delegated resource group. */
  readonly dependsOn: ITerraformDependable[];
}

/** Delegates the resource group of each workspace to the operator by Azure Lighthouse: readers for good, responders just in time. */
export class Delegation extends Construct {
  constructor(scope: Construct, id: string, { plan, dependsOn }: DelegationProps) {
    super(scope, id);
    const { customer, lighthouse } = plan;
    const ids = delegationNames(plan);
    const definition = new LighthouseDefinition(this, 'definition', {
      lighthouseDefinitionId: ids.definition,
      name: lighthouse.definitionName,
      description: lighthouse.description,
      managingTenantId: lighthouse.managingTenantId,
      // A definition always lives on the subscription; the assignment narrows it to the resource group.
      scope: `/subscriptions/${customer.subscriptionId}`,
      authorization: lighthouse.permanent.map(({ principalId, principalDisplayName, roleDefinitionId }) => ({
        principalId,
        principalDisplayName,
        roleDefinitionId,
        delegatedRoleDefinitionIds: [],
      })),
      eligibleAuthorization: lighthouse.eligible.map(({ principalId, principalDisplayName, roleDefinitionId, justInTime }) => ({
        principalId,
        principalDisplayName,
        roleDefinitionId,
        justInTimeAccessPolicy: {
          multiFactorAuthProvider: justInTime.multiFactorAuthProvider,
          maximumActivationDuration: justInTime.maximumActivationDuration,
          approver: justInTime.approvers.map((approver) => ({ ...approver })),
        },
      })),
      dependsOn,
    });
    definition.overrideLogicalId('delegation');
    for (const workspace of workspacesOf(plan)) {
      const names = namesOf(plan, workspace);
      const scopeId = workspace.resourceGroup.id;
      const assignment = new LighthouseAssignment(this, names.address('assignment'), {
        name: ids.assignments[scopeId] ?? '',
        scope: scopeId,
        lighthouseDefinitionId: definition.id,
        dependsOn,
      });
      assignment.overrideLogicalId(names.address('delegation'));
    }
  }
}
