import { SentinelAlertRuleNrt } from '@cdktf/provider-azurerm/lib/sentinel-alert-rule-nrt/index.js';
import type { NrtAlert } from '@mxdr/detections';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { WorkspaceNames } from '../workspace-names.ts';
import { alertArguments } from './alert-arguments.ts';

export interface NrtRuleProps {
  readonly names: WorkspaceNames;
  /** `workspaceId` of the onboarding, which makes the rule wait for Sentinel. */
  readonly workspaceId: string;
  readonly alert: NrtAlert;
  /** What its query calls. */
  readonly dependsOn: ITerraformDependable[];
}

/** One near-real-time analytics rule. */
export class NrtRule extends Construct {
  constructor(scope: Construct, { names, workspaceId, alert, dependsOn }: NrtRuleProps) {
    super(scope, alert.contentId);
    const rule = new SentinelAlertRuleNrt(this, 'rule', {
      name: names.id('rule', alert.contentId),
      logAnalyticsWorkspaceId: workspaceId,
      ...alertArguments(alert),
      ...(dependsOn.length === 0 ? {} : { dependsOn }),
    });
    rule.overrideLogicalId(names.address('rule', alert.contentId));
  }
}
