import { MonitorActionGroup } from '@cdktf/provider-azurerm/lib/monitor-action-group/index.js';
import { MonitorScheduledQueryRulesAlertV2 } from '@cdktf/provider-azurerm/lib/monitor-scheduled-query-rules-alert-v2/index.js';
import type { EnvironmentPlan, WorkspacePlan } from '@mxdr/core';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { HealthAlert } from '../service/health-alerts.ts';
import { actionGroupShortName } from '../service/health-alerts.ts';
import type { WorkspaceNames } from '../workspace-names.ts';

export interface HealthAlertsProps {
  readonly plan: EnvironmentPlan;
  readonly workspace: WorkspacePlan;
  readonly names: WorkspaceNames;
  readonly alerts: readonly HealthAlert[];
  readonly dependsOn: ITerraformDependable[];
}

/** Tells the operator when a workspace goes blind: silent tables, the daily cap, rules that stopped. */
export class HealthAlerts extends Construct {
  constructor(scope: Construct, id: string, { plan, workspace, names, alerts, dependsOn }: HealthAlertsProps) {
    super(scope, id);
    const common = { resourceGroupName: workspace.resourceGroup.name, tags: { ...plan.tags } };
    const group = new MonitorActionGroup(this, 'operator', {
      ...common,
      name: 'mxdr-health',
      shortName: actionGroupShortName(plan),
      enabled: true,
      emailReceiver: [{ name: 'operator', emailAddress: plan.healthEmail, useCommonAlertSchema: true }],
    });
    group.overrideLogicalId(names.address('health'));
    for (const alert of alerts) {
      const rule = new MonitorScheduledQueryRulesAlertV2(this, alert.key, {
        ...common,
        name: `mxdr-${alert.key}`,
        displayName: `${plan.customer.name}: ${alert.displayName}`,
        description: alert.description,
        location: workspace.region,
        enabled: true,
        scopes: [workspace.id],
        severity: alert.severity,
        evaluationFrequency: alert.evaluationFrequency,
        windowDuration: alert.windowDuration,
        autoMitigationEnabled: true,
        // The health tables exist only once Sentinel has written to them.
        skipQueryValidation: true,
        criteria: [
          {
            query: alert.query,
            timeAggregationMethod: 'Count',
            operator: 'GreaterThan',
            threshold: 0,
            ...(alert.dimension === undefined ? {} : { dimension: [{ name: alert.dimension, operator: 'Include', values: ['*'] }] }),
          },
        ],
        action: { actionGroups: [group.id] },
        dependsOn,
      });
      rule.overrideLogicalId(names.address('health', alert.key));
    }
  }
}
