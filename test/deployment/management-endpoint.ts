import { createServer as createPlainServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { createLoopbackCertificate, listenOnLoopback } from '@mxdr/workspace-server';

export interface ManagementEndpoint {
  /** `localhost:<port>` over TLS: Azure's description of itself, and a management API that holds nothing. */
  readonly host: string;
  /** Address that gives tokens, as a managed identity gets them. */
  readonly tokenAddress: string;
  /** PEM of the authority behind the certificate. */
  readonly certificate: string;
  /** Requests so far, as `METHOD path`. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** Starts a stand-in for Azure's management endpoint on this machine: enough for plans of resources that do not exist yet. */
export async function startManagementEndpoint(tenantId: string): Promise<ManagementEndpoint> {
  const requests: string[] = [];
  const { certificate, key } = createLoopbackCertificate();
  let host = '';
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const { pathname } = new URL(request.url ?? '/', 'https://localhost');
    requests.push(`${request.method ?? ''} ${pathname}`);
    if (pathname === '/metadata/endpoints') {
      answer(response, 200, {
        name: 'AzureCloud',
        portal: 'https://portal.azure.com',
        resourceManager: `https://${host}/`,
        microsoftGraphResourceId: `https://${host}/`,
        graph: `https://${host}/`,
        graphAudience: `https://${host}/`,
        authentication: { loginEndpoint: `https://${host}/`, audiences: [`https://${host}/`], tenant: 'common', identityProvider: 'AAD' },
        suffixes: { storage: 'core.windows.net', keyVaultDns: 'vault.azure.net', acrLoginServer: 'azurecr.io' },
      });
      return;
    }
    answer(response, 404, { error: { code: 'ResourceNotFound', message: 'Nothing exists here.' } });
  };
  const onTokenRequest = (_request: IncomingMessage, response: ServerResponse): void => {
    const claims = {
      tid: tenantId,
      oid: '2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b304',
      appid: '7e4a9c18-5d26-4b7f-a0c3-8b1f2e6d4401',
      exp: 4_102_444_800,
    };
    const token = `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`;
    answer(response, 200, {
      access_token: token,
      token_type: 'Bearer',
      expires_in: '3600',
      expires_on: '4102444800',
      resource: `https://${host}/`,
    });
  };
  const servers = [createServer({ cert: certificate, key }, onRequest), createPlainServer(onTokenRequest)] as const;
  host = `localhost:${await listenOnLoopback(servers[0])}`;
  const tokenAddress = `http://127.0.0.1:${await listenOnLoopback(servers[1])}/token`;
  return {
    host,
    tokenAddress,
    certificate,
    requests,
    async close() {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}
