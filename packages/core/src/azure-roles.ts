/** What a role lets its holder do, in words that a customer reads. A closed list, so that who can do what is one table. */
export const roleCapabilities = {
  'see-resources': 'see the resource group and what is in it',
  'see-incidents': 'see incidents, rules, hunts and workbooks',
  'query-logs': 'query the logs of the workspace',
  'change-incidents': 'change, assign, comment and close incidents',
  'change-automation': 'change automation rules',
  'tag-indicators': 'tag threat indicators, and undo what an agent did in a connected business application',
  'deploy-content': 'deploy rules, hunts, watchlists, automation and workbooks',
  'deploy-workspace': 'deploy the workspace, its tables and their retention',
  'deploy-monitoring': "deploy diagnostic settings and alerts on the service's own health",
  'reach-neighbours':
    'read keys of storage accounts and install extensions on machines in the resource group, where the service puts neither',
  'move-workspace': 'read the keys of the workspace, which are switched off, and switch it over to its second region, where it has one',
  'give-back-delegation': 'give the delegation back',
} as const;
export type RoleCapability = keyof typeof roleCapabilities;

/** An Azure built-in role, by the id that is the same in every tenant. */
export interface AzureRole {
  /** Role definition id (GUID). */
  readonly id: string;
  readonly name: string;
  /** Whether it can change anything. */
  readonly isWriter: boolean;
  /** Why the service needs it; printed in the consent pack. */
  readonly reason: string;
  /** What it lets its holder do. @default - nothing that a delegation is about */
  readonly allows?: readonly RoleCapability[];
  /**
   * The actions beyond reading and querying that Microsoft's definition of the role lists: built-in-roles/security.md and monitor.md of
   * MicrosoftDocs/azure-docs, commit 03e5750a, of 23 February 2026. Reader roles have a few of no consequence here: support requests, classic
   * alert rules, and deployments, which deploy nothing that another role does not allow.
   */
  readonly writes: readonly string[];
}

/** What most built-in roles of Sentinel carry beside their purpose. */
const sideActions = ['Microsoft.Insights/alertRules/*', 'Microsoft.Resources/deployments/*', 'Microsoft.Support/*'] as const;

/** The only roles that a delegation of this service may hold. */
export const azureRoles = {
  reader: {
    id: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
    name: 'Reader',
    isWriter: false,
    reason: 'See the resource group, and the delegation itself among "My customers".',
    allows: ['see-resources'],
    writes: [],
  },
  sentinelReader: {
    id: '8d289c81-5878-46d4-8554-54e1e3d8b5cb',
    name: 'Microsoft Sentinel Reader',
    isWriter: false,
    reason: 'See incidents, rules, hunts and workbooks.',
    allows: ['see-incidents', 'query-logs'],
    writes: [...sideActions],
  },
  logAnalyticsReader: {
    id: '73c42c96-874c-492b-b04d-ab87d138a893',
    name: 'Log Analytics Reader',
    isWriter: false,
    reason: 'Query the workspace for investigations, hunts and reports.',
    allows: ['see-resources', 'query-logs'],
    writes: ['Microsoft.Support/*'],
  },
  sentinelResponder: {
    id: '3e150937-b8fe-4cfb-8069-0eaf05ecd056',
    name: 'Microsoft Sentinel Responder',
    isWriter: true,
    reason: 'Change incidents while working on them.',
    allows: ['see-incidents', 'query-logs', 'change-incidents', 'change-automation', 'tag-indicators'],
    writes: [
      'Microsoft.SecurityInsights/automationRules/*',
      'Microsoft.SecurityInsights/cases/*',
      'Microsoft.SecurityInsights/entities/runPlaybook/action',
      'Microsoft.SecurityInsights/incidents/*',
      'Microsoft.SecurityInsights/businessApplicationAgents/systems/undoAction/action',
      'Microsoft.SecurityInsights/threatIntelligence/bulkTag/action',
      'Microsoft.SecurityInsights/threatIntelligence/indicators/appendTags/action',
      'Microsoft.SecurityInsights/threatIntelligence/indicators/replaceTags/action',
      ...sideActions,
    ],
  },
  sentinelContributor: {
    id: 'ab8e14d6-4a74-4a29-9ba8-549422addade',
    name: 'Microsoft Sentinel Contributor',
    isWriter: true,
    reason: 'Deploy rules, hunts, watchlists, automation and workbooks.',
    allows: ['see-incidents', 'query-logs', 'change-incidents', 'change-automation', 'tag-indicators', 'deploy-content'],
    writes: [
      'Microsoft.SecurityInsights/*',
      'Microsoft.OperationalInsights/workspaces/savedSearches/*',
      'Microsoft.Insights/workbooks/*',
      ...sideActions,
    ],
  },
  logAnalyticsContributor: {
    id: '92aaf0da-9dab-42b6-94a3-d43ce8d16293',
    name: 'Log Analytics Contributor',
    isWriter: true,
    reason: 'Deploy the workspace, its tables and their retention.',
    allows: ['see-resources', 'query-logs', 'deploy-workspace', 'deploy-monitoring', 'reach-neighbours'],
    writes: [
      'Microsoft.OperationalInsights/*',
      'Microsoft.OperationsManagement/*',
      'Microsoft.Insights/diagnosticSettings/*',
      'Microsoft.ClassicCompute/virtualMachines/extensions/*',
      'Microsoft.ClassicStorage/storageAccounts/listKeys/action',
      'Microsoft.Compute/virtualMachines/extensions/*',
      'Microsoft.HybridCompute/machines/extensions/write',
      'Microsoft.Resources/subscriptions/resourcegroups/deployments/*',
      'Microsoft.Storage/storageAccounts/listKeys/action',
      ...sideActions,
    ],
  },
  monitoringContributor: {
    id: '749f88d5-cbae-40b8-bcfc-e573ddc772fa',
    name: 'Monitoring Contributor',
    isWriter: true,
    reason: "Deploy diagnostic settings and the alerts on the service's own health.",
    allows: ['see-resources', 'query-logs', 'deploy-monitoring', 'move-workspace'],
    writes: [
      'Microsoft.AlertsManagement/actionRules/*',
      'Microsoft.AlertsManagement/alerts/*',
      'Microsoft.AlertsManagement/alertsSummary/*',
      'Microsoft.AlertsManagement/investigations/*',
      'Microsoft.AlertsManagement/issues/*',
      'Microsoft.AlertsManagement/migrateFromSmartDetection/*',
      'Microsoft.AlertsManagement/prometheusRuleGroups/*',
      'Microsoft.AlertsManagement/smartDetectorAlertRules/*',
      'Microsoft.AlertsManagement/smartGroups/*',
      'Microsoft.Insights/Register/Action',
      'Microsoft.Insights/actiongroups/*',
      'Microsoft.Insights/activityLogAlerts/*',
      'Microsoft.Insights/components/*',
      'Microsoft.Insights/createNotifications/*',
      'Microsoft.Insights/dataCollectionEndpoints/*',
      'Microsoft.Insights/dataCollectionRuleAssociations/*',
      'Microsoft.Insights/dataCollectionRules/*',
      'Microsoft.Insights/diagnosticSettings/*',
      'Microsoft.Insights/metricalerts/*',
      'Microsoft.Insights/notificationStatus/*',
      'Microsoft.Insights/privateLinkScopeOperationStatuses/*',
      'Microsoft.Insights/privateLinkScopes/*',
      'Microsoft.Insights/scheduledqueryrules/*',
      'Microsoft.Insights/webtests/*',
      'Microsoft.Insights/workbooks/*',
      'Microsoft.Insights/workbooktemplates/*',
      'Microsoft.Monitor/accounts/*',
      'Microsoft.Monitor/investigations/*',
      'Microsoft.Monitor/settings/*',
      'Microsoft.OperationalInsights/locations/workspaces/failover/action',
      'Microsoft.OperationalInsights/workspaces/failback/action',
      'Microsoft.OperationalInsights/workspaces/intelligencepacks/*',
      'Microsoft.OperationalInsights/workspaces/savedSearches/*',
      'Microsoft.OperationalInsights/workspaces/sharedKeys/action',
      'Microsoft.OperationalInsights/workspaces/storageinsightconfigs/*',
      'Microsoft.OperationalInsights/workspaces/write',
      ...sideActions,
    ],
  },
  delegationDelete: {
    id: '91c1777a-f3dc-4fae-b103-61d183457e46',
    name: 'Managed Services Registration Assignment Delete Role',
    isWriter: true,
    reason: 'Let the operator give the delegation back.',
    allows: ['give-back-delegation'],
    writes: ['Microsoft.ManagedServices/registrationAssignments/delete'],
  },
} as const satisfies Readonly<Record<string, AzureRole>>;

/** Roles of what is no person: the jobs that make reports, the pipeline that keeps the state, a cluster that reads its key. */
export const platformRoles = {
  blobContributor: {
    id: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
    name: 'Storage Blob Data Contributor',
    isWriter: true,
    reason: 'Write blobs of one container: reports, which are immutable from then on, or Terraform state.',
    writes: ['Microsoft.Storage/storageAccounts/blobServices/containers/*'],
  },
  queueSender: {
    id: 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a',
    name: 'Storage Queue Data Message Sender',
    isWriter: true,
    reason: 'Put jobs into the queue.',
    writes: ['Microsoft.Storage/storageAccounts/queueServices/queues/messages/add/action'],
  },
  queueProcessor: {
    id: '8a0f0c08-91a1-4084-bc3d-661d67233fed',
    name: 'Storage Queue Data Message Processor',
    isWriter: true,
    reason: 'Take jobs from the queue and remove them when they are done.',
    writes: ['Microsoft.Storage/storageAccounts/queueServices/queues/messages/process/action'],
  },
  queueReader: {
    id: '19e7f393-937e-4f77-808e-94535e297925',
    name: 'Storage Queue Data Reader',
    isWriter: false,
    reason: 'Read the length of the queue, by which the worker is scaled.',
    writes: [],
  },
  keyEncryptionUser: {
    id: 'e147488a-f6f5-4113-8e2d-b22465e65bf6',
    name: 'Key Vault Crypto Service Encryption User',
    isWriter: false,
    reason: "Let a customer's cluster of Log Analytics wrap and unwrap with the customer's key.",
    writes: [],
  },
  registryPull: {
    id: '7f951dda-4ed3-4680-a7ca-43fe172d538d',
    name: 'AcrPull',
    isWriter: false,
    reason: 'Pull the image of the jobs.',
    writes: [],
  },
} as const satisfies Readonly<Record<string, AzureRole>>;

/** Roles that a delegation must never hold, with the reason. */
export const refusedAzureRoles: readonly { readonly id: string; readonly name: string; readonly reason: string }[] = [
  {
    id: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
    name: 'Owner',
    reason: 'Azure Lighthouse refuses it, and it would let the operator give itself anything.',
  },
  {
    id: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
    name: 'Contributor',
    reason: 'It writes to everything in the scope; narrower roles suffice.',
  },
  { id: '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', name: 'User Access Administrator', reason: 'It grants access to others.' },
];
