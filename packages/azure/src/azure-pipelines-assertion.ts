import { azurePipelinesAssertionRefused } from './errors.ts';
import { fetchPlatformAssertion } from './platform-assertion.ts';

/** Version of the interface that gives the token. Source: `AzurePipelinesCredential` of the Azure SDK. */
const apiVersion = '7.1';

/**
 * Asks Azure DevOps for a token of the running job, afresh for each sign-in: it lives for about ten minutes, and a fleet is read for longer.
 * @param address what the platform puts into `SYSTEM_OIDCREQUESTURI`
 * @param key `System.AccessToken`, which a step has to be given by name; goes to that address and nowhere else
 * @param serviceConnectionId the service connection that federates, as the AzureCLI task names it
 * @returns for `assertion` of `createCredential`; rejects with AppError `MXDR-AZURE-PIPELINES-ASSERTION`
 */
export function fetchAzurePipelinesAssertion(address: string, key: string, serviceConnectionId: string): () => Promise<string> {
  return async () =>
    fetchPlatformAssertion({
      address,
      method: 'POST',
      key,
      query: { 'api-version': apiVersion, serviceConnectionId },
      // Without it a refusal is a redirect to a page for people.
      headers: { 'content-type': 'application/json', 'x-tfs-fedauthredirect': 'Suppress' },
      field: 'oidcToken',
      refused: azurePipelinesAssertionRefused,
    });
}
