import type { TenantId } from '@mxdr/core';
import type { CredentialProps } from './credential.ts';
import { assertionMissing, credentialUnknown } from './errors.ts';

/** Values of `AZURE_TOKEN_CREDENTIALS` that name one credential which has no secret, as the Azure SDKs spell them. */
const namedKinds = {
  AzureCliCredential: 'azure-cli',
  WorkloadIdentityCredential: 'workload-identity',
  ManagedIdentityCredential: 'managed-identity',
} as const satisfies Readonly<Record<string, CredentialProps['kind']>>;

/**
 * Holds a choice to the one credential that `AZURE_TOKEN_CREDENTIALS` names, so that a sign-in that somebody left on the machine is never used.
 *
 * @param offered what the environment offers otherwise
 * @throws AppError `MXDR-AZURE-CREDENTIAL-UNKNOWN` for a name that is none or has a secret, `MXDR-AZURE-ASSERTION-MISSING` where nothing proves
 *   the workload identity that it asks for
 */
export function holdToNamed(
  tenantId: TenantId,
  environment: { readonly AZURE_TOKEN_CREDENTIALS?: string | undefined; readonly AZURE_CLIENT_ID?: string | undefined },
  offered: CredentialProps,
): CredentialProps {
  const { AZURE_TOKEN_CREDENTIALS: name = '', AZURE_CLIENT_ID: clientId = '' } = environment;
  if (name.trim() === '') return offered;
  const kind = Object.entries(namedKinds).find(([known]) => known.toLowerCase() === name.trim().toLowerCase())?.[1];
  if (kind === undefined) throw credentialUnknown(name, Object.keys(namedKinds));
  if (kind === 'azure-cli') return { kind, tenantId };
  if (kind === 'managed-identity') return { kind, tenantId, ...(clientId === '' ? {} : { clientId }) };
  if (offered.kind !== kind) throw assertionMissing();
  return offered;
}
