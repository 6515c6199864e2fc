import { MonitorAadDiagnosticSetting } from '@cdktf/provider-azurerm/lib/monitor-aad-diagnostic-setting/index.js';
import { SentinelDataConnectorAzureActiveDirectory } from '@cdktf/provider-azurerm/lib/sentinel-data-connector-azure-active-directory/index.js';
import { SentinelDataConnectorAzureAdvancedThreatProtection } from '@cdktf/provider-azurerm/lib/sentinel-data-connector-azure-advanced-threat-protection/index.js';
import { SentinelDataConnectorMicrosoftCloudAppSecurity } from '@cdktf/provider-azurerm/lib/sentinel-data-connector-microsoft-cloud-app-security/index.js';
import { SentinelDataConnectorMicrosoftDefenderAdvancedThreatProtection } from '@cdktf/provider-azurerm/lib/sentinel-data-connector-microsoft-defender-advanced-threat-protection/index.js';
import { SentinelDataConnectorMicrosoftThreatProtection } from '@cdktf/provider-azurerm/lib/sentinel-data-connector-microsoft-threat-protection/index.js';
import { SentinelDataConnectorOffice365 } from '@cdktf/provider-azurerm/lib/sentinel-data-connector-office-365/index.js';
import { SentinelDataConnectorOfficeAtp } from '@cdktf/provider-azurerm/lib/sentinel-data-connector-office-atp/index.js';
import type { ConnectorPlan, EnvironmentPlan, WorkspacePlan } from '@mxdr/core';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import type { WorkspaceNames } from '../workspace-names.ts';

export interface DataConnectorProps {
  readonly plan: EnvironmentPlan;
  readonly workspace: WorkspacePlan;
  readonly names: WorkspaceNames;
  readonly connector: ConnectorPlan;
}

function makeResource(scope: Construct, { plan, workspace, names, connector }: DataConnectorProps): TerraformResource {
  const common = {
    name: names.id('connector', connector.kind),
    logAnalyticsWorkspaceId: workspace.id,
    tenantId: plan.customer.tenantId,
  };
  switch (connector.kind) {
    case 'defender-xdr':
      return new SentinelDataConnectorMicrosoftThreatProtection(scope, 'connector', common);
    case 'defender-for-endpoint':
      return new SentinelDataConnectorMicrosoftDefenderAdvancedThreatProtection(scope, 'connector', common);
    case 'defender-for-office-365':
      return new SentinelDataConnectorOfficeAtp(scope, 'connector', common);
    case 'defender-for-identity':
      return new SentinelDataConnectorAzureAdvancedThreatProtection(scope, 'connector', common);
    case 'defender-for-cloud-apps':
      return new SentinelDataConnectorMicrosoftCloudAppSecurity(scope, 'connector', {
        ...common,
        alertsEnabled: true,
        discoveryLogsEnabled: false,
      });
    case 'entra-id-protection':
      return new SentinelDataConnectorAzureActiveDirectory(scope, 'connector', common);
    case 'office-365':
      return new SentinelDataConnectorOffice365(scope, 'connector', {
        ...common,
        exchangeEnabled: connector.exchange,
        sharepointEnabled: connector.sharePoint,
        teamsEnabled: connector.teams,
      });
    case 'entra-diagnostics':
      return new MonitorAadDiagnosticSetting(scope, 'connector', {
        // Unique within the tenant: two workspaces of one tenant have a setting each.
        name: workspace.key === 'primary' ? 'mxdr-entra-logs' : `mxdr-entra-logs-${workspace.key}`,
        logAnalyticsWorkspaceId: workspace.id,
        // Categories that are not listed stay off; listing them as disabled would drift.
        enabledLog: connector.categories.map((category) => ({ category })),
      });
  }
}

/** One source of data. All of them need an identity of the customer's own tenant. */
export class DataConnector extends Construct {
  readonly resource: TerraformResource;

  constructor(scope: Construct, props: DataConnectorProps) {
    const address = props.names.address(props.connector.kind);
    super(scope, address);
    this.resource = makeResource(this, props);
    this.resource.overrideLogicalId(address);
  }
}
