import { EventEmitter, once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from 'node:https';
import { createServer } from 'node:https';
import { closeServer, createLoopbackCertificate, listenOnLoopback } from '@mxdr/workspace-server';
import { describeEntraHost, grantToken, readBody, refuseToken, sendJson, tokenOf } from './entra-host.ts';

/** A request as the stub received it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What the stub answers a query with; `silence` holds the connection open and says nothing. */
export type StubAnswer =
  | 'silence'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown };

/** The query service and the sign-in host on loopback, with TLS. */
export interface ServiceStub {
  /** `https://localhost:<port>` */
  readonly origin: string;
  /** PEM to trust. */
  readonly certificateAuthority: string;
  readonly queries: readonly SeenRequest[];
  /** Requests for a token, with their form. */
  readonly signIns: readonly (SeenRequest & { readonly form: URLSearchParams })[];
  /** Resolves once the next query has arrived. */
  nextQuery(): Promise<void>;
  /** Answers for the queries to come, in order; the last one repeats. */
  answerWith(...answers: readonly StubAnswer[]): void;
  /** Makes the sign-in host refuse with this description. */
  refuseSignIn(description: string): void;
  close(): Promise<void>;
}

/** Starts a stub on a free port. */
export async function startServiceStub(): Promise<ServiceStub> {
  const { certificate, key } = createLoopbackCertificate();
  const queries: SeenRequest[] = [];
  const signIns: (SeenRequest & { form: URLSearchParams })[] = [];
  let answers: StubAnswer[] = [];
  let refusal: string | undefined;
  const news = new EventEmitter();

  const server: Server = createServer({ cert: certificate, key }, (request, response) => {
    void answer(request, response);
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const seen = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body: await readBody(request) };
    const tenant = seen.path.split('/')[1] ?? '';
    if (seen.path.includes('/.well-known/openid-configuration')) {
      sendJson(response, 200, describeEntraHost(stub.origin, tenant));
    } else if (seen.path.includes('/oauth2/v2.0/token')) {
      signIns.push({ ...seen, form: new URLSearchParams(seen.body) });
      if (refusal === undefined) sendJson(response, 200, grantToken(tokenOf(tenant)));
      else sendJson(response, 400, refuseToken(refusal));
    } else {
      queries.push(seen);
      const next = answers.length > 1 ? answers.shift() : answers[0];
      if (next !== 'silence' && next !== undefined) sendJson(response, next.status, next.body, next.headers);
      news.emit('query');
    }
  }
  const port = await listenOnLoopback(server);
  const stub: ServiceStub = {
    origin: `https://localhost:${port}`,
    certificateAuthority: certificate,
    queries,
    signIns,
    nextQuery: async () => {
      await once(news, 'query');
    },
    answerWith: (...next) => {
      answers = [...next];
    },
    refuseSignIn: (description) => {
      refusal = description;
    },
    close: async () => closeServer(server),
  };
  return stub;
}
