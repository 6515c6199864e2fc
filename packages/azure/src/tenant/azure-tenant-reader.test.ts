import type { TenantFactName, TenantFacts } from '@mxdr/core';
import { factPermissions } from '@mxdr/core';
import { afterEach, describe, expect, it } from 'vitest';
import { readTenant } from '../testing/tenant/read-tenant.ts';
import type { TenantModel } from '../testing/tenant/tenant-model.ts';
import { modelCustomer, modelNow, modelOperator, scopedCustomer, tenantModel, workspaceId } from '../testing/tenant/tenant-model.ts';
import type { TenantServer } from '../testing/tenant/tenant-server.ts';
import { startTenantServer } from '../testing/tenant/tenant-server.ts';

let server: TenantServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function serve(changes: Partial<TenantModel> = {}): Promise<TenantServer> {
  server = await startTenantServer(tenantModel(changes));
  return server;
}

const factNames = (facts: TenantFacts): readonly string[] =>
  Object.keys(facts).filter((name) => !['schemaVersion', 'kind', 'tenantId', 'takenAt'].includes(name));

describe('a tenant that answers', () => {
  it('is read whole, each fact with its request, instant and count', async () => {
    // GIVEN a tenant in which everything is as it should be
    const tenant = await serve();
    // WHEN it is read by the credentials and the pipeline of the SDK
    const { facts, told } = await readTenant(tenant);
    // THEN every fact was read, and says how
    const states = Object.fromEntries(told.map(({ name, reason }) => [name, reason ?? 'read']));
    expect(new Set(Object.values(states))).toEqual(new Set(['read']));
    expect(factNames(facts).toSorted()).toEqual(told.map(({ name }) => name).toSorted());
    expect(facts.subscribedSkus).toMatchObject({ readAt: modelNow, request: 'GET /v1.0/subscribedSkus', requests: 1, rows: 1 });
    // AND the requests that the facts state are those that the tenant saw
    expect(told.reduce((sum, { requests }) => sum + requests, 0)).toBe(tenant.requests.length);
    expect(tenant.requests.every(({ method, path }) => method === 'GET' || path.endsWith('/runHuntingQuery'))).toBe(true);
  });

  it('says what it is', async () => {
    // GIVEN the tenant
    const tenant = await serve();
    // WHEN it is read
    const { facts } = await readTenant(tenant);
    // THEN each value is what the tenant holds
    expect(facts.openIdConfiguration).toMatchObject({ value: { issuerTenantId: modelCustomer.tenantId, tenantRegionScope: 'EU' } });
    expect(facts.users).toMatchObject({
      value: {
        all: {
          count: 10,
          assigned: { 'mde-p2': 9, 'entra-p1': 10, 'entra-p2': 1, 'mdo-p2': 0 },
          sampleWithout: { 'mde-p2': ['new0@contoso.example'] },
        },
      },
    });
    expect(facts.conditionalAccessPolicies).toMatchObject({ value: [{ id: 'p1', state: 'enabled' }, { id: 'p2' }] });
    expect(facts.crossTenantAccess).toMatchObject({
      value: [{ tenantId: modelOperator.tenantId, isServiceProvider: true, inboundTrust: { isMfaAccepted: true } }, {}],
    });
    expect(facts.delegations).toMatchObject({
      value: [
        {
          name: 'Managed XDR by Northwind',
          scope: `/subscriptions/${modelCustomer.subscriptionId}/resourcegroups/rg-contoso-sentinel`,
          managingTenantId: modelOperator.tenantId,
          authorizations: [{ roleDefinitionId: 'acdd72a7-3385-48ef-bd42-f606fba81ae7' }],
          eligibleAuthorizations: [
            {
              roleDefinitionId: '3e150937-b8fe-4cfb-8069-0eaf05ecd056',
              maximumActivationDuration: 'PT4H',
              multiFactorAuthProvider: 'Azure',
              approverIds: [modelOperator.principals.approvers.principalId],
            },
          ],
        },
      ],
    });
    expect(facts.serviceSignIns).toMatchObject({ value: { succeeded: 2, failed: 1, people: 2 } });
    expect(facts.grantedPermissions).toMatchObject({
      requests: 0,
      value: {
        identity: 'application',
        permissions: [
          { names: ['Group.Read.All', 'User.Read.All'] },
          { api: 'Microsoft Defender for Endpoint', names: ['Machine.Read.All'] },
        ],
      },
    });
    expect(facts.secureScore).toMatchObject({ value: { current: 412.5, max: 700 } });
    expect(facts.workspace).toMatchObject({ value: { exists: true, id: workspaceId, retentionDays: 90, isSentinelOn: true } });
    expect(facts.workspace).not.toHaveProperty('value.dailyCapGb');
    expect(facts.dataConnectors).toMatchObject({ value: [{ kind: 'Office365', dataTypes: ['exchange', 'sharePoint'] }] });
    expect(facts.sentinelSettings).toMatchObject({ value: { userBehaviourSources: ['AuditLogs', 'SigninLogs'], hasAnomalies: true } });
    expect(facts.diagnosticSettings).toMatchObject({
      value: [
        { source: 'workspace', categories: ['Audit'] },
        { source: 'sentinel-health', categories: ['allLogs'] },
        { source: 'entra-id', isToWorkspace: true, categories: ['SignInLogs', 'AuditLogs'] },
      ],
    });
  });

  it('tells a person who lends permissions from an application that has its own', async () => {
    // GIVEN tokens of a person
    const tenant = await serve({ tokenClaims: () => ({ scp: 'User.Read Directory.AccessAsUser.All' }) });
    // WHEN the tenant is read
    const { facts } = await readTenant(tenant);
    // THEN the permissions are the person's
    expect(facts.grantedPermissions).toMatchObject({
      value: { identity: 'person', permissions: [{ names: ['Directory.AccessAsUser.All', 'User.Read'] }, {}] },
    });
  });

  it('says nothing of permissions where a token does not', async () => {
    // GIVEN tokens without roles and scopes
    const tenant = await serve({ tokenClaims: () => ({}) });
    // WHEN the tenant is read
    const { facts } = await readTenant(tenant);
    // THEN they are not known
    expect(facts.grantedPermissions).toMatchObject({ status: 'not-read', reason: 'error' });
  });

  it('keeps the relationships of other customers out', async () => {
    // GIVEN a service that ignores the filter
    const tenant = await serve();
    tenant.fail('delegatedAdminRelationships', {
      kind: 'patch',
      fields: { value: tenantModel().relationships },
    });
    // WHEN the tenant is read
    const { facts } = await readTenant(tenant);
    // THEN only its own relationship is among the facts
    expect(facts.delegatedAdminRelationships).toMatchObject({
      value: [{ id: `rel-${modelCustomer.tenantId}`, status: 'active', endsAt: '2027-06-01T00:00:00.000Z', autoExtendDuration: 'P180D' }],
    });
    expect(JSON.stringify(facts)).not.toContain('dddddddd-4444');
  });

  it('counts two populations where groups are in scope, and reads the groups', async () => {
    // GIVEN a customer with scope groups; the group holds nine users and one group
    const tenant = await serve({
      devices: [
        ...tenantModel().devices,
        {
          ...tenantModel().devices[0]!,
          count: 3,
          prefix: 'in',
          rbacGroupName: 'Defender_Experts_Scoped_Coverage_Devices',
          rbacGroupId: 9,
        },
      ],
    });
    // WHEN the tenant is read
    const { facts } = await readTenant(tenant, scopedCustomer);
    // THEN both are counted, and the groups say what is in them
    expect(facts.users).toMatchObject({ value: { all: { count: 10 }, inScope: { count: 9, assigned: { 'mde-p2': 9, 'entra-p1': 9 } } } });
    expect(facts.groups).toMatchObject({
      value: [
        {
          displayName: 'Defender_Experts_Scoped_Coverage_Users',
          kind: 'security-group',
          memberCount: 10,
          nestedGroupCount: 1,
          syncedMemberCount: 0,
        },
        { displayName: 'Servers', kind: 'device-group', memberCount: 2 },
        { displayName: 'Defender_Experts_Scoped_Coverage_Devices', kind: 'device-group', memberCount: 3 },
      ],
    });
  });

  it('is listed where Graph refuses the filter on members', async () => {
    // GIVEN such a Graph
    const tenant = await serve({ refusesMemberFilters: true });
    // WHEN the tenant is read
    const { facts } = await readTenant(tenant, scopedCustomer);
    // THEN the members were counted all the same
    expect(facts.users).toMatchObject({ value: { inScope: { count: 9, assigned: { 'mde-p2': 9, 'entra-p1': 9, mda: 0 } } } });
  });

  it('is counted where Graph refuses to name those without a plan', async () => {
    // GIVEN a Graph that takes no negation
    const tenant = await serve();
    tenant.fail('not(', { kind: 'status', status: 400, body: { error: { code: 'Request_UnsupportedQuery', message: 'Unsupported.' } } });
    // WHEN the tenant is read
    const { facts } = await readTenant(tenant);
    // THEN the counts stand, without names
    expect(facts.users).toMatchObject({ status: 'read', value: { all: { count: 10, assigned: { 'mde-p2': 9 }, sampleWithout: {} } } });
  });

  it('does not guess which of two groups of one name is in scope', async () => {
    // GIVEN two groups with the name of the scope group
    const [group] = tenantModel().groups;
    const tenant = await serve({ groups: [group!, { ...group!, id: '11111111-aaaa-4aaa-8aaa-000000000002' }] });
    // WHEN the tenant is read
    const { facts } = await readTenant(tenant, scopedCustomer);
    // THEN nobody is said to be in scope
    expect(facts.users).toMatchObject({ status: 'read' });
    expect(facts.users).not.toHaveProperty('value.inScope');
  });

  it('counts plans by their state, not by being listed', async () => {
    // GIVEN users whose plans were taken away, suspended, or are in their grace period
    const [kind] = tenantModel().users;
    const withState = (state: string, count: number) => ({
      ...kind!,
      prefix: state,
      count,
      assignedPlans: kind!.assignedPlans.map((plan) => ({ ...plan, capabilityStatus: state })),
    });
    const tenant = await serve({ users: [withState('Deleted', 5), withState('Suspended', 3), withState('Warning', 2)] });
    // WHEN the tenant is read
    const { facts } = await readTenant(tenant);
    // THEN only usable plans count
    expect(facts.users).toMatchObject({ value: { all: { count: 10, assigned: { 'mde-p2': 2, 'entra-p1': 2 } } } });
  });

  it('has no workspace where Azure knows none, and what belongs to it is off', async () => {
    // GIVEN a subscription before the service
    const tenant = await serve({
      azure: {
        [`/subscriptions/${modelCustomer.subscriptionId}/providers/microsoft.managedservices/registrationassignments`]: { value: [] },
      },
    });
    // WHEN the tenant is read
    const { facts } = await readTenant(tenant);
    // THEN that is said, and nothing is delegated
    expect(facts.workspace).toMatchObject({ status: 'read', value: { exists: false } });
    expect(facts.delegations).toMatchObject({ status: 'read', value: [] });
    expect(facts.dataConnectors).toMatchObject({ status: 'not-read', reason: 'api-off' });
  });

  it('in another cloud or of another owner is told as it is', async () => {
    // GIVEN a domain of a government cloud
    const tenant = await serve({ discovery: { tenant_region_scope: 'USGov', tenant_region_sub_scope: 'DODCON' } });
    // WHEN the tenant is read
    const { facts } = await readTenant(tenant);
    // THEN both words are there
    expect(facts.openIdConfiguration).toMatchObject({ value: { tenantRegionScope: 'USGov', tenantRegionSubScope: 'DODCON' } });
  });
});

describe('devices', () => {
  it('that are none are a fact, though the service says 404', async () => {
    // GIVEN a tenant without devices
    const tenant = await serve({ devices: [] });
    // WHEN it is read
    const { facts } = await readTenant(tenant);
    // THEN both lists are empty
    expect(facts.devices).toMatchObject({ status: 'read', value: [] });
    expect(facts.antivirus).toMatchObject({ status: 'read', value: [] });
  });

  it('are asked for with the largest page, and all of them come', async () => {
    // GIVEN more devices than the default page of 20 holds
    const [kind] = tenantModel().devices;
    const tenant = await serve({ devices: [{ ...kind!, count: 57 }] });
    // WHEN it is read
    const { facts } = await readTenant(tenant);
    // THEN none is missing
    expect(facts.antivirus).toMatchObject({ status: 'read', rows: 57 });
    expect(tenant.requests.filter(({ path }) => path.startsWith('/api/')).map(({ path }) => path)).toEqual([
      '/api/deviceavinfo?$top=10000',
      '/api/machines?$top=10000',
    ]);
  });

  it.each([true, false])(
    'beyond one page are read to the last, whether the service omits the next link (%s) or not',
    async (omitsNextLinks) => {
      // GIVEN exactly two full pages
      const [kind] = tenantModel().devices;
      const tenant = await serve({ devices: [{ ...kind!, count: 20_000 }], omitsNextLinks });
      // WHEN it is read
      const { facts } = await readTenant(tenant);
      // THEN devices that are alike share a row, and none is lost
      expect(facts.devices).toMatchObject({ rows: 20_000, value: [{ count: 20_000, sample: { length: 5 } }] });
      expect(facts.antivirus).toMatchObject({ rows: 20_000, value: [{ avMode: '0', refreshedAt: '2026-11-19T00:00:00.000Z' }] });
    },
  );

  it('of unknown words never look good', async () => {
    // GIVEN states that no documentation names
    const [kind] = tenantModel().devices;
    const tenant = await serve({ devices: [{ ...kind!, count: 1, onboardingStatus: 'Sublime', healthStatus: 'Glowing', avMode: '9' }] });
    // WHEN it is read
    const { facts } = await readTenant(tenant);
    // THEN they are not known
    expect(facts.devices).toMatchObject({ value: [{ onboardingStatus: 'InsufficientInfo', healthStatus: 'Unknown' }] });
    expect(facts.antivirus).toMatchObject({ value: [] });
  });

  it('are hunted for where Defender refuses', async () => {
    // GIVEN an identity that may hunt, but not list machines
    const tenant = await serve();
    tenant.deny('Machine.Read.All');
    // WHEN the tenant is read
    const { facts } = await readTenant(tenant);
    // THEN the devices and their antivirus are known, and the request says from where; their tags are not
    expect(facts.devices).toMatchObject({ status: 'read', request: 'POST /v1.0/security/runHuntingQuery: DeviceInfo' });
    expect(facts.devices.status === 'read' && facts.devices.value).toHaveLength(9);
    expect(facts.devices).toMatchObject({ value: expect.arrayContaining([expect.objectContaining({ areTagsTold: false })]) });
    expect(facts.antivirus.status === 'read' && facts.antivirus.value).toHaveLength(9);
  });

  it('are not read where both refuse, and the least permission is named', async () => {
    // GIVEN an identity that may do neither
    const tenant = await serve();
    tenant.deny('Machine.Read.All', 'ThreatHunting.Read.All');
    // WHEN the tenant is read
    const { facts } = await readTenant(tenant);
    // THEN that is what the facts say
    expect(facts.devices).toMatchObject({ status: 'not-read', reason: 'permission', permission: factPermissions.devices, requests: 2 });
    expect(facts.antivirus).toMatchObject({ status: 'not-read', reason: 'permission', permission: factPermissions.antivirus });
  });

  it('are not listed by half when hunting may have cut them off', async () => {
    // GIVEN more devices than hunting tells
    const [kind] = tenantModel().devices;
    const tenant = await serve({ devices: [{ ...kind!, count: 100_001 }] });
    tenant.deny('Machine.Read.All');
    // WHEN the tenant is read
    const { facts } = await readTenant(tenant);
    // THEN nothing is said of them
    expect(facts.devices).toMatchObject({ status: 'not-read', reason: 'permission' });
  });
});

describe('a permission that is missing', () => {
  const cases: readonly (readonly [string, readonly TenantFactName[], string])[] = [
    ['Organization.Read.All', ['subscribedSkus'], 'Organization.Read.All'],
    ['User.Read.All', ['users'], 'User.Read.All'],
    ['Group.Read.All', ['groups'], 'Group.Read.All'],
    ['Policy.Read.All', ['conditionalAccessPolicies', 'crossTenantAccess'], 'Policy.Read.All'],
    ['AuditLog.Read.All', ['serviceSignIns'], 'AuditLog.Read.All'],
    ['SecurityEvents.Read.All', ['secureScore'], 'SecurityEvents.Read.All'],
    ['DelegatedAdminRelationship.Read.All', ['delegatedAdminRelationships'], 'DelegatedAdminRelationship.Read.All'],
    ['Reader', ['delegations', 'workspace', 'dataConnectors', 'sentinelSettings', 'diagnosticSettings'], 'Reader on the'],
    ['Security Reader', ['diagnosticSettings'], 'Security Reader in Entra ID'],
  ];
  it.each(cases)('%s leaves exactly its facts unread, and is named', async (permission, names, named) => {
    // GIVEN an identity without it
    const tenant = await serve();
    tenant.deny(permission);
    // WHEN the tenant is read
    const { facts, told } = await readTenant(tenant);
    // THEN these facts, and no others, say what is missing; a refusal is asked once
    expect(
      told
        .filter(({ reason }) => reason !== undefined)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual([...names].toSorted());
    for (const name of names)
      expect(facts[name]).toMatchObject({
        status: 'not-read',
        reason: 'permission',
        permission: expect.stringContaining(named),
        message: expect.stringContaining('HTTP 403'),
      });
    // AND it is the permission that people are told to grant for each of them
    for (const name of names) {
      const fact = facts[name];
      expect(factPermissions[name]).toContain(fact?.status === 'not-read' ? fact.permission : 'nothing');
    }
  });

  it.each([
    ['AADSTS65001: The user or administrator has not consented to use the application.', 'permission'],
    ['AADSTS500011: The resource principal named https://graph.microsoft.com was not found in the tenant.', 'api-off'],
    ['AADSTS90033: A transient error has occurred.', 'error'],
  ])('at the sign-in host is told by its reason: %s', async (description, reason) => {
    // GIVEN a sign-in host that refuses tokens for Graph
    const tenant = await serve();
    tenant.refuseSignIn('graph.microsoft.com', description);
    // WHEN the tenant is read
    const { facts } = await readTenant(tenant);
    // THEN Graph's facts are not read, Azure's are
    expect(facts.subscribedSkus).toMatchObject({ status: 'not-read', reason, message: expect.stringContaining(description.slice(0, 10)) });
    expect(facts.delegations.status).toBe('read');
  });

  it('at the sign-in host comes with what to do about it', async () => {
    // GIVEN a tenant that has not consented
    const tenant = await serve();
    tenant.refuseSignIn('graph.microsoft.com', 'AADSTS65001: The user or administrator has not consented to use the application.');
    // WHEN the tenant is read
    const { facts } = await readTenant(tenant);
    // THEN the fact says who mends it
    expect(facts.users).toMatchObject({ message: expect.stringContaining('the administrator of the tenant has to grant it') });
  });

  it('for the operator is told where no identity of its tenant was given', async () => {
    // GIVEN a reader without one
    const tenant = await serve();
    // WHEN the tenant is read
    const { facts } = await readTenant(tenant, modelCustomer, { operatorCredential: undefined } as never);
    // THEN the relationships are not read
    expect(facts.delegatedAdminRelationships).toMatchObject({ status: 'not-read', reason: 'permission' });
  });

  it('is told apart from a licence that is missing', async () => {
    // GIVEN a tenant without a premium licence
    const tenant = await serve();
    const message = "Neither tenant is B2C or tenant doesn't have premium license";
    tenant.fail('signIns', {
      kind: 'status',
      status: 403,
      body: { error: { code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant', message } },
    });
    // WHEN it is read
    const { facts } = await readTenant(tenant);
    // THEN the log is off, not forbidden
    expect(facts.serviceSignIns).toMatchObject({ status: 'not-read', reason: 'api-off' });
    expect(facts.serviceSignIns).not.toHaveProperty('permission');
  });
});

describe('a service that is busy or faulty', () => {
  const busy = { error: { code: 'TooManyRequests', message: 'Too many requests.' } };

  it('is waited for as long as it says', async () => {
    // GIVEN a service that names eleven seconds, once
    const tenant = await serve();
    tenant.fail('subscribedSkus', { kind: 'status', status: 429, headers: { 'Retry-After': '11' }, body: busy }, 1);
    // WHEN the tenant is read
    const { facts, pauses } = await readTenant(tenant);
    // THEN the fact was read with the second request
    expect(facts.subscribedSkus).toMatchObject({ status: 'read', requests: 2 });
    expect(pauses).toContain(11_000);
  });

  it('that names no time is asked again in doubling pauses, and then given up as throttled', async () => {
    // GIVEN conditional access, which never names one
    const tenant = await serve();
    tenant.fail('conditionalAccess', { kind: 'status', status: 429, body: busy });
    // WHEN the tenant is read
    const { facts, pauses } = await readTenant(tenant);
    // THEN five requests went out
    expect(facts.conditionalAccessPolicies).toMatchObject({ status: 'not-read', reason: 'throttled', requests: 5 });
    expect(facts.conditionalAccessPolicies).not.toHaveProperty('permission');
    expect(pauses).toEqual([5000, 10_000, 20_000, 40_000]);
  });

  it.each([
    ['graph', 'subscribedSkus'],
    ['users', '/v1.0/users'],
    ['machines', '/api/machines'],
    ['management', 'registrationAssignments'],
  ])('never turns into a value (%s)', async (_name, part) => {
    // GIVEN a service that is always busy
    const tenant = await serve();
    tenant.fail(part, { kind: 'status', status: 429, body: busy });
    // WHEN the tenant is read
    const { told } = await readTenant(tenant);
    // THEN something is throttled, and nothing else went wrong
    const reasons = told.flatMap(({ reason }) => reason ?? []);
    expect(new Set(reasons)).toEqual(new Set(['throttled']));
  });

  it.each([
    ['500', { kind: 'status', status: 500, body: {} }],
    ['half an answer', { kind: 'truncated' }],
    ['a connection that breaks', { kind: 'reset' }],
    ['504', { kind: 'status', status: 504, body: {} }],
  ] as const)('is asked again after %s', async (_name, fault) => {
    // GIVEN one fault in each list
    const tenant = await serve();
    tenant.fail('/api/machines', fault, 1);
    tenant.fail('/v1.0/users', fault, 1);
    // WHEN the tenant is read
    const { facts } = await readTenant(tenant);
    // THEN nothing is missing
    expect(facts.devices).toMatchObject({ status: 'read', rows: 9, requests: 2 });
    expect(facts.users).toMatchObject({ status: 'read', value: { all: { count: 10 } } });
  });

  it.each([
    ['500', { kind: 'status', status: 500, body: {} }],
    ['half an answer', { kind: 'truncated' }],
    ['a connection that breaks', { kind: 'reset' }],
    ['an answer without its list', { kind: 'patch', fields: { value: 'none' } }],
    ['rows of another form', { kind: 'patch', fields: { value: [{ skuId: 7 }] } }],
    [
      'a state that nobody knows',
      { kind: 'patch', fields: { value: [{ ...(tenantModel().skus[0] as object), capabilityStatus: 'Blooming' }] } },
    ],
    ['a redirect', { kind: 'status', status: 302, headers: { Location: 'https://attacker.example/' }, body: {} }],
  ] as const)('leaves the fact unread as an error after %s that stays', async (_name, fault) => {
    // GIVEN a fault that stays
    const tenant = await serve();
    tenant.fail('subscribedSkus', fault);
    // WHEN the tenant is read
    const { facts, told } = await readTenant(tenant);
    // THEN that one fact is not read
    expect(facts.subscribedSkus).toMatchObject({ status: 'not-read', reason: 'error' });
    expect(told).toHaveLength(17);
    expect(facts.users.status).toBe('read');
  });

  it('that is silent is given up', async () => {
    // GIVEN a service that says nothing
    const tenant = await serve();
    tenant.fail('subscribedSkus', { kind: 'silence' });
    // WHEN the tenant is read with little patience
    const { facts } = await readTenant(tenant, modelCustomer, { limits: { answerSeconds: 0.2, maxAttempts: 2 } });
    // THEN the fact is not read
    expect(facts.subscribedSkus).toMatchObject({
      status: 'not-read',
      reason: 'error',
      requests: 2,
      message: expect.stringContaining('no answer'),
    });
  });

  it.each([
    ['another host', () => 'https://attacker.example/v1.0/subscribedSkus', 'another host'],
    ['no TLS', ({ origin }: TenantServer) => `${origin.replace('https', 'http')}/v1.0/subscribedSkus?x=1`, 'another host'],
    ['a user name', ({ origin }: TenantServer) => `${origin.replace('//', '//a:b@')}/v1.0/subscribedSkus?x=1`, 'another host'],
    ['a circle', ({ origin }: TenantServer) => `${origin}/v1.0/subscribedSkus`, 'circle'],
  ])('does not lead a token astray by a next page with %s', async (_name, link, message) => {
    // GIVEN such a link
    const tenant = await serve();
    tenant.fail('subscribedSkus', { kind: 'patch', fields: { '@odata.nextLink': link(tenant) } });
    // WHEN the tenant is read
    const { facts } = await readTenant(tenant);
    // THEN it is not followed, and half a list is no fact
    expect(facts.subscribedSkus).toMatchObject({ status: 'not-read', reason: 'error', message: expect.stringContaining(message) });
    expect(tenant.requests.filter(({ path }) => path.startsWith('/v1.0/subscribedSkus'))).toHaveLength(1);
  });

  it('that lags is counted once more where its counts contradict each other', async () => {
    // GIVEN an index that counts more holders than users, once
    const tenant = await serve();
    tenant.fail('assignedPlans', { kind: 'patch', fields: { '@odata.count': 99 } }, 1);
    // WHEN the tenant is read
    const { facts } = await readTenant(tenant);
    // THEN the second count stands
    expect(facts.users).toMatchObject({ value: { all: { count: 10, assigned: { 'mde-p2': 9 } } } });
  });

  it('ends with the time allowed, and what was not read by then says so', async () => {
    // GIVEN a service that is busy, and two minutes in all
    const tenant = await serve();
    tenant.fail('subscribedSkus', { kind: 'status', status: 429, headers: { 'Retry-After': '100' }, body: busy });
    // WHEN the tenant is read
    const { facts, pauses } = await readTenant(tenant, modelCustomer, { limits: { totalSeconds: 120 } });
    // THEN no pause reached beyond
    expect(facts.subscribedSkus).toMatchObject({ status: 'not-read', reason: 'throttled', requests: 2 });
    expect(pauses).toEqual([100_000]);
  });
});

describe('a reading', () => {
  it('that waited for its turn until the time was over sends nothing more', async () => {
    // GIVEN a tenant whose conditional access has more pages, and a second and a half for everything
    const tenant = await serve();
    tenant.fail(
      'conditionalAccess',
      { kind: 'patch', fields: { '@odata.nextLink': `${tenant.origin}/v1.0/identity/conditionalAccess/policies?x=1` } },
      1,
    );
    tenant.fail(
      'conditionalAccess',
      { kind: 'patch', fields: { '@odata.nextLink': `${tenant.origin}/v1.0/identity/conditionalAccess/policies?x=2` } },
      1,
    );
    // WHEN it is read
    const { facts } = await readTenant(tenant, modelCustomer, { limits: { totalSeconds: 1.5 } });
    // THEN the third page is not asked for, and two thirds of a list are no list
    expect(facts.conditionalAccessPolicies).toMatchObject({
      status: 'not-read',
      reason: 'error',
      requests: 2,
      message: expect.stringContaining('allowed'),
    });
  });

  it('ends at once when it is aborted', async () => {
    // GIVEN a service that is silent
    const tenant = await serve();
    tenant.fail('subscribedSkus', { kind: 'silence' });
    const stop = new AbortController();
    const reading = readTenant(
      tenant,
      modelCustomer,
      { onFact: ({ name }) => name === 'secureScore' && stop.abort(new Error('stopped')) },
      stop.signal,
    );
    // WHEN it is aborted THEN it rejects with the reason
    await expect(reading).rejects.toThrow('stopped');
  });

  it('leaves no token, assertion or secret in what it writes', async () => {
    // GIVEN a tenant whose services repeat the token in their errors
    const tenant = await serve();
    await readTenant(tenant);
    const authorization = tenant.requests.find(({ headers }) => headers.authorization !== undefined)?.headers.authorization ?? '';
    expect(authorization).toContain(tenant.canary);
    tenant.fail('subscribedSkus', {
      kind: 'status',
      status: 400,
      body: { error: { code: 'BadRequest', message: `Token ${authorization} is odd.` } },
    });
    // WHEN it is read
    const { facts } = await readTenant(tenant);
    // THEN nothing of it is in the facts
    expect(facts.subscribedSkus).toMatchObject({ message: expect.stringContaining('(token)') });
    expect(JSON.stringify(facts)).not.toContain(tenant.canary);
  });

  it('never goes to a host that is not the service', () => {
    // GIVEN an endpoint of somebody else
    const unstarted = { origin: 'https://attacker.example', certificateAuthority: '', canary: '' } as TenantServer;
    // WHEN a reader is made for it THEN it is refused
    return expect(readTenant(unstarted)).rejects.toMatchObject({ code: 'MXDR-AZURE-ADDRESS-REFUSED' });
  });
});
