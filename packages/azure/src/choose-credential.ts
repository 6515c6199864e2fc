import type { TenantId } from '@mxdr/core';
import { readAssertionFile } from './assertion-file.ts';
import type { CredentialProps } from './credential.ts';
import { fetchGitHubAssertion } from './github-assertion.ts';

/** What of the environment decides who signs in. Names are those that Microsoft's and GitHub's own tools use. */
export type SignInEnvironment = Readonly<
  Partial<
    Record<'AZURE_CLIENT_ID' | 'AZURE_FEDERATED_TOKEN_FILE' | 'ACTIONS_ID_TOKEN_REQUEST_URL' | 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', string>
  >
>;

/**
 * Who signs in to a tenant: a pipeline's application where `AZURE_CLIENT_ID` names one and the platform issues tokens for it (a file that it
 * keeps up to date, or GitHub's own service), else the person whom the Azure CLI knows. The tenant is always the one that is asked for.
 */
export function chooseCredential(tenantId: TenantId, environment: SignInEnvironment): CredentialProps {
  const { AZURE_CLIENT_ID: clientId, AZURE_FEDERATED_TOKEN_FILE: file } = environment;
  const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: key } = environment;
  if (clientId !== undefined && clientId !== '') {
    if (file !== undefined && file !== '') return { kind: 'workload-identity', tenantId, clientId, assertion: readAssertionFile(file) };
    if (address !== undefined && key !== undefined)
      return { kind: 'workload-identity', tenantId, clientId, assertion: fetchGitHubAssertion(address, key) };
  }
  return { kind: 'azure-cli', tenantId };
}
