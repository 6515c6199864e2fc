import type { IncomingMessage, ServerResponse } from 'node:http';

/** What the sign-in host says of itself to a client that is about to sign in. */
export function describeEntraHost(origin: string, tenant: string): Readonly<Record<string, string>> {
  return {
    issuer: `${origin}/${tenant}/v2.0`,
    authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/authorize`,
    token_endpoint: `${origin}/${tenant}/oauth2/v2.0/token`,
    end_session_endpoint: `${origin}/${tenant}/oauth2/v2.0/logout`,
    jwks_uri: `${origin}/${tenant}/discovery/v2.0/keys`,
  };
}

/** The answer to a successful sign-in. */
export function grantToken(token: string): Readonly<Record<string, unknown>> {
  return { token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600, access_token: token };
}

/** The answer to a sign-in that is refused, with the platform's own words. */
export function refuseToken(description: string): Readonly<Record<string, unknown>> {
  return { error: 'invalid_client', error_description: description, error_codes: [] };
}

/** A token that names its tenant, and what else a test wants in it, as real ones do. Unsigned: only the service would check. */
export function tokenOf(tenantId: string, claims: Readonly<Record<string, unknown>> = {}, signature = 'stub'): string {
  return `${encode({ alg: 'none' })}.${encode({ tid: tenantId, ...claims })}.${signature}`;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

export async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  request.setEncoding('utf8');
  for await (const part of request) body += String(part);
  return body;
}

/** A string goes out as it is, so that a test may send what no JSON writer would. */
export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'x-ms-request-id': 'request-1', ...headers });
  response.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
}
