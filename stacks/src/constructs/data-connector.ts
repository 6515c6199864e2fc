import { MonitorAadDiagnosticSetting } from '@cdktf/provider-azurerm/lib/monitor-aad-diagnostic-setting/index.js';
import { SentinelDataConnectorAzureActiveDirectory } from '@cdktf/provider-azurerm/lib/sentinel-data-connector-azure-active-directory/index.js';
import { SentinelDataConnectorMicrosoftThreatProtection } from '@cdktf/provider-azurerm/lib/sentinel-data-connector-microsoft-threat-protection/index.js';
import { SentinelDataConnectorOffice365 } from '@cdktf/provider-azurerm/lib/sentinel-data-connector-office-365/index.js';
import type { ConnectorPlan, EnvironmentPlan } from '@mxdr/core';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { stableId } from '../stable-ids.ts';

export interface DataConnectorProps {
  readonly plan: EnvironmentPlan;
  readonly connector: ConnectorPlan;
}

function makeResource(scope: Construct, plan: EnvironmentPlan, connector: ConnectorPlan): TerraformResource {
  const common = {
    name: stableId(plan.customer.id, 'connector', connector.kind),
    logAnalyticsWorkspaceId: plan.workspace.id,
    tenantId: plan.customer.tenantId,
  };
  switch (connector.kind) {
    case 'defender-xdr':
      return new SentinelDataConnectorMicrosoftThreatProtection(scope, 'connector', common);
    case 'entra-id-protection':
      return new SentinelDataConnectorAzureActiveDirectory(scope, 'connector', common);
    case 'office-365':
      return new SentinelDataConnectorOffice365(scope, 'connector', {
        ...common,
        exchangeEnabled: connector.exchange,
        sharepointEnabled: connector.sharePoint,
        teamsEnabled: connector.teams,
      });
    default:
      return new MonitorAadDiagnosticSetting(scope, 'connector', {
        name: 'mxdr-entra-logs',
        logAnalyticsWorkspaceId: plan.workspace.id,
        // Categories that are not listed stay off; listing them as disabled would drift.
        enabledLog: (connector satisfies { readonly kind: 'entra-diagnostics' }).categories.map((category) => ({ category })),
      });
  }
}

/** One source of data. All of them need an identity of the customer's own tenant. */
export class DataConnector extends Construct {
  readonly resource: TerraformResource;

  constructor(scope: Construct, { plan, connector }: DataConnectorProps) {
    super(scope, connector.kind);
    this.resource = makeResource(this, plan, connector);
    this.resource.overrideLogicalId(connector.kind);
  }
}
