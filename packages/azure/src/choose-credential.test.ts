import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { chooseCredential } from './choose-credential.ts';
import { fetchGitHubAssertion } from './github-assertion.ts';
import { clientId, tenantId } from './testing/contoso.ts';
import { listenOnLoopback } from './testing/listen-on-loopback.ts';

describe('who signs in', () => {
  it.each([
    [{}, 'azure-cli'],
    [{ AZURE_CLIENT_ID: clientId }, 'azure-cli'],
    [{ AZURE_FEDERATED_TOKEN_FILE: '/token' }, 'azure-cli'],
    [{ AZURE_CLIENT_ID: '', AZURE_FEDERATED_TOKEN_FILE: '/token' }, 'azure-cli'],
    [{ AZURE_CLIENT_ID: clientId, AZURE_FEDERATED_TOKEN_FILE: '/token' }, 'workload-identity'],
    [{ AZURE_CLIENT_ID: clientId, ACTIONS_ID_TOKEN_REQUEST_URL: 'https://a', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'k' }, 'workload-identity'],
  ])('with %o it is %s, in the tenant that is asked for', (environment, kind) => {
    expect(chooseCredential(tenantId, environment)).toMatchObject({ kind, tenantId });
  });
});

describe('a token of a GitHub job', () => {
  const servers: ReturnType<typeof createServer>[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });
  const asked: { url: string | undefined; authorization: string | undefined }[] = [];
  async function startGitHub(status: number, body: string): Promise<string> {
    asked.length = 0;
    const server = createServer((request, response) => {
      asked.push({ url: request.url, authorization: request.headers.authorization });
      response.writeHead(status, { 'content-type': 'application/json', location: '/elsewhere' }).end(body);
    });
    servers.push(server);
    return `http://127.0.0.1:${await listenOnLoopback(server)}/token?api-version=2`;
  }

  it('is asked for with the audience of Entra ID, each time anew', async () => {
    const assertion = fetchGitHubAssertion(await startGitHub(200, '{"value":"job-token"}'), 'key');
    expect([await assertion(), await assertion()]).toEqual(['job-token', 'job-token']);
    expect(asked).toEqual(
      [1, 2].map(() => ({ url: '/token?api-version=2&audience=api%3A%2F%2FAzureADTokenExchange', authorization: 'Bearer key' })),
    );
  });

  it.each([
    [403, '{"secret":"canary"}'],
    [302, ''],
    [200, '{"value":""}'],
    [200, 'canary'],
  ])('that is refused with %d %s is told without what the service said', async (status, body) => {
    const error: unknown = await fetchGitHubAssertion(await startGitHub(status, body), 'canary-key')().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'MXDR-AZURE-GITHUB-ASSERTION' });
    expect(JSON.stringify(error) + String(error)).not.toContain('canary');
  });

  it('is asked for over https only', async () => {
    await expect(fetchGitHubAssertion('http://example.org/token', 'key')()).rejects.toMatchObject({ code: 'MXDR-AZURE-GITHUB-ASSERTION' });
  });
});
