import { ApplicationInsightsWorkbook } from '@cdktf/provider-azurerm/lib/application-insights-workbook/index.js';
import type { EnvironmentPlan } from '@mxdr/core';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { addressOf, stableId } from '../stable-ids.ts';
import type { WorkbookContent } from '../workbook-content.ts';

export interface WorkbookProps {
  readonly plan: EnvironmentPlan;
  readonly workbook: WorkbookContent;
  readonly dependsOn: ITerraformDependable[];
}

/** One workbook in the gallery of the customer's Sentinel. */
export class Workbook extends Construct {
  constructor(scope: Construct, { plan, workbook, dependsOn }: WorkbookProps) {
    super(scope, workbook.id);
    const resource = new ApplicationInsightsWorkbook(this, 'workbook', {
      name: stableId(plan.customer.id, 'workbook', workbook.id),
      resourceGroupName: plan.resourceGroup.name,
      location: plan.region,
      displayName: workbook.displayName,
      description: workbook.description,
      category: 'sentinel',
      // Azure answers in lower case and the provider refuses anything else.
      sourceId: plan.workspace.id.toLowerCase(),
      dataJson: workbook.json,
      tags: { ...plan.tags },
      dependsOn,
    });
    resource.overrideLogicalId(addressOf('workbook', workbook.id));
  }
}
