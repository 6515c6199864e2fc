import type { TokenCredential } from '@azure/identity';

/** What one request ended in: an answer with any status, or none (network, TLS, sign-in, or the service was silent too long). */
export type Reply =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly text: string;
      /** The service's name for the request, for support. */
      readonly requestId: string | undefined;
      readonly retryAfterMs: number | undefined;
    }
  | { readonly kind: 'lost'; readonly error: unknown };

/** One request for one query. */
export interface QueryMessage {
  readonly workspaceId: string;
  readonly text: string;
  /** From `formatTimespan`. */
  readonly timespan: string;
  readonly serverTimeoutSeconds: number;
  /** Milliseconds after which a silent service is given up. */
  readonly answerTimeoutMs: number;
  /** Aborted, it ends the request at once; the rejection has the signal's reason. */
  readonly signal: AbortSignal | undefined;
}

/** Takes one query to the service and its answer back as text. Repeats nothing and reads nothing of the answer. */
export interface QueryTransport {
  send(message: QueryMessage): Promise<Reply>;
}

export interface TransportProps {
  readonly credential: TokenCredential;
  /** Origin, without `/v1`. */
  readonly endpoint: string;
  /** What tokens are asked for, wherever the endpoint is. */
  readonly audience: string;
  readonly certificateAuthority: string | undefined;
  /** Milliseconds since 1970, for a pause that the service names as a date and tells no date of its own. */
  readonly now: () => number;
}

/** Loads an SDK and makes a transport of it. */
export type OpenTransport = (props: TransportProps) => Promise<QueryTransport>;
