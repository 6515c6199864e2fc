import { ConsumptionBudgetResourceGroup } from '@cdktf/provider-azurerm/lib/consumption-budget-resource-group/index.js';
import { MonitorActionGroup } from '@cdktf/provider-azurerm/lib/monitor-action-group/index.js';
import { MonitorScheduledQueryRulesAlertV2 } from '@cdktf/provider-azurerm/lib/monitor-scheduled-query-rules-alert-v2/index.js';
import type { OperationsPlan } from '@mxdr/core';
import { Construct } from 'constructs';

export interface PlatformAlertsProps {
  readonly plan: OperationsPlan;
  readonly resourceGroupId: string;
  readonly workspaceId: string;
}

interface PlatformAlert {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly query: string;
}

/** What somebody must hear of: every error that mxdr reports by its code, and every run that the platform could not start or finish. */
export const platformAlerts: readonly PlatformAlert[] = [
  {
    name: 'alert-mxdr-job-error',
    displayName: 'A job of mxdr reported an error',
    description: 'The log names its code, what happened and what to do next.',
    query: 'ContainerAppConsoleLogs\n| where JobName startswith "caj-mxdr-"\n| where Log startswith "error MXDR-"',
  },
  {
    name: 'alert-mxdr-job-not-run',
    displayName: 'A job of mxdr could not start or finish',
    description: 'The image, the identity or the time limit; the reason is in the log.',
    query: 'ContainerAppSystemLogs\n| where JobName startswith "caj-mxdr-"\n| where Reason matches regex "(?i)fail|error|backoff|deadline"',
  },
];

/** Who is told, when money runs out, and when a job fails. */
export class PlatformAlerts extends Construct {
  constructor(scope: Construct, id: string, { plan, resourceGroupId, workspaceId }: PlatformAlertsProps) {
    super(scope, id);
    const group = new MonitorActionGroup(this, 'group', {
      name: plan.actionGroup.name,
      resourceGroupName: plan.resourceGroup,
      shortName: plan.actionGroup.shortName,
      emailReceiver: plan.actionGroup.receivers.map(({ name, email }) => ({ name, emailAddress: email, useCommonAlertSchema: true })),
      tags: { ...plan.tags },
    });
    group.overrideLogicalId('operations');
    const told = [group.id];
    const budget = new ConsumptionBudgetResourceGroup(this, 'budget', {
      name: plan.budget.name,
      resourceGroupId,
      amount: plan.budget.monthlyAmount,
      timeGrain: 'Monthly',
      timePeriod: { startDate: plan.budget.startDate },
      notification: [
        { threshold: 80, thresholdType: 'Actual', operator: 'GreaterThanOrEqualTo', contactGroups: told },
        { threshold: 100, thresholdType: 'Actual', operator: 'GreaterThanOrEqualTo', contactGroups: told },
        { threshold: 100, thresholdType: 'Forecasted', operator: 'GreaterThanOrEqualTo', contactGroups: told },
      ],
    });
    budget.overrideLogicalId('operations');
    for (const { name, displayName, description, query } of platformAlerts) {
      const alert = new MonitorScheduledQueryRulesAlertV2(this, name, {
        name,
        displayName,
        description,
        location: plan.region,
        resourceGroupName: plan.resourceGroup,
        scopes: [workspaceId],
        severity: 2,
        evaluationFrequency: 'PT15M',
        windowDuration: 'PT15M',
        criteria: [{ query, operator: 'GreaterThan', threshold: 0, timeAggregationMethod: 'Count' }],
        autoMitigationEnabled: false,
        // The tables exist only once the first job has run.
        skipQueryValidation: true,
        action: { actionGroups: told },
        tags: { ...plan.tags },
      });
      alert.overrideLogicalId(name);
    }
  }
}
