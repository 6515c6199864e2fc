import type { JsonValue, QueryFailure, QueryFailureReason } from '@mxdr/core';
import { isJsonRecord } from './json-shape.ts';
import { parseLosslessJson } from './lossless-json.ts';
import type { Reply } from './query-transport.ts';
import type { ServiceErrorLink } from './service-error.ts';
import { missingTablesOf, readServiceError } from './service-error.ts';

export type Answer = Extract<Reply, { kind: 'answered' }>;

interface Verdict {
  readonly reason: QueryFailureReason;
  readonly code: `MXDR-AZURE-${string}`;
  readonly message: string;
  readonly mend: string;
}

const limitPattern = /E_RUNAWAY_QUERY|E_LOW_MEMORY|E_MEMORY|too complex|exceeded .*(?:limit|budget|quota)/i;

/** Result sets beyond what the service sends, by the names and the words of its engine. */
const tooLargePattern =
  /E_QUERY_RESULT_SET_TOO_LARGE|0x80DA0003|-2133196797|Response(?:Payload|Size)TooLarge|exceed(?:s|ed)? the (?:set|internal) (?:data size |record count )?limit/i;

/** True where the service says that the result is larger than it sends: 500,000 rows, or 64 MB. */
export function isTooLarge({ code, message }: ServiceErrorLink): boolean {
  return tooLargePattern.test(`${code} ${message}`);
}

/** An answer that is no result, as an outcome. The request id goes into the message: support asks for it. */
export function failureOfAnswer(answer: Answer): QueryFailure {
  const links = readServiceError(errorIn(answer.text));
  const said = links.findLast((link) => link.message !== '')?.message ?? `HTTP ${answer.status}`;
  const verdict = judge(answer, links, said);
  const place = verdict.reason === 'invalid' ? links.findLast((link) => link.line !== undefined) : undefined;
  const missingTables = missingTablesOf(links);
  return {
    status: 'failed',
    ...verdict,
    message: `${verdict.message}${answer.requestId === undefined ? '' : ` (request ${answer.requestId})`}`,
    ...(place?.line === undefined ? {} : { line: place.line }),
    ...(place?.column === undefined ? {} : { column: place.column }),
    ...(verdict.reason === 'table-missing' ? { missingTables } : {}),
  };
}

function judge({ status, retryAfterMs }: Answer, links: readonly ServiceErrorLink[], said: string): Verdict {
  if (status === 401 || status === 403) {
    return {
      reason: 'denied',
      code: 'MXDR-AZURE-DENIED',
      message: `The workspace refused the query: ${said}`,
      mend: 'Give the identity Log Analytics Reader or Microsoft Sentinel Reader on the workspace (through Azure Lighthouse for an operator). A new assignment takes some minutes.',
    };
  }
  if (status === 404) {
    return {
      reason: 'unreachable',
      code: 'MXDR-AZURE-WORKSPACE-NOT-FOUND',
      message: `The workspace was not found: ${said}`,
      mend: 'Check workspace.workspaceId of the customer: the GUID shown as "Workspace ID" in the portal.',
    };
  }
  if (status === 429) {
    const when = retryAfterMs === undefined ? 'Wait some minutes' : `Wait ${Math.ceil(retryAfterMs / 1000)} s`;
    return {
      reason: 'throttled',
      code: 'MXDR-AZURE-THROTTLED',
      message: `The service takes no more queries for now: ${said}`,
      mend: `${when} and try again with a smaller --parallel; the limit counts per identity and per address of this machine.`,
    };
  }
  if (status === 408 || status === 504) {
    return {
      reason: 'timeout',
      code: 'MXDR-AZURE-QUERY-TIMEOUT',
      message: `The query did not end in the time allowed: ${said}`,
      mend: 'Ask for a shorter window, filter and aggregate earlier in the query.',
    };
  }
  if (status >= 300 && status < 400) {
    return {
      reason: 'unreachable',
      code: 'MXDR-AZURE-REDIRECTED',
      message: `The service pointed elsewhere (HTTP ${status}); mxdr does not take its token there.`,
      mend: 'Check the address of the service and the proxy between.',
    };
  }
  if (status >= 500) {
    return {
      reason: 'unreachable',
      code: 'MXDR-AZURE-SERVICE-ERROR',
      message: `The service failed: ${said}`,
      mend: 'Try again later; the Azure status page tells of incidents.',
    };
  }
  if (missingTablesOf(links).length > 0) {
    return {
      reason: 'table-missing',
      code: 'MXDR-AZURE-TABLE-MISSING',
      message: said,
      mend: 'Connect the data source that fills the table, or check its name.',
    };
  }
  if (links.some(isTooLarge)) return { reason: 'limit', ...resultTooLarge(said) };
  if (status === 413 || links.some((link) => limitPattern.test(`${link.code} ${link.message}`))) {
    return {
      reason: 'limit',
      code: 'MXDR-AZURE-QUERY-LIMIT',
      message: `The query goes beyond a limit of the service: ${said}`,
      mend: 'Ask for a shorter window, or aggregate in the query.',
    };
  }
  return {
    reason: 'invalid',
    code: 'MXDR-AZURE-QUERY-INVALID',
    message: said,
    mend: 'Correct the query; "mxdr query" shows it with the place marked.',
  };
}

/** Code, message and advice for a result beyond the limits of the service. */
export function resultTooLarge(why: string): Pick<Verdict, 'code' | 'message' | 'mend'> {
  return {
    code: 'MXDR-AZURE-RESULT-TOO-LARGE',
    message: `The result is larger than the service sends (500,000 rows, 64 MB), so it would not be whole: ${why}`,
    mend: 'Aggregate in the query, project fewer columns, or ask for a shorter window.',
  };
}

function errorIn(text: string): JsonValue | undefined {
  try {
    const body = parseLosslessJson(text);
    return isJsonRecord(body) ? body['error'] : undefined;
  } catch {
    return undefined;
  }
}
