import { SentinelAlertRuleScheduled } from '@cdktf/provider-azurerm/lib/sentinel-alert-rule-scheduled/index.js';
import type { ScheduledAlert } from '@mxdr/detections';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { WorkspaceNames } from '../workspace-names.ts';
import { alertArguments } from './alert-arguments.ts';

export interface ScheduledRuleProps {
  readonly names: WorkspaceNames;
  /** `workspaceId` of the onboarding, which makes the rule wait for Sentinel. */
  readonly workspaceId: string;
  readonly alert: ScheduledAlert;
  /** What its query calls. */
  readonly dependsOn: ITerraformDependable[];
}

/** One scheduled analytics rule. */
export class ScheduledRule extends Construct {
  constructor(scope: Construct, { names, workspaceId, alert, dependsOn }: ScheduledRuleProps) {
    super(scope, alert.contentId);
    const rule = new SentinelAlertRuleScheduled(this, 'rule', {
      name: names.id('rule', alert.contentId),
      logAnalyticsWorkspaceId: workspaceId,
      ...alertArguments(alert),
      ...(dependsOn.length === 0 ? {} : { dependsOn }),
      queryFrequency: alert.queryFrequency,
      queryPeriod: alert.queryPeriod,
      triggerOperator: alert.triggerOperator,
      triggerThreshold: alert.triggerThreshold,
    });
    rule.overrideLogicalId(names.address('rule', alert.contentId));
  }
}
