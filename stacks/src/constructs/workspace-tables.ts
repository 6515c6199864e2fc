import { LogAnalyticsWorkspaceTable } from '@cdktf/provider-azurerm/lib/log-analytics-workspace-table/index.js';
import type { TablePlan } from '@mxdr/core';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { WorkspaceNames } from '../workspace-names.ts';

export interface WorkspaceTablesProps {
  readonly workspaceId: string;
  readonly names: WorkspaceNames;
  readonly tables: readonly TablePlan[];
  readonly dependsOn: ITerraformDependable[];
}

/** Plan and retention of the tables that differ from the workspace. */
export class WorkspaceTables extends Construct {
  constructor(scope: Construct, id: string, { workspaceId, names, tables, dependsOn }: WorkspaceTablesProps) {
    super(scope, id);
    for (const { name, plan, retentionDays, totalRetentionDays } of tables) {
      const table = new LogAnalyticsWorkspaceTable(this, name, {
        workspaceId,
        name,
        plan,
        // Azure fixes the retention of Basic tables and the provider refuses any value.
        ...(plan === 'Basic' || retentionDays === undefined ? {} : { retentionInDays: retentionDays }),
        totalRetentionInDays: totalRetentionDays,
        dependsOn,
      });
      table.overrideLogicalId(names.address('table', name));
    }
  }
}
