import { AsyncLocalStorage } from 'node:async_hooks';
import type { LogsQueryClientOptions } from '@azure/monitor-query-logs';
import { abortable } from '../abortable.ts';
import type { OpenTransport, Reply } from '../query-transport.ts';
import { readRetryAfter } from '../retry-after.ts';

/** What a request of this SDK has to carry past its client, which drops it. */
interface Passenger {
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  reply: Reply | undefined;
}

/**
 * Queries through `@azure/monitor-query-logs` 1.0.0, so that a change to it is a change of one file. Its client drops `abortSignal`, the
 * time limit and `onResponse`, ignores `audience` and wants `/v1` in the endpoint: a policy of the pipeline brings back what is dropped.
 *
 * @param isRepaired false leaves the policy's abort out, to measure what the SDK does by itself. @default true
 */
export function openMonitorQueryLogsWith(isRepaired: boolean): OpenTransport {
  return async ({ credential, endpoint, audience, certificateAuthority, now }) => {
    const { LogsQueryClient } = await import('@azure/monitor-query-logs');
    const passengers = new AsyncLocalStorage<Passenger>();
    const options: LogsQueryClientOptions = {
      endpoint: `${endpoint}/v1`,
      credentials: { scopes: [`${audience}/.default`] },
      retryOptions: { maxRetries: 0 },
      redirectOptions: { maxRetries: 0 },
      userAgentOptions: { userAgentPrefix: 'mxdr' },
      ...(certificateAuthority === undefined ? {} : { tlsOptions: { ca: certificateAuthority } }),
    };
    const client = new LogsQueryClient(credential, options);
    client.pipeline.addPolicy({
      name: 'mxdrPassenger',
      async sendRequest(request, next) {
        const passenger = passengers.getStore();
        if (passenger === undefined) return next(request);
        request.timeout = passenger.timeoutMs;
        if (isRepaired && passenger.signal !== undefined) request.abortSignal = passenger.signal;
        const response = await next(request);
        const { headers } = response;
        passenger.reply = {
          kind: 'answered',
          status: response.status,
          text: response.bodyAsText ?? '',
          requestId: headers.get('x-ms-request-id') ?? headers.get('x-ms-client-request-id'),
          retryAfterMs: readRetryAfter((name) => headers.get(name), now()),
        };
        return response;
      },
    });
    return {
      async send({ workspaceId, text, timespan, serverTimeoutSeconds, answerTimeoutMs, signal }) {
        const passenger: Passenger = { signal, timeoutMs: answerTimeoutMs, reply: undefined };
        const asked = { serverTimeoutInSeconds: serverTimeoutSeconds, includeQueryStatistics: true, includeVisualization: true };
        try {
          const work = passengers.run(passenger, async () => client.queryWorkspace(workspaceId, text, { duration: timespan }, asked));
          await abortable(work, signal);
        } catch (error) {
          signal?.throwIfAborted();
          return passenger.reply ?? { kind: 'lost', error };
        }
        return passenger.reply ?? { kind: 'lost', error: new Error('The SDK reported no response.') };
      },
    };
  };
}

export const openMonitorQueryLogs: OpenTransport = openMonitorQueryLogsWith(true);
