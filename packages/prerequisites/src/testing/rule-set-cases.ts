import type { LicenceCapability } from '@mxdr/core';
import type { CheckCase } from './check-case.ts';
import { antivirus, declaredDelegation, device, sku, testCustomer } from './sample-facts.ts';

const unread = { status: 'not-read' as const, reason: 'permission' as const, permission: 'Some.Read.All', message: '403 Forbidden' };
const throttled = { status: 'not-read' as const, reason: 'throttled' as const, message: '429 Too many requests' };
const stale = (value: unknown) => ({ status: 'read' as const, readAt: '2026-09-01T00:00:00Z', request: 'GET /test', value });
const groupScope = { scope: { kind: 'groups' as const } };
const deviceGroup = 'Defender_Experts_Scoped_Coverage_Devices';
const userGroup = 'Defender_Experts_Scoped_Coverage_Users';
const goodGroups = [
  { id: '1', displayName: deviceGroup, kind: 'device-group' as const, memberCount: 2, rank: 1 },
  { id: '2', displayName: 'Others', kind: 'device-group' as const, memberCount: 2, rank: 2 },
  { id: '3', displayName: userGroup, kind: 'security-group' as const, memberCount: 2 },
];
const plan = (changes: Parameters<typeof sku>[2]) => sku(['mde-p2'], 10, changes);
const delegation = declaredDelegation(testCustomer());
const enabledPolicy = { id: '1', displayName: 'Microsoft Security Experts-Allow-DO NOT DELETE', state: 'enabled' as const };
const otherSkus = [sku(['entra-p1', 'mdo-p2', 'mdi', 'mda'])];
const planState = (provisioningStatus: 'Error' | 'Disabled' | 'PendingInput') =>
  plan({ servicePlans: [{ servicePlanId: '871D91EC-EC1A-452B-A83F-BD76C7D770EF', servicePlanName: 'renamed', provisioningStatus }] });

const oneProduct = { products: ['defender-for-endpoint' as const] };
const pendingPlan = (capability: LicenceCapability) => {
  const licence = sku([capability]);
  return { ...licence, servicePlans: licence.servicePlans.map((one) => ({ ...one, provisioningStatus: 'PendingActivation' as const })) };
};

/** What the checks of the rule sets say in each situation that they tell apart. */
export const ruleSetCases: readonly CheckCase[] = [
  ['cloud', 'met', 'no sub scope', {}, 'commercial cloud, region EU'],
  [
    'cloud',
    'not-met',
    'sub scope GCC',
    { values: { openIdConfiguration: { issuerTenantId: testCustomer().tenantId, tenantRegionScope: 'NA', tenantRegionSubScope: 'GCC' } } },
    'gcc cloud',
  ],
  [
    'cloud',
    'not-met',
    'sub scope DODCON',
    {
      values: {
        openIdConfiguration: { issuerTenantId: testCustomer().tenantId, tenantRegionScope: 'USGov', tenantRegionSubScope: 'DODCON' },
      },
    },
    'gcc-high cloud',
  ],
  [
    'cloud',
    'not-met',
    'sub scope DOD',
    { values: { openIdConfiguration: { issuerTenantId: testCustomer().tenantId, tenantRegionScope: 'USG', tenantRegionSubScope: 'DOD' } } },
    'dod cloud',
  ],
  [
    'cloud',
    'not-met',
    'a domain of another tenant',
    { values: { openIdConfiguration: { issuerTenantId: '99999999-2222-4333-8444-555555555555', tenantRegionScope: 'EU' } } },
    'belongs to the tenant 99999999',
  ],
  [
    'cloud',
    'unknown',
    'a government region without sub scope',
    { values: { openIdConfiguration: { issuerTenantId: testCustomer().tenantId, tenantRegionScope: 'USGov' } } },
    'is not known',
  ],
  [
    'cloud',
    'unknown',
    'a sub scope that nobody knows',
    { values: { openIdConfiguration: { issuerTenantId: testCustomer().tenantId, tenantRegionScope: 'EU', tenantRegionSubScope: 'NEW' } } },
    'is not known',
  ],
  ['cloud', 'unknown', 'no answer', { facts: { openIdConfiguration: { ...unread, reason: 'error' } } }, 'could not be read'],

  ['mde-p2-license', 'met', 'enough seats', {}, '10 usable seats'],
  [
    'mde-p2-license',
    'met',
    'a licence in its grace period',
    {
      values: {
        subscribedSkus: [plan({ capabilityStatus: 'Warning', prepaidUnits: { enabled: 0, warning: 10, suspended: 0, lockedOut: 0 } })],
      },
    },
    '10 of them in their grace period',
  ],
  [
    'mde-p2-license',
    'not-met',
    'Plan 1 and Defender for Business only',
    { values: { subscribedSkus: [sku(['mde-p1', 'defender-for-business'])] } },
    'no licence with the plan',
  ],
  [
    'mde-p2-license',
    'not-met',
    'a suspended licence',
    { values: { subscribedSkus: [plan({ capabilityStatus: 'Suspended' })] } },
    '10 suspended, disabled or failed',
  ],
  [
    'mde-p2-license',
    'not-met',
    'a deleted licence',
    { values: { subscribedSkus: [plan({ capabilityStatus: 'Deleted' })] } },
    '0 usable seats',
  ],
  [
    'mde-p2-license',
    'not-met',
    'a locked-out licence',
    { values: { subscribedSkus: [plan({ capabilityStatus: 'LockedOut' })] } },
    '0 usable seats',
  ],
  [
    'mde-p2-license',
    'not-met',
    'a plan that is disabled in a good licence',
    { values: { subscribedSkus: [planState('Disabled')] } },
    '0 usable seats',
  ],
  ['mde-p2-license', 'not-met', 'a plan that failed', { values: { subscribedSkus: [planState('Error')] } }, '0 usable seats'],
  [
    'mde-p2-license',
    'unknown',
    'a plan that is still being provisioned',
    { values: { subscribedSkus: [planState('PendingInput')] } },
    '10 still being provisioned',
  ],
  ['mde-p2-license', 'not-met', 'too few seats', { values: { subscribedSkus: [sku(['mde-p2'], 9)] } }, '9 usable seats, for 10 users'],
  [
    'mde-p2-license',
    'not-met',
    'seats for servers only',
    { values: { subscribedSkus: [plan({ skuId: '509E8AB6-0274-4CDA-BCBD-BD164FD562C4' })] } },
    'no licence with the plan',
  ],
  [
    'mde-p2-license',
    'met',
    'seats of two licences together',
    { values: { subscribedSkus: [sku(['mde-p2'], 4), sku(['mde-p2', 'mdi'], 6)] } },
    '10 usable seats',
  ],
  [
    'mde-p2-license',
    'not-met',
    'a device on Plan 1',
    { values: { devices: [device('a', { tags: ['License MDE P1'] }), device('b')] } },
    '1 device in scope on Plan 1',
  ],
  [
    'mde-p2-license',
    'met',
    'a device on Plan 1 out of scope',
    {
      customer: groupScope,
      values: { devices: [device('a', { tags: ['License MDE P1'], deviceGroup: 'Others' }), device('b', { deviceGroup })] },
    },
    'no device in scope on Plan 1',
  ],
  [
    'mde-p2-license',
    'unknown',
    'devices whose group was not told',
    { customer: groupScope, values: { devices: [device('a')] } },
    'was not told',
  ],
  ['mde-p2-license', 'unknown', 'no device at all', { values: { devices: [] } }, 'no device in scope to look at'],
  ['mde-p2-license', 'unknown', 'licences unread', { facts: { subscribedSkus: unread } }, 'permission missing Some.Read.All'],
  ['mde-p2-license', 'unknown', 'devices unread', { facts: { devices: { ...unread, reason: 'throttled' } } }, 'throttled'],
  [
    'mde-p2-license',
    'not-met',
    'devices unread but too few seats',
    { values: { subscribedSkus: [] }, facts: { devices: unread } },
    'no licence',
  ],
  ['mde-p2-license', 'unknown', 'licences read long ago', { facts: { subscribedSkus: { ...stale([]), value: [] } } }, '80 days ago'],

  ['mde-p2-assigned', 'met', 'everybody', {}, '10 of 10'],
  [
    'mde-p2-assigned',
    'not-met',
    'one user without',
    {
      values: { users: { rule: 'r', all: { count: 10, assigned: { 'mde-p2': 9 }, sampleWithout: { 'mde-p2': ['jan@contoso.example'] } } } },
    },
    '9 of 10',
  ],
  [
    'mde-p2-assigned',
    'unknown',
    'the count of the plan was not told',
    { values: { users: { rule: 'r', all: { count: 10, assigned: {} } } } },
    'not told',
  ],
  [
    'mde-p2-assigned',
    'unknown',
    'nobody counted',
    { values: { users: { rule: 'r', all: { count: 0, assigned: { 'mde-p2': 0 } } } } },
    'no user was counted',
  ],
  [
    'mde-p2-assigned',
    'unknown',
    'more holders than users',
    { values: { users: { rule: 'r', all: { count: 10, assigned: { 'mde-p2': 11 } } } } },
    'contradict',
  ],
  [
    'mde-p2-assigned',
    'met',
    'everybody in the scope group',
    {
      customer: groupScope,
      values: { users: { rule: 'r', all: { count: 10, assigned: { 'mde-p2': 4 } }, inScope: { count: 4, assigned: { 'mde-p2': 4 } } } },
    },
    '4 of 4',
  ],
  ['mde-p2-assigned', 'unknown', 'the scope group was not counted', { customer: groupScope }, 'not counted'],
  ['mde-p2-assigned', 'unknown', 'users unread', { facts: { users: unread } }, 'could not be read'],

  ['mde-onboarded', 'met', 'all onboarded', {}, '2 of 2 devices onboarded'],
  [
    'mde-onboarded',
    'met',
    'unsupported devices beside',
    { values: { devices: [device('a'), device('p', { onboardingStatus: 'Unsupported' })] } },
    '1 of 1 device onboarded',
  ],
  [
    'mde-onboarded',
    'not-met',
    'one that can be',
    { values: { devices: [device('a'), device('b', { onboardingStatus: 'CanBeOnboarded' })] } },
    '1 of 2 devices',
  ],
  [
    'mde-onboarded',
    'met',
    'one that can be, out of scope',
    {
      customer: groupScope,
      values: { devices: [device('a', { deviceGroup }), device('b', { onboardingStatus: 'CanBeOnboarded', deviceGroup: null })] },
    },
    '1 of 1',
  ],
  [
    'mde-onboarded',
    'unknown',
    'one without enough information',
    { values: { devices: [device('a'), device('b', { onboardingStatus: 'InsufficientInfo' })] } },
    'undetermined',
  ],
  ['mde-onboarded', 'not-met', 'no device at all', { values: { devices: [] } }, 'no device in scope is onboarded'],
  ['mde-onboarded', 'unknown', 'devices unread', { facts: { devices: { ...unread, reason: 'api-off' } } }, 'switched off'],

  ['defender-av-active', 'met', 'all active', {}, 'active on 2 of 2'],
  ...(['1', '2', '3', '4', '5', ''] as const).map((mode): CheckCase => [
    'defender-av-active',
    'not-met',
    `mode '${mode}'`,
    { values: { antivirus: [antivirus('a'), antivirus('b', mode)] } },
    'active on 1 of 2',
  ]),
  [
    'defender-av-active',
    'unknown',
    'a device without a row',
    { values: { antivirus: [antivirus('a')] } },
    'nothing recent is known of 1 device',
  ],
  [
    'defender-av-active',
    'unknown',
    'a row of two months ago',
    { values: { antivirus: [antivirus('a'), antivirus('b', '0', '2026-09-20T00:00:00Z')] } },
    'nothing recent is known of 1 device',
  ],
  ['defender-av-active', 'not-met', 'one passive, one unknown', { values: { antivirus: [antivirus('a', '1')] } }, 'active on 0 of 2'],
  [
    'defender-av-active',
    'met',
    'the latest of two rows counts',
    { values: { antivirus: [antivirus('a', '0', '2026-11-19T00:00:00Z'), antivirus('A', '1', '2026-11-18T00:00:00Z'), antivirus('b')] } },
    'active on 2 of 2',
  ],
  ['defender-av-active', 'unknown', 'no onboarded device', { values: { devices: [] } }, 'no onboarded device'],
  ['defender-av-active', 'unknown', 'antivirus unread', { facts: { antivirus: unread } }, 'could not be read'],
  ['defender-av-active', 'unknown', 'devices unread', { facts: { devices: unread } }, 'could not be read'],

  ['entra-p1-license', 'met', 'P1', {}, '10 usable seats'],
  ['entra-p1-license', 'met', 'P2 without P1', { values: { subscribedSkus: [sku(['entra-p2'])] } }, '10 usable seats'],
  [
    'entra-p1-license',
    'not-met',
    'P1 and P2 in one licence count once',
    { values: { subscribedSkus: [sku(['entra-p1', 'entra-p2'], 9)] } },
    '9 usable seats',
  ],
  [
    'entra-p1-license',
    'not-met',
    'Defender for Endpoint without any Entra plan',
    { values: { subscribedSkus: [sku(['mde-p2', 'entra-basic'])] } },
    'no licence with the plan',
  ],
  [
    'entra-p1-license',
    'not-met',
    'too few for all users, though enough for those in scope',
    { values: { users: { rule: 'r', all: { count: 20, assigned: {} } } } },
    '10 usable seats, for 20 users',
  ],
  ['entra-p1-license', 'unknown', 'users unread', { facts: { users: unread } }, 'all users'],
  [
    'entra-p1-license',
    'not-met',
    'users unread, but too few even for those in scope',
    { values: { subscribedSkus: [sku(['entra-p1'], 3)] }, facts: { users: unread } },
    '3 usable seats',
  ],
  [
    'entra-p1-license',
    'unknown',
    'nobody counted',
    { values: { users: { rule: 'r', all: { count: 0, assigned: {} } } } },
    'no user was counted',
  ],
  ['entra-p1-license', 'unknown', 'licences unread', { facts: { subscribedSkus: unread } }, 'could not be read'],

  ['entra-p1-assigned', 'met', 'everybody', {}, '10 of 10'],
  [
    'entra-p1-assigned',
    'not-met',
    'one user without',
    { values: { users: { rule: 'r', all: { count: 10, assigned: { 'entra-p1': 9 } } } } },
    '9 of 10',
  ],
  ['entra-p1-assigned', 'unknown', 'users unread', { facts: { users: unread } }, 'could not be read'],

  ['access-groups', 'met', 'exactly as declared', {}, '8 permanent and 1 eligible'],
  [
    'access-groups',
    'met',
    'a delegation to somebody else beside',
    { values: { delegations: [delegation, { ...delegation, managingTenantId: '99999999-2222-4333-8444-555555555555' }] } },
    'exactly as declared',
  ],
  ['access-groups', 'not-met', 'nothing delegated', { values: { delegations: [] } }, 'nothing is delegated'],
  [
    'access-groups',
    'not-met',
    'another resource group',
    { values: { delegations: [{ ...delegation, scope: '/subscriptions/x/resourceGroups/other' }] } },
    'is not delegated to the operator',
  ],
  [
    'access-groups',
    'not-met',
    'a role too few',
    { values: { delegations: [{ ...delegation, authorizations: delegation.authorizations.slice(1) }] } },
    'permanent Reader for Read is missing',
  ],
  [
    'access-groups',
    'not-met',
    'Contributor too many',
    {
      values: {
        delegations: [
          {
            ...delegation,
            authorizations: [
              ...delegation.authorizations,
              { principalId: '2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b301', roleDefinitionId: 'b24988ac-6180-42a0-ab88-20f7382dd24c' },
            ],
          },
        ],
      },
    },
    'Contributor for 2c7f3b60',
  ],
  [
    'access-groups',
    'not-met',
    'the whole subscription beside',
    { values: { delegations: [delegation, { ...delegation, scope: '/subscriptions/x' }] } },
    '/subscriptions/x is delegated too',
  ],
  [
    'access-groups',
    'not-met',
    'activation without MFA',
    {
      values: {
        delegations: [
          {
            ...delegation,
            eligibleAuthorizations: (delegation.eligibleAuthorizations ?? []).map((one) => ({ ...one, multiFactorAuthProvider: 'None' })),
          },
        ],
      },
    },
    'without multi-factor',
  ],
  [
    'access-groups',
    'not-met',
    'activation for longer',
    {
      values: {
        delegations: [
          {
            ...delegation,
            eligibleAuthorizations: (delegation.eligibleAuthorizations ?? []).map((one) => ({ ...one, maximumActivationDuration: 'PT8H' })),
          },
        ],
      },
    },
    'lasts PT8H',
  ],
  [
    'access-groups',
    'not-met',
    'other approvers',
    {
      values: {
        delegations: [
          { ...delegation, eligibleAuthorizations: (delegation.eligibleAuthorizations ?? []).map((one) => ({ ...one, approverIds: [] })) },
        ],
      },
    },
    'other approvers',
  ],
  [
    'access-groups',
    'not-met',
    'a cloud that cannot be served',
    { customer: { cloud: 'gcc' }, values: { delegations: [] } },
    'commercial public clouds only',
  ],
  [
    'access-groups',
    'unknown',
    'a delegation on its way',
    { values: { delegations: [{ ...delegation, provisioningState: 'Running' }] } },
    'Running',
  ],
  ['access-groups', 'unknown', 'delegations unread', { facts: { delegations: unread } }, 'could not be read'],

  ['access-policies', 'met', 'two enabled', {}, '2 policies enabled'],
  [
    'access-policies',
    'not-met',
    'none',
    { values: { conditionalAccessPolicies: [{ id: '9', displayName: 'Require MFA', state: 'enabled' }] } },
    'no policy of the service',
  ],
  ['access-policies', 'not-met', 'one', { values: { conditionalAccessPolicies: [enabledPolicy] } }, '1 of 2'],
  [
    'access-policies',
    'not-met',
    'one renamed',
    {
      values: {
        conditionalAccessPolicies: [
          enabledPolicy,
          { ...enabledPolicy, displayName: 'Microsoft Security Experts-Block-DO NOT DELETE (old)' },
        ],
      },
    },
    '1 of 2',
  ],
  [
    'access-policies',
    'not-met',
    'one reporting only',
    { values: { conditionalAccessPolicies: [enabledPolicy, { ...enabledPolicy, state: 'enabledForReportingButNotEnforced' }] } },
    '1 of 2',
  ],
  ['access-policies', 'unknown', 'policies unread', { facts: { conditionalAccessPolicies: unread } }, 'could not be read'],

  ['contacts', 'met', 'a phone', {}, '1 of 1'],
  [
    'contacts',
    'not-met',
    'no phone',
    { customer: { contacts: [{ role: 'incident-notification', name: 'Desk', email: 'd@contoso.example' }] } },
    'no incident contact has a phone',
  ],
  [
    'contacts',
    'not-met',
    'a phone of somebody else',
    { customer: { contacts: [{ role: 'executive', name: 'Desk', email: 'd@contoso.example', phone: '+31 20 555 0100' }] } },
    'no incident contact',
  ],

  ['mdo-p2-license', 'met', 'Plan 2', {}, '10 usable seats'],
  ['mdo-p2-license', 'unlicensed', 'Plan 1 only', { values: { subscribedSkus: [sku(['mdo-p1'])] } }, 'no licence with the plan'],
  ['mdo-p2-license', 'not-met', 'too few seats', { values: { subscribedSkus: [sku(['mdo-p2'], 1)] } }, '1 usable seat'],
  [
    'mdo-p2-license',
    'not-applicable',
    'a product that is not in scope',
    { customer: { products: ['defender-for-endpoint'] }, facts: { subscribedSkus: unread } },
    "not in the customer's scope",
  ],
  ['mdo-p2-license', 'unknown', 'licences unread', { facts: { subscribedSkus: unread } }, 'could not be read'],
  ['mdi-license', 'met', 'the plan', {}, '10 usable seats'],
  [
    'mdi-license',
    'unlicensed',
    'none',
    { values: { subscribedSkus: otherSkus.map((one) => ({ ...one, servicePlans: [] })) } },
    'no licence with the plan',
  ],
  ['mda-license', 'met', 'the plan', {}, '10 usable seats'],
  [
    'mda-license',
    'unlicensed',
    'the three reduced products',
    {
      values: {
        subscribedSkus: [
          {
            ...sku(['mda-reduced']),
            servicePlans: [
              '8c098270-9dd4-4350-9b30-ba4703f3b36b',
              '932ad362-64a8-4783-9106-97849a1a30b9',
              '61d18b02-6889-479f-8f36-56e6e0fe5792',
            ].map((servicePlanId) => ({ servicePlanId, servicePlanName: 'x', provisioningStatus: 'Success' as const })),
          },
        ],
      },
    },
    'no licence with the plan',
  ],
  ['entra-p2-license', 'not-applicable', 'a rule set that does not ask it', {}, 'not asked'],

  ['scope-groups', 'not-applicable', 'the whole tenant', {}, 'whole tenant'],
  ['scope-groups', 'met', 'both as needed', { customer: groupScope, values: { groups: goodGroups } }, 'both groups'],
  ['scope-groups', 'not-met', 'none', { customer: groupScope, values: { groups: [] } }, `${deviceGroup} does not exist`],
  [
    'scope-groups',
    'not-met',
    'one renamed',
    {
      customer: groupScope,
      values: {
        groups: goodGroups.map((group) => ({ ...group, displayName: group.displayName.replace('Coverage_Users', 'Coverage_User') })),
      },
    },
    'renamed?',
  ],
  [
    'scope-groups',
    'not-met',
    'one empty',
    { customer: groupScope, values: { groups: goodGroups.map((group) => ({ ...group, memberCount: 0 })) } },
    'is empty',
  ],
  [
    'scope-groups',
    'not-met',
    'nested groups',
    { customer: groupScope, values: { groups: goodGroups.map((group) => ({ ...group, nestedGroupCount: 1 })) } },
    'nested',
  ],
  [
    'scope-groups',
    'not-met',
    'synchronised members',
    { customer: groupScope, values: { groups: goodGroups.map((group) => ({ ...group, syncedMemberCount: 1 })) } },
    'synchronised',
  ],
  [
    'scope-groups',
    'not-met',
    'a rank that is not first',
    { customer: groupScope, values: { groups: goodGroups.map((group) => ({ ...group, rank: group.id === '1' ? 5 : 2 })) } },
    'rank 5',
  ],
  [
    'scope-groups',
    'unknown',
    'a rank that was not told',
    {
      customer: groupScope,
      values: { groups: goodGroups.map(({ id, displayName, kind, memberCount }) => ({ id, displayName, kind, memberCount })) },
    },
    'rank',
  ],
  ['scope-groups', 'unknown', 'groups unread', { customer: groupScope, facts: { groups: unread } }, 'could not be read'],
  [
    'cloud',
    'met',
    'sub scope GCC under the rules of 2026',
    {
      ruleSet: 'mdr-2026',
      values: { openIdConfiguration: { issuerTenantId: testCustomer().tenantId, tenantRegionScope: 'NA', tenantRegionSubScope: 'GCC' } },
    },
    'gcc cloud',
  ],
  [
    'any-product-license',
    'met',
    'one product',
    { ruleSet: 'mdr-2026', values: { subscribedSkus: [sku(['mdi'], 1)] } },
    'Defender for Identity',
  ],
  [
    'any-product-license',
    'not-met',
    'look-alikes only',
    { ruleSet: 'mdr-2026', values: { subscribedSkus: [sku(['mde-p1', 'mdo-p1', 'mda-reduced', 'entra-p1'])] } },
    'no covered product',
  ],
  [
    'any-product-license',
    'not-met',
    'a suspended one',
    { ruleSet: 'mdr-2026', values: { subscribedSkus: [plan({ capabilityStatus: 'Suspended' })] } },
    'no covered product',
  ],
  [
    'any-product-license',
    'unknown',
    'one on its way',
    { ruleSet: 'mdr-2026', values: { subscribedSkus: [planState('PendingInput')] } },
    'provisioned',
  ],
  ['any-product-license', 'unknown', 'licences unread', { ruleSet: 'mdr-2026', facts: { subscribedSkus: unread } }, 'could not be read'],
  ['mde-server-license', 'not-applicable', 'no servers', { ruleSet: 'ga-2023' }, 'no server'],
  [
    'mde-server-license',
    'met',
    'enough seats',
    {
      ruleSet: 'ga-2023',
      customer: { servers: 10 },
      values: { subscribedSkus: [plan({ skuId: '509e8ab6-0274-4cda-bcbd-bd164fd562c4' })] },
    },
    '10 usable seats',
  ],
  [
    'mde-server-license',
    'unknown',
    'too few seats, as Azure may license the rest',
    {
      ruleSet: 'ga-2023',
      customer: { servers: 11 },
      values: { subscribedSkus: [plan({ skuId: '509e8ab6-0274-4cda-bcbd-bd164fd562c4' })] },
    },
    'cannot be seen',
  ],
  [
    'mde-server-license',
    'unknown',
    'licences unread',
    { ruleSet: 'ga-2023', customer: { servers: 1 }, facts: { subscribedSkus: unread } },
    'could not be read',
  ],
  ['entra-p2-license', 'met', 'Entra ID P2', { ruleSet: 'mdr-2026', values: { subscribedSkus: [sku(['entra-p2'])] } }, '10 usable seats'],
  ['entra-p2-license', 'unlicensed', 'P1 only', { ruleSet: 'mdr-2026' }, 'no licence with the plan'],
  ['entra-p2-license', 'unknown', 'licences unread', { ruleSet: 'mdr-2026', facts: { subscribedSkus: unread } }, 'could not be read'],
  ['mdi-license', 'unknown', 'licences unread', { facts: { subscribedSkus: unread } }, 'could not be read'],
  ['mda-license', 'unknown', 'licences unread', { facts: { subscribedSkus: unread } }, 'could not be read'],
  // What could not be read, for every check that reads anything.
  ['cloud', 'unknown', 'no permission', { facts: { openIdConfiguration: unread } }, 'permission missing'],
  ['cloud', 'unknown', 'throttled', { facts: { openIdConfiguration: throttled } }, 'throttled'],
  ['any-product-license', 'unknown', 'throttled', { ruleSet: 'mdr-2026', facts: { subscribedSkus: throttled } }, 'throttled'],
  ['mde-p2-assigned', 'unknown', 'throttled', { facts: { users: throttled } }, 'throttled'],
  ['mde-onboarded', 'unknown', 'no permission', { facts: { devices: unread } }, 'permission missing'],
  ['mde-onboarded', 'unknown', 'throttled', { facts: { devices: throttled } }, 'throttled'],
  ['defender-av-active', 'unknown', 'antivirus throttled', { facts: { antivirus: throttled } }, 'throttled'],
  ['defender-av-active', 'unknown', 'devices throttled', { facts: { devices: throttled } }, 'throttled'],
  ['entra-p1-license', 'unknown', 'licences throttled', { facts: { subscribedSkus: throttled } }, 'throttled'],
  ['entra-p1-license', 'unknown', 'users throttled', { facts: { users: throttled } }, 'throttled'],
  ['entra-p1-assigned', 'unknown', 'throttled', { facts: { users: throttled } }, 'throttled'],
  [
    'entra-p1-assigned',
    'unknown',
    'the count of the plan was not told',
    { values: { users: { rule: 'r', all: { count: 10, assigned: {} } } } },
    'not told',
  ],
  ['access-groups', 'unknown', 'throttled', { facts: { delegations: throttled } }, 'throttled'],
  ['access-groups', 'unknown', 'operator.yaml unread', { operator: undefined }, 'operator.yaml could not be read'],
  ['access-policies', 'unknown', 'throttled', { facts: { conditionalAccessPolicies: throttled } }, 'throttled'],
  ['access-policies', 'unknown', 'read long ago', { facts: { conditionalAccessPolicies: { ...stale([]), value: [] } } }, '80 days ago'],
  ['scope-groups', 'unknown', 'throttled', { customer: groupScope, facts: { groups: throttled } }, 'throttled'],
  [
    'mde-server-license',
    'unknown',
    'throttled',
    { ruleSet: 'ga-2023', customer: { servers: 1 }, facts: { subscribedSkus: throttled } },
    'throttled',
  ],
  ['mdo-p2-license', 'unknown', 'throttled', { facts: { subscribedSkus: throttled } }, 'throttled'],
  ['mdo-p2-license', 'unknown', 'a plan on its way', { values: { subscribedSkus: [pendingPlan('mdo-p2')] } }, 'still being provisioned'],
  ['mdi-license', 'unknown', 'throttled', { facts: { subscribedSkus: throttled } }, 'throttled'],
  ['mdi-license', 'unknown', 'a plan on its way', { values: { subscribedSkus: [pendingPlan('mdi')] } }, 'still being provisioned'],
  ['mdi-license', 'not-met', 'too few seats', { values: { subscribedSkus: [sku(['mdi'], 1)] } }, '1 usable seat'],
  ['mdi-license', 'not-applicable', 'a product that is not in scope', { customer: oneProduct }, "not in the customer's scope"],
  ['mda-license', 'unknown', 'throttled', { facts: { subscribedSkus: throttled } }, 'throttled'],
  ['mda-license', 'unknown', 'a plan on its way', { values: { subscribedSkus: [pendingPlan('mda')] } }, 'still being provisioned'],
  ['mda-license', 'not-met', 'too few seats', { values: { subscribedSkus: [sku(['mda'], 1)] } }, '1 usable seat'],
  ['mda-license', 'not-applicable', 'a product that is not in scope', { customer: oneProduct }, "not in the customer's scope"],
  ['entra-p2-license', 'unknown', 'throttled', { ruleSet: 'mdr-2026', facts: { subscribedSkus: throttled } }, 'throttled'],
  [
    'entra-p2-license',
    'unknown',
    'a plan on its way',
    { ruleSet: 'mdr-2026', values: { subscribedSkus: [pendingPlan('entra-p2')] } },
    'still being provisioned',
  ],
  [
    'entra-p2-license',
    'not-met',
    'too few seats',
    { ruleSet: 'mdr-2026', values: { subscribedSkus: [sku(['entra-p2'], 1)] } },
    '1 usable seat',
  ],
  [
    'entra-p2-license',
    'not-applicable',
    'a product that is not in scope',
    { ruleSet: 'mdr-2026', customer: oneProduct },
    "not in the customer's scope",
  ],
];
