import { createServer } from 'node:http';
import { listenOnLoopback } from '@mxdr/workspace-server';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchAzurePipelinesAssertion } from './azure-pipelines-assertion.ts';
import { chooseCredential } from './choose-credential.ts';
import { fetchGitHubAssertion } from './github-assertion.ts';
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
