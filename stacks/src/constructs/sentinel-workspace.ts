import { LogAnalyticsLinkedService } from '@cdktf/provider-azurerm/lib/log-analytics-linked-service/index.js';
import { LogAnalyticsWorkspace } from '@cdktf/provider-azurerm/lib/log-analytics-workspace/index.js';
import { SentinelLogAnalyticsWorkspaceOnboarding } from '@cdktf/provider-azurerm/lib/sentinel-log-analytics-workspace-onboarding/index.js';
import type { EnvironmentPlan, WorkspacePlan } from '@mxdr/core';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { WorkspaceNames } from '../workspace-names.ts';

/** No daily cap: a cap stops security data once it is reached. */
const noDailyCap = -1;

export interface SentinelWorkspaceProps {
  readonly plan: EnvironmentPlan;
  readonly workspace: WorkspacePlan;
  readonly names: WorkspaceNames;
}

/** One Log Analytics workspace with Sentinel on it. */
export class SentinelWorkspace extends Construct {
  readonly workspace: LogAnalyticsWorkspace;
  readonly onboarding: SentinelLogAnalyticsWorkspaceOnboarding;

  constructor(scope: Construct, id: string, { plan, workspace, names }: SentinelWorkspaceProps) {
    super(scope, id);
    const { customerManagedKey: key } = workspace;
    this.workspace = new LogAnalyticsWorkspace(this, 'workspace', {
      name: workspace.name,
      location: workspace.region,
      resourceGroupName: workspace.resourceGroup.name,
      sku: 'PerGB2018',
      retentionInDays: workspace.retentionDays,
      dailyQuotaGb: workspace.dailyCapGb ?? noDailyCap,
      // State holds the shared keys in clear text; without local authentication they open nothing.
      localAuthenticationEnabled: false,
      allowResourceOnlyPermissions: true,
      // Queries and alert texts are data too: with an own key they are kept under it.
      cmkForQueryForced: key !== undefined,
      immediateDataPurgeOn30DaysEnabled: false,
      tags: { ...plan.tags },
      // The cluster sets the tier of a workspace that is linked to it; writing ours back would unlink it.
      ...(key === undefined ? {} : { lifecycle: { ignoreChanges: ['sku'] } }),
    });
    this.workspace.overrideLogicalId(names.address('sentinel'));
    const links: ITerraformDependable[] = [];
    if (key !== undefined) {
      const link = new LogAnalyticsLinkedService(this, 'cluster', {
        resourceGroupName: workspace.resourceGroup.name,
        workspaceId: this.workspace.id,
        writeAccessId: `${workspace.resourceGroup.id}/providers/Microsoft.OperationalInsights/clusters/${key.clusterName}`,
      });
      link.overrideLogicalId(names.address('own-key'));
      links.push(link);
    }
    this.onboarding = new SentinelLogAnalyticsWorkspaceOnboarding(this, 'onboarding', {
      workspaceId: this.workspace.id,
      // Can be said only when Sentinel is switched on, never later.
      customerManagedKeyEnabled: key !== undefined,
      ...(links.length === 0 ? {} : { dependsOn: links }),
    });
    this.onboarding.overrideLogicalId(names.address('sentinel'));
  }
}
