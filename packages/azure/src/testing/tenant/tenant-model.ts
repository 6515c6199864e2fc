import type { Customer, LicenceCapability, Operator } from '@mxdr/core';
import { customerSchema, operatorSchema, plansOf } from '@mxdr/core';

/** Many users of one kind, so that a tenant of any size is a few lines. */
export interface UserKind {
  readonly count: number;
  readonly prefix: string;
  readonly accountEnabled: boolean;
  readonly userType: 'Member' | 'Guest';
  readonly assignedPlans: readonly { readonly servicePlanId: string; readonly capabilityStatus: string; readonly service: string }[];
  readonly onPremisesSyncEnabled?: boolean;
  /** Ids of the groups that they are direct members of. */
  readonly memberOf?: readonly string[];
}

/** Many devices of one kind. */
export interface DeviceKind {
  readonly count: number;
  readonly prefix: string;
  readonly osPlatform: string;
  readonly onboardingStatus: string;
  readonly healthStatus: string;
  readonly rbacGroupName: string | null;
  readonly rbacGroupId: number;
  readonly machineTags: readonly string[];
  /** Absent: the device tells nothing of its antivirus. */
  readonly avMode?: string;
}

export interface GroupModel {
  readonly id: string;
  readonly displayName: string;
  /** Direct members that are groups. */
  readonly nestedGroups: number;
}

/** Everything that the test tenant answers with. Rows are in the form of the services. */
export interface TenantModel {
  readonly tenantId: string;
  readonly operatorTenantId: string;
  readonly domain: string;
  readonly discovery: Readonly<Record<string, unknown>>;
  readonly skus: readonly unknown[];
  readonly users: readonly UserKind[];
  readonly devices: readonly DeviceKind[];
  /** Instant that devices told their antivirus, UTC. */
  readonly antivirusAt: string;
  readonly groups: readonly GroupModel[];
  readonly policies: readonly unknown[];
  readonly partners: readonly unknown[];
  /** Of the operator's tenant, other customers' included. */
  readonly relationships: readonly unknown[];
  readonly signIns: readonly Readonly<Record<string, unknown>>[];
  readonly secureScores: readonly unknown[];
  /** Lists and objects of Azure by resource id, in lower case; what is not among them does not exist. */
  readonly azure: Readonly<Record<string, unknown>>;
  /** What tokens for an audience say beside whose they are. */
  readonly tokenClaims: (audience: string) => Readonly<Record<string, unknown>>;
  /** Graph refuses filters over plans on members of groups. */
  readonly refusesMemberFilters?: boolean;
  /** Defender sends full pages without saying where the next one is. */
  readonly omitsNextLinks?: boolean;
}

export const modelNow = '2026-11-20T08:00:00.000Z';
const scopeGroupId = '11111111-aaaa-4aaa-8aaa-000000000001';

export const modelCustomer: Customer = customerSchema.parse({
  id: 'contoso',
  name: 'Contoso',
  tenantId: 'aaaaaaaa-1111-4111-8111-111111111111',
  primaryDomain: 'contoso.example',
  subscriptionId: 'a4c3d2e1-0f9e-4d8c-b7a6-95847362b101',
  region: 'westeurope',
  timeZone: 'Europe/Amsterdam',
  products: ['defender-for-endpoint', 'entra-id'],
  seats: 10,
  contacts: [{ role: 'incident-notification', name: 'Desk', email: 'desk@contoso.example', phone: '+31 20 555 0100' }],
});

/** The same customer with only the two scope groups in scope. */
export const scopedCustomer: Customer = customerSchema.parse({ ...modelCustomer, scope: { kind: 'groups' } });

export const modelOperator: Operator = operatorSchema.parse({
  name: 'Northwind',
  serviceName: 'Managed XDR',
  tenantId: 'bbbbbbbb-2222-4222-8222-222222222222',
  subscriptionId: '9d1be0a4-6f0e-4a35-8f3c-3f7a1f1be201',
  deliveryTeam: [{ name: 'Ingrid', role: 'Service delivery manager', email: 'i@northwind.example' }],
  principals: {
    readers: { principalId: '2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b301', displayName: 'Read' },
    responders: { principalId: '2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b302', displayName: 'Respond' },
    approvers: { principalId: '2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b303', displayName: 'Approve' },
    deployer: {
      principalId: '2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b304',
      displayName: 'Deploy',
      clientId: '7e4a9c18-5d26-4b7f-a0c3-8b1f2e6d4401',
    },
  },
  state: { resourceGroup: 'rg-ops', storageAccount: 'stops', container: 'tfstate' },
});

/** Assigned plans of capabilities, each in one state. */
export function plansFor(capabilities: readonly LicenceCapability[], capabilityStatus = 'Enabled'): UserKind['assignedPlans'] {
  return capabilities
    .flatMap((capability) => plansOf(capability).slice(0, 1))
    .map(({ id }) => ({ servicePlanId: id, capabilityStatus, service: 'x' }));
}

/** A licence in the form of Graph. */
export function skuRow(
  capabilities: readonly LicenceCapability[],
  seats: number,
  changes: Readonly<Record<string, unknown>> = {},
): unknown {
  return {
    accountName: 'contoso',
    appliesTo: 'User',
    id: 'x_y',
    skuId: '06ebc4ee-1bb5-47dd-8120-11324bc54e06',
    skuPartNumber: 'SPE_E5',
    capabilityStatus: 'Enabled',
    consumedUnits: seats,
    subscriptionIds: [],
    prepaidUnits: { enabled: seats, suspended: 0, warning: 0, lockedOut: 0 },
    servicePlans: capabilities
      .flatMap((capability) => plansOf(capability).slice(0, 1))
      .map(({ id, name }) => ({ servicePlanId: id, servicePlanName: name, provisioningStatus: 'Success', appliesTo: 'User' })),
    ...changes,
  };
}

export function userKind(changes: Partial<UserKind> & Pick<UserKind, 'count' | 'prefix'>): UserKind {
  return { accountEnabled: true, userType: 'Member', assignedPlans: plansFor(['mde-p2', 'entra-p1']), ...changes };
}

export function deviceKind(changes: Partial<DeviceKind> & Pick<DeviceKind, 'count' | 'prefix'>): DeviceKind {
  return {
    osPlatform: 'Windows11',
    onboardingStatus: 'Onboarded',
    healthStatus: 'Active',
    rbacGroupName: null,
    rbacGroupId: 0,
    machineTags: [],
    avMode: '0',
    ...changes,
  };
}

const resourceGroup = `/subscriptions/${modelCustomer.subscriptionId}/resourcegroups/rg-contoso-sentinel`;
const workspace = `${resourceGroup}/providers/microsoft.operationalinsights/workspaces/log-contoso-sentinel`;
export const workspaceId = workspace;
export const assignmentsPath = '/providers/microsoft.managedservices/registrationassignments';

/** A delegation in the form of Azure. */
export function assignmentRow(scope: string, changes: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    id: `${scope}/providers/Microsoft.ManagedServices/registrationAssignments/5e0c`,
    name: '5e0c',
    type: 'Microsoft.ManagedServices/registrationAssignments',
    properties: {
      provisioningState: 'Succeeded',
      registrationDefinition: {
        properties: {
          registrationDefinitionName: 'Managed XDR by Northwind',
          managedByTenantId: modelOperator.tenantId,
          authorizations: [
            {
              principalId: modelOperator.principals.readers.principalId,
              principalIdDisplayName: 'Read',
              roleDefinitionId: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
            },
          ],
          eligibleAuthorizations: [
            {
              principalId: modelOperator.principals.responders.principalId,
              principalIdDisplayName: 'Respond',
              roleDefinitionId:
                '/subscriptions/a4c3d2e1-0f9e-4d8c-b7a6-95847362b101/providers/Microsoft.Authorization/roleDefinitions/3e150937-b8fe-4cfb-8069-0eaf05ecd056',
              justInTimeAccessPolicy: {
                multiFactorAuthProvider: 'Azure',
                maximumActivationDuration: 'PT4H',
                managedByTenantApprovers: [
                  { principalId: modelOperator.principals.approvers.principalId, principalIdDisplayName: 'Approve' },
                ],
              },
            },
          ],
        },
      },
      ...changes,
    },
  };
}

/** A relationship of the operator with one customer, in the form of Graph. */
export function relationshipRow(tenantId: string, changes: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    id: `rel-${tenantId}`,
    displayName: 'Managed XDR',
    duration: 'P730D',
    autoExtendDuration: 'P180D',
    status: 'active',
    endDateTime: '2027-06-01T00:00:00.0000000Z',
    customer: { tenantId, displayName: 'x' },
    accessDetails: { unifiedRoles: [{ roleDefinitionId: '5d6b6bb7-de71-4623-b4af-96380a352509' }] },
    ...changes,
  };
}

/** A tenant in which everything is as it should be; a test changes what it is about. */
export function tenantModel(changes: Partial<TenantModel> = {}): TenantModel {
  return {
    tenantId: modelCustomer.tenantId,
    operatorTenantId: modelOperator.tenantId,
    domain: modelCustomer.primaryDomain,
    discovery: { tenant_region_scope: 'EU' },
    skus: [skuRow(['mde-p2', 'entra-p1'], 12)],
    users: [
      userKind({ count: 9, prefix: 'user', memberOf: [scopeGroupId] }),
      userKind({ count: 1, prefix: 'new', assignedPlans: plansFor(['entra-p2']) }),
      userKind({ count: 4, prefix: 'gone', accountEnabled: false }),
      userKind({ count: 3, prefix: 'guest', userType: 'Guest' }),
    ],
    devices: [
      deviceKind({ count: 6, prefix: 'ws' }),
      deviceKind({ count: 2, prefix: 'srv', osPlatform: 'WindowsServer2022', rbacGroupName: 'Servers', rbacGroupId: 7, avMode: '1' }),
      deviceKind({ count: 1, prefix: 'phone', osPlatform: 'iOS', onboardingStatus: 'Unsupported' }),
    ],
    antivirusAt: '2026-11-19T22:00:00.000Z',
    groups: [{ id: scopeGroupId, displayName: 'Defender_Experts_Scoped_Coverage_Users', nestedGroups: 1 }],
    policies: [
      { id: 'p1', displayName: 'Microsoft Security Experts-Allow-DO NOT DELETE', state: 'enabled', conditions: {} },
      { id: 'p2', displayName: 'Microsoft Security Experts-Block-DO NOT DELETE', state: 'enabled', conditions: {} },
    ],
    partners: [
      {
        tenantId: modelOperator.tenantId,
        isServiceProvider: true,
        inboundTrust: { isMfaAccepted: true, isCompliantDeviceAccepted: true, isHybridAzureADJoinedDeviceAccepted: false },
        b2bCollaborationInbound: null,
      },
      { tenantId: 'cccccccc-3333-4333-8333-333333333333', isServiceProvider: null, inboundTrust: null },
    ],
    relationships: [relationshipRow(modelCustomer.tenantId), relationshipRow('dddddddd-4444-4444-8444-444444444444')],
    signIns: [0, 0, 50_126].map((errorCode, index) => ({
      id: `s${index}`,
      createdDateTime: '2026-11-18T09:00:00Z',
      homeTenantId: modelOperator.tenantId,
      userId: `u${index % 2}`,
      userPrincipalName: `analyst${index % 2}@northwind.example`,
      status: { errorCode },
    })),
    tokenClaims: (audience) => ({ roles: audience.includes('graph') ? ['User.Read.All', 'Group.Read.All'] : ['Machine.Read.All'] }),
    secureScores: [{ id: 'x', currentScore: 412.5, maxScore: 700, createdDateTime: '2026-11-19T00:00:00Z' }],
    azure: {
      [`/subscriptions/${modelCustomer.subscriptionId}${assignmentsPath}`]: { value: [] },
      [`${resourceGroup}${assignmentsPath}`]: { value: [assignmentRow(resourceGroup)] },
      [workspace]: {
        id: workspace,
        name: 'log-contoso-sentinel',
        location: 'westeurope',
        properties: {
          customerId: '7b0d2f4e-1111-4222-8333-444455556666',
          retentionInDays: 90,
          workspaceCapping: { dailyQuotaGb: -1 },
          provisioningState: 'Succeeded',
        },
      },
      [`${workspace}/providers/microsoft.securityinsights/onboardingstates/default`]: { name: 'default', properties: {} },
      [`${workspace}/providers/microsoft.securityinsights/dataconnectors`]: {
        value: [
          {
            kind: 'Office365',
            name: 'office',
            properties: { dataTypes: { exchange: { state: 'Enabled' }, sharePoint: { state: 'enabled' }, teams: { state: 'Disabled' } } },
          },
        ],
      },
      [`${workspace}/providers/microsoft.securityinsights/settings`]: {
        value: [
          { kind: 'Ueba', name: 'Ueba', properties: { dataSources: ['AuditLogs', 'SigninLogs'] } },
          { kind: 'EntityAnalytics', name: 'EntityAnalytics', properties: { entityProviders: ['AzureActiveDirectory'] } },
          { kind: 'Anomalies', name: 'Anomalies', properties: { isEnabled: true } },
        ],
      },
      [`${workspace}/providers/microsoft.insights/diagnosticsettings`]: {
        value: [{ name: 'audit', properties: { workspaceId: workspace, logs: [{ category: 'Audit', enabled: true }] } }],
      },
      [`${workspace}/providers/microsoft.securityinsights/settings/sentinelhealth/providers/microsoft.insights/diagnosticsettings`]: {
        value: [{ name: 'health', properties: { workspaceId: workspace, logs: [{ categoryGroup: 'allLogs', enabled: true }] } }],
      },
      '/providers/microsoft.aadiam/diagnosticsettings': {
        value: [
          {
            name: 'entra',
            properties: {
              workspaceId: workspace,
              logs: [
                { category: 'SignInLogs', enabled: true },
                { category: 'AuditLogs', enabled: true },
                { category: 'RiskyUsers', enabled: false },
              ],
            },
          },
        ],
      },
    },
    ...changes,
  };
}
