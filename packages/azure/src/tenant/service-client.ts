import type { TokenCredential } from '@azure/identity';
import type { HttpClient, Pipeline, PipelineRequestOptions } from '@azure/core-rest-pipeline';
import type { Clock } from '@mxdr/core';
import { abortable } from '../abortable.ts';
import { readRetryAfter } from '../retry-after.ts';
import type { Reply } from '../query-transport.ts';
import { isLoopback, trustAddress } from '../trusted-address.ts';
import { readTokenClaims } from '../token-claims.ts';
import type { ServiceApi, ServiceName } from './service-api.ts';
import { serviceApis } from './service-api.ts';

/** One request to one service. Only reading: a body makes it the POST of a query. */
export interface ServiceRequest {
  /** Whole address; the caller has made sure that it may get the token. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Milliseconds until a silent service is given up. */
  readonly timeoutMs: number;
}

/** Sends requests to one service with a token for it. */
export interface ServiceClient {
  readonly api: ServiceApi;
  /** Where the service is: its own origin, or a server on this machine. */
  readonly origin: string;
  send(request: ServiceRequest, signal: AbortSignal | undefined): Promise<Reply>;
  /** What the token for the service grants. The token itself stays here. @returns undefined where the token does not say it */
  readGrants(signal: AbortSignal | undefined): Promise<TokenGrants | { readonly error: unknown } | undefined>;
}

/** Permissions that a token carries: an application's own, or those that a person lends it. */
export interface TokenGrants {
  readonly identity: 'application' | 'person';
  readonly names: readonly string[];
}

export interface ServiceClientProps {
  readonly service: ServiceName;
  readonly credential: TokenCredential;
  /** A server on this machine that stands for the service. @default the service itself */
  readonly endpoint?: string | undefined;
  /** PEM of a certificate authority to trust beside Node's own. @default none */
  readonly certificateAuthority?: string | undefined;
  readonly clock: Clock;
}

/**
 * A client of one service over the Azure pipeline, which is loaded with the first request. It neither repeats nor follows redirects: a
 * redirect would carry the token to wherever it points.
 *
 * @throws AppError `MXDR-AZURE-ADDRESS-…`
 */
export function createServiceClient({ service, credential, endpoint, certificateAuthority, clock }: ServiceClientProps): ServiceClient {
  const api: ServiceApi = serviceApis[service];
  const origin = trustAddress(`endpoint of ${service}`, endpoint ?? api.origin, api.hosts);
  let sender: Promise<(options: PipelineRequestOptions) => Promise<Reply>> | undefined;

  const open = async (): Promise<(options: PipelineRequestOptions) => Promise<Reply>> => {
    const rest = await import('@azure/core-rest-pipeline');
    const pipeline: Pipeline = rest.createPipelineFromOptions({
      retryOptions: { maxRetries: 0 },
      redirectOptions: { maxRetries: 0 },
      userAgentOptions: { userAgentPrefix: 'mxdr' },
      ...(certificateAuthority === undefined || !isLoopback(origin) ? {} : { tlsOptions: { ca: certificateAuthority } }),
    });
    // A server on this machine sees the token that the service would see.
    if (api.scope !== undefined) pipeline.addPolicy(rest.bearerTokenAuthenticationPolicy({ credential, scopes: api.scope }));
    const http: HttpClient = rest.createDefaultHttpClient();
    return async (options) => {
      const response = await pipeline.sendRequest(http, rest.createPipelineRequest(options));
      return {
        kind: 'answered',
        status: response.status,
        text: response.bodyAsText ?? '',
        requestId: response.headers.get('request-id') ?? response.headers.get('x-ms-request-id'),
        retryAfterMs: readRetryAfter((name) => response.headers.get(name), clock.now()),
      };
    };
  };

  return {
    api,
    origin,
    async readGrants(signal) {
      if (api.scope === undefined) return undefined;
      try {
        const token = await abortable(credential.getToken(api.scope, signal === undefined ? {} : { abortSignal: signal }), signal);
        return token === null ? undefined : grantsOf(token.token);
      } catch (error) {
        signal?.throwIfAborted();
        return { error };
      }
    },
    async send({ url, headers, body, timeoutMs }, signal) {
      try {
        sender ??= open();
        const send = await sender;
        const { createHttpHeaders } = await import('@azure/core-rest-pipeline');
        const hasBody = body !== undefined;
        return await abortable(
          send({
            url,
            method: hasBody ? 'POST' : 'GET',
            headers: createHttpHeaders({
              Accept: 'application/json',
              ...(hasBody ? { 'Content-Type': 'application/json' } : {}),
              ...headers,
            }),
            ...(hasBody ? { body: JSON.stringify(body) } : {}),
            timeout: timeoutMs,
            ...(signal === undefined ? {} : { abortSignal: signal }),
          }),
          signal,
        );
      } catch (error) {
        signal?.throwIfAborted();
        return { kind: 'lost', error };
      }
    },
  };
}

/** Roles are an application's, scopes a person's. The service checks the signature, not we. */
function grantsOf(token: string): TokenGrants | undefined {
  const claims = readTokenClaims(token);
  const { roles, scp } = claims ?? {};
  if (Array.isArray(roles)) return { identity: 'application', names: roles.filter((role) => typeof role === 'string').toSorted() };
  return typeof scp === 'string' ? { identity: 'person', names: scp.split(' ').toSorted() } : undefined;
}
