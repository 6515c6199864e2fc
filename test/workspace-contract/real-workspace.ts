import { chooseCredential, createAzureWorkspace, createCredential } from '@mxdr/azure';
import type { LogWorkspace } from '@mxdr/core';
import { customerIdSchema, tenantIdSchema } from '@mxdr/core';
import { judgeSplit } from '@mxdr/kql';

/** The workspace that `MXDR_CONTRACT_WORKSPACE` and `MXDR_CONTRACT_TENANT` name, asked as mxdr would; undefined where they name none. */
export function openRealWorkspace(env: Readonly<Record<string, string | undefined>>): LogWorkspace | undefined {
  const { MXDR_CONTRACT_WORKSPACE: workspaceId, MXDR_CONTRACT_TENANT: tenant } = env;
  if (workspaceId === undefined || tenant === undefined) return undefined;
  return createAzureWorkspace({
    workspaceId,
    customerId: customerIdSchema.parse('contract'),
    credential: createCredential(chooseCredential(tenantIdSchema.parse(tenant), env)),
    clock: { now: () => Date.now() },
    judgeSplit,
  });
}
