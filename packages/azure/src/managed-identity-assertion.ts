import { signInFailed } from './errors.ts';
import { cleanServiceText } from './service-text.ts';
import { adviseSignIn } from './sign-in-advice.ts';

/** The audience that Entra ID expects of a federated token. Source: Microsoft identity platform, workload identity federation. */
const scope = 'api://AzureADTokenExchange/.default';

/**
 * Has the identity of the job vouch for it: a token of the operator's tenant with which an application of that tenant signs in elsewhere, without
 * a secret. The SDK keeps it until it is about to expire.
 * @param clientId of a user-assigned identity; undefined for the job's own
 * @returns for `assertion` of `createCredential`; rejects with AppError `MXDR-AZURE-SIGN-IN-FAILED`
 */
export function fetchManagedIdentityAssertion(clientId: string | undefined): () => Promise<string> {
  const load = async () => {
    const { ManagedIdentityCredential } = await import('@azure/identity');
    return clientId === undefined ? new ManagedIdentityCredential() : new ManagedIdentityCredential({ clientId });
  };
  let loading: ReturnType<typeof load> | undefined;
  return async () => {
    loading ??= load();
    const credential = await loading;
    try {
      return (await credential.getToken(scope)).token;
    } catch (error) {
      const why = cleanServiceText(error instanceof Error ? error.message : String(error));
      throw signInFailed('the managed identity', 'of the operator', why, adviseSignIn(why), error);
    }
  };
}
