import type { HttpAnswer } from '../http-answer.ts';
import { jsonAnswer } from '../http-answer.ts';
import type { QueryDialect, QueryQuestion, RawQuery } from '../query-question.ts';
import type { ServiceError } from '../service-error.ts';
import { badArgument } from '../service-error.ts';
import { runCommand } from './run-command.ts';
import { writeFrames, writeTables } from './write-frames.ts';

/** The three addresses to which clients of Azure Data Explorer send what they ask. */
const dialects: Readonly<Record<string, QueryDialect>> = {
  '/v1/rest/query': { read: readQuestion, write: (_raw, result, limits) => writeTables(result, limits), writeError },
  '/v2/rest/query': { read: readQuestion, write: (_raw, result, limits) => writeFrames(result, limits), writeError },
  '/v1/rest/mgmt': { read: readQuestion, write: (_raw, result, limits) => writeTables(result, limits), writeError, run: runCommand },
};

export function dataExplorerDialect(pathname: string): QueryDialect | undefined {
  return dialects[pathname.toLowerCase()];
}

/** Audiences of tokens that open these addresses, beside that of Log Analytics, whose proxy speaks this protocol too, and the server itself. */
export const DATA_EXPLORER_AUDIENCE = 'https://kusto.kusto.windows.net';

/** What a client reads before it signs in. */
export function describeCloud(origin: string): HttpAnswer {
  return jsonAnswer(200, {
    AzureAD: {
      LoginEndpoint: origin,
      LoginMfaRequired: false,
      KustoClientAppId: 'db662dc1-0cfe-4e1c-a843-19a68e65be58',
      KustoClientRedirectUri: 'https://microsoft/kustoclient',
      KustoServiceResourceId: DATA_EXPLORER_AUDIENCE,
      FirstPartyAuthorityUrl: origin,
    },
  });
}

interface QuestionBody {
  readonly db?: unknown;
  readonly csl?: unknown;
  readonly properties?: unknown;
}

/** Options that change nothing about an answer here. One that is not among them could, so it is refused. */
const harmlessOptions: ReadonlySet<string> = new Set([
  'norequesttimeout',
  'servertimeout',
  'queryconsistency',
  'results_progressive_enabled',
  'request_readonly',
  'request_app_name',
  'request_user',
  'request_description',
  'client_max_redirect_count',
  'query_language',
]);

function readQuestion(raw: RawQuery): QueryQuestion | ServiceError {
  const { searchParams } = raw.url;
  const body: QuestionBody | undefined =
    raw.request.method === 'GET' ? { db: searchParams.get('db'), csl: searchParams.get('csl') } : bodyOf(raw.body);
  if (body === undefined) return badArgument({ code: 'BadRequest', message: 'The request body is not a JSON object' });
  const { db, csl } = body;
  if (typeof csl !== 'string' || csl.trim() === '') return badArgument({ code: 'BadRequest', message: 'A query (csl) is required' });
  if (typeof db !== 'string' || db === '') return badArgument({ code: 'BadRequest', message: 'A database (db) is required' });
  const properties = propertiesOf(body.properties);
  if (properties === undefined) return badArgument({ code: 'BadRequest', message: 'The properties are not a JSON object' });
  const [parameter] = Object.keys(properties.parameters);
  if (parameter !== undefined) return notHere(`The query parameter ${parameter} of the request`);
  const option = Object.keys(properties.options).find((name) => !harmlessOptions.has(name.toLowerCase()));
  if (option !== undefined) return notHere(`The option ${option} of the request`);
  const timeout = properties.options['servertimeout'];
  const waitSeconds = typeof timeout === 'string' ? secondsOf(timeout) : undefined;
  return { workspace: db, others: [], query: csl, window: undefined, timespan: undefined, waitSeconds };
}

function notHere(what: string): ServiceError {
  return { status: 501, code: 'NotSupportedHere', message: `${what} is not supported by the local server; the service might know it` };
}

function bodyOf(text: string): QuestionBody | undefined {
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

type Fields = Readonly<Record<string, unknown>>;

function recordOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

/** Some clients send the properties as an object, others as its text. */
function propertiesOf(given: unknown): { readonly options: Fields; readonly parameters: Fields } | undefined {
  let value = given ?? {};
  try {
    if (typeof value === 'string') value = value === '' ? {} : JSON.parse(value);
  } catch {
    return undefined;
  }
  const fields = recordOf(value);
  return fields === undefined
    ? undefined
    : { options: recordOf(fields['Options']) ?? {}, parameters: recordOf(fields['Parameters']) ?? {} };
}

/** `00:04:00.000`, at least one second. */
function secondsOf(text: string): number | undefined {
  const match = /^(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?$/.exec(text);
  return match === null ? undefined : Math.max(1, Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]));
}

const codes: Readonly<Record<number, string>> = {
  400: 'General_BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'BadRequest_DatabaseNotExist',
  429: 'LimitsExceeded',
  504: 'Timeout',
};

/** The same errors in the words of Azure Data Explorer, which says 400 for a database that is not there. */
function writeError(error: ServiceError, requestId: string): HttpAnswer {
  const status = error.status === 404 ? 400 : error.status;
  const body = {
    error: {
      code: codes[error.status] ?? error.code,
      message: 'Request is invalid and cannot be executed.',
      '@type': `Kusto.${error.code}`,
      '@message': particularMessage(error),
      '@context': { activityId: requestId },
      '@permanent': status < 500 && status !== 429,
    },
  };
  return jsonAnswer(status, body, error.headers);
}

interface Link {
  readonly message?: unknown;
  readonly innererror?: unknown;
}

function particularMessage(error: Link): string {
  const inner = recordOf(error.innererror);
  return inner === undefined ? String(error.message) : particularMessage(inner);
}
