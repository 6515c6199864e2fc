import { createServer } from 'node:http';
import { closeServer, listenOnLoopback } from '@mxdr/workspace-server';
import { storageToken } from '../../packages/azure/src/testing/azurite.ts';

/** Where a job of Container Apps gets the tokens of its identity, and what it is told about that. */
export interface JobIdentity {
  /** For the environment of a process. */
  readonly env: Readonly<Record<string, string>>;
  /** Tokens that were asked for. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

const header = 'of-this-run';

/** An identity of the tenant, which gets tokens for storage accounts and for nothing else. */
export async function startJobIdentity(tenantId: string): Promise<JobIdentity> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const resource = new URL(request.url ?? '', 'http://localhost').searchParams.get('resource') ?? '';
    const isGranted = request.headers['x-identity-header'] === header && resource.startsWith('https://storage.azure.com');
    asked.push(resource);
    response.writeHead(isGranted ? 200 : 400, { 'content-type': 'application/json' });
    const expires = String(Math.floor(Date.now() / 1000) + 3600);
    response.end(JSON.stringify({ access_token: storageToken(tenantId), expires_on: expires, resource, token_type: 'Bearer' }));
  });
  const port = await listenOnLoopback(server);
  return {
    env: {
      IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/msi/token`,
      IDENTITY_HEADER: header,
      AZURE_CLIENT_ID: 'cccccccc-3333-4333-8333-333333333333',
    },
    asked,
    close: async () => closeServer(server),
  };
}
