import { ContainerAppEnvironment } from '@cdktf/provider-azurerm/lib/container-app-environment/index.js';
import { LogAnalyticsWorkspace } from '@cdktf/provider-azurerm/lib/log-analytics-workspace/index.js';
import { MonitorDiagnosticSetting } from '@cdktf/provider-azurerm/lib/monitor-diagnostic-setting/index.js';
import type { OperationsPlan } from '@mxdr/core';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

export interface JobEnvironmentProps {
  readonly plan: OperationsPlan;
  readonly dependsOn: ITerraformDependable[];
}

/** Where jobs run, and the workspace that keeps what they say. */
export class JobEnvironment extends Construct {
  readonly workspace: LogAnalyticsWorkspace;
  readonly environment: ContainerAppEnvironment;

  constructor(scope: Construct, id: string, { plan, dependsOn }: JobEnvironmentProps) {
    super(scope, id);
    const place = { location: plan.region, resourceGroupName: plan.resourceGroup, tags: { ...plan.tags } };
    this.workspace = new LogAnalyticsWorkspace(this, 'logs', {
      ...place,
      name: plan.logs.name,
      sku: 'PerGB2018',
      retentionInDays: plan.logs.retentionDays,
      localAuthenticationEnabled: false,
      dependsOn,
    });
    this.workspace.overrideLogicalId('operations');
    this.environment = new ContainerAppEnvironment(this, 'environment', {
      ...place,
      name: plan.environmentName,
      // `log-analytics` would write with the workspace's shared key, which is switched off; this goes by the setting below.
      logsDestination: 'azure-monitor',
      workloadProfile: [{ name: 'Consumption', workloadProfileType: 'Consumption' }],
      dependsOn,
    });
    this.environment.overrideLogicalId('jobs');
    const logs = new MonitorDiagnosticSetting(this, 'job-logs', {
      name: 'mxdr-job-logs',
      targetResourceId: this.environment.id,
      logAnalyticsWorkspaceId: this.workspace.id,
      logAnalyticsDestinationType: 'Dedicated',
      enabledLog: [{ category: 'ContainerAppConsoleLogs' }, { category: 'ContainerAppSystemLogs' }],
    });
    logs.overrideLogicalId('job-logs');
  }
}
