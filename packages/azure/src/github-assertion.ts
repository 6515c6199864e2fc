import { gitHubAssertionRefused } from './errors.ts';
import { isLoopback } from './trusted-address.ts';

/** The audience that Entra ID expects of a federated token. Source: Microsoft identity platform, workload identity federation. */
const audience = 'api://AzureADTokenExchange';
const timeoutMs = 30_000;

/**
 * Asks GitHub for a token of the running job, afresh for each sign-in: it lives for minutes. The job needs the permission `id-token: write`.
 * @param address what GitHub puts into `ACTIONS_ID_TOKEN_REQUEST_URL`
 * @param key what GitHub puts into `ACTIONS_ID_TOKEN_REQUEST_TOKEN`; goes to that address and nowhere else
 * @returns for `assertion` of `createCredential`; rejects with AppError `MXDR-AZURE-GITHUB-ASSERTION`
 */
export function fetchGitHubAssertion(address: string, key: string): () => Promise<string> {
  return async () => {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (url === undefined || (url.protocol !== 'https:' && !isLoopback(address)))
      throw gitHubAssertionRefused('its address is not an https one', undefined);
    url.searchParams.set('audience', audience);
    let response: Response;
    try {
      response = await fetch(url, {
        headers: { authorization: `Bearer ${key}`, accept: 'application/json' },
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (error) {
      throw gitHubAssertionRefused('its service could not be reached', error);
    }
    if (!response.ok) throw gitHubAssertionRefused(`its service answered ${response.status}`, undefined);
    const body: unknown = await response.json().catch(() => undefined);
    const token = typeof body === 'object' && body !== null && 'value' in body ? body.value : undefined;
    if (typeof token !== 'string' || token === '') throw gitHubAssertionRefused('its service gave no token', undefined);
    return token;
  };
}
