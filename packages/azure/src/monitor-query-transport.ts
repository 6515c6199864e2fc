import type { LogsQueryOptions } from '@azure/monitor-query';
import { abortable } from './abortable.ts';
import type { OpenTransport, Reply } from './query-transport.ts';
import { readRetryAfter } from './retry-after.ts';

/**
 * Queries through `@azure/monitor-query`. The answer is taken as text from the SDK's response hook, since its own reading loses data:
 * it makes the first of January 1970 of a null datetime, cuts datetimes to milliseconds and rounds longs beyond 2^53.
 * A reply whose body the SDK cannot read is still a reply. An abort rejects at once with the signal's reason.
 */
export const openMonitorQuery: OpenTransport = async ({ credential, endpoint, audience, certificateAuthority, now }) => {
  const { LogsQueryClient } = await import('@azure/monitor-query');
  const client = new LogsQueryClient(credential, {
    endpoint,
    audience,
    // Attempts are ours; and a redirect would carry the token to wherever it points.
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix: 'mxdr' },
    ...(certificateAuthority === undefined ? {} : { tlsOptions: { ca: certificateAuthority } }),
  });
  return {
    async send({ workspaceId, text, timespan, serverTimeoutSeconds, answerTimeoutMs, signal }) {
      let reply: Reply | undefined;
      const options: LogsQueryOptions = {
        serverTimeoutInSeconds: serverTimeoutSeconds,
        includeQueryStatistics: true,
        includeVisualization: true,
        requestOptions: { timeout: answerTimeoutMs },
        ...(signal === undefined ? {} : { abortSignal: signal }),
        onResponse: ({ status, headers, bodyAsText }) => {
          reply = {
            kind: 'answered',
            status,
            text: bodyAsText ?? '',
            requestId: headers.get('x-ms-request-id') ?? headers.get('x-ms-client-request-id'),
            retryAfterMs: readRetryAfter((name) => headers.get(name), now()),
          };
        },
      };
      try {
        // A `duration` passes the SDK as it is; start and end would be cut to milliseconds.
        await abortable(client.queryWorkspace(workspaceId, text, { duration: timespan }, options), signal);
      } catch (error) {
        signal?.throwIfAborted();
        return reply ?? { kind: 'lost', error };
      }
      return reply ?? { kind: 'lost', error: new Error('The SDK reported no response.') };
    },
  };
};
