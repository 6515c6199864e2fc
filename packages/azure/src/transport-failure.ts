import type { QueryFailure } from '@mxdr/core';
import { isAppError } from '@mxdr/core';
import { cleanServiceText } from './service-text.ts';
import { adviseSignIn, isSignInError } from './sign-in-advice.ts';

const certificateCodes: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);
const transientCodes: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EPIPE',
  'EAI_AGAIN',
  'ENETUNREACH',
  // The pipeline's word for a body that broke off; one that came whole and is no JSON is an answer, and not lost.
  'PARSE_ERROR',
]);

/** True where the same request may well get through a little later. */
export function isTransient(error: unknown): boolean {
  return transientCodes.has(errorCode(error));
}

/** True for a server whose certificate Node does not accept. */
export function isCertificateError(error: unknown): boolean {
  return certificateCodes.has(errorCode(error));
}

export const certificateAdvice =
  'Check the address. Behind a proxy that opens TLS, or with a local server, set NODE_EXTRA_CA_CERTS to a PEM file with its certificate authority before mxdr starts.';

/** A request that got no answer, as an outcome. */
export function failureOfLostRequest(error: unknown, origin: string): QueryFailure {
  if (isAppError(error)) {
    const why = error.why === undefined ? '' : ` ${error.why}`;
    return { status: 'failed', reason: 'denied', code: error.code, message: `${error.message}${why}`, mend: error.mend };
  }
  const message = error instanceof Error ? cleanServiceText(error.message) : 'unknown error';
  if (isSignInError(error)) {
    return {
      status: 'failed',
      reason: 'denied',
      code: 'MXDR-AZURE-SIGN-IN-FAILED',
      message: `Sign-in failed: ${message}`,
      mend: adviseSignIn(message),
    };
  }
  if (isCertificateError(error)) {
    return {
      status: 'failed',
      reason: 'unreachable',
      code: 'MXDR-AZURE-CERTIFICATE-UNTRUSTED',
      message: `The certificate of ${origin} is not trusted (${errorCode(error)}).`,
      mend: certificateAdvice,
    };
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return {
      status: 'failed',
      reason: 'timeout',
      code: 'MXDR-AZURE-NO-ANSWER',
      message: `${origin} gave no answer in the time allowed.`,
      mend: 'Try again; if it stays so, ask for a shorter window or aggregate earlier in the query.',
    };
  }
  return {
    status: 'failed',
    reason: 'unreachable',
    code: 'MXDR-AZURE-UNREACHABLE',
    message: `${origin} could not be reached: ${message}`,
    mend: 'Check the network, the proxy (HTTPS_PROXY) and the firewall of this machine, and whether the workspace takes queries from public networks.',
  };
}

function errorCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
