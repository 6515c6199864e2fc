import type { FactValue, TenantFactName, TenantFactsInput } from '@mxdr/core';
import { planEnvironment, readerPermissions } from '@mxdr/core';
import type { CheckCase, Situation } from './check-case.ts';
import { takenAt, testCustomer, testOperator } from './sample-facts.ts';

const read = <Name extends TenantFactName>(value: FactValue<Name>) => ({
  status: 'read' as const,
  readAt: takenAt,
  request: 'GET /test',
  value,
});
const unread = { status: 'not-read' as const, reason: 'permission' as const, permission: 'Some.Read.All', message: '403 Forbidden' };
const throttled = { status: 'not-read' as const, reason: 'throttled' as const, message: '429 Too many requests' };

const operatorTenant = testOperator.tenantId;
const trust = { isMfaAccepted: true, isCompliantDeviceAccepted: true, isHybridAzureADJoinedDeviceAccepted: false };
const partners = (changes: Partial<FactValue<'crossTenantAccess'>[number]> = {}) =>
  read<'crossTenantAccess'>([{ tenantId: operatorTenant, inboundTrust: trust, ...changes }]);

const planned = planEnvironment(testCustomer(), testOperator);
if (!('schemaVersion' in planned)) throw new Error('the test customer can be planned');
const gdapRoles = planned.directory.tiers.filter(({ holding }) => holding === 'gdap').map(({ role }) => role.templateId);
const relationship = (changes: Partial<FactValue<'delegatedAdminRelationships'>[number]> = {}) => ({
  id: 'r1',
  displayName: 'Managed XDR',
  status: 'active' as const,
  endsAt: '2027-11-20T00:00:00.000Z',
  autoExtendDuration: 'PT0S',
  roleDefinitionIds: gdapRoles,
  ...changes,
});
const relationships = (...all: readonly ReturnType<typeof relationship>[]) => read<'delegatedAdminRelationships'>([...all]);

const declaredNames = (api: 'Microsoft Graph' | 'Microsoft Defender for Endpoint') =>
  readerPermissions.filter((one) => one.api.name === api).map(({ name }): string => name);
const granted = (graphNames = declaredNames('Microsoft Graph'), identity: 'application' | 'person' = 'application') =>
  read<'grantedPermissions'>({
    identity,
    permissions: [
      { api: 'Microsoft Graph', names: graphNames },
      { api: 'Microsoft Defender for Endpoint', names: declaredNames('Microsoft Defender for Endpoint') },
    ],
  });

const setting = (source: 'workspace' | 'sentinel-health' | 'entra-id', categories: string[], isToWorkspace = true) => ({
  source,
  name: `setting of ${source}`,
  isToWorkspace,
  categories,
});
const goodSettings = [
  setting('workspace', ['Audit']),
  setting('sentinel-health', ['allLogs']),
  setting('entra-id', ['SignInLogs', 'AuditLogs', 'ProvisioningLogs']),
];
const diagnosticSettings = (settings: FactValue<'diagnosticSettings'>) => read<'diagnosticSettings'>(settings);

const workspace = (changes: Partial<Extract<FactValue<'workspace'>, { exists: true }>> = {}) =>
  read<'workspace'>({
    exists: true,
    id: '/subscriptions/x',
    workspaceId: '7b0d2f4e-1111-4222-8333-444455556666',
    region: 'westeurope',
    retentionDays: 90,
    isSentinelOn: true,
    ...changes,
  });
const sentinelSettings = (userBehaviourSources: string[]) =>
  read<'sentinelSettings'>({ userBehaviourSources, entityProviders: [], hasAnomalies: true });
const goodWorkspace = {
  workspace: workspace(),
  sentinelSettings: sentinelSettings(['SigninLogs']),
  diagnosticSettings: diagnosticSettings(goodSettings),
} satisfies Partial<TenantFactsInput>;

const goodConnectors = [
  { kind: 'MicrosoftThreatProtection', dataTypes: ['incidents', 'alerts'] },
  { kind: 'Office365', dataTypes: ['exchange', 'sharePoint', 'teams'] },
];
const connectors = (all: FactValue<'dataConnectors'>) => ({ dataConnectors: read<'dataConnectors'>(all) });

/** A tenant in which all of the advice is to be given. */
export const everythingFails = {
  facts: {
    crossTenantAccess: read<'crossTenantAccess'>([]),
    delegatedAdminRelationships: relationships(),
    diagnosticSettings: diagnosticSettings([]),
    workspace: read<'workspace'>({ exists: false, id: '/x' }),
    ...connectors([]),
  },
} satisfies Situation;

/** What the standing advice says in each situation that it tells apart. */
export const adviceCases: readonly CheckCase[] = [
  ['access-crosstenant', 'met', 'trust as agreed', { facts: { crossTenantAccess: partners() } }, 'are trusted'],
  [
    'access-crosstenant',
    'not-met',
    'no such tenant',
    { facts: { crossTenantAccess: read<'crossTenantAccess'>([]) } },
    'not in the settings',
  ],
  [
    'access-crosstenant',
    'not-met',
    'devices are not trusted',
    { facts: { crossTenantAccess: partners({ inboundTrust: { ...trust, isCompliantDeviceAccepted: false } }) } },
    'compliant devices',
  ],
  [
    'access-crosstenant',
    'unknown',
    'the default decides',
    { facts: { crossTenantAccess: read<'crossTenantAccess'>([{ tenantId: operatorTenant }]) } },
    'default',
  ],
  ['access-crosstenant', 'unknown', 'no permission', { facts: { crossTenantAccess: unread } }, 'permission missing Some.Read.All'],
  ['access-crosstenant', 'unknown', 'throttled', { facts: { crossTenantAccess: throttled } }, 'throttled'],
  ['access-crosstenant', 'unknown', 'a file that does not hold it', {}, 'not among the facts'],
  ['access-crosstenant', 'unknown', 'no operator', { facts: { crossTenantAccess: partners() }, operator: undefined }, 'operator.yaml'],
  ['access-gdap', 'met', 'active for a year', { facts: { delegatedAdminRelationships: relationships(relationship()) } }, 'ends in'],
  [
    'access-gdap',
    'met',
    'ends soon, and extends itself',
    {
      facts: {
        delegatedAdminRelationships: relationships(relationship({ endsAt: '2026-12-01T00:00:00.000Z', autoExtendDuration: 'P180D' })),
      },
    },
    'extends itself',
  ],
  [
    'access-gdap',
    'met',
    'an ended one beside the active one',
    { facts: { delegatedAdminRelationships: relationships(relationship({ id: 'r0', status: 'expired' as never }), relationship()) } },
    'active',
  ],
  [
    'access-gdap',
    'not-met',
    'ends within sixty days',
    { facts: { delegatedAdminRelationships: relationships(relationship({ endsAt: '2026-12-20T08:00:00.000Z' })) } },
    'ends in 30 days',
  ],
  [
    'access-gdap',
    'not-met',
    'expiring',
    { facts: { delegatedAdminRelationships: relationships(relationship({ status: 'expiring' as never })) } },
    'expiring',
  ],
  ['access-gdap', 'not-met', 'none', { facts: { delegatedAdminRelationships: relationships() } }, 'no relationship'],
  [
    'access-gdap',
    'not-met',
    'a role beyond the plan',
    {
      facts: {
        delegatedAdminRelationships: relationships(
          relationship({ roleDefinitionIds: [...gdapRoles, '62e90394-69f5-4237-9190-012177145e10'] }),
        ),
      },
    },
    'granted but not declared',
  ],
  [
    'access-gdap',
    'not-met',
    'a role short of the plan',
    { facts: { delegatedAdminRelationships: relationships(relationship({ roleDefinitionIds: [] })) } },
    'is missing',
  ],
  [
    'access-gdap',
    'not-met',
    'a second one with other roles',
    {
      facts: {
        delegatedAdminRelationships: relationships(
          relationship(),
          relationship({ id: 'r2', roleDefinitionIds: ['62e90394-69f5-4237-9190-012177145e10'] }),
        ),
      },
    },
    '2 relationships are active',
  ],
  [
    'access-gdap',
    'unknown',
    'the end was not told',
    { facts: { delegatedAdminRelationships: read<'delegatedAdminRelationships'>([{ ...relationship(), endsAt: undefined }] as never) } },
    'was not told',
  ],
  ['access-gdap', 'unknown', 'no permission', { facts: { delegatedAdminRelationships: unread } }, 'permission missing'],
  ['access-gdap', 'unknown', 'throttled', { facts: { delegatedAdminRelationships: throttled } }, 'throttled'],
  ['access-audit', 'met', 'both logs', { facts: { diagnosticSettings: diagnosticSettings(goodSettings) } }, 'are sent'],
  [
    'access-audit',
    'met',
    'all logs',
    { facts: { diagnosticSettings: diagnosticSettings([setting('entra-id', ['allLogs'])]) } },
    'are sent',
  ],
  [
    'access-audit',
    'not-met',
    'one log',
    { facts: { diagnosticSettings: diagnosticSettings([setting('entra-id', ['SignInLogs'])]) } },
    'AuditLogs is not sent',
  ],
  [
    'access-audit',
    'not-met',
    'logs that go elsewhere',
    { facts: { diagnosticSettings: diagnosticSettings([setting('entra-id', ['SignInLogs', 'AuditLogs'], false)]) } },
    'are not sent',
  ],
  [
    'access-audit',
    'not-applicable',
    'without Entra ID in scope',
    { customer: { products: ['defender-for-endpoint'] }, facts: { diagnosticSettings: diagnosticSettings([]) } },
    'not in scope',
  ],
  ['access-audit', 'unknown', 'no permission', { facts: { diagnosticSettings: unread } }, 'permission missing'],
  ['access-audit', 'unknown', 'throttled', { facts: { diagnosticSettings: throttled } }, 'throttled'],
  ['access-consent', 'met', 'as declared', { facts: { grantedPermissions: granted() } }, 'exactly as declared'],
  [
    'access-consent',
    'not-met',
    'one that writes',
    { facts: { grantedPermissions: granted([...declaredNames('Microsoft Graph'), 'User.ReadWrite.All']) } },
    'User.ReadWrite.All of Microsoft Graph is granted but not declared',
  ],
  [
    'access-consent',
    'not-met',
    'one is missing',
    { facts: { grantedPermissions: granted(declaredNames('Microsoft Graph').slice(1)) } },
    'is missing',
  ],
  ['access-consent', 'unknown', 'a person read', { facts: { grantedPermissions: granted([], 'person') } }, 'a person read'],
  [
    'access-consent',
    'unknown',
    'the token said nothing',
    { facts: { grantedPermissions: { status: 'not-read', reason: 'error', message: 'The token does not say it.' } } },
    'could not be read',
  ],
  ['workspace-configuration', 'met', 'as planned', { facts: goodWorkspace }, 'as planned'],
  [
    'workspace-configuration',
    'met',
    'kept longer than planned',
    { facts: { ...goodWorkspace, workspace: workspace({ retentionDays: 180 }) } },
    '180 days',
  ],
  [
    'workspace-configuration',
    'met',
    'without UEBA where none is planned',
    { customer: { workspace: { userBehaviour: false } }, facts: { ...goodWorkspace, sentinelSettings: sentinelSettings([]) } },
    'as planned',
  ],
  [
    'workspace-configuration',
    'not-met',
    'no workspace',
    { facts: { ...goodWorkspace, workspace: read<'workspace'>({ exists: false, id: '/x' }) } },
    'no workspace yet',
  ],
  [
    'workspace-configuration',
    'not-met',
    'kept too short',
    { facts: { ...goodWorkspace, workspace: workspace({ retentionDays: 30 }) } },
    '30 days, not 90',
  ],
  [
    'workspace-configuration',
    'not-met',
    'a cap that nobody planned',
    { facts: { ...goodWorkspace, workspace: workspace({ dailyCapGb: 2 }) } },
    'cap of 2 GB',
  ],
  [
    'workspace-configuration',
    'not-met',
    'Sentinel is off',
    { facts: { ...goodWorkspace, workspace: workspace({ isSentinelOn: false }) } },
    'Sentinel is not on',
  ],
  [
    'workspace-configuration',
    'not-met',
    'another workspace',
    { customer: { workspace: { workspaceId: '00000000-1111-4222-8333-444455556666' } }, facts: goodWorkspace },
    'not the 00000000',
  ],
  ['workspace-configuration', 'not-met', 'UEBA is off', { facts: { ...goodWorkspace, sentinelSettings: sentinelSettings([]) } }, 'UEBA'],
  [
    'workspace-configuration',
    'not-met',
    'health is not recorded',
    { facts: { ...goodWorkspace, diagnosticSettings: diagnosticSettings([setting('workspace', ['Audit'])]) } },
    "Sentinel's health",
  ],
  ['workspace-configuration', 'unknown', 'no permission', { facts: { ...goodWorkspace, workspace: unread } }, 'permission missing'],
  ['workspace-configuration', 'unknown', 'throttled in part', { facts: { ...goodWorkspace, sentinelSettings: throttled } }, 'throttled'],
  [
    'workspace-configuration',
    'not-met',
    'one difference is known, another part is not',
    { facts: { ...goodWorkspace, sentinelSettings: throttled, workspace: workspace({ retentionDays: 30 }) } },
    '30 days',
  ],
  ['workspace-connectors', 'met', 'all of them', { facts: connectors(goodConnectors) }, 'are connected'],
  ['workspace-connectors', 'not-met', 'none of Office', { facts: connectors(goodConnectors.slice(0, 1)) }, 'Office365 is not connected'],
  [
    'workspace-connectors',
    'not-met',
    'without Teams',
    { facts: connectors([goodConnectors[0]!, { kind: 'Office365', dataTypes: ['exchange', 'sharePoint'] }]) },
    'does not bring teams',
  ],
  [
    'workspace-connectors',
    'not-met',
    'everything is switched off',
    { facts: connectors([goodConnectors[0]!, { kind: 'Office365', dataTypes: [] }]) },
    'switched off',
  ],
  ['workspace-connectors', 'unknown', 'the portal connects itself', { facts: connectors(goodConnectors.slice(1)) }, 'cannot be seen'],
  [
    'workspace-connectors',
    'not-met',
    'XDR is missing in the Azure portal',
    { customer: { portalMode: 'azure' }, facts: connectors(goodConnectors.slice(1)) },
    'MicrosoftThreatProtection is not connected',
  ],
  ['workspace-connectors', 'unknown', 'no permission', { facts: { dataConnectors: unread } }, 'permission missing'],
  ['workspace-connectors', 'unknown', 'throttled', { facts: { dataConnectors: throttled } }, 'throttled'],
  ['access-audit', 'unknown', 'no operator', { operator: undefined }, 'operator.yaml'],
  ['access-consent', 'unknown', 'no permission', { facts: { grantedPermissions: unread } }, 'permission missing'],
  ['access-consent', 'unknown', 'throttled', { facts: { grantedPermissions: throttled } }, 'throttled'],
  ['workspace-configuration', 'unknown', 'no operator', { facts: goodWorkspace, operator: undefined }, 'operator.yaml'],
  ['access-gdap', 'not-applicable', 'access through packages', { customer: { access: { route: 'access-packages' } } }, 'no role is held'],
];
