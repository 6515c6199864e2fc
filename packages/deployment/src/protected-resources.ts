/** A kind of resource whose loss hurts: data, a detection, or somebody's way in. */
interface ProtectedKind {
  readonly type: RegExp;
  /** What is lost with it, for the person who decides. */
  readonly loss: string;
  /** Kept when a customer leaves, unless the workspace is to go. @default false */
  readonly isKeptOnLeave?: true;
}

const protectedKinds: readonly ProtectedKind[] = [
  { type: /^azurerm_resource_provider_registration$/u, loss: 'an Azure service that others in the subscription may use' },
  { type: /^azurerm_resource_group$/u, loss: 'everything inside the resource group', isKeptOnLeave: true },
  { type: /^azurerm_log_analytics_workspace$/u, loss: "the workspace and all the customer's logs in it", isKeptOnLeave: true },
  { type: /^azurerm_log_analytics_workspace_table/u, loss: "the table's retention, and with it the older rows", isKeptOnLeave: true },
  { type: /^azurerm_log_analytics_cluster/u, loss: 'the dedicated cluster and its encryption keys', isKeptOnLeave: true },
  { type: /^azurerm_log_analytics_(?:linked_service|data_export_rule)$/u, loss: 'a copy or a home of the logs', isKeptOnLeave: true },
  {
    type: /^azurerm_sentinel_log_analytics_workspace_onboarding$/u,
    loss: 'Sentinel on the workspace, with its incidents',
    isKeptOnLeave: true,
  },
  { type: /^azurerm_lighthouse_/u, loss: "the operator's access to the customer" },
  { type: /^azurerm_sentinel_alert_rule_/u, loss: 'a detection' },
  { type: /^azurerm_sentinel_automation_rule$/u, loss: 'an automated response' },
  { type: /^azurerm_sentinel_watchlist/u, loss: 'entries of a watchlist' },
  { type: /^azurerm_sentinel_data_connector_/u, loss: 'a source of data' },
  { type: /^azurerm_monitor_(?:aad_)?diagnostic_setting$/u, loss: 'a source of data' },
  { type: /^azurerm_storage_/u, loss: 'stored documents' },
  { type: /^azurerm_key_vault/u, loss: 'keys' },
  {
    type: /^azuread_(?:group|conditional_access_policy|access_package|application|service_principal)/u,
    loss: "somebody's access, or its limits",
  },
];

/** Types of azapi resources, which carry the Azure type as a value. */
const protectedAzapi: readonly { readonly type: RegExp; readonly loss: string; readonly isKeptOnLeave?: true }[] = [
  { type: /^Microsoft\.SecurityInsights\/(?:alertRules|automationRules|watchlists)/iu, loss: 'a detection, a response or a list' },
  { type: /^Microsoft\.SecurityInsights\/(?:dataConnectors|onboardingStates)/iu, loss: 'a source of data' },
  {
    type: /^Microsoft\.OperationalInsights\/workspaces(?:@|\/(?:tables|summaryLogs))/iu,
    loss: 'logs or summaries of them',
    isKeptOnLeave: true,
  },
];

function kindOf(type: string, azapiType: string | undefined) {
  if (type.startsWith('azapi_')) return azapiType === undefined ? undefined : protectedAzapi.find((kind) => kind.type.test(azapiType));
  return protectedKinds.find((kind) => kind.type.test(type));
}

/** What is lost with a resource of this type, or undefined where it can simply be made again. */
export function lossOf(type: string, azapiType?: string): string | undefined {
  return kindOf(type, azapiType)?.loss;
}

/** Never taken back, whoever leaves: Azure refuses while anything uses it, and others may. */
export function isLeftRegistered(type: string): boolean {
  return type === 'azurerm_resource_provider_registration';
}

/** True for what holds the customer's data: it stays with him when the operator leaves. */
export function isKeptOnLeave(type: string, azapiType?: string): boolean {
  return kindOf(type, azapiType)?.isKeptOnLeave === true;
}
