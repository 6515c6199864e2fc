import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createPlainServer } from 'node:http';
import { createServer } from 'node:https';
import type { Clock } from '@mxdr/core';
import { QueryService } from './answer-query.ts';
import { DATA_EXPLORER_AUDIENCE, dataExplorerDialect, describeCloud } from './data-explorer/data-explorer-dialect.ts';
import { limitUnusable, workspaceIdUnusable, workspaceTwice } from './errors.ts';
import type { FaultRule } from './fault.ts';
import { FaultPlan } from './fault.ts';
import type { HttpAnswer } from './http-answer.ts';
import { errorAnswer, jsonAnswer, readBody, sendAnswer } from './http-answer.ts';
import { logAnalyticsDialect, workspaceOfPath } from './log-analytics-dialect.ts';
import type { LoopbackCertificate } from './loopback-certificate.ts';
import { createLoopbackCertificate } from './loopback-certificate.ts';
import { closeServer, isLoopbackHost, listenOnLoopback } from './loopback-listener.ts';
import type { ManagedIdentityHost } from './managed-identity-host.ts';
import { answerManagedIdentity } from './managed-identity-host.ts';
import type { LoggedQuery } from './request-log.ts';
import { RequestLog } from './request-log.ts';
import type { ServedWorkspace } from './served-workspace.ts';
import { WorkspaceDirectory } from './served-workspace.ts';
import { pathNotFound } from './service-error.ts';
import type { ServiceLimits } from './service-limits.ts';
import { DEFAULT_SERVICE_LIMITS } from './service-limits.ts';
import type { LoggedSignIn, OfferedAssertion, SignInHostProps } from './sign-in-host.ts';
import { answerSignIn, answerSignInFault, describeSignInHost, refuse } from './sign-in-host.ts';
import type { CallerIdentity, TokenRequest } from './token-issuer.ts';
import { createTokenIssuer, isSame } from './token-issuer.ts';
import type { Timer } from './turnstile.ts';

/** Audience of tokens for the query API. */
export const LOG_ANALYTICS_AUDIENCE = 'https://api.loganalytics.io';

export interface WorkspaceServerProps {
  readonly workspaces: readonly ServedWorkspace[];
  /** Address to listen on; of this machine only. @default 127.0.0.1 */
  readonly host?: string;
  /** 0 takes any that is free. @default 0 */
  readonly port?: number;
  /** @default one that is made, see `createLoopbackCertificate` */
  readonly certificate?: LoopbackCertificate;
  /** @default the service's own */
  readonly limits?: Partial<ServiceLimits>;
  /** How an answer beyond a limit tells when to come back. @default 'seconds' */
  readonly retryAfter?: 'seconds' | 'date' | 'absent';
  /** Tenants beside those of the workspaces whose applications can sign in, e.g. the operator's. @default those in `openTo` */
  readonly tenants?: readonly string[];
  /** Whether an assertion proves a client: undefined, or why not. @default it must be the server's own, see `WorkspaceServer.assertion` */
  readonly checkAssertion?: (offer: OfferedAssertion) => string | undefined;
  /** Seconds that a token lives. @default 3600 */
  readonly tokenLifetimeSeconds?: number;
  /** Identity of this machine, for clients that sign in as it. @default there is none */
  readonly managedIdentity?: CallerIdentity;
  /** @default the system's */
  readonly clock?: Clock;
  /** What `P1D` counts back from. @default `clock` */
  readonly queryClock?: Clock;
  /** @default setTimeout */
  readonly timer?: Timer;
  /** Queries, and sign-ins, that the log keeps one by one; all queries are counted. @default 10_000 */
  readonly keptQueries?: number;
  /** Told of each query as its answer goes out. @default nobody is told */
  readonly onQuery?: (query: LoggedQuery) => void;
}

/** A query service, the host where its clients sign in, and what both saw. */
export interface WorkspaceServer {
  /** `https://localhost:<port>`, for queries and as the authority of sign-ins. */
  readonly origin: string;
  readonly port: number;
  /** PEM to trust: for `NODE_EXTRA_CA_CERTS`, `curl --cacert` or a client's `ca`. */
  readonly certificateAuthority: string;
  /** Signs any application in to any tenant of this server. A secret of this run. */
  readonly assertion: string;
  /** Where `managedIdentity` is given. */
  readonly managedIdentity: ManagedIdentityHost | undefined;
  readonly log: RequestLog;
  readonly signIns: readonly LoggedSignIn[];
  /** A token without a sign-in. @param request the audience is the query API's where it is left out */
  token(request: CallerIdentity & Partial<TokenRequest>): string;
  /** Makes requests go wrong from now on. */
  fail(rule: FaultRule): void;
  /** Takes back what `fail` was told. */
  heal(): void;
  /** Adds a workspace while the server runs. */
  serve(workspace: ServedWorkspace): void;
  /** Stops listening, lets answers under way end for as long as given, then cuts the rest. @param graceMs @default 0 */
  close(graceMs?: number): Promise<void>;
}

const workspaceIdPattern = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * Starts the query API of Log Analytics on this machine, over TLS, with sign-in, limits and faults on demand.
 *
 * @throws AppError `MXDR-SERVE-ADDRESS-REFUSED`, `-PORT-UNUSABLE`, `-WORKSPACE-ID-INVALID`, `-WORKSPACE-TWICE` or `-LIMIT-INVALID`
 */
export async function startWorkspaceServer(props: WorkspaceServerProps): Promise<WorkspaceServer> {
  const { host = '127.0.0.1', port = 0, tokenLifetimeSeconds = 3600, keptQueries: kept = 10_000 } = props;
  const clock = props.clock ?? { now: () => Date.now() };
  const timer = props.timer ?? systemTimer;
  const limits = { ...DEFAULT_SERVICE_LIMITS, ...props.limits };
  for (const [name, value] of Object.entries(limits)) if (!Number.isSafeInteger(value) || value < 1) throw limitUnusable(name, value);
  const directory = new WorkspaceDirectory();
  const tenants = new Set((props.tenants ?? []).map((tenant) => tenant.toLowerCase()));
  const serve = (workspace: ServedWorkspace): void => {
    if (!workspaceIdPattern.test(workspace.id)) throw workspaceIdUnusable(workspace.id);
    if (directory.find(workspace.id) !== undefined) throw workspaceTwice(workspace.id);
    directory.add(workspace);
    for (const tenant of [workspace.tenantId, ...(workspace.openTo ?? [])]) tenants.add(tenant.toLowerCase());
  };
  for (const workspace of props.workspaces) serve(workspace);

  let origin = '';
  const certificate = props.certificate ?? createLoopbackCertificate();
  const assertion = randomBytes(24).toString('base64url');
  const issuer = createTokenIssuer({ clock, lifetimeSeconds: tokenLifetimeSeconds, origin: () => origin });
  const faults = new FaultPlan();
  const log = new RequestLog({ clock, windowMs: limits.windowMs, kept, onQuery: props.onQuery });
  const signIns: LoggedSignIn[] = [];
  const signIn: SignInHostProps = {
    clock,
    issuer,
    lifetimeSeconds: tokenLifetimeSeconds,
    origin: () => origin,
    tenants,
    audiences: () => [LOG_ANALYTICS_AUDIENCE, DATA_EXPLORER_AUDIENCE, origin],
    checkAssertion:
      props.checkAssertion ??
      ((offer) => (isSame(assertion, offer.assertion) ? undefined : 'AADSTS700211: No matching federated identity record found.')),
    log: (entry) => {
      signIns.push(entry);
      if (signIns.length > kept) signIns.shift();
    },
  };
  const queries = new QueryService({
    clock,
    queryClock: props.queryClock ?? clock,
    timer,
    issuer,
    limits,
    directory,
    faults,
    log,
    retryAfter: props.retryAfter ?? 'seconds',
  });

  const answerOthers = async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const send = async (answer: HttpAnswer): Promise<void> => sendAnswer(request, response, answer, { nowMs: clock.now() });
    const [, tenant = '', path = ''] = /^\/([^/]+)\/(.+)$/.exec(url.pathname) ?? [];
    if (path === 'v2.0/.well-known/openid-configuration') return send(jsonAnswer(200, describeSignInHost(origin, tenant)));
    if (path !== 'oauth2/v2.0/token') return send(errorAnswer(pathNotFound, 'none'));
    const body = await readBody(request, 65_536);
    if (request.method !== 'POST' || body === undefined)
      return send(refuse('invalid_request', 'AADSTS900561: The endpoint only accepts POST requests.'));
    const fault = faults.next('sign-in', { workspaceId: undefined, tenantId: tenant, query: '' });
    if (fault?.kind === 'silence') return undefined;
    if (fault?.kind === 'reset') return void request.socket.destroy();
    if (fault?.kind === 'slow') await new Promise<void>((resolve) => void timer(fault.milliseconds, resolve));
    return send(fault === undefined || fault.kind === 'slow' ? answerSignIn(signIn, tenant, body) : answerSignInFault(fault, clock.now()));
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', origin);
    // A page in a browser may reach this port under a name of its own; nobody else has one.
    if (!isLoopbackHost(request.headers.host)) return sendAnswer(request, response, { status: 421 }, { nowMs: clock.now() });
    if (request.method === 'GET' && url.pathname === '/v1/rest/auth/metadata')
      return sendAnswer(request, response, describeCloud(origin), { nowMs: clock.now() });
    if (request.method === 'GET' || request.method === 'POST') {
      const explorer = dataExplorerDialect(url.pathname);
      const audiences = [LOG_ANALYTICS_AUDIENCE, ...(explorer === undefined ? [] : [DATA_EXPLORER_AUDIENCE, origin])];
      const dialect = explorer ?? (workspaceOfPath(url.pathname) === undefined ? undefined : logAnalyticsDialect);
      if (dialect !== undefined) return queries.handle(request, response, url, dialect, audiences);
    }
    return answerOthers(request, response, url);
  };
  const guard =
    (handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>) =>
    (request: IncomingMessage, response: ServerResponse) => {
      handle(request, response).catch((error: unknown) => {
        if (response.headersSent || response.destroyed) return;
        const message = error instanceof Error ? error.message : String(error);
        void sendAnswer(request, response, errorAnswer({ status: 500, code: 'InternalServerError', message }, 'none'), {
          nowMs: clock.now(),
        });
      });
    };

  const server = createServer({ cert: certificate.certificate, key: certificate.key }, guard(answer));
  const actualPort = await listenOnLoopback(server, host, port);
  const listening: Parameters<typeof closeServer>[0][] = [server];
  origin = `https://localhost:${actualPort}`;

  let managedIdentity: ManagedIdentityHost | undefined;
  if (props.managedIdentity !== undefined) {
    const identity = props.managedIdentity;
    const secret = randomBytes(24).toString('base64url');
    tenants.add(identity.tenantId.toLowerCase());
    const plain = createPlainServer(
      guard(async (request, response) => {
        const url = new URL(request.url ?? '/', 'http://127.0.0.1');
        const fault = faults.next('sign-in', { workspaceId: undefined, tenantId: identity.tenantId, query: '' });
        const reply =
          fault === undefined
            ? answerManagedIdentity(signIn, identity, secret, url, request.headers)
            : answerSignInFault(fault, clock.now());
        await sendAnswer(request, response, reply, { nowMs: clock.now() });
      }),
    );
    listening.push(plain);
    const machineHost = `http://127.0.0.1:${await listenOnLoopback(plain)}`;
    managedIdentity = { endpoint: `${machineHost}/msi/token`, header: secret, machineHost };
  }

  return {
    origin,
    port: actualPort,
    certificateAuthority: certificate.certificate,
    assertion,
    managedIdentity,
    log,
    signIns,
    token: (request) => issuer.issue({ audience: LOG_ANALYTICS_AUDIENCE, ...request }),
    fail: (rule) => faults.add(rule),
    heal: () => faults.clear(),
    serve,
    close: async (graceMs = 0) => {
      await Promise.all(listening.map(async (one) => closeServer(one, graceMs)));
    },
  };
}

const systemTimer: Timer = (milliseconds, run) => {
  const timeout = setTimeout(run, milliseconds);
  return () => clearTimeout(timeout);
};
