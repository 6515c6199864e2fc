import type { TenantId } from '@mxdr/core';
import { readAssertionFile } from './assertion-file.ts';
import { fetchAzurePipelinesAssertion } from './azure-pipelines-assertion.ts';
import type { CredentialProps } from './credential.ts';
import { fetchGitHubAssertion } from './github-assertion.ts';
import { fetchManagedIdentityAssertion } from './managed-identity-assertion.ts';
import { holdToNamed } from './named-credential.ts';

/** What of the environment decides who signs in. Names are those that Microsoft's and GitHub's own tools use. */
export type SignInEnvironment = Readonly<
  Partial<
    Record<
      | 'AZURE_TOKEN_CREDENTIALS'
      | 'AZURE_CLIENT_ID'
      | 'AZURE_FEDERATED_TOKEN_FILE'
      | 'ACTIONS_ID_TOKEN_REQUEST_URL'
      | 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'
      | 'SYSTEM_OIDCREQUESTURI'
      | 'SYSTEM_ACCESSTOKEN'
      | 'AZURESUBSCRIPTION_SERVICE_CONNECTION_ID'
      | 'IDENTITY_ENDPOINT'
      | 'IDENTITY_HEADER'
      | 'MXDR_READER_CLIENT_ID',
      string
    >
  >
>;

/**
 * Who signs in to a tenant: the credential that `AZURE_TOKEN_CREDENTIALS` names where it names one, see `holdToNamed`. Else a pipeline's application
 * where `AZURE_CLIENT_ID` names one and the platform issues tokens for it (a file that it keeps up to date, or the service of GitHub or Azure DevOps);
 * in a job of Azure the application `MXDR_READER_CLIENT_ID`, for which the job's identity vouches; else the person whom the Azure CLI knows. The
 * tenant is always the one that is asked for.
 */
export function chooseCredential(tenantId: TenantId, environment: SignInEnvironment): CredentialProps {
  return holdToNamed(tenantId, environment, offeredBy(tenantId, environment));
}

/** What the platform offers. */
function offeredBy(tenantId: TenantId, environment: SignInEnvironment): CredentialProps {
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
  const { MXDR_READER_CLIENT_ID: reader } = environment;
  if (hasManagedIdentity(environment) && reader !== undefined && reader !== '') {
    const assertion = fetchManagedIdentityAssertion(clientId === '' ? undefined : clientId);
    return { kind: 'workload-identity', tenantId, clientId: reader, assertion };
  }
  return { kind: 'azure-cli', tenantId };
}

/** Who signs in to the operator's own tenant, for its queue and its archive: in a job of Azure the job's identity, elsewhere as for a customer's. */
export function chooseOperatorCredential(tenantId: TenantId, environment: SignInEnvironment): CredentialProps {
  if (!hasManagedIdentity(environment)) return chooseCredential(tenantId, environment);
  const { AZURE_CLIENT_ID: clientId } = environment;
  return { kind: 'managed-identity', tenantId, ...(clientId === undefined || clientId === '' ? {} : { clientId }) };
}

/** Container Apps and App Service tell a job by these where it gets the tokens of its identity. */
function hasManagedIdentity({ IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: header }: SignInEnvironment): boolean {
  return endpoint !== undefined && endpoint !== '' && header !== undefined && header !== '';
}
