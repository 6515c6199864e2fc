import { errorAnswer } from './http-answer.ts';
import type { QueryDialect, QueryQuestion, RawQuery } from './query-question.ts';
import type { ServiceError } from './service-error.ts';
import { badParameter, pathNotFound } from './service-error.ts';
import { parseTimespan } from './timespan.ts';
import type { ResultWishes } from './write-result.ts';
import { writeResult } from './write-result.ts';

/** The query API of Log Analytics: `/v1/workspaces/<id>/query` and `/v1/<resource id>/query`, with GET or POST. */
export const logAnalyticsDialect: QueryDialect = {
  read: readQuestion,
  write: (raw, result, limits) => writeResult(result, wishesOf(raw), limits),
  writeError: errorAnswer,
  // Measured: the service answers a body of no declared type with 200 and nothing.
  early: ({ request }) => (request.method === 'POST' && request.headers['content-type'] === undefined ? { status: 200 } : undefined),
};

/** Workspace that a path names; undefined where it is no path of a query. */
export function workspaceOfPath(pathname: string): string | undefined {
  const direct = /^\/v1\/workspaces\/([^/]+)\/query$/.exec(pathname);
  const resource = /^\/v1\/+(subscriptions\/.+)\/query$/i.exec(pathname);
  const name = direct?.[1] ?? resource?.[1];
  try {
    return name === undefined ? undefined : decodeURIComponent(name);
  } catch {
    return undefined;
  }
}

interface QuestionBody {
  readonly query?: unknown;
  readonly timespan?: unknown;
  readonly workspaces?: unknown;
}

function readQuestion(raw: RawQuery): QueryQuestion | ServiceError {
  const workspace = workspaceOfPath(raw.url.pathname);
  if (workspace === undefined) return pathNotFound;
  const body = raw.request.method === 'GET' ? bodyOfParameters(raw.url.searchParams) : bodyOfText(raw.body);
  if (body === undefined) return badParameter('body', 'The request body is not a JSON object');
  const { query, timespan, workspaces = [] } = body;
  if (typeof query !== 'string' || query.trim() === '') return badParameter('query', 'A query is required');
  if (!Array.isArray(workspaces) || !workspaces.every((name) => typeof name === 'string'))
    return badParameter('workspaces', 'The workspaces are not a list of strings');
  if (timespan !== undefined && timespan !== null && typeof timespan !== 'string')
    return badParameter('timespan', 'The timespan is not a string');
  // The SDK sends an empty timespan for none.
  const text = timespan === undefined || timespan === null || timespan === '' ? undefined : timespan;
  const window = text === undefined ? undefined : parseTimespan(text, raw.nowMs);
  if (text !== undefined && window === undefined) return badParameter('timespan', `The timespan '${text}' could not be understood`);
  const wait = /\bwait=(\d+)/.exec(preferOf(raw))?.[1];
  return { workspace, others: workspaces, query, window, timespan: text, waitSeconds: wait === undefined ? undefined : Number(wait) };
}

function bodyOfParameters(parameters: URLSearchParams): QuestionBody {
  const workspaces = parameters.get('workspaces');
  return {
    query: parameters.get('query') ?? undefined,
    timespan: parameters.get('timespan') ?? undefined,
    workspaces: workspaces === null || workspaces === '' ? [] : workspaces.split(','),
  };
}

function bodyOfText(text: string): QuestionBody | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

function preferOf({ request }: RawQuery): string {
  const prefer = request.headers['prefer'];
  return Array.isArray(prefer) ? prefer.join(',') : (prefer ?? '');
}

function wishesOf(raw: RawQuery): ResultWishes {
  const prefer = preferOf(raw);
  return { hasStatistics: /\binclude-statistics=true\b/.test(prefer), hasRender: /\binclude-render=true\b/.test(prefer) };
}
