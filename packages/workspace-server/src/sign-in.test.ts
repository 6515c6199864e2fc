import { request as requestPlain } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { WorkspaceServer } from './start-workspace-server.ts';
import type { Answer } from './testing/contoso-server.ts';
import { ask, clientId, contoso, oneAnswer, operatorTenantId, startContosoServer } from './testing/contoso-server.ts';

let server: WorkspaceServer;
afterEach(async () => {
  await server.close();
});

const workspaces = [oneAnswer];
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

async function signIn(changes: Readonly<Record<string, string>> = {}, tenantId = contoso.tenantId): Promise<Answer> {
  const form = {
    grant_type: 'client_credentials',
    client_id: clientId,
    scope: 'https://api.loganalytics.io/.default',
    client_assertion_type: assertionType,
    client_assertion: server.assertion,
    ...changes,
  };
  return ask(server, '', { path: `/${tenantId}/oauth2/v2.0/token`, token: '', body: new URLSearchParams(form).toString() });
}

function fieldOf(answer: Answer, name: string): unknown {
  return (JSON.parse(answer.text) as Readonly<Record<string, unknown>>)[name];
}

describe('a sign-in', () => {
  it('finds its endpoints, and gets a token that opens workspaces of its tenant until it expires', async () => {
    // GIVEN a server whose clock the test moves
    let now = Date.parse('2026-11-02T08:00:00Z');
    server = await startContosoServer({ workspaces, clock: { now: () => now }, tokenLifetimeSeconds: 60 });
    const discovery = await ask(server, '', {
      method: 'GET',
      path: `/${contoso.tenantId}/v2.0/.well-known/openid-configuration`,
      token: '',
    });
    // WHEN an application signs in and asks, in time and too late
    const token = String(fieldOf(await signIn(), 'access_token'));
    const inTime = await ask(server, 'SigninLogs | count', { token });
    now += 60_000;
    const late = await ask(server, 'SigninLogs | count', { token });
    // THEN only the first is answered
    expect(fieldOf(discovery, 'token_endpoint')).toBe(`${server.origin}/${contoso.tenantId}/oauth2/v2.0/token`);
    expect([inTime.status, late.status]).toEqual([200, 401]);
  });

  it.each<readonly [string, Readonly<Record<string, string>>, string, number]>([
    ['an unknown tenant', {}, '00000000-0000-4000-8000-000000000000', 90002],
    ['another grant', { grant_type: 'password' }, contoso.tenantId, 70003],
    ['no application', { client_id: '' }, contoso.tenantId, 900144],
    ['no assertion', { client_assertion: '' }, contoso.tenantId, 7000218],
    ['a wrong assertion', { client_assertion: 'guessed' }, contoso.tenantId, 700211],
    ['an unknown audience', { scope: 'https://graph.microsoft.com/.default' }, contoso.tenantId, 500011],
  ])('with %s is refused with the code of the platform', async (_case, changes, tenantId, code) => {
    server = await startContosoServer({ workspaces });
    const answer = await signIn(changes, tenantId);
    expect(answer.status).toBe(400);
    expect(fieldOf(answer, 'error_codes')).toEqual([code]);
    expect(answer.text).not.toContain(server.assertion);
  });

  it('is checked by what the caller of the server wants', async () => {
    // GIVEN a server that finds one assertion too old
    server = await startContosoServer({
      workspaces,
      checkAssertion: ({ assertion }) => (assertion === 'old' ? 'AADSTS700024: not within its time' : undefined),
    });
    expect((await signIn({ client_assertion: 'old' })).text).toContain('AADSTS700024');
    expect((await signIn({ client_assertion: 'fresh' })).status).toBe(200);
  });

  it('goes wrong on demand, and is noted without what proved the client', async () => {
    // GIVEN a sign-in host that is busy once
    server = await startContosoServer({ workspaces });
    server.fail({ at: 'sign-in', fault: { kind: 'throttled', retryAfter: { seconds: 3 } } });
    // WHEN a client signs in twice, to the operator's tenant
    const [busy, well] = [await signIn({}, operatorTenantId), await signIn({}, operatorTenantId)];
    // THEN the first is told to wait
    expect([busy.status, busy.headers['retry-after'], well.status]).toEqual([429, '3', 200]);
    expect(server.signIns).toMatchObject([
      {
        tenantId: operatorTenantId,
        clientId,
        scope: 'https://api.loganalytics.io/.default',
        grantType: 'client_credentials',
        assertionType,
        status: 200,
      },
    ]);
    expect(JSON.stringify(server.signIns)).not.toContain(server.assertion);
  });
});

describe('the identity of the machine', () => {
  const managedIdentity = { tenantId: operatorTenantId, clientId };
  const resource = 'resource=https://api.loganalytics.io';

  async function get(url: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const outgoing = requestPlain(url, { headers, agent: false }, (response) => {
        let text = '';
        response.on('data', (part: Buffer) => {
          text += part.toString();
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      });
      outgoing.on('error', reject);
      outgoing.end();
    });
  }

  it('gets its token in both forms that Azure has, and the token opens what the operator may see', async () => {
    // GIVEN a machine of the operator's
    server = await startContosoServer({ workspaces, managedIdentity });
    const host = server.managedIdentity!;
    // WHEN it asks as a job and as a virtual machine
    const job = await get(`${host.endpoint}?api-version=2019-08-01&${resource}`, { 'X-IDENTITY-HEADER': host.header });
    const machine = await get(`${host.machineHost}/metadata/identity/oauth2/token?api-version=2018-02-01&${resource}/`, {
      Metadata: 'true',
    });
    // THEN both tokens open Contoso
    for (const answer of [job, machine]) {
      expect((await ask(server, 'SigninLogs | count', { token: String(fieldOf(answer, 'access_token')) })).status).toBe(200);
    }
    expect(server.signIns.map(({ kind }) => kind)).toEqual(['managed-identity', 'managed-identity']);
  });

  it.each([
    ['a job without its header', '/msi/token', {}, '', 401],
    ['a machine without its header', '/metadata/identity/oauth2/token', {}, '', 400],
    ['another identity', '/metadata/identity/oauth2/token', { Metadata: 'true' }, '&client_id=other', 400],
    ['another resource', '/metadata/identity/oauth2/token?resource=https://graph.microsoft.com&x', { Metadata: 'true' }, '', 400],
    ['another path', '/else', {}, '', 404],
  ])('is not given to %s', async (_case, path, headers, more, status) => {
    server = await startContosoServer({ workspaces, managedIdentity });
    const url = `${server.managedIdentity!.machineHost}${path}${path.includes('?') ? '' : '?'}&${path.includes('resource') ? '' : resource}${more}`;
    expect((await get(url, headers)).status).toBe(status);
  });
});
