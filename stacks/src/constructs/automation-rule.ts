import { SentinelAutomationRule } from '@cdktf/provider-azurerm/lib/sentinel-automation-rule/index.js';
import { Construct } from 'constructs';
import type { AutomationPlan } from '../service/response-automation.ts';
import type { WorkspaceNames } from '../workspace-names.ts';

export interface AutomationRuleProps {
  readonly names: WorkspaceNames;
  /** `workspaceId` of the onboarding, which makes the rule wait for Sentinel. */
  readonly workspaceId: string;
  readonly automation: AutomationPlan;
}

/** One automation rule on incidents: marks, assigns and hands out tasks. */
export class AutomationRule extends Construct {
  constructor(scope: Construct, { names, workspaceId, automation }: AutomationRuleProps) {
    super(scope, automation.key);
    const { labels, ownerId, tasks, conditions } = automation;
    const changes = labels.length > 0 || ownerId !== undefined;
    const rule = new SentinelAutomationRule(this, 'rule', {
      // A name that is no UUID passes Terraform's validation and fails at apply.
      name: names.id('automation', automation.key),
      logAnalyticsWorkspaceId: workspaceId,
      displayName: automation.displayName,
      order: automation.order,
      enabled: true,
      triggersOn: 'Incidents',
      triggersWhen: automation.triggersWhen,
      ...(conditions.length === 0 ? {} : { conditionJson: JSON.stringify(conditions) }),
      ...(changes
        ? {
            actionIncident: [
              { order: 1, ...(labels.length === 0 ? {} : { labels: [...labels] }), ...(ownerId === undefined ? {} : { ownerId }) },
            ],
          }
        : {}),
      ...(tasks.length === 0 ? {} : { actionIncidentTask: tasks.map((task, index) => ({ order: index + (changes ? 2 : 1), ...task })) }),
    });
    rule.overrideLogicalId(names.address('automation', automation.key));
  }
}
