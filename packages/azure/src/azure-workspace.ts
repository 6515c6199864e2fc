import type { TokenCredential } from '@azure/identity';
import type { LogsQueryClient } from '@azure/monitor-query';
import type { Clock, CustomerId, LogWorkspace, QueryOutcome } from '@mxdr/core';
import type { QueryAttempt, QueryLimits } from './attempts.ts';
import { completeLimits, sendWithAttempts } from './attempts.ts';
import { workspaceIdInvalid } from './errors.ts';
import type { Sleep } from './pause.ts';
import { pause } from './pause.ts';
import { readAnswer } from './read-answer.ts';
import { sendQuery } from './send-query.ts';
import { formatTimespan } from './timespan-text.ts';
import { failureOfLostRequest } from './transport-failure.ts';
import { queryHosts, trustAddress } from './trusted-address.ts';

/** One customer's Log Analytics workspace. */
export interface AzureWorkspaceProps {
  /** The GUID that the portal shows as "Workspace ID". */
  readonly workspaceId: string;
  readonly customerId: CustomerId;
  /** From `createCredential`, one for each tenant. */
  readonly credential: TokenCredential;
  /** `https://api.loganalytics.io`, or a server on this machine. @default https://api.loganalytics.io */
  readonly endpoint?: string;
  /** PEM of a certificate authority to trust beside Node's own, for a server on this machine. @default none */
  readonly certificateAuthority?: string;
  readonly clock: Clock;
  readonly limits?: QueryLimits;
  /** Told of each request, for a manifest. @default nobody is told */
  readonly onAttempt?: (attempt: QueryAttempt) => void;
  /** Waits between attempts; rejects once the signal is aborted. @default a timer */
  readonly sleep?: Sleep;
  /** Spreads pauses; from 0 to below 1. @default Math.random */
  readonly random?: () => number;
}

/** Tokens are asked for the service itself, wherever the endpoint is: a local server sees what the service would see. */
const audience = 'https://api.loganalytics.io';

/**
 * A Log Analytics workspace behind core's port. Sends nothing until the first query, and loads the Azure SDK only then.
 *
 * A window is mandatory here: a query over all of a workspace's retention costs the customer, and hides that a report forgot
 * its period. Without one, `query` ends in `MXDR-AZURE-WINDOW-MISSING`. Rows at the window's very end are left out
 * (see `formatTimespan`).
 *
 * @throws AppError `MXDR-AZURE-WORKSPACE-ID-INVALID`, `MXDR-AZURE-ADDRESS-…` or `MXDR-AZURE-LIMIT-INVALID`
 */
export function createAzureWorkspace(props: AzureWorkspaceProps): LogWorkspace {
  const { workspaceId, customerId, clock } = props;
  if (!/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(workspaceId)) throw workspaceIdInvalid(workspaceId);
  const endpoint = trustAddress('query endpoint', props.endpoint ?? audience, queryHosts);
  const limits = completeLimits(props.limits ?? {});
  const attempts = { limits, sleep: props.sleep ?? pause, random: props.random ?? Math.random, onAttempt: props.onAttempt };
  let client: Promise<LogsQueryClient> | undefined;

  return {
    description: `Log Analytics workspace ${workspaceId} of ${customerId}`,
    async query(text, window, signal): Promise<QueryOutcome> {
      signal?.throwIfAborted();
      if (window === undefined) {
        return {
          status: 'failed',
          reason: 'invalid',
          code: 'MXDR-AZURE-WINDOW-MISSING',
          message: 'A query of a Log Analytics workspace needs a window of time.',
          mend: 'Give --period, or --from and --to.',
        };
      }
      const timespan = formatTimespan(window);
      if (timespan === undefined) {
        return {
          status: 'failed',
          reason: 'invalid',
          code: 'MXDR-AZURE-WINDOW-INVALID',
          message: `The window from ${window.start} to ${window.end} holds no instant.`,
          mend: 'Give two UTC instants such as 2026-10-01T00:00:00Z, the later one last.',
        };
      }
      client ??= createClient(props, endpoint);
      const sdk = await client;
      const startedAt = clock.now();
      const request = {
        workspaceId,
        text,
        timespan,
        serverTimeoutSeconds: limits.serverTimeoutSeconds,
        answerTimeoutMs: (limits.serverTimeoutSeconds + limits.graceSeconds) * 1000,
        clock,
        signal,
      };
      const reply = await sendWithAttempts(() => sendQuery(sdk, request), attempts, signal);
      if (reply.kind === 'lost') return failureOfLostRequest(reply.error, endpoint);
      return readAnswer(reply, clock.now() - startedAt, limits.maxRows);
    },
  };
}

async function createClient({ credential, certificateAuthority }: AzureWorkspaceProps, endpoint: string): Promise<LogsQueryClient> {
  const { LogsQueryClient: Client } = await import('@azure/monitor-query');
  return new Client(credential, {
    endpoint,
    audience,
    // Attempts are ours; and a redirect would carry the token to wherever it points.
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix: 'mxdr' },
    ...(certificateAuthority === undefined ? {} : { tlsOptions: { ca: certificateAuthority } }),
  });
}
