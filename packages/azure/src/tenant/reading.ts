import type { Clock, JsonValue } from '@mxdr/core';
import { sendWithAttempts } from '../attempts.ts';
import type { JsonRecord } from '../json-shape.ts';
import { isJsonArray, isJsonRecord } from '../json-shape.ts';
import type { Sleep } from '../pause.ts';
import type { Reply } from '../query-transport.ts';
import { isTransient } from '../transport-failure.ts';
import { trustNextPage } from './next-page.ts';
import type { RateLimiter } from './rate-limiter.ts';
import type { Read, ReadFailure } from './read-failure.ts';
import { failureOfReply } from './read-failure.ts';
import type { RateName, ServiceName } from './service-api.ts';
import type { ServiceClient } from './service-client.ts';

/** Bounds of one reading of a tenant. */
export interface ReadLimits {
  /** Requests for one answer in all, the first included. @default 5 */
  readonly maxAttempts: number;
  /** Longest pause before another attempt, in seconds. A service that asks for more is not asked again. @default 120 */
  readonly maxPauseSeconds: number;
  /** Seconds until a silent service is given up. @default 100 */
  readonly answerSeconds: number;
  /** Seconds for everything; what is not read by then is recorded as not read. @default 1800 */
  readonly totalSeconds: number;
  /** Pages of one list. @default 2000 */
  readonly maxPages: number;
}

/** What all readings of one tenant share. */
export interface TenantSession {
  readonly clients: Readonly<Record<ServiceName, ServiceClient>>;
  readonly limiters: Readonly<Record<RateName, RateLimiter>>;
  readonly limits: ReadLimits;
  readonly clock: Clock;
  readonly sleep: Sleep;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Instant at which reading ends, milliseconds since 1970 UTC. */
  readonly deadlineMs: number;
  readonly signal: AbortSignal | undefined;
}

/** One question to one service. */
export interface Call {
  readonly service: ServiceName;
  readonly rate: RateName;
  /** Path and query, e.g. `/v1.0/subscribedSkus`. */
  readonly path: string;
  /** Least permission that answers it. */
  readonly permission?: string;
  /** Asks Graph for what its index knows: counts, and filters over collections. */
  readonly isAdvanced?: boolean;
  /** Makes it the POST of a query. */
  readonly body?: unknown;
}

/** A list over several pages. */
export interface ListCall extends Call {
  /** Rows that were asked for with `$top`. A full page without a next one is continued with `$skip`. @default next pages only */
  readonly pageSize?: number;
  /** Whether 404 says that the list is empty. @default false */
  readonly isEmptyOn404?: boolean;
}

/** An answer's body, or why there is none; `status` where the service answered. */
export type Asked = { readonly value: JsonRecord } | { readonly failure: ReadFailure; readonly status?: number };

/** Asks for one fact, and counts what that takes. */
export interface Reading {
  readonly session: TenantSession;
  /** Requests so far, repeated ones included. */
  readonly requests: number;
  /** Rows so far. */
  readonly rows: number;
  ask(call: Call): Promise<Asked>;
  /** Hands over each row and keeps none. @returns how many there were */
  list(call: ListCall, onRow: (row: JsonRecord) => void): Promise<Read<number>>;
}

export function startReading(session: TenantSession): Reading {
  let requests = 0;
  let rows = 0;

  const askAt = async (url: string, call: Call): Promise<Asked> => {
    const { clock, deadlineMs, limits, signal } = session;
    const client = session.clients[call.service];
    let body: JsonRecord | undefined;
    let isLate = false;
    const send = async (): Promise<Reply> => {
      await session.limiters[call.rate].take(signal);
      // The wait for one's turn may have taken the rest of the time.
      isLate = clock.now() >= deadlineMs;
      if (isLate) return { kind: 'lost', error: undefined };
      requests += 1;
      const reply = await client.send(
        {
          url,
          headers: call.isAdvanced === true ? { ConsistencyLevel: 'eventual' } : {},
          timeoutMs: limits.answerSeconds * 1000,
          ...(call.body === undefined ? {} : { body: call.body }),
        },
        signal,
      );
      body = reply.kind === 'answered' && reply.status === 200 ? parseRecord(reply.text) : undefined;
      return reply;
    };
    signal?.throwIfAborted();
    const reply = await sendWithAttempts(
      send,
      {
        sleep: session.sleep,
        random: session.random,
        isRepeatable: (one) => isRepeatable(one, body),
        limits: {
          maxAttempts: limits.maxAttempts,
          // A pause never reaches beyond the deadline.
          get maxPauseSeconds() {
            return Math.min(limits.maxPauseSeconds, Math.max(0, deadlineMs - clock.now()) / 1000);
          },
        },
      },
      signal,
    );
    if (isLate) return { failure: tooLate(limits) };
    if (body !== undefined) return { value: body };
    if (reply.kind === 'answered' && reply.status === 200)
      return { failure: { reason: 'error', message: 'The answer is not whole, or not JSON.' }, status: 200 };
    const failure = failureOfReply(reply, client.origin, call.permission);
    return reply.kind === 'answered' ? { failure, status: reply.status } : { failure };
  };

  return {
    session,
    get requests() {
      return requests;
    },
    get rows() {
      return rows;
    },
    async ask(call) {
      return askAt(session.clients[call.service].origin + call.path, call);
    },
    async list(call, onRow) {
      const client = session.clients[call.service];
      const first = client.origin + call.path;
      const seen = new Set<string>();
      let count = 0;
      for (let url: string | undefined = first; url !== undefined;) {
        if (seen.has(url)) return { failure: { reason: 'error', message: 'The pages of the answer go round in a circle.' } };
        if (seen.size >= session.limits.maxPages)
          return { failure: { reason: 'error', message: `The list has more than ${session.limits.maxPages} pages.` } };
        seen.add(url);
        const answer = await askAt(url, call);
        if ('failure' in answer) {
          // Nothing there, or nothing more behind a full page.
          if (answer.status === 404 && call.isEmptyOn404 === true) break;
          return { failure: answer.failure };
        }
        const page = answer.value['value'];
        if (!isJsonArray(page)) return { failure: { reason: 'error', message: 'The answer holds no list.' } };
        for (const row of page) {
          if (!isJsonRecord(row)) return { failure: { reason: 'error', message: 'The list holds something that is no object.' } };
          onRow(row);
        }
        count += page.length;
        rows += page.length;
        const link = answer.value['@odata.nextLink'] ?? answer.value['nextLink'];
        if (typeof link === 'string' && link !== '') {
          const next = trustNextPage(link, client.origin, client.api.hosts);
          if (next === undefined)
            return {
              failure: { reason: 'error', message: 'The next page is said to be on another host; mxdr does not take its token there.' },
            };
          url = next;
        } else if (call.pageSize !== undefined && page.length >= call.pageSize) url = `${first}&$skip=${count}`;
        else url = undefined;
      }
      return { value: count };
    },
  };
}

function tooLate({ totalSeconds }: ReadLimits): ReadFailure {
  return { reason: 'error', message: `The ${totalSeconds} s allowed for reading the tenant were over.` };
}

const repeatableStatuses: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);
/** The pipeline's own codes for an answer that broke off. */
const brokenCodes: ReadonlySet<unknown> = new Set(['PARSE_ERROR', 'REQUEST_SEND_ERROR']);

function isRepeatable(reply: Reply, body: JsonRecord | undefined): boolean {
  if (reply.kind === 'answered') return repeatableStatuses.has(reply.status) || (reply.status === 200 && body === undefined);
  const { error } = reply;
  if (isTransient(error)) return true;
  if (!(error instanceof Error)) return false;
  // Silence until the time for an answer was over.
  if (error.name === 'AbortError') return true;
  return error.name === 'RestError' && 'code' in error && brokenCodes.has(error.code);
}

function parseRecord(text: string): JsonRecord | undefined {
  try {
    const value = JSON.parse(text) as JsonValue;
    return isJsonRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
