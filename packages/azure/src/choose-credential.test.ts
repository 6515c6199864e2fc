import { createServer } from 'node:http';
import { listenOnLoopback } from '@mxdr/workspace-server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchAzurePipelinesAssertion } from './azure-pipelines-assertion.ts';
import { chooseCredential, chooseOperatorCredential } from './choose-credential.ts';
import { fetchGitHubAssertion } from './github-assertion.ts';
import { fetchManagedIdentityAssertion } from './managed-identity-assertion.ts';
import { clientId, tenantId } from './testing/contoso.ts';

describe('who signs in', () => {
  it.each([
    [{}, 'azure-cli'],
    [{ AZURE_CLIENT_ID: clientId }, 'azure-cli'],
    [{ AZURE_FEDERATED_TOKEN_FILE: '/token' }, 'azure-cli'],
    [{ AZURE_CLIENT_ID: '', AZURE_FEDERATED_TOKEN_FILE: '/token' }, 'azure-cli'],
    [{ AZURE_CLIENT_ID: clientId, AZURE_FEDERATED_TOKEN_FILE: '/token' }, 'workload-identity'],
    [{ AZURE_CLIENT_ID: clientId, SYSTEM_OIDCREQUESTURI: 'https://a', SYSTEM_ACCESSTOKEN: 'k' }, 'azure-cli'],
    [
      {
        AZURE_CLIENT_ID: clientId,
        SYSTEM_OIDCREQUESTURI: 'https://a',
        SYSTEM_ACCESSTOKEN: 'k',
        AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: 'c',
      },
      'workload-identity',
    ],
    [{ AZURE_CLIENT_ID: clientId, ACTIONS_ID_TOKEN_REQUEST_URL: 'https://a', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'k' }, 'workload-identity'],
  ])('with %o it is %s, in the tenant that is asked for', (environment, kind) => {
    expect(chooseCredential(tenantId, environment)).toMatchObject({ kind, tenantId });
  });

  const job = { AZURE_CLIENT_ID: clientId, IDENTITY_ENDPOINT: 'http://localhost:42356/msi/token', IDENTITY_HEADER: 'secret' };
  const reader = 'dddddddd-4444-4444-8444-444444444444';
  it('in a job of Azure is the reading application for customers, and the identity of the job for the operator', () => {
    expect(chooseCredential(tenantId, { ...job, MXDR_READER_CLIENT_ID: reader })).toMatchObject({
      kind: 'workload-identity',
      clientId: reader,
      tenantId,
    });
    expect(chooseCredential(tenantId, job)).toMatchObject({ kind: 'azure-cli' });
    expect(chooseOperatorCredential(tenantId, { ...job, MXDR_READER_CLIENT_ID: reader })).toEqual({
      kind: 'managed-identity',
      clientId,
      tenantId,
    });
    expect(chooseOperatorCredential(tenantId, { IDENTITY_ENDPOINT: 'http://localhost', IDENTITY_HEADER: 'x' })).toEqual({
      kind: 'managed-identity',
      tenantId,
    });
  });

  it('for the operator elsewhere is whoever it is for a customer', () => {
    expect(chooseOperatorCredential(tenantId, { AZURE_CLIENT_ID: clientId, AZURE_FEDERATED_TOKEN_FILE: '/token' })).toMatchObject({
      kind: 'workload-identity',
      clientId,
    });
    expect(chooseOperatorCredential(tenantId, { IDENTITY_ENDPOINT: 'http://localhost' })).toEqual({ kind: 'azure-cli', tenantId });
  });
});

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

interface Asked {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly authorization: string | undefined;
}

/** A platform that gives tokens, or refuses to. */
async function startPlatform(status: number, body: string): Promise<{ readonly address: string; readonly asked: readonly Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    asked.push({ method: request.method, url: request.url, authorization: request.headers.authorization });
    response.writeHead(status, { 'content-type': 'application/json', location: '/elsewhere' }).end(body);
  });
  servers.push(server);
  return { address: `http://127.0.0.1:${await listenOnLoopback(server)}/token`, asked };
}

const platforms = [
  {
    name: 'a GitHub job',
    fetchFrom: (address: string, key: string) => fetchGitHubAssertion(`${address}?api-version=2`, key),
    answer: (token: string) => JSON.stringify({ value: token }),
    method: 'GET',
    url: '/token?api-version=2&audience=api%3A%2F%2FAzureADTokenExchange',
    code: 'MXDR-AZURE-GITHUB-ASSERTION',
  },
  {
    name: 'an Azure DevOps job',
    fetchFrom: (address: string, key: string) => fetchAzurePipelinesAssertion(address, key, 'connection'),
    answer: (token: string) => JSON.stringify({ oidcToken: token }),
    method: 'POST',
    url: '/token?api-version=7.1&serviceConnectionId=connection',
    code: 'MXDR-AZURE-PIPELINES-ASSERTION',
  },
] as const;

describe.each(platforms)('a token of $name', ({ fetchFrom, answer, method, url, code }) => {
  it('is asked for anew each time: it lives for minutes, and a fleet is read for longer', async () => {
    const { address, asked } = await startPlatform(200, answer('job-token'));
    const assertion = fetchFrom(address, 'key');
    expect([await assertion(), await assertion()]).toEqual(['job-token', 'job-token']);
    expect(asked).toEqual([1, 2].map(() => ({ method, url, authorization: 'Bearer key' })));
  });

  it.each([
    [403, '{"secret":"canary"}'],
    [302, ''],
    [200, answer('')],
    [200, 'canary'],
  ])('that is refused with %d %s is told without what the service said', async (status, body) => {
    const { address } = await startPlatform(status, body);
    const error: unknown = await fetchFrom(address, 'canary-key')().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code });
    expect(JSON.stringify(error) + String(error)).not.toContain('canary');
  });

  it('is asked for over https only', async () => {
    await expect(fetchFrom('http://example.org/token', 'key')()).rejects.toMatchObject({ code });
  });
});

describe('the identity of a job in Azure', () => {
  it('vouches with a token for the exchange, asked for by the client id of the job', async () => {
    // GIVEN where Container Apps gives a job its tokens
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${String(request.headers['x-identity-header'])} ${request.url}`);
      const expires = String(Math.floor(Date.now() / 1000) + 3600);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ access_token: 'of-the-job', expires_on: expires, resource: '', token_type: 'Bearer' }));
    });
    servers.push(server);
    vi.stubEnv('IDENTITY_ENDPOINT', `http://127.0.0.1:${await listenOnLoopback(server)}/msi/token`);
    vi.stubEnv('IDENTITY_HEADER', 'of-this-job');
    // WHEN an assertion is asked for
    const assertion = await fetchManagedIdentityAssertion(clientId)();
    vi.unstubAllEnvs();
    // THEN it is the token of the identity, for Entra ID alone
    expect(assertion).toBe('of-the-job');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('of-this-job /msi/token?');
    expect(asked[0]).toContain(`resource=${encodeURIComponent('api://AzureADTokenExchange')}`);
    expect(asked[0]).toContain(`client_id=${clientId}`);
  });
});
