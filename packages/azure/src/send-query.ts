import type { LogsQueryClient, LogsQueryOptions } from '@azure/monitor-query';
import type { Clock } from '@mxdr/core';
import { abortable } from './abortable.ts';
import { readRetryAfter } from './retry-after.ts';

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

export interface SendQueryProps {
  readonly workspaceId: string;
  readonly text: string;
  /** From `formatTimespan`. */
  readonly timespan: string;
  readonly serverTimeoutSeconds: number;
  /** Milliseconds after which a silent service is given up. */
  readonly answerTimeoutMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
}

/**
 * One request through the SDK. The answer is taken as text from the SDK's response hook, since its own reading loses data:
 * it makes the first of January 1970 of a null datetime, cuts datetimes to milliseconds and rounds longs beyond 2^53.
 * A reply whose body the SDK cannot read is still a reply. An abort rejects at once with the signal's reason.
 */
export async function sendQuery(client: LogsQueryClient, props: SendQueryProps): Promise<Reply> {
  let reply: Reply | undefined;
  const options: LogsQueryOptions = {
    serverTimeoutInSeconds: props.serverTimeoutSeconds,
    includeQueryStatistics: true,
    includeVisualization: true,
    requestOptions: { timeout: props.answerTimeoutMs },
    ...(props.signal === undefined ? {} : { abortSignal: props.signal }),
    onResponse: ({ status, headers, bodyAsText }) => {
      reply = {
        kind: 'answered',
        status,
        text: bodyAsText ?? '',
        requestId: headers.get('x-ms-request-id') ?? headers.get('x-ms-client-request-id'),
        retryAfterMs: readRetryAfter((name) => headers.get(name), props.clock.now()),
      };
    },
  };
  try {
    // A `duration` passes the SDK as it is; start and end would be cut to milliseconds.
    await abortable(client.queryWorkspace(props.workspaceId, props.text, { duration: props.timespan }, options), props.signal);
  } catch (error) {
    props.signal?.throwIfAborted();
    return reply ?? { kind: 'lost', error };
  }
  return reply ?? { kind: 'lost', error: new Error('The SDK reported no response.') };
}
