import { MonitorDiagnosticSetting } from '@cdktf/provider-azurerm/lib/monitor-diagnostic-setting/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { WorkspaceNames } from '../workspace-names.ts';

export interface WorkspaceDiagnosticsProps {
  readonly workspaceId: string;
  readonly names: WorkspaceNames;
  readonly dependsOn: ITerraformDependable[];
}

/** Keeps what Sentinel says of its own health, and who queried the workspace, in the workspace itself. */
export class WorkspaceDiagnostics extends Construct {
  constructor(scope: Construct, id: string, { workspaceId, names, dependsOn }: WorkspaceDiagnosticsProps) {
    super(scope, id);
    // Without this setting the tables SentinelHealth and SentinelAudit do not exist.
    const health = new MonitorDiagnosticSetting(this, 'sentinel-health', {
      name: 'mxdr-sentinel-health',
      targetResourceId: `${workspaceId}/providers/Microsoft.SecurityInsights/settings/SentinelHealth`,
      logAnalyticsWorkspaceId: workspaceId,
      enabledLog: [{ categoryGroup: 'allLogs' }],
      dependsOn,
    });
    health.overrideLogicalId(names.address('sentinel-health'));
    const audit = new MonitorDiagnosticSetting(this, 'query-audit', {
      name: 'mxdr-query-audit',
      targetResourceId: workspaceId,
      logAnalyticsWorkspaceId: workspaceId,
      enabledLog: [{ category: 'Audit' }],
      dependsOn,
    });
    audit.overrideLogicalId(names.address('query-audit'));
  }
}
