import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { TenantModel } from '../../packages/azure/src/testing/tenant/tenant-model.ts';
import {
  deviceKind,
  modelCustomer,
  modelOperator,
  plansFor,
  skuRow,
  tenantModel,
  userKind,
} from '../../packages/azure/src/testing/tenant/tenant-model.ts';
import type { TenantServer } from '../../packages/azure/src/testing/tenant/tenant-server.ts';
import { startTenantServer } from '../../packages/azure/src/testing/tenant/tenant-server.ts';
import type { Ended } from './run-mxdr.ts';
import { makeFolder, runMxdr } from './run-mxdr.ts';

let server: TenantServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

interface Bench {
  readonly tenant: TenantServer;
  readonly factsFile: string;
  readonly run: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Ended>;
}

/** The test tenant on this machine, its customer's folder, and the program as a pipeline runs it: with a federated token in a file. */
async function makeBench(changes: Partial<TenantModel> = {}): Promise<Bench> {
  const tenant = await startTenantServer(tenantModel({ antivirusAt: new Date().toISOString(), ...changes }));
  server = tenant;
  const folder = makeFolder();
  const customers = path.join(folder, 'customers');
  mkdirSync(path.join(customers, modelCustomer.id), { recursive: true });
  writeFileSync(path.join(customers, 'operator.yaml'), JSON.stringify(modelOperator));
  writeFileSync(path.join(customers, modelCustomer.id, 'customer.yaml'), JSON.stringify(modelCustomer));
  const [authority, token] = [path.join(folder, 'authority.pem'), path.join(folder, 'token')];
  writeFileSync(authority, tenant.certificateAuthority);
  writeFileSync(token, `assertion-${tenant.canary}`);
  return {
    tenant,
    factsFile: path.join(folder, 'facts.json'),
    run: (args, env = {}) =>
      runMxdr([...args, '--customers', customers], {
        env: {
          MXDR_TENANT_ENDPOINT: tenant.origin,
          NODE_EXTRA_CA_CERTS: authority,
          AZURE_CLIENT_ID: '7e4a9c18-5d26-4b7f-a0c3-8b1f2e6d4401',
          AZURE_FEDERATED_TOKEN_FILE: token,
          ...env,
        },
      }),
  };
}

const signIn = ['--sign-in', 'workload-identity'];

describe('mxdr facts', () => {
  it('writes a file that mxdr check judges, and no token with it', async () => {
    // GIVEN a tenant in which everything can be read
    const { tenant, factsFile, run } = await makeBench();
    // WHEN its facts are read, and judged from the file
    const read = await run(['facts', 'contoso', '--out', factsFile, ...signIn]);
    const asked = tenant.requests.length;
    const checked = await run(['check', 'contoso', '--facts', factsFile, '--json']);
    // THEN all of them are there, each with its request
    expect(read.code, read.stderr).toBe(0);
    expect(read.stdout).toMatch(/^users +read +\d+ +\d+/mu);
    expect(read.stdout).toContain(`${asked} requests`);
    const facts = JSON.parse(readFileSync(factsFile, 'utf8')) as Readonly<
      Record<string, { readonly status?: string; readonly request?: string }>
    >;
    const stated = Object.values(facts).filter(({ status }) => status !== undefined);
    expect(stated.every(({ status, request }) => status === 'read' && request !== undefined)).toBe(true);
    expect(stated).toHaveLength(17);
    // AND the judgement is made without another request
    expect(tenant.requests).toHaveLength(asked);
    const report = JSON.parse(checked.stdout) as { readonly findings: readonly { readonly checkId: string; readonly state: string }[] };
    expect(report.findings.find(({ checkId }) => checkId === 'mde-p2-license')?.state).toBe('met');
    // AND what was signed in with is nowhere
    for (const text of [read.stdout, read.stderr, readFileSync(factsFile, 'utf8'), checked.stdout])
      expect(text).not.toContain(tenant.canary);
  });

  it('ends with 2 and names the permission when something could not be read, and the check of it is unknown', async () => {
    // GIVEN an identity without one permission
    const { tenant, factsFile, run } = await makeBench();
    tenant.deny('User.Read.All');
    // WHEN the facts are read and judged
    const read = await run(['facts', 'contoso', '--out', factsFile, ...signIn]);
    const checked = await run(['check', 'contoso', '--facts', factsFile, '--json']);
    // THEN both say so
    expect(read.code).toBe(2);
    expect(read.stdout).toContain('Missing permissions: User.Read.All');
    const report = JSON.parse(checked.stdout) as { readonly findings: readonly { readonly checkId: string; readonly state: string }[] };
    expect(report.findings.find(({ checkId }) => checkId === 'entra-p1-assigned')?.state).toBe('unknown');
  });

  it('names nobody with --redact, and is judged the same', async () => {
    // GIVEN a tenant with a user without a licence
    const { factsFile, run } = await makeBench();
    const judge = async () => {
      const { stdout } = await run(['check', 'contoso', '--facts', factsFile, '--json']);
      const { findings } = JSON.parse(stdout) as { readonly findings: readonly { readonly checkId: string; readonly state: string }[] };
      return findings.map(({ checkId, state }) => `${checkId} ${state}`);
    };
    await run(['facts', 'contoso', '--out', factsFile, ...signIn]);
    expect(readFileSync(factsFile, 'utf8')).toContain('new0@contoso.example');
    const before = await judge();
    // WHEN its facts are read redacted
    await run(['facts', 'contoso', '--out', factsFile, '--redact', ...signIn]);
    // THEN neither users nor devices are named
    expect(readFileSync(factsFile, 'utf8')).not.toMatch(/new0@|ws-0|srv-0|analyst0@/u);
    expect(await judge()).toEqual(before);
  });

  it('says how to sign in where nobody has', async () => {
    // GIVEN a machine without the Azure CLI
    const { tenant, factsFile, run } = await makeBench();
    // WHEN the facts are read as by default
    const ended = await run(['facts', 'contoso', '--out', factsFile], { PATH: path.dirname(factsFile), AZURE_CLIENT_ID: '' });
    // THEN only what needs no sign-in was read, and the file says what to install
    expect(ended.code, ended.stderr).toBe(2);
    expect(tenant.requests.map(({ path: asked }) => asked)).toEqual(['/contoso.example/.well-known/openid-configuration']);
    expect(readFileSync(factsFile, 'utf8')).toContain('Install the Azure CLI');
  });

  it('asks for a file, and for a token where the pipeline has none', async () => {
    // GIVEN a pipeline without its variables
    const { factsFile, run } = await makeBench();
    // WHEN facts are asked for
    const withoutFile = await run(['facts', 'contoso', ...signIn]);
    const withoutToken = await run(['facts', 'contoso', '--out', factsFile, ...signIn], { AZURE_FEDERATED_TOKEN_FILE: '' });
    const elsewhere = await run(['facts', 'contoso', '--out', factsFile, ...signIn], { MXDR_TENANT_ENDPOINT: 'https://attacker.example' });
    // THEN each says what is missing
    expect([withoutFile.code, withoutToken.code, elsewhere.code]).toEqual([3, 3, 3]);
    expect(withoutFile.stderr).toContain('--out');
    expect(withoutToken.stderr).toContain('AZURE_FEDERATED_TOKEN_FILE');
    expect(elsewhere.stderr).toContain('MXDR-AZURE-ADDRESS-REFUSED');
  });

  it('reads 250,000 users and 100,000 devices with a bounded heap, in a number of requests that does not grow with the users', async () => {
    // GIVEN a large tenant: some users without a licence, devices of many kinds
    const kinds = ['Windows10', 'Windows11', 'WindowsServer2019', 'WindowsServer2022', 'macOS'].flatMap((osPlatform, os) =>
      ['0', '1', '4', '2'].map((avMode, mode) =>
        deviceKind({
          count: 5_000,
          prefix: `${osPlatform}-${mode}`,
          osPlatform,
          avMode,
          rbacGroupName: `Group ${os}`,
          rbacGroupId: os + 1,
        }),
      ),
    );
    const { tenant, factsFile, run } = await makeBench({
      skus: [skuRow(['mde-p2', 'entra-p1'], 250_000)],
      users: [
        userKind({ count: 240_000, prefix: 'user' }),
        userKind({ count: 10_000, prefix: 'late', assignedPlans: plansFor(['entra-p1']) }),
        userKind({ count: 60_000, prefix: 'guest', userType: 'Guest' }),
      ],
      devices: kinds,
    });
    // WHEN it is read with a heap of 160 MB, and checked from the file with the same
    const env = { NODE_OPTIONS: '--max-old-space-size=160' };
    const read = await run(['facts', 'contoso', '--out', factsFile, '--json', ...signIn], env);
    const checked = await run(['check', 'contoso', '--facts', factsFile, '--json'], env);
    // THEN every user and device is counted
    expect(read.code, read.stderr).toBe(0);
    const summary = JSON.parse(read.stdout) as {
      readonly requests: number;
      readonly facts: readonly { readonly name: string; readonly requests: number; readonly rows: number }[];
    };
    const factNamed = (name: string) => summary.facts.find((fact) => fact.name === name);
    expect(factNamed('devices')).toMatchObject({ rows: 100_000, requests: 11 });
    expect(factNamed('antivirus')).toMatchObject({ rows: 100_000, requests: 11 });
    // Ten full pages, and one more to see that nothing follows. Users: one count of all, one for each of six plans, one sample.
    expect(factNamed('users')).toMatchObject({ requests: 8 });
    expect(summary.requests).toBe(tenant.requests.length);
    expect(summary.requests).toBeLessThanOrEqual(50);
    expect(readFileSync(factsFile).length).toBeLessThan(200_000);
    const { findings, coverage } = JSON.parse(checked.stdout) as {
      readonly findings: readonly { readonly checkId: string; readonly observed: string }[];
      readonly coverage: { readonly devices: unknown };
    };
    expect(coverage.devices).toEqual({ actionable: 25_000, 'guidance-only': 50_000, blind: 25_000, undetermined: 0 });
    expect(findings.find(({ checkId }) => checkId === 'mde-p2-assigned')?.observed).toBe(
      '240000 of 250000 users hold Defender for Endpoint Plan 2',
    );
    expect(findings.find(({ checkId }) => checkId === 'defender-av-active')?.observed).toBe('active on 25000 of 100000 devices');
    expect(findings.find(({ checkId }) => checkId === 'mde-onboarded')?.observed).toBe('100000 of 100000 devices onboarded');
  });
});

describe('mxdr check --live', () => {
  it('reads and judges in one go, and leaves no file', async () => {
    // GIVEN a tenant that is ready but for its delegation
    const { tenant, run } = await makeBench();
    // WHEN it is checked live
    const ended = await run(['check', 'contoso', '--live', '--json', ...signIn]);
    // THEN the verdict is that of the tenant as it is
    expect(ended.code, ended.stderr).toBe(1);
    const report = JSON.parse(ended.stdout) as {
      readonly verdict: { readonly blocking: readonly string[] };
      readonly run: { readonly factsAgeDays: number };
    };
    expect(report.verdict.blocking).toContain('access-groups');
    expect(report.run.factsAgeDays).toBe(0);
    expect(tenant.requests.length).toBeGreaterThan(20);
    expect(`${ended.stdout}${ended.stderr}`).not.toContain(tenant.canary);
  });

  it('cannot be told where the tenant lets nothing be read', async () => {
    // GIVEN an identity without any permission
    const { tenant, run } = await makeBench();
    tenant.deny(
      'Organization.Read.All',
      'User.Read.All',
      'Group.Read.All',
      'Policy.Read.All',
      'Machine.Read.All',
      'ThreatHunting.Read.All',
      'Reader',
    );
    // WHEN it is checked live
    const ended = await run(['check', 'contoso', '--live', '--json', ...signIn]);
    // THEN nothing is met or not met for want of a permission
    expect(ended.code, ended.stderr).toBe(2);
    const report = JSON.parse(ended.stdout) as { readonly run: { readonly permissionsMissing: readonly string[] } };
    expect(report.run.permissionsMissing).toEqual(
      expect.arrayContaining(['Machine.Read.All', 'Organization.Read.All', 'Policy.Read.All', 'User.Read.All']),
    );
  });

  it('does not take a file as well', async () => {
    // GIVEN both
    const { run } = await makeBench();
    // WHEN it is asked for
    const ended = await run(['check', 'contoso', '--live', '--facts', 'facts.json']);
    // THEN it is wrong usage
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('--live');
  });
});
