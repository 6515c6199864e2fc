import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from 'node:https';
import { createServer } from 'node:https';
import { closeServer, createLoopbackCertificate, listenOnLoopback } from '@mxdr/workspace-server';
import { describeEntraHost, grantToken, readBody, refuseToken, sendJson, tokenOf } from '../entra-host.ts';
import type { SeenRequest } from '../service-stub.ts';
import { answerAzure } from './answer-azure.ts';
import { answerDefender } from './answer-defender.ts';
import { answerGraph } from './answer-graph.ts';
import type { TenantModel } from './tenant-model.ts';

/** What goes wrong with an answer. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  /** The body ends early, and says that this is all. */
  | { readonly kind: 'truncated' }
  /** The connection breaks in the middle of the body. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'silence' }
  /** The answer as it would be, with some of its fields replaced. */
  | { readonly kind: 'patch'; readonly fields: Readonly<Record<string, unknown>> };

/** An answer of one of the services. */
export interface TenantAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What the services see of a request. */
export interface TenantQuestion {
  readonly request: SeenRequest;
  readonly url: URL;
  readonly origin: string;
  readonly tenantId: string;
  /** False once this permission was taken away. */
  readonly isGranted: (permission: string) => boolean;
}

/** Graph, Defender for Endpoint, Azure and the sign-in host of one tenant, on this machine and with TLS. */
export interface TenantServer {
  /** `https://localhost:<port>` */
  readonly origin: string;
  /** PEM to trust. */
  readonly certificateAuthority: string;
  /** Requests for data, with their paths decoded; sign-ins are apart. */
  readonly requests: readonly SeenRequest[];
  readonly signIns: readonly URLSearchParams[];
  /** What is in every token: no output may ever hold it. */
  readonly canary: string;
  /** Takes permissions away. */
  deny(...permissions: readonly string[]): void;
  /** Makes answers go wrong whose path holds `part`, so many times. */
  fail(part: string, fault: Fault, times?: number): void;
  /** Makes the sign-in host refuse tokens for an audience that holds `part`. */
  refuseSignIn(part: string, description: string): void;
  close(): Promise<void>;
}

const audiences = {
  graph: 'https://graph.microsoft.com',
  defender: 'https://api.securitycenter.microsoft.com',
  azure: 'https://management.azure.com',
};
const services = { graph: answerGraph, defender: answerDefender, azure: answerAzure } as const;

function serviceOf(pathname: string): keyof typeof services | undefined {
  if (/^\/(?:v1\.0|beta)\//.test(pathname)) return 'graph';
  if (pathname.startsWith('/api/')) return 'defender';
  return /^\/(?:subscriptions|providers)\//.test(pathname) ? 'azure' : undefined;
}

/** Starts the server on a free port. */
export async function startTenantServer(model: TenantModel): Promise<TenantServer> {
  const { certificate, key } = createLoopbackCertificate();
  const requests: SeenRequest[] = [];
  const signIns: URLSearchParams[] = [];
  const denied = new Set<string>();
  const faults: { readonly part: string; readonly fault: Fault; left: number }[] = [];
  const refusals: { readonly part: string; readonly description: string }[] = [];
  const canary = 'canary-6c1f0b';

  const signIn = (request: SeenRequest, tenant: string, response: ServerResponse): void => {
    const form = new URLSearchParams(request.body);
    signIns.push(form);
    const scope = form.get('scope') ?? '';
    const refusal = refusals.find(({ part }) => scope.includes(part));
    const [audience = ''] = scope.split('/.default');
    if (refusal !== undefined) sendJson(response, 400, refuseToken(refusal.description));
    else sendJson(response, 200, grantToken(tokenOf(tenant, { aud: audience, ...model.tokenClaims(audience) }, canary)));
  };
  const discover = (domain: string): TenantAnswer =>
    domain === model.domain
      ? {
          status: 200,
          body: {
            token_endpoint: `https://login.microsoftonline.com/${model.tenantId}/oauth2/token`,
            issuer: `https://sts.windows.net/${model.tenantId}/`,
            cloud_instance_name: 'microsoftonline.com',
            ...model.discovery,
          },
        }
      : { status: 400, body: { error: 'invalid_tenant', error_description: `AADSTS90002: Tenant '${domain}' not found.` } };
  const answer = (request: SeenRequest, url: URL): TenantAnswer => {
    const service = serviceOf(url.pathname);
    if (service === undefined) {
      const [, domain = ''] = url.pathname.split('/');
      return url.pathname.endsWith('/openid-configuration') ? discover(domain) : { status: 404, body: {} };
    }
    const claims = claimsOf(request.headers.authorization);
    const tenantId = service === 'graph' && url.pathname.includes('/delegatedAdminRelationships') ? model.operatorTenantId : model.tenantId;
    if (claims?.aud !== audiences[service] || claims.tid !== tenantId)
      return { status: 401, body: { error: { code: 'InvalidAuthenticationToken', message: 'Access token validation failure.' } } };
    const question = { request, url, origin: server.origin, tenantId, isGranted: (permission: string) => !denied.has(permission) };
    return services[service](model, question);
  };
  const respond = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '/', server.origin);
    const request: SeenRequest = {
      method: incoming.method ?? '',
      path: decodeURIComponent(`${url.pathname}${url.search}`),
      headers: incoming.headers,
      body: await readBody(incoming),
    };
    const [, tenant = ''] = url.pathname.split('/');
    if (url.pathname.endsWith('/oauth2/v2.0/token')) return signIn(request, tenant, response);
    if (url.pathname.endsWith('/v2.0/.well-known/openid-configuration'))
      return sendJson(response, 200, describeEntraHost(server.origin, tenant));
    requests.push(request);
    const wrong = faults.find(({ part, left }) => left > 0 && request.path.includes(part));
    if (wrong !== undefined) wrong.left -= 1;
    const fault = wrong?.fault;
    if (fault?.kind === 'silence') return undefined;
    if (fault?.kind === 'status') return sendJson(response, fault.status, fault.body ?? {}, fault.headers);
    const { status, body } = answer(request, url);
    const text = JSON.stringify(fault?.kind === 'patch' ? { ...(body as object), ...fault.fields } : body);
    if (fault?.kind === 'truncated') return sendJson(response, status, text.slice(0, Math.floor(text.length / 2)));
    if (fault?.kind === 'reset') {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': String(text.length + 1) });
      response.write(text.slice(0, Math.floor(text.length / 2)), () => response.destroy());
      return undefined;
    }
    return sendJson(response, status, text);
  };

  const listener: Server = createServer({ cert: certificate, key }, (request, response) => {
    respond(request, response).catch((error: unknown) => {
      // A question that the model does not understand is a defect of the test, and has to be seen.
      sendJson(response, 501, { error: { code: 'TestTenant', message: String(error) } });
    });
  });
  const port = await listenOnLoopback(listener);
  const server: TenantServer = {
    origin: `https://localhost:${port}`,
    certificateAuthority: certificate,
    requests,
    signIns,
    canary,
    deny: (...permissions) => {
      for (const permission of permissions) denied.add(permission);
    },
    fail: (part, fault, times = Number.POSITIVE_INFINITY) => {
      faults.push({ part, fault, left: times });
    },
    refuseSignIn: (part, description) => {
      refusals.push({ part, description });
    },
    close: async () => closeServer(listener),
  };
  return server;
}

function claimsOf(authorization: string | undefined): { readonly aud?: unknown; readonly tid?: unknown } | undefined {
  const payload = /^Bearer [^.]+\.([^.]+)\./.exec(authorization ?? '')?.[1];
  return payload === undefined ? undefined : (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { aud?: unknown; tid?: unknown });
}
