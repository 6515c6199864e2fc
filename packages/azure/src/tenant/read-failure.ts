import type { JsonValue, NotReadReason } from '@mxdr/core';
import { isAppError } from '@mxdr/core';
import { isJsonRecord } from '../json-shape.ts';
import type { Reply } from '../query-transport.ts';
import { readServiceError } from '../service-error.ts';
import { cleanServiceText } from '../service-text.ts';
import { failureOfLostRequest } from '../transport-failure.ts';

/** Why something was not read. */
export interface ReadFailure {
  readonly reason: NotReadReason;
  /** The permission that was missing. */
  readonly permission?: string;
  readonly message: string;
}

/** A value, or why there is none. */
export type Read<Value> = { readonly value: Value } | { readonly failure: ReadFailure };

/** Codes and words by which a service says that it, or the licence behind it, is not there. */
const offPatterns: readonly RegExp[] = [
  /NonPremiumTenant|not licensed for|premium licen[cs]e|does not have (?:a |the )?(?:valid |required )?licen[cs]e/i,
  /MissingSubscriptionRegistration|SubscriptionNotRegistered|NoRegisteredProviderFound/,
  // The service has no principal in the tenant: the product was never switched on.
  /AADSTS(?:500011|650052|500014)\b/,
];

/** Refusals of the sign-in host that a grant or consent mends. */
const consentPattern = /AADSTS(?:65001|700016|50105|50020|53\d{3})\b/;

/** Azure names a subscription that one may not see as one that does not exist. */
const hiddenPattern = /SubscriptionNotFound|InvalidAuthenticationTokenTenant/;

function failureWith(reason: NotReadReason, message: string, permission: string | undefined): ReadFailure {
  return { reason, message, ...(reason === 'permission' && permission !== undefined ? { permission } : {}) };
}

/**
 * What an answer other than success means. A 403 is never a value: it is a missing permission, or a service that is off.
 * @param permission least permission of the request
 */
export function failureOfReply(reply: Reply, origin: string, permission: string | undefined): ReadFailure {
  if (reply.kind === 'lost') {
    const { code, message: said, mend } = failureOfLostRequest(reply.error, origin);
    const isSignIn = code === 'MXDR-AZURE-SIGN-IN-FAILED' || isAppError(reply.error);
    // Without a sign-in nothing at all is read: the person has to know how to go on.
    const message = isSignIn ? `${said} ${mend}` : said;
    if (isSignIn && offPatterns.some((pattern) => pattern.test(message))) return failureWith('api-off', message, permission);
    if (isSignIn && consentPattern.test(message)) return failureWith('permission', message, permission);
    return failureWith('error', message, permission);
  }
  const said = describeError(reply.text);
  const request = reply.requestId === undefined ? '' : ` (request ${reply.requestId})`;
  const message = `HTTP ${reply.status}${said === '' ? '' : ` ${said}`}${request}`;
  if (reply.status === 429) return failureWith('throttled', message, permission);
  if (reply.status >= 300 && reply.status < 400)
    return failureWith('error', `HTTP ${reply.status}: the service pointed elsewhere; mxdr does not take its token there.`, permission);
  if (reply.status === 503 && reply.retryAfterMs !== undefined) return failureWith('throttled', message, permission);
  if (reply.status >= 500) return failureWith('error', message, permission);
  if (offPatterns.some((pattern) => pattern.test(said))) return failureWith('api-off', message, permission);
  if (reply.status === 401 || reply.status === 403 || hiddenPattern.test(said)) return failureWith('permission', message, permission);
  // What is asked for belongs to a product that is not there.
  if (reply.status === 404) return failureWith('api-off', message, permission);
  return failureWith('error', message, permission);
}

/** `Authorization_RequestDenied: Insufficient privileges …` of whatever form the services have. */
function describeError(text: string): string {
  let body: JsonValue;
  try {
    body = JSON.parse(text) as JsonValue;
  } catch {
    return '';
  }
  if (!isJsonRecord(body)) return '';
  const { error, error_description: description } = body;
  if (typeof error === 'string') return cleanServiceText(typeof description === 'string' ? `${error}: ${description}` : error);
  const [first] = readServiceError(error);
  return first === undefined ? '' : [first.code, first.message].filter((part) => part !== '').join(': ');
}
