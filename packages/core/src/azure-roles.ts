/** An Azure built-in role, by the id that is the same in every tenant. */
export interface AzureRole {
  /** Role definition id (GUID). */
  readonly id: string;
  readonly name: string;
  /** Whether it can change anything. */
  readonly isWriter: boolean;
  /** Why the service needs it; printed in the consent pack. */
  readonly reason: string;
}

/** The only roles that a delegation of this service may hold. */
export const azureRoles = {
  reader: {
    id: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
    name: 'Reader',
    isWriter: false,
    reason: 'See the resource group, and the delegation itself among "My customers".',
  },
  sentinelReader: {
    id: '8d289c81-5878-46d4-8554-54e1e3d8b5cb',
    name: 'Microsoft Sentinel Reader',
    isWriter: false,
    reason: 'See incidents, rules, hunts and workbooks.',
  },
  logAnalyticsReader: {
    id: '73c42c96-874c-492b-b04d-ab87d138a893',
    name: 'Log Analytics Reader',
    isWriter: false,
    reason: 'Query the workspace for investigations, hunts and reports.',
  },
  sentinelResponder: {
    id: '3e150937-b8fe-4cfb-8069-0eaf05ecd056',
    name: 'Microsoft Sentinel Responder',
    isWriter: true,
    reason: 'Change incidents while working on them.',
  },
  sentinelContributor: {
    id: 'ab8e14d6-4a74-4a29-9ba8-549422addade',
    name: 'Microsoft Sentinel Contributor',
    isWriter: true,
    reason: 'Deploy rules, hunts, watchlists, automation and workbooks.',
  },
  logAnalyticsContributor: {
    id: '92aaf0da-9dab-42b6-94a3-d43ce8d16293',
    name: 'Log Analytics Contributor',
    isWriter: true,
    reason: 'Deploy the workspace, its tables and their retention.',
  },
  monitoringContributor: {
    id: '749f88d5-cbae-40b8-bcfc-e573ddc772fa',
    name: 'Monitoring Contributor',
    isWriter: true,
    reason: "Deploy diagnostic settings and the alerts on the service's own health.",
  },
  delegationDelete: {
    id: '91c1777a-f3dc-4fae-b103-61d183457e46',
    name: 'Managed Services Registration Assignment Delete Role',
    isWriter: true,
    reason: 'Let the operator give the delegation back.',
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
