import type { PartialReason, QueryFailure } from '@mxdr/core';

/** An error in the service's form. */
export interface ServiceError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly innererror?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const invalidProperties = 'The request had some invalid properties';

export function badArgument(innererror: unknown): ServiceError {
  return { status: 400, code: 'BadArgumentError', message: invalidProperties, innererror };
}

/** @param what parameter, e.g. `timespan` */
export function badParameter(what: string, message: string): ServiceError {
  return badArgument({ code: 'ParameterError', message, innererror: { code: 'InvalidParameter', message: `Parameter: ${what}` } });
}

/** @param line from 1 @param column from 1; the service counts places within a line from 0 */
export function syntaxError(message: string, line?: number, column?: number): ServiceError {
  return badArgument({
    code: 'SyntaxError',
    message: 'A recognition error occurred in the query.',
    innererror: { code: 'SYN0002', message, ...placeOf(line, column) },
  });
}

export function semanticError(message: string, line?: number, column?: number): ServiceError {
  return badArgument({
    code: 'SemanticError',
    message: 'A semantic error occurred.',
    innererror: { code: 'SEM0100', message, ...placeOf(line, column) },
  });
}

export function tableUnknown(name: string, line?: number, column?: number): ServiceError {
  return semanticError(`'where' operator: Failed to resolve table or column expression named '${name}'`, line, column);
}

export const pathNotFound: ServiceError = { status: 404, code: 'PathNotFoundError', message: 'The requested path does not exist' };

export function workspaceNotFound(id: string): ServiceError {
  return { status: 404, code: 'WorkspaceNotFoundError', message: `The workspace ${id} could not be found` };
}

/** @param detail what is wrong with the token, in one word */
export function unauthorized(code: 'AuthorizationRequiredError' | 'InvalidTokenError', detail: string, message: string): ServiceError {
  const headers = { 'WWW-Authenticate': `Bearer error="invalid_token", error_description="${detail}"` };
  if (code === 'AuthorizationRequiredError') return { status: 401, code, message, headers };
  return {
    status: 401,
    code,
    message: 'The provided authentication is not valid for this resource',
    innererror: { code: detail, message },
    headers,
  };
}

export const insufficientAccess: ServiceError = {
  status: 403,
  code: 'InsufficientAccessError',
  message: 'The provided credentials have insufficient access to perform the requested operation',
};

export const gatewayTimeout: ServiceError = {
  status: 504,
  code: 'GatewayTimeout',
  message: 'Gateway timeout',
  innererror: { code: 'GatewayTimeout', message: 'The query did not end in the time that the request allowed' },
};

/** @param retryAfter value of the header; absent where the service does not say */
export function throttled(message: string, retryAfter: string | undefined): ServiceError {
  return {
    status: 429,
    code: 'ThrottledError',
    message,
    ...(retryAfter === undefined ? {} : { headers: { 'Retry-After': retryAfter } }),
  };
}

/** What the local engine could not answer, as the service would say it; what the service could answer is 501, which it never sends. */
export function errorOfFailure(failure: QueryFailure): ServiceError {
  const { message, line, column } = failure;
  switch (failure.reason) {
    case 'table-missing': {
      const [name] = failure.missingTables ?? [];
      return name === undefined ? semanticError(message, line, column) : tableUnknown(name, line, column);
    }
    case 'invalid':
      return isSyntax(message) ? syntaxError(message, line, column) : semanticError(message, line, column);
    case 'unsupported':
      return {
        status: 501,
        code: 'NotSupportedHere',
        message: 'The local server does not answer this query; the service might',
        innererror: { code: failure.code, message, ...placeOf(line, column) },
      };
    case 'limit':
      return badArgument({ code: 'QueryLimitError', message: `${message} (E_RUNAWAY_QUERY)` });
    case 'denied':
      return insufficientAccess;
    case 'throttled':
      return throttled(message, undefined);
    case 'timeout':
      return gatewayTimeout;
    default:
      return { status: 503, code: 'ServiceUnavailable', message, innererror: { code: failure.code, message } };
  }
}

/** Diagnostics of the parser rather than of what names and types mean. */
function isSyntax(message: string): boolean {
  return /^KS(?:00\d|176|198) /.test(message);
}

/** `error` beside `tables`: why the rows are not all, or not exact. */
export function partialError(reasons: readonly PartialReason[]): unknown {
  return {
    code: 'PartialError',
    message: 'There were some errors when processing your query.',
    details: reasons.map(({ code, message }) => ({
      code: 'EngineError',
      message: 'Something went wrong processing your query on the server.',
      innererror: { code, message, severity: 2, severityName: 'Error' },
    })),
  };
}

function placeOf(line: number | undefined, column: number | undefined): { readonly line?: number; readonly pos?: number } {
  return line === undefined || column === undefined ? {} : { line, pos: column - 1 };
}
