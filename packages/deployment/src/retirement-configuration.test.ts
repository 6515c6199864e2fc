import { describe, expect, it } from 'vitest';
import { retireStack } from './retirement-configuration.ts';

const configuration = {
  terraform: { backend: { azurerm: { key: 'customers/contoso/service.tfstate' } } },
  provider: { azurerm: [{ features: [{}] }] },
  resource: {
    azapi_resource: {
      summary: { type: 'Microsoft.OperationalInsights/workspaces/summaryLogs@2025-02-01' },
      ueba: { type: 'Microsoft.SecurityInsights/settings@2024-01-01' },
    },
  },
};
const state = [
  'data.azurerm_client_config.me',
  'azapi_resource.summary',
  'azapi_resource.ueba',
  'azurerm_log_analytics_workspace.workspace',
  'azurerm_log_analytics_workspace_table.table["SigninLogs"]',
  'azurerm_log_analytics_workspace_table.table["SecurityIncident"]',
  'azurerm_resource_provider_registration.insights',
  'azurerm_sentinel_alert_rule_scheduled.rule',
];
const parse = (text: string): Readonly<Record<string, unknown>> => JSON.parse(text) as Readonly<Record<string, unknown>>;

describe('retiring a stack', () => {
  it('forgets the data of the customer, whatever the configuration of today holds, and destroys the rest', () => {
    // WHEN
    const { text, forgotten } = retireStack(configuration, state, false);
    // THEN
    expect(forgotten).toEqual([
      'azapi_resource.summary',
      'azurerm_log_analytics_workspace.workspace',
      'azurerm_log_analytics_workspace_table.table',
      'azurerm_resource_provider_registration.insights',
    ]);
    expect(parse(text)).toEqual({
      terraform: configuration.terraform,
      provider: configuration.provider,
      removed: forgotten.map((from) => ({ from, lifecycle: { destroy: false } })),
    });
  });

  it('destroys the workspace when that was instructed, but never takes a registration from others', () => {
    expect(retireStack(configuration, state, true).forgotten).toEqual(['azurerm_resource_provider_registration.insights']);
  });
});
