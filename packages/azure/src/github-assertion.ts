import { gitHubAssertionRefused } from './errors.ts';
import { fetchPlatformAssertion } from './platform-assertion.ts';

/** The audience that Entra ID expects of a federated token. Source: Microsoft identity platform, workload identity federation. */
const audience = 'api://AzureADTokenExchange';

/**
 * Asks GitHub for a token of the running job, afresh for each sign-in: it lives for minutes. The job needs the permission `id-token: write`.
 * @param address what GitHub puts into `ACTIONS_ID_TOKEN_REQUEST_URL`
 * @param key what GitHub puts into `ACTIONS_ID_TOKEN_REQUEST_TOKEN`; goes to that address and nowhere else
 * @returns for `assertion` of `createCredential`; rejects with AppError `MXDR-AZURE-GITHUB-ASSERTION`
 */
export function fetchGitHubAssertion(address: string, key: string): () => Promise<string> {
  return async () =>
    fetchPlatformAssertion({
      address,
      method: 'GET',
      key,
      query: { audience },
      headers: {},
      field: 'value',
      refused: gitHubAssertionRefused,
    });
}
