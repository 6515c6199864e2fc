import type { Clock, Customer, LogWorkspace } from '@mxdr/core';
import { AppError } from '@mxdr/core';
import type { QueryAttempt } from '@mxdr/azure';
import type { CommandContext } from './context.ts';
import { badOption } from './errors.ts';
import { limitsOfRun } from './run-limits.ts';

/** Local tables of a folder as a workspace. */
export async function openFolderWorkspace(folder: string, clock: Clock): Promise<LogWorkspace> {
  const { openLocalWorkspace } = await import('@mxdr/kql');
  return openLocalWorkspace(folder, { clock });
}

/** Stands in for a workspace where a report asks no query; there is nothing to sign in to. */
export const noWorkspace: LogWorkspace = {
  description: 'no workspace: the report asks no query',
  async query() {
    throw new Error('a report without queries asked one');
  },
};

/** Waits shorter than this are not worth a line. */
const tellsWaitsFromMs = 5000;

/** What a person who watches wants to know of a request: that the service is busy, and how long it takes. */
function describeWait({ attempt, status, pauseMs, queuedMs }: QueryAttempt): string | undefined {
  const seconds = (milliseconds: number): number => Math.round(milliseconds / 1000);
  if (pauseMs !== undefined) {
    const why = status === undefined ? 'no answer came' : `the service answered ${status}`;
    return `${why}; request ${attempt + 1} follows in ${seconds(pauseMs)} s`;
  }
  return queuedMs >= tellsWaitsFromMs ? `waited ${seconds(queuedMs)} s for a turn among the queries of this identity` : undefined;
}

/**
 * The customer's Log Analytics workspace, signed in to the customer's tenant as a person or as the pipeline's application.
 * `MXDR_QUERY_ENDPOINT` names a server on this machine that stands for Microsoft's, where applications sign in, too.
 * @throws AppError usage MXDR-WORKSPACE-ID-MISSING, MXDR-CLI-OPTION-INVALID for an endpoint that is not on this machine
 */
export async function openAzureWorkspace(
  customer: Customer,
  { clock, env, note }: Pick<CommandContext, 'clock' | 'env' | 'note'>,
  onWait: (message: string) => void = (message) => note(`${customer.id}: ${message}`),
): Promise<LogWorkspace> {
  const { workspaceId } = customer.workspace;
  if (workspaceId === undefined) {
    throw new AppError({
      kind: 'usage',
      code: 'MXDR-WORKSPACE-ID-MISSING',
      message: `${customer.id} has no workspace id yet, so there is nothing in Azure to ask.`,
      where: `customers/${customer.id}/customer.yaml, workspace.workspaceId`,
      mend: 'Fill it in once the service stack is applied, or add --local DIR for local tables.',
    });
  }
  const { chooseCredential, createAzureWorkspace, createCredential, isLoopback } = await import('@mxdr/azure');
  const named = env['MXDR_QUERY_ENDPOINT'];
  const endpoint = named === undefined || named === '' ? undefined : named;
  if (endpoint !== undefined && !(URL.canParse(endpoint) && isLoopback(endpoint)))
    throw badOption('MXDR_QUERY_ENDPOINT', endpoint, 'the address of a server on this machine, such as https://localhost:8443');
  const who = chooseCredential(customer.tenantId, env);
  return createAzureWorkspace({
    workspaceId,
    customerId: customer.id,
    credential: createCredential(who.kind === 'workload-identity' && endpoint !== undefined ? { ...who, authorityHost: endpoint } : who),
    ...(endpoint === undefined ? {} : { endpoint }),
    clock,
    ...(await limitsOfRun(env)),
    judgeSplit: async (text) => {
      const { judgeSplit } = await import('@mxdr/kql');
      return judgeSplit(text);
    },
    onAttempt: (attempt) => {
      const wait = describeWait(attempt);
      if (wait !== undefined) onWait(wait);
    },
  });
}
