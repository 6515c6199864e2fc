import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock, QueryResult } from '@mxdr/core';
import type { Fault, FaultPlan } from './fault.ts';
import type { HttpAnswer, SendProps } from './http-answer.ts';
import { readBody, sendAnswer } from './http-answer.ts';
import type { QueryDialect, RawQuery } from './query-question.ts';
import type { LoggedQuery, RequestLog } from './request-log.ts';
import { runQuestion } from './run-question.ts';
import type { ServedWorkspace, WorkspaceDirectory } from './served-workspace.ts';
import { isOpenTo } from './served-workspace.ts';
import type { ServiceError } from './service-error.ts';
import { badParameter, insufficientAccess, throttled, unauthorized, workspaceNotFound } from './service-error.ts';
import { errorOfFault, isAnsweredAtOnce, retryAfterText } from './service-fault.ts';
import type { ServiceLimits } from './service-limits.ts';
import type { CallerIdentity, TokenIssuer } from './token-issuer.ts';
import type { Timer } from './turnstile.ts';
import { Turnstile } from './turnstile.ts';

/** Longest body of a request: a query may have some hundred thousand characters. */
const maxBodyBytes = 4_194_304;

/** Workspaces of one query, as the service allows. */
const maxWorkspaces = 100;

/** How clients of Azure Data Explorer name whichever database there is. */
const defaultDatabase = 'NetDefaultDB';

export interface QueryServiceProps {
  readonly clock: Clock;
  /** What a duration as a timespan counts back from. */
  readonly queryClock: Clock;
  readonly timer: Timer;
  readonly issuer: TokenIssuer;
  readonly limits: ServiceLimits;
  readonly directory: WorkspaceDirectory;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  /** How the answer to a query beyond a limit tells when to come back. */
  readonly retryAfter: 'seconds' | 'date' | 'absent';
}

/** What a request ends in: an answer, or a connection that breaks or stays. */
type Reply =
  | { readonly kind: 'answer'; readonly answer: HttpAnswer; readonly send?: Partial<SendProps> }
  | { readonly kind: 'break' }
  | { readonly kind: 'silence' };

/** What is noted of a request while it is answered. */
type Draft = { -readonly [Key in keyof LoggedQuery]?: LoggedQuery[Key] };

/** Answers queries: who asks, what goes wrong on demand, whether it is their turn, and then the query itself. */
export class QueryService {
  private readonly props: QueryServiceProps;
  private readonly turnstiles = new Map<string, Turnstile>();

  constructor(props: QueryServiceProps) {
    this.props = props;
  }

  async handle(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    dialect: QueryDialect,
    audiences: readonly string[],
  ): Promise<void> {
    const { clock, log } = this.props;
    const requestId = randomUUID();
    const at = clock.now();
    const draft: Draft = {};
    const gone = new AbortController();
    const ended = new Promise<void>((resolve) => {
      response.once('close', () => {
        gone.abort();
        resolve();
      });
    });
    const usage = { end: (): void => undefined };
    let isNoted = false;
    // Before the answer goes out: a client that has it may ask again, and a test may look, before this side learns that it was read.
    const note = (): void => {
      if (isNoted) return;
      isNoted = true;
      usage.end();
      log.add({
        at,
        durationMs: clock.now() - at,
        waitedMs: draft.waitedMs ?? 0,
        method: request.method ?? '',
        path: url.pathname,
        caller: draft.caller,
        workspaceId: draft.workspaceId,
        query: draft.query ?? '',
        timespan: draft.timespan,
        prefer: headerOf(request, 'prefer'),
        contentType: headerOf(request, 'content-type'),
        userAgent: headerOf(request, 'user-agent'),
        clientRequestId: headerOf(request, 'x-ms-client-request-id'),
        status: draft.status,
        fault: draft.fault,
      });
    };
    try {
      const reply = await this.reply({ request, url, dialect, audiences, requestId, draft, signal: gone.signal, usage });
      if (reply.kind === 'break') {
        note();
        request.socket.destroy();
      } else if (reply.kind === 'answer' && !gone.signal.aborted) {
        draft.status = reply.answer.status;
        note();
        const names = { 'x-ms-request-id': requestId, ...echo(request) };
        const answer = { ...reply.answer, headers: { ...names, ...reply.answer.headers } };
        await sendAnswer(request, response, answer, { nowMs: clock.now(), ...reply.send });
      }
      await ended;
    } catch (error) {
      draft.status ??= 500;
      throw error;
    } finally {
      note();
    }
  }

  private async reply(asked: Asked): Promise<Reply> {
    const { request, url, dialect, audiences, requestId, draft } = asked;
    const fail = (error: ServiceError): Reply => ({ kind: 'answer', answer: dialect.writeError(error, requestId) });
    const body = await readBody(request, maxBodyBytes);
    if (body === undefined) return fail({ status: 413, code: 'PayloadTooLarge', message: 'The request is too large' });
    const raw: RawQuery = { request, url, body, nowMs: this.props.queryClock.now() };
    const verdict = this.props.issuer.check(request.headers.authorization, audiences);
    if (verdict.kind === 'refused') return fail(unauthorized(verdict.code, verdict.detail, verdict.message));
    draft.caller = verdict.caller;
    const early = dialect.early?.(raw);
    if (early !== undefined) return { kind: 'answer', answer: early };
    const question = dialect.read(raw);
    if ('status' in question) return fail(question);
    draft.query = question.query;
    draft.timespan = question.timespan;
    const usage = this.props.log.begin(verdict.caller);
    asked.usage.end = usage.end;

    if (question.others.length >= maxWorkspaces) return fail(badParameter('workspaces', `A query may name ${maxWorkspaces} workspaces`));
    const { directory } = this.props;
    const workspaces: ServedWorkspace[] = [];
    for (const name of [question.workspace, ...question.others]) {
      const workspace = name === defaultDatabase ? directory.openTo(verdict.caller.tenantId)[0] : directory.find(name);
      if (workspace === undefined) return fail(workspaceNotFound(name));
      if (!isOpenTo(workspace, verdict.caller.tenantId)) return fail(insufficientAccess);
      if (!workspaces.includes(workspace)) workspaces.push(workspace);
    }
    const [first] = workspaces;
    draft.workspaceId = first!.id;

    const fault = this.props.faults.next('query', { workspaceId: first!.id, tenantId: first!.tenantId, query: question.query });
    draft.fault = fault?.kind;
    if (fault !== undefined && isAnsweredAtOnce(fault)) return atOnce(fault, fail, this.props.clock.now());

    const turnstile = this.turnstileOf(verdict.caller);
    const admission = await turnstile.enter(asked.signal);
    if (admission.kind === 'abandoned') return { kind: 'break' };
    if (admission.kind === 'refused') {
      usage.throttled();
      const when = retryAfterText(this.props.retryAfter, admission.retryAfterMs, this.props.clock.now());
      return fail(throttled(refusals[admission.why], when));
    }
    draft.waitedMs = admission.waitedMs;
    try {
      if (fault?.kind === 'slow') await this.pause(fault.milliseconds, asked.signal);
      const visible = (): readonly ServedWorkspace[] => directory.openTo(verdict.caller.tenantId);
      const run = dialect.run === undefined ? undefined : () => dialect.run!(question.query, first!, visible());
      const ran = await runQuestion(this.props, question, workspaces, run, asked.signal);
      if (ran.kind === 'gone') return { kind: 'break' };
      if (ran.kind === 'error') return fail(ran.error);
      if (ran.kind === 'no-content') return { kind: 'answer', answer: { status: 204 } };
      const result = fault?.kind === 'partial' ? partOf(ran.result, fault) : ran.result;
      const answer: HttpAnswer = { status: 200, body: dialect.write(raw, result, this.props.limits) };
      return { kind: 'answer', answer, send: sendingOf(fault, this.props.clock.now()) };
    } finally {
      admission.leave();
    }
  }

  private turnstileOf({ tenantId, clientId }: CallerIdentity): Turnstile {
    const key = `${tenantId}/${clientId}`;
    const known = this.turnstiles.get(key);
    if (known !== undefined) return known;
    const turnstile = new Turnstile(this.props);
    this.turnstiles.set(key, turnstile);
    return turnstile;
  }

  private async pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const cancel = this.props.timer(milliseconds, resolve);
      signal.addEventListener(
        'abort',
        () => {
          cancel();
          resolve();
        },
        { once: true },
      );
    });
  }
}

interface Asked {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly dialect: QueryDialect;
  readonly audiences: readonly string[];
  readonly requestId: string;
  readonly draft: Draft;
  /** Aborted once the client has gone. */
  readonly signal: AbortSignal;
  /** Holds what is to be called when the request has ended. */
  readonly usage: { end: () => void };
}

const refusals = {
  rate: 'Rate limit is reached: too many queries of this identity in a short time',
  'queue-full': 'Too many queries of this identity are waiting',
  'queue-time': 'The query waited too long for its turn',
} as const;

function atOnce(fault: Fault, fail: (error: ServiceError) => Reply, nowMs: number): Reply {
  if (fault.kind === 'silence') return { kind: 'silence' };
  if (fault.kind === 'reset') return { kind: 'break' };
  if (fault.kind === 'empty') return { kind: 'answer', answer: { status: 200 } };
  if (fault.kind === 'no-content') return { kind: 'answer', answer: { status: 204 } };
  if (fault.kind === 'status' && fault.body !== undefined) {
    const { status, headers, body } = fault;
    return { kind: 'answer', answer: { status, body, ...(headers === undefined ? {} : { headers }) } };
  }
  return fail(errorOfFault(fault, nowMs));
}

/** How a right answer goes wrong on its way. */
function sendingOf(fault: Fault | undefined, nowMs: number): Partial<SendProps> {
  if (fault?.kind === 'clock-skew') return { nowMs: nowMs + fault.milliseconds };
  if (fault?.kind === 'truncated') return { isCut: true };
  return fault?.kind === 'reset' ? { isBroken: true } : {};
}

function partOf(result: QueryResult, fault: Extract<Fault, { kind: 'partial' }>): QueryResult {
  const reason = {
    // The engine's number for a query that used too much; a result that is too large has another one.
    code: fault.code ?? '-2133196799',
    message: fault.message ?? 'Query execution has exceeded the allowed limits (E_RUNAWAY_QUERY), so not all records were returned.',
  };
  return { ...result, status: 'partial', rows: result.rows.slice(0, fault.rows), partial: [...(result.partial ?? []), reason] };
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

function echo(request: IncomingMessage): Readonly<Record<string, string>> {
  const id = headerOf(request, 'x-ms-client-request-id');
  return id === undefined ? {} : { 'x-ms-client-request-id': id };
}
