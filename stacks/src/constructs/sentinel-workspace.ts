import { LogAnalyticsWorkspace } from '@cdktf/provider-azurerm/lib/log-analytics-workspace/index.js';
import { SentinelLogAnalyticsWorkspaceOnboarding } from '@cdktf/provider-azurerm/lib/sentinel-log-analytics-workspace-onboarding/index.js';
import type { EnvironmentPlan } from '@mxdr/core';
import { Construct } from 'constructs';

/** No daily cap: a cap stops security data once it is reached. */
const noDailyCap = -1;

/** The Log Analytics workspace of one customer, with Sentinel on it. Neither can be destroyed by a plan. */
export class SentinelWorkspace extends Construct {
  readonly workspace: LogAnalyticsWorkspace;
  readonly onboarding: SentinelLogAnalyticsWorkspaceOnboarding;

  constructor(scope: Construct, id: string, plan: EnvironmentPlan) {
    super(scope, id);
    this.workspace = new LogAnalyticsWorkspace(this, 'workspace', {
      name: plan.workspace.name,
      location: plan.region,
      resourceGroupName: plan.resourceGroup.name,
      sku: 'PerGB2018',
      retentionInDays: plan.workspace.retentionDays,
      dailyQuotaGb: plan.workspace.dailyCapGb ?? noDailyCap,
      // State holds the shared keys in clear text; without local authentication they open nothing.
      localAuthenticationEnabled: false,
      allowResourceOnlyPermissions: true,
      cmkForQueryForced: false,
      immediateDataPurgeOn30DaysEnabled: false,
      tags: { ...plan.tags },
    });
    this.workspace.overrideLogicalId('sentinel');
    this.onboarding = new SentinelLogAnalyticsWorkspaceOnboarding(this, 'onboarding', {
      workspaceId: this.workspace.id,
      customerManagedKeyEnabled: false,
    });
    this.onboarding.overrideLogicalId('sentinel');
  }
}
