import type { TenantId } from '@mxdr/core';
import { readAssertionFile } from './assertion-file.ts';
import { fetchAzurePipelinesAssertion } from './azure-pipelines-assertion.ts';
import type { CredentialProps } from './credential.ts';
import { fetchGitHubAssertion } from './github-assertion.ts';

/** What of the environment decides who signs in. Names are those that Microsoft's and GitHub's own tools use. */
export type SignInEnvironment = Readonly<
  Partial<
    Record<
      | 'AZURE_CLIENT_ID'
      | 'AZURE_FEDERATED_TOKEN_FILE'
      | 'ACTIONS_ID_TOKEN_REQUEST_URL'
      | 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'
      | 'SYSTEM_OIDCREQUESTURI'
      | 'SYSTEM_ACCESSTOKEN'
      | 'AZURESUBSCRIPTION_SERVICE_CONNECTION_ID',
      string
    >
  >
>;

/**
 * Who signs in to a tenant: a pipeline's application where `AZURE_CLIENT_ID` names one and the platform issues tokens for it (a file that it
 * keeps up to date, or the service of GitHub or Azure DevOps), else the person whom the Azure CLI knows. The tenant is always the one that is asked for.
 */
export function chooseCredential(tenantId: TenantId, environment: SignInEnvironment): CredentialProps {
  const { AZURE_CLIENT_ID: clientId, AZURE_FEDERATED_TOKEN_FILE: file } = environment;
  const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: key } = environment;
  if (clientId !== undefined && clientId !== '') {
    if (file !== undefined && file !== '') return { kind: 'workload-identity', tenantId, clientId, assertion: readAssertionFile(file) };
    if (address !== undefined && key !== undefined)
      return { kind: 'workload-identity', tenantId, clientId, assertion: fetchGitHubAssertion(address, key) };
    const { SYSTEM_OIDCREQUESTURI: service, SYSTEM_ACCESSTOKEN: jobKey, AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: connection } = environment;
    if (service !== undefined && jobKey !== undefined && connection !== undefined)
      return { kind: 'workload-identity', tenantId, clientId, assertion: fetchAzurePipelinesAssertion(service, jobKey, connection) };
  }
  return { kind: 'azure-cli', tenantId };
}
