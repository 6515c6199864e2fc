import type { Fault } from './fault.ts';
import type { ServiceError } from './service-error.ts';
import {
  badArgument,
  gatewayTimeout,
  insufficientAccess,
  semanticError,
  syntaxError,
  tableUnknown,
  throttled,
  unauthorized,
} from './service-error.ts';

/** Whether a fault needs no query to be run, and so takes no turn. */
export function isAnsweredAtOnce(fault: Fault): boolean {
  if (fault.kind === 'reset') return fault.after === 'nothing';
  return !['slow', 'truncated', 'partial', 'clock-skew'].includes(fault.kind);
}

/** The error that a fault answers with, as the service words it. */
export function errorOfFault(fault: Fault, nowMs: number): ServiceError {
  switch (fault.kind) {
    case 'throttled': {
      const { retryAfter } = fault;
      if (retryAfter === undefined) return throttled('Rate limit is reached', undefined);
      const text = 'seconds' in retryAfter ? String(retryAfter.seconds) : new Date(nowMs + retryAfter.dateInMs).toUTCString();
      return throttled('Rate limit is reached', text);
    }
    case 'status': {
      const { status, code = `Status${status}`, message = `The service answers ${status}`, innererror, headers } = fault;
      return { status, code, message, ...(innererror === undefined ? {} : { innererror }), ...(headers === undefined ? {} : { headers }) };
    }
    case 'invalid':
      return invalidity[fault.of];
    case 'denied':
      return insufficientAccess;
    case 'token-expired':
      return unauthorized('InvalidTokenError', 'TokenExpired', 'The token has expired.');
    case 'gateway-timeout':
      return gatewayTimeout;
    default:
      throw new Error(`The fault ${fault.kind} is no error of the service.`);
  }
}

const invalidity: Readonly<Record<Extract<Fault, { kind: 'invalid' }>['of'], ServiceError>> = {
  syntax: syntaxError("Query could not be parsed at '|' on line [1,12]", 1, 13),
  table: tableUnknown('SigninLogs'),
  column: semanticError("'where' operator: Failed to resolve scalar expression named 'Nope'"),
  argument: badArgument({ code: 'QueryValidationError', message: 'The query is not valid' }),
};

/** @param form how a service tells it; `absent` tells nothing */
export function retryAfterText(form: 'seconds' | 'date' | 'absent', milliseconds: number, nowMs: number): string | undefined {
  if (form === 'absent') return undefined;
  // Both forms count whole seconds: rounded up, or the client would come too early.
  const seconds = Math.ceil(milliseconds / 1000);
  return form === 'seconds' ? String(seconds) : new Date(Math.ceil(nowMs / 1000) * 1000 + seconds * 1000).toUTCString();
}
