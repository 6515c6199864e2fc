import type { TokenCredential } from '@azure/identity';

/** How a storage account is reached, whichever of its services. */
export interface StorageClientProps {
  /** From `createCredential`, of the operator's tenant. */
  readonly credential: TokenCredential;
  /** PEM of a certificate authority to trust beside Node's own, for a server on this machine. @default none */
  readonly certificateAuthority?: string;
  /** Times that a request is sent where no answer comes, or a passing refusal. @default 5 */
  readonly maxTries?: number;
}

/** Options of the service's own clients, the same for queues and blobs. */
export function storageClientOptions({ certificateAuthority, maxTries = 5 }: StorageClientProps) {
  return {
    retryOptions: { maxTries, retryDelayInMs: 500, maxRetryDelayInMs: 15_000, tryTimeoutInMs: 60_000 },
    // A redirect would carry the token to wherever it points.
    redirectOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix: 'mxdr' },
    ...(certificateAuthority === undefined ? {} : { tlsOptions: { ca: certificateAuthority } }),
  };
}
