import type { Customer, Operator, TenantFacts, TenantId } from '@mxdr/core';
import type { OptionValues } from './command-spec.ts';
import type { CommandContext } from './context.ts';
import { countOf } from './count-of.ts';
import { variableMissing } from './errors.ts';

/** By the kind of `--sign-in`, or by what the environment offers. There is none with a secret. */
async function createTenantCredential(context: CommandContext, kind: unknown, tenantId: TenantId, authorityHost: string | undefined) {
  const { chooseCredential, createCredential, readAssertionFile } = await import('@mxdr/azure');
  const valueOf = (name: string): string => {
    const value = context.env[name];
    if (value === undefined || value === '') throw variableMissing(name, '--sign-in workload-identity');
    return value;
  };
  switch (kind) {
    case 'workload-identity':
      return createCredential({
        kind,
        tenantId,
        clientId: valueOf('AZURE_CLIENT_ID'),
        assertion: readAssertionFile(valueOf('AZURE_FEDERATED_TOKEN_FILE')),
        ...(authorityHost === undefined ? {} : { authorityHost }),
      });
    case 'managed-identity': {
      const clientId = context.env['AZURE_CLIENT_ID'];
      return createCredential({ kind, tenantId, ...(clientId === undefined || clientId === '' ? {} : { clientId }) });
    }
    case 'azure-cli':
      return createCredential({ kind, tenantId });
    default: {
      const chosen = chooseCredential(tenantId, context.env);
      return createCredential(chosen.kind === 'workload-identity' && authorityHost !== undefined ? { ...chosen, authorityHost } : chosen);
    }
  }
}

/**
 * Reads a customer's tenant, and tells each fact as it comes. Needs a sign-in of the customer's tenant; the one of the operator's is for
 * the service provider relationships alone. `MXDR_TENANT_ENDPOINT` names a server on this machine that stands for Microsoft's.
 *
 * @throws AppError usage for an endpoint that is not on this machine; what the tenant refuses is in the facts
 */
export async function readLiveFacts(
  context: CommandContext,
  customer: Customer,
  operator: Operator,
  options: OptionValues,
): Promise<TenantFacts> {
  const { createAzureTenantReader } = await import('@mxdr/azure');
  const named = context.env['MXDR_TENANT_ENDPOINT'];
  const endpoint = named === undefined || named === '' ? undefined : named;
  const kind = options['signIn'];
  const reader = createAzureTenantReader({
    credential: await createTenantCredential(context, kind, customer.tenantId, endpoint),
    operatorCredential: await createTenantCredential(context, kind, operator.tenantId, endpoint),
    operator,
    ...(endpoint === undefined ? {} : { endpoint }),
    clock: context.clock,
    onFact: ({ name, requests, rows, reason }) =>
      context.note(
        `${customer.id}: ${name} ${reason === undefined ? `read, ${countOf(rows, 'row')}` : `not read (${reason})`}, ${countOf(requests, 'request')}`,
      ),
  });
  return reader.read(customer, context.signal);
}
