import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { readerPermissions, replaceFolder } from '@mxdr/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildConsentPack } from './build-pack.ts';
import type { ConsentInput } from './consent-input.ts';
import { sampleInput, withoutReader } from './testing/sample-input.ts';

const standIn = fileURLToPath(new URL('testing/stand-in-cloud.mjs', import.meta.url));
const tools = ['bash', 'jq'].filter((tool) => spawnSync(tool, ['--version']).status !== 0);
if (tools.length > 0) process.stderr.write(`\nSKIPPED: the scripts of the consent pack are not run; missing ${tools.join(', ')}\n`);

const partners = '/policies/crossTenantAccessPolicy/partners';
const policies = '/identity/conditionalAccess/policies';
const principals = '/servicePrincipals';
const relationships = '/tenantRelationships/delegatedAdminRelationships';

/** The APIs as a tenant knows them, each with a permission that nobody asks for. */
const apis = (): Record<string, unknown>[] =>
  [...new Set(readerPermissions.map(({ api }) => api.appId))].map((appId, index) => ({
    id: `api-${index}`,
    appId,
    displayName: `API ${index}`,
    appRoles: [
      ...readerPermissions
        .filter(({ api }) => api.appId === appId)
        .map(({ id, name }) => ({ id, value: name, allowedMemberTypes: ['Application'] })),
      { id: `write-${index}`, value: 'Directory.ReadWrite.All', allowedMemberTypes: ['Application'] },
    ],
  }));

interface Tenant {
  tenant: string;
  registered: string[];
  azure: Record<string, { properties: Record<string, unknown[]> }>;
  graph: Record<string, Record<string, unknown>[]>;
  isBroken?: boolean;
  isGraphBroken?: boolean;
}

let home: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'mxdr-consent-'));
  await mkdir(path.join(home, 'bin'));
  // Files without an ending are modules only where a package says so.
  await writeFile(path.join(home, 'bin/package.json'), '{"type":"module"}');
  for (const name of ['az', 'pwsh']) {
    await copyFile(standIn, path.join(home, 'bin', name));
    await chmod(path.join(home, 'bin', name), 0o755);
  }
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** A pack in a folder whose path has a blank, and an empty tenant of the customer's beside it. */
async function setUp(input: ConsentInput, tenantId: string = input.plan.customer.tenantId) {
  const folder = await mkdtemp(path.join(home, 'a pack '));
  const pack = buildConsentPack(input);
  if (!('files' in pack)) throw new Error(JSON.stringify(pack));
  await replaceFolder(
    folder,
    pack.files.map(({ text, ...file }) => ({ ...file, bytes: text })),
  );
  const file = `${folder}.state`;
  const write = (tenant: Tenant): Promise<void> => writeFile(file, JSON.stringify(tenant));
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- the stand-in keeps the form
  const read = async (): Promise<Tenant> => JSON.parse(await readFile(file, 'utf8')) as Tenant;
  await write({
    tenant: tenantId,
    registered: ['Microsoft.Insights'],
    azure: {},
    graph: {
      [partners]: [{ tenantId: 'another', inboundTrust: { isMfaAccepted: true } }],
      [policies]: [],
      [relationships]: [],
      [principals]: apis(),
    },
  });
  return {
    folder,
    read,
    change: async (edit: (tenant: Tenant) => void): Promise<void> => {
      const tenant = await read();
      edit(tenant);
      await write(tenant);
    },
    changes: async (): Promise<readonly string[]> =>
      (await readFile(`${file}.changes`, 'utf8').catch(() => '')).split('\n').filter(Boolean),
    run: (name: string, ...args: string[]) => {
      const { status, stdout, stderr } = spawnSync('bash', [path.join(folder, name), ...args], {
        encoding: 'utf8',
        cwd: tmpdir(),
        env: { ...process.env, PATH: `${path.join(home, 'bin')}:${process.env['PATH'] ?? ''}`, STAND_IN_STATE: file },
      });
      return { status, out: stdout, error: stderr };
    },
  };
}

/** What the access stack would have made. */
async function addPolicies(cloud: Awaited<ReturnType<typeof setUp>>, { plan }: ConsentInput): Promise<void> {
  await cloud.change((tenant) => {
    tenant.graph[policies] = plan.directory.conditionalAccess.map(({ displayName, state }) => ({ displayName, state }));
  });
}

async function grantAll(cloud: Awaited<ReturnType<typeof setUp>>, input: ConsentInput): Promise<void> {
  expect(cloud.run('delegate.sh', '--apply')).toMatchObject({ status: 0 });
  expect(cloud.run('cross-tenant-access.sh', '--apply')).toMatchObject({ status: 0 });
  if (input.operator.principals.readerApplication !== undefined)
    expect(cloud.run('reader-application.sh', '--apply')).toMatchObject({ status: 0 });
  await addPolicies(cloud, input);
}

describe.skipIf(tools.length > 0)('the scripts of the consent pack, in a stand-in tenant', { timeout: 60_000 }, () => {
  it('say what they would do, and do nothing, unless told to', async () => {
    const cloud = await setUp(await sampleInput('contoso'));
    const answers = ['delegate.sh', 'cross-tenant-access.sh', 'revoke.sh', 'reader-application.sh'].map((name) => cloud.run(name));
    expect(answers.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
    expect(answers[0]?.out).toMatch(/already registered: Microsoft.Insights\n[^]*would: register Microsoft.SecurityInsights\n[^]*what-if/u);
    expect(answers[1]?.out).toContain('would: add a cross-tenant access setting');
    expect(answers[2]?.out).toContain('would: remove the definition of the delegation');
    expect(answers[3]?.out).toMatch(/would: add the application mxdr-reader [^]*would: give Organization\.Read\.All\n/u);
    expect(await cloud.changes()).toEqual([]);
  });

  it('give access that is verified as agreed, twice with the same end, and take all of it back', async () => {
    // GIVEN
    const input = await sampleInput('contoso');
    const cloud = await setUp(input);
    // WHEN access is given
    await grantAll(cloud, input);
    // THEN it is as agreed
    const verified = cloud.run('verify.sh');
    expect(verified.out).not.toContain('DIFF');
    expect(verified.status).toBe(0);
    // WHEN it is given again
    const before = await cloud.changes();
    expect(cloud.run('cross-tenant-access.sh', '--apply').out).toContain('already trusted');
    expect(cloud.run('delegate.sh', '--apply').out.match(/already registered/gu)).toHaveLength(input.plan.providers.length);
    expect(cloud.run('reader-application.sh', '--apply').out.match(/already given/gu)).toHaveLength(readerPermissions.length);
    // THEN nothing new was made but the deployment, which changes nothing
    expect((await cloud.changes()).slice(before.length)).toEqual(['deploy']);
    expect(cloud.run('verify.sh', '--expect-absent').status).toBe(1);
    // WHEN it is taken back, twice
    expect(cloud.run('revoke.sh', '--apply').status).toBe(0);
    expect(cloud.run('revoke.sh', '--apply').out).toMatch(/gone already: the definition[^]*gone already: the application mxdr-reader/u);
    await cloud.change((tenant) => (tenant.graph[policies] = []));
    // THEN all is gone, and the trust of another tenant is still there
    expect(cloud.run('verify.sh', '--expect-absent')).toMatchObject({ status: 0 });
    expect((await cloud.read()).graph[partners]).toMatchObject([{ tenantId: 'another' }]);
  });

  it('verify a customer for whom nothing is eligible, and name what is missing of a policy', async () => {
    const input = await sampleInput('fabrikam');
    const cloud = await setUp(input);
    await grantAll(cloud, input);
    expect(cloud.run('verify.sh').status).toBe(0);
    await cloud.change(({ graph }) => void graph[policies]?.pop());
    expect(cloud.run('verify.sh')).toMatchObject({ status: 1, out: expect.stringContaining('policy missing or in another state') });
  });

  it('name every role more and less, another approver and a longer activation', async () => {
    // GIVEN access as agreed, and somebody who changes it
    const input = await sampleInput('contoso');
    const cloud = await setUp(input);
    await grantAll(cloud, input);
    await cloud.change(({ azure }) => {
      for (const [place, { properties }] of Object.entries(azure)) {
        if (!place.includes('registrationDefinitions')) continue;
        properties['authorizations']?.pop();
        properties['authorizations']?.push({ principalId: 'x', roleDefinitionId: 'owner' });
        const eligible = JSON.stringify(properties['eligibleAuthorizations']);
        properties['eligibleAuthorizations'] = JSON.parse(
          eligible.replace(input.operator.principals.approvers.principalId, 'somebody').replace('PT4H', 'PT8H'),
        ) as unknown[];
      }
    });
    // WHEN
    const { status, out } = cloud.run('verify.sh');
    // THEN
    expect(status).toBe(1);
    expect(out).toContain('found, not agreed: x owner');
    expect(out).toMatch(/agreed, missing: \S+ 73c42c96-874c-492b-b04d-ab87d138a893/u);
    expect(out).toMatch(/found, not agreed: \S+ \S+ pt8h azure somebody/u);
  });
  it('name every permission of the application more and less, and a password that somebody gave it', async () => {
    // GIVEN access as agreed, and somebody who changes it
    const input = await sampleInput('contoso');
    const cloud = await setUp(input);
    await grantAll(cloud, input);
    await cloud.change(({ graph }) => {
      const own = graph[principals]?.find(({ appId }) => appId === input.operator.principals.readerApplication?.clientId);
      const given = own?.['given'] as { appRoleId: string }[];
      given.shift();
      given.push({ ...given[0], appRoleId: 'write-0' });
      if (own !== undefined) own['passwordCredentials'] = [{ keyId: 'secret-1' }];
    });
    // WHEN
    const { status, out } = cloud.run('verify.sh');
    // THEN
    expect(status).toBe(1);
    expect(out).toContain('found, not agreed: 00000003-0000-0000-c000-000000000000 directory.readwrite.all');
    expect(out).toContain('agreed, missing: 00000003-0000-0000-c000-000000000000 auditlog.read.all');
    expect(out).toContain('found, not agreed: secret-1');
  });

  it('give the application nothing where a permission is another one than was agreed, or its API is not known', async () => {
    const cloud = await setUp(await sampleInput('contoso'));
    const [graphApi, defenderApi] = apis();
    await cloud.change(({ graph }) => {
      const roles = graphApi?.['appRoles'] as { id: string; value: string }[];
      graph[principals] = [
        { ...graphApi, appRoles: roles.map((role) => (role.value === 'User.Read.All' ? { ...role, id: 'write-0' } : role)) },
        { ...defenderApi },
      ];
    });
    expect(cloud.run('reader-application.sh', '--apply')).toMatchObject({ status: 2, error: expect.stringContaining('nothing was given') });
    await cloud.change(({ graph }) => (graph[principals] = [{ ...graphApi }]));
    expect(cloud.run('reader-application.sh', '--apply')).toMatchObject({ status: 2, error: expect.stringContaining('Machine.Read.All') });
    expect(await cloud.changes()).toEqual([]);
  });

  it('look for no application where the operator has none', async () => {
    const input = await sampleInput('contoso', { operator: withoutReader });
    const cloud = await setUp(input);
    await grantAll(cloud, input);
    expect(cloud.run('verify.sh')).toMatchObject({ status: 0, out: expect.not.stringContaining('application') });
    expect(cloud.run('revoke.sh', '--apply')).toMatchObject({ status: 0, out: expect.not.stringContaining('application') });
    expect(cloud.run('reader-application.sh').status).not.toBe(0);
  });

  it('never take what could not be read for absent', async () => {
    const cloud = await setUp(await sampleInput('contoso'));
    await cloud.change((tenant) => (tenant.isBroken = true));
    expect(cloud.run('verify.sh', '--expect-absent').status).toBe(2);
    expect(cloud.run('revoke.sh', '--apply').status).toBe(2);
    await cloud.change((tenant) => {
      tenant.isBroken = false;
      tenant.isGraphBroken = true;
    });
    expect(cloud.run('verify.sh', '--expect-absent').status).toBe(2);
    expect(cloud.run('cross-tenant-access.sh', '--apply').status).toBe(2);
    expect(cloud.run('reader-application.sh', '--apply').status).toBe(2);
    expect(await cloud.changes()).toEqual([]);
  });

  it('refuse another tenant and words that they do not know', async () => {
    const cloud = await setUp(await sampleInput('contoso'), '99999999-9999-4999-8999-999999999999');
    expect(cloud.run('delegate.sh', '--apply')).toMatchObject({ status: 3, error: expect.stringContaining('az login --tenant') });
    expect(cloud.run('delegate.sh', '--aply').status).toBe(3);
    expect(await cloud.changes()).toEqual([]);
  });

  it('request the partner relationship, wait for the approval and give it to groups, each once', async () => {
    const input = await sampleInput('contoso');
    const cloud = await setUp(input, input.operator.tenantId);
    const run = (...args: string[]) => cloud.run('operator/request-gdap.sh', ...args);
    expect(run().out).toContain('would: request the relationship mxdr-contoso');
    expect(await cloud.changes()).toEqual([]);
    // WHEN it is requested, and asked for again before the customer approves
    expect(run('--apply').out).toMatch(/status approvalPending; the customer approves at https:\/\/admin\.microsoft\.com\/\S+made-0/u);
    expect(run('--apply').out).toContain('status approvalPending');
    expect(await cloud.changes()).toEqual([`post ${relationships}`, `post ${relationships}/made-0/requests`]);
    // AND the customer approves
    await cloud.change(({ graph }) => {
      for (const one of graph[relationships] ?? []) one['status'] = 'active';
    });
    expect(run('--apply').status).toBe(0);
    // THEN each group holds its role, and running it again adds nothing
    const held = (await cloud.read()).graph[`${relationships}/made-0/accessAssignments`];
    expect(held).toMatchObject([
      { accessContainer: { accessContainerId: input.operator.principals.readers.principalId } },
      { accessContainer: { accessContainerId: input.operator.principals.actors?.principalId } },
    ]);
    expect(run('--apply').out.match(/already given/gu)).toHaveLength(2);
  });

  it('mean every name as text, whatever is in it', async () => {
    // GIVEN names that would end a string, run a command or begin an expression
    const hostile = `'; touch "$HOME/owned" #\`id\`$(id) [concat('x')] \${env}`;
    const input = await sampleInput('contoso', {
      customer: (customer) => ({ ...customer, name: hostile, tags: { note: "[concat('a','b')]" } }),
      operator: (operator) => ({ ...operator, name: hostile }),
    });
    const cloud = await setUp(input);
    // WHEN everything runs
    await grantAll(cloud, input);
    expect(cloud.run('verify.sh')).toMatchObject({ status: 0 });
    // THEN the name arrived as it is
    const definition = Object.entries((await cloud.read()).azure).find(([place]) => place.includes('registrationDefinitions'));
    expect(definition?.[1].properties['registrationDefinitionName']).toBe(`${input.plan.operator.serviceName} for ${hostile}`);
  });
});
