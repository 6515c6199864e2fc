/* eslint-disable no-new -- a construct registers itself with its parent */
import type { EnvironmentPlan } from '@mxdr/core';
import type { ScheduledAlert } from '@mxdr/detections';
import type { Construct } from 'constructs';
import { CustomerStack } from '../constructs/customer-stack.ts';
import { ScheduledRule } from '../constructs/scheduled-rule.ts';
import { SentinelWorkspace } from '../constructs/sentinel-workspace.ts';
import { Workbook } from '../constructs/workbook.ts';
import { WorkspaceDiagnostics } from '../constructs/workspace-diagnostics.ts';
import { WorkspaceTables } from '../constructs/workspace-tables.ts';
import type { WorkbookContent } from '../workbook-content.ts';

export interface ServiceStackProps {
  readonly plan: EnvironmentPlan;
  readonly alerts: readonly ScheduledAlert[];
  readonly workbooks: readonly WorkbookContent[];
}

/** What the operator sets up through the delegation: the workspace, Sentinel on it, and the content. */
export class ServiceStack extends CustomerStack {
  constructor(scope: Construct, { plan, alerts, workbooks }: ServiceStackProps) {
    super(scope, { plan, kind: 'service', appliedBy: 'operator' });
    const { workspace, onboarding } = new SentinelWorkspace(this, 'sentinel', plan);
    const dependsOn = [onboarding];
    new WorkspaceDiagnostics(this, 'diagnostics', { workspaceId: workspace.id, dependsOn });
    new WorkspaceTables(this, 'tables', { workspaceId: workspace.id, tables: plan.workspace.tables, dependsOn });
    for (const alert of alerts) new ScheduledRule(this, { customerId: plan.customer.id, workspaceId: onboarding.workspaceId, alert });
    for (const workbook of workbooks) new Workbook(this, { plan, workbook, dependsOn });
  }
}
