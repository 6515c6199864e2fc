import type { AppError } from '@mxdr/core';
import { isAppError } from '@mxdr/core';
import { storageDenied, storageMissing, storageUnreachable } from '../errors.ts';
import { cleanServiceText } from '../service-text.ts';
import { adviseSignIn, isSignInError } from '../sign-in-advice.ts';
import { certificateAdvice, isCertificateError } from '../transport-failure.ts';

/** What a storage account says of itself when it refuses: HTTP status and its own code, e.g. `QueueNotFound`. */
export interface StorageAnswer {
  readonly status: number;
  readonly code: string;
}

/** The answer behind an error of the SDK; undefined where no answer came. */
export function storageAnswerOf(error: unknown): StorageAnswer | undefined {
  if (!(error instanceof Error) || !('statusCode' in error) || typeof error.statusCode !== 'number') return undefined;
  if ('code' in error && typeof error.code === 'string') return { status: error.statusCode, code: error.code };
  // An answer without a body has its code in a header only.
  const details = 'details' in error && typeof error.details === 'object' ? error.details : null;
  const code = details !== null && 'errorCode' in details && typeof details.errorCode === 'string' ? details.errorCode : '';
  return { status: error.statusCode, code };
}

/**
 * An error of the SDK in our words. Nothing of the request is told: its headers hold a token.
 * @param roles what the identity needs, for the advice
 */
export function storageFailure(error: unknown, where: string, roles: string): AppError {
  if (isAppError(error)) return error;
  const answer = storageAnswerOf(error);
  // The first line is the account's own sentence; those after it are ids and times.
  const said = cleanServiceText(error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown error');
  if (answer === undefined) {
    if (isSignInError(error)) return storageUnreachable(where, `Sign-in failed: ${said}`, adviseSignIn(said), error);
    if (isCertificateError(error)) return storageUnreachable(where, 'Its certificate is not trusted.', certificateAdvice, error);
    const advice = 'Check the network, the proxy (HTTPS_PROXY), and whether the storage account takes requests from this network.';
    return storageUnreachable(where, said, advice, error);
  }
  const { status, code } = answer;
  if (status === 401 || status === 403) return storageDenied(where, code, roles, error);
  if (code === 'QueueNotFound' || code === 'ContainerNotFound') return storageMissing(where, error);
  return storageUnreachable(where, `HTTP ${status}${code === '' ? '' : ` ${code}`}: ${said}`, 'Try again later.', error);
}
