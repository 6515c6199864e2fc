import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { azureRoles, refusedAzureRoles } from './azure-roles.ts';
import type { Customer, CustomerInput } from './customer.ts';
import { customerSchema, products, responseActions, responseModes } from './customer.ts';
import type { EnvironmentPlan } from './environment-plan.ts';
import { checkLighthouse } from './lighthouse-rules.ts';
import { operatorSchema } from './operator.ts';
import { planEnvironment } from './plan-environment.ts';
import { mayOperatorAct } from './response-modes.ts';

const operator = operatorSchema.parse({
  name: 'Northwind',
  serviceName: 'Managed XDR',
  tenantId: '5f0c7a52-3a41-4c0b-9f57-0d2d6f1c9a10',
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

function customer(changes: Partial<CustomerInput> = {}): Customer {
  return customerSchema.parse({
    id: 'contoso',
    name: 'Contoso',
    tenantId: '3b1f6c1e-7a2d-4f0e-9c55-2a8d4e7f1001',
    primaryDomain: 'contoso.example',
    subscriptionId: 'a4c3d2e1-0f9e-4d8c-b7a6-95847362b101',
    region: 'westeurope',
    timeZone: 'Europe/Amsterdam',
    products: ['defender-for-endpoint'],
    seats: 10,
    contacts: [{ role: 'incident-notification', name: 'Desk', email: 'desk@contoso.example', phone: '+31 20 555 0100' }],
    ...changes,
  });
}

function plan(changes: Partial<CustomerInput> = {}): EnvironmentPlan {
  const planned = planEnvironment(customer(changes), operator);
  if (Array.isArray(planned)) throw new Error(planned.map((problem) => problem.message).join('\n'));
  return planned;
}

function kinds(wanted: CustomerInput['products']): readonly string[] {
  return plan({ products: wanted }).workspace.connectors.map((connector) => connector.kind);
}

describe('planEnvironment', () => {
  it('names things after the customer unless the customer names them', () => {
    expect(plan()).toMatchObject({
      workspace: {
        resourceGroup: {
          name: 'rg-contoso-sentinel',
          id: '/subscriptions/a4c3d2e1-0f9e-4d8c-b7a6-95847362b101/resourceGroups/rg-contoso-sentinel',
        },
        name: 'log-contoso-sentinel',
        retentionDays: 90,
        id: expect.stringMatching(/\/providers\/Microsoft\.OperationalInsights\/workspaces\/log-contoso-sentinel$/u),
      },
      state: { keys: { access: 'customers/contoso/access.tfstate' }, storageAccount: 'stops' },
      tags: { 'mxdr-customer': 'contoso' },
    });
    expect(plan().workspace).not.toHaveProperty('dailyCapGb');
    expect(plan({ workspace: { name: 'log-own', resourceGroup: 'rg-own' } })).toMatchObject({
      workspace: { name: 'log-own', resourceGroup: { name: 'rg-own' } },
    });
  });

  it('gives people no write role when the operator only guides', () => {
    const { lighthouse } = plan();
    expect(lighthouse.eligible).toEqual([]);
    expect(lighthouse.permanent.filter((one) => one.principalKind === 'group').map((one) => one.roleName)).toEqual([
      'Reader',
      'Microsoft Sentinel Reader',
      'Log Analytics Reader',
    ]);
    expect(lighthouse.permanent.some((one) => one.principalId === operator.principals.responders.principalId)).toBe(false);
  });

  it.each([
    { mode: 'act' as const },
    { actions: { 'isolate-device': 'ask' as const } },
    { actions: { 'disable-user': { default: 'guide' as const, assets: { user: 'act' as const } } } },
  ])('lets responders activate one role just in time when %j', (response) => {
    const { lighthouse } = plan({ response });
    expect(lighthouse.eligible).toMatchObject([
      {
        roleName: 'Microsoft Sentinel Responder',
        principalDisplayName: 'Respond',
        justInTime: {
          multiFactorAuthProvider: 'Azure',
          maximumActivationDuration: 'PT4H',
          approvers: [{ principalDisplayName: 'Approve' }],
        },
      },
    ]);
    expect(lighthouse.permanent).toContainEqual(expect.objectContaining({ roleName: 'Reader', principalDisplayName: 'Respond' }));
  });

  it('doubles nothing when one group reads and responds', () => {
    const { readers } = operator.principals;
    const planned = planEnvironment(customer({ response: { mode: 'act' } }), {
      ...operator,
      principals: { ...operator.principals, responders: readers },
    });
    const roles = Array.isArray(planned)
      ? []
      : planned.lighthouse.permanent.filter((one) => one.principalId === readers.principalId).map((one) => one.roleName);
    expect(roles).toEqual(['Reader', 'Microsoft Sentinel Reader', 'Log Analytics Reader']);
  });

  it.each(['gcc', 'gcc-high', 'dod', 'china'] as const)('refuses the %s cloud', (cloud) => {
    expect(planEnvironment(customer({ cloud }), operator)).toMatchObject([{ severity: 'error', code: 'MXDR-PLAN-CLOUD' }]);
  });

  it('switches on the one XDR connector, or Entra ID Protection without a Defender product, never both', () => {
    expect(kinds(['defender-for-endpoint'])).toEqual(['defender-xdr']);
    expect(kinds(['entra-id'])).toEqual(['entra-id-protection', 'entra-diagnostics']);
    expect(kinds([...products])).toEqual(['defender-xdr', 'office-365', 'entra-diagnostics']);
  });

  it('leaves the interactive retention of Basic tables to Azure', () => {
    const { tables } = plan({
      workspace: {
        tables: [
          { name: 'A', plan: 'Basic', totalRetentionDays: 365 },
          { name: 'B', totalRetentionDays: 730 },
        ],
      },
    }).workspace;
    expect(tables).toEqual([
      { name: 'A', plan: 'Basic', totalRetentionDays: 365 },
      { name: 'B', plan: 'Analytics', retentionDays: 90, totalRetentionDays: 730 },
    ]);
  });

  it('is plain data, the same every time, and always within the rules of least privilege', () => {
    const response = fc.record({
      mode: fc.constantFrom('guide' as const, 'act' as const),
      actions: fc.dictionary(fc.constantFrom(...responseActions), fc.constantFrom(...responseModes), { maxKeys: 4 }),
    });
    fc.assert(
      fc.property(response, fc.subarray([...products], { minLength: 1 }), (wanted, inScope) => {
        const planned = plan({ response: wanted, products: inScope });
        expect(JSON.parse(JSON.stringify(planned))).toEqual(planned);
        expect(JSON.stringify(plan({ response: wanted, products: inScope }))).toBe(JSON.stringify(planned));
        expect(checkLighthouse(planned.lighthouse, 'x')).toEqual([]);
        expect(planned.lighthouse.eligible.length > 0).toBe(mayOperatorAct({ response: customer({ response: wanted }).response }));
      }),
      { numRuns: 60 },
    );
  });
});

describe('checkLighthouse', () => {
  const { lighthouse } = plan({ response: { mode: 'act' } });
  const [eligible] = lighthouse.eligible;
  if (eligible === undefined) throw new Error('the plan has an eligible role');
  const messages = (changes: Partial<EnvironmentPlan['lighthouse']>) =>
    checkLighthouse({ ...lighthouse, ...changes }, 'x').map((problem) => problem.message);

  it.each(refusedAzureRoles.map((role) => [role.name, role.id]))('refuses %s, permanent or eligible, in any letter case', (name, id) => {
    const authorization = { ...eligible, roleDefinitionId: id.toUpperCase(), roleName: name };
    expect(messages({ permanent: [...lighthouse.permanent, authorization] })).toContain(`${name} for "Respond" is refused`);
    expect(messages({ eligible: [authorization] })).toContain(`${name} for "Respond" is refused`);
  });

  it.each([
    [
      'a role that is not on the list',
      { permanent: [...lighthouse.permanent, { ...eligible, roleDefinitionId: '00000000-0000-4000-8000-000000000000' }] },
      'not among the roles',
    ],
    ['a permanent write role for people', { permanent: [...lighthouse.permanent, { ...eligible }] }, 'permanent write role for people'],
    [
      'an activation longer than eight hours',
      { eligible: [{ ...eligible, justInTime: { ...eligible.justInTime, maximumActivationDuration: 'PT24H' } }] },
      'PT24H',
    ],
    [
      'an activation in days',
      { eligible: [{ ...eligible, justInTime: { ...eligible.justInTime, maximumActivationDuration: 'P1D' } }] },
      'P1D',
    ],
    ['no approvers', { eligible: [{ ...eligible, justInTime: { ...eligible.justInTime, approvers: [] } }] }, '0 approvers'],
    [
      'an eligible role without Reader beside it',
      { permanent: lighthouse.permanent.filter((one) => one.principalDisplayName !== 'Respond') },
      'no permanent Reader',
    ],
    [
      'no way to leave',
      { permanent: lighthouse.permanent.filter((one) => one.roleDefinitionId !== azureRoles.delegationDelete.id) },
      'nobody holds',
    ],
    ['a whole subscription', { scope: '/subscriptions/a4c3d2e1-0f9e-4d8c-b7a6-95847362b101' }, 'not one resource group'],
    [
      'two policies for one role',
      { eligible: [eligible, { ...eligible, justInTime: { ...eligible.justInTime, maximumActivationDuration: 'PT1H' } }] },
      'another activation policy',
    ],
  ])('refuses %s', (_, changes, expected) => {
    expect(messages(changes).join('\n')).toContain(expected);
  });
});
