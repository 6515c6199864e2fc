import type { Clock, Customer, LogWorkspace } from '@mxdr/core';
import { AppError } from '@mxdr/core';

/** Local tables of a folder as a workspace. */
export async function openFolderWorkspace(folder: string, clock: Clock): Promise<LogWorkspace> {
  const { openLocalWorkspace } = await import('@mxdr/kql');
  return openLocalWorkspace(folder, { clock });
}

/** The customer's Log Analytics workspace, signed in with the Azure CLI in the customer's tenant. */
export async function openAzureWorkspace(customer: Customer, clock: Clock): Promise<LogWorkspace> {
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
  const { createAzureWorkspace, createCredential } = await import('@mxdr/azure');
  return createAzureWorkspace({
    workspaceId,
    customerId: customer.id,
    credential: createCredential({ kind: 'azure-cli', tenantId: customer.tenantId }),
    clock,
  });
}
