import type { Clock, Customer, LogWorkspace } from '@mxdr/core';
import { AppError } from '@mxdr/core';
import type { CommandContext } from './context.ts';

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

/** The customer's Log Analytics workspace, signed in to the customer's tenant as a person or as the pipeline's application. */
export async function openAzureWorkspace(customer: Customer, { clock, env }: Pick<CommandContext, 'clock' | 'env'>): Promise<LogWorkspace> {
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
  const { chooseCredential, createAzureWorkspace, createCredential } = await import('@mxdr/azure');
  return createAzureWorkspace({
    workspaceId,
    customerId: customer.id,
    credential: createCredential(chooseCredential(customer.tenantId, env)),
    clock,
  });
}
