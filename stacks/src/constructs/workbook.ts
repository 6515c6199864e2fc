import { ApplicationInsightsWorkbook } from '@cdktf/provider-azurerm/lib/application-insights-workbook/index.js';
import type { EnvironmentPlan, WorkspacePlan } from '@mxdr/core';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { WorkbookContent } from '../workbook-content.ts';
import type { WorkspaceNames } from '../workspace-names.ts';

export interface WorkbookProps {
  readonly plan: EnvironmentPlan;
  readonly workspace: WorkspacePlan;
  readonly names: WorkspaceNames;
  readonly workbook: WorkbookContent;
  readonly dependsOn: ITerraformDependable[];
}

/** One workbook in the gallery of the customer's Sentinel. */
export class Workbook extends Construct {
  constructor(scope: Construct, { plan, workspace, names, workbook, dependsOn }: WorkbookProps) {
    super(scope, workbook.id);
    const resource = new ApplicationInsightsWorkbook(this, 'workbook', {
      name: names.id('workbook', workbook.id),
      resourceGroupName: workspace.resourceGroup.name,
      location: workspace.region,
      displayName: workbook.displayName,
      description: workbook.description,
      category: 'sentinel',
      // Azure answers in lower case and the provider refuses anything else.
      sourceId: workspace.id.toLowerCase(),
      dataJson: workbook.json,
      tags: { ...plan.tags },
      dependsOn,
    });
    resource.overrideLogicalId(names.address('workbook', workbook.id));
  }
}
