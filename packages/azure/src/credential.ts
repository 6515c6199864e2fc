import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/identity';
import type { AppError, TenantId } from '@mxdr/core';
import { isAppError } from '@mxdr/core';
import { signInFailed, tenantMismatch } from './errors.ts';
import { cleanServiceText } from './service-text.ts';
import { adviseSignIn } from './sign-in-advice.ts';
import { readTokenClaims } from './token-claims.ts';
import { isLoopback, signInHosts, trustAddress } from './trusted-address.ts';

/** Who signs in, and how. There is no kind with a secret. */
export type CredentialProps =
  | {
      /** A person at a terminal, signed in with `az login --tenant`. */
      readonly kind: 'azure-cli';
      readonly tenantId: TenantId;
    }
  | {
      /** A pipeline or a cluster that proves itself by a short-lived token of its own (GitHub, Azure DevOps, Kubernetes). */
      readonly kind: 'workload-identity';
      readonly tenantId: TenantId;
      /** Application (client) id. */
      readonly clientId: string;
      /** Fetches the pipeline's token; called for each sign-in, since such a token lives for minutes. See `readAssertionFile`. */
      readonly assertion: () => Promise<string>;
      /** `https://login.microsoftonline.com`, or a server on this machine. @default https://login.microsoftonline.com */
      readonly authorityHost?: string;
      /** PEM of a certificate authority to trust beside Node's own, for a server on this machine. @default none */
      readonly certificateAuthority?: string;
    }
  | {
      /** A machine or job in Azure. Its identity belongs to one tenant; a token of another one is refused. */
      readonly kind: 'managed-identity';
      readonly tenantId: TenantId;
      /** Client id of a user-assigned identity. @default the machine's own identity */
      readonly clientId?: string;
    };

/** A credential that serves exactly one tenant. */
export interface TenantCredential extends TokenCredential {
  readonly tenantId: TenantId;
}

const signInNames = {
  'azure-cli': 'the Azure CLI',
  'workload-identity': 'the workload identity',
  'managed-identity': 'the managed identity',
} as const;

/** The CLI starts a Python program; a cold one on a slow machine needs longer than the SDK allows. */
const cliTimeoutMs = 60_000;

/**
 * A credential of the named kind for the named tenant; nothing is guessed from the environment. Loads the Azure SDK with the first token.
 *
 * `getToken` rejects with AppError `MXDR-AZURE-SIGN-IN-FAILED` (with advice) or `MXDR-AZURE-TENANT-MISMATCH`; an abort with the signal's reason.
 *
 * @throws AppError `MXDR-AZURE-ADDRESS-…` where the authority is not to be trusted
 */
export function createCredential(props: CredentialProps): TenantCredential {
  const { tenantId } = props;
  const authorityHost =
    props.kind === 'workload-identity'
      ? trustAddress('sign-in host', props.authorityHost ?? `https://${signInHosts[0]}`, signInHosts)
      : undefined;
  let inner: Promise<TokenCredential> | undefined;
  /** Why the pipeline's token could not be had, with its own advice: the SDK makes a text of it. */
  const refusals: AppError[] = [];
  const noting: CredentialProps =
    props.kind === 'workload-identity'
      ? {
          ...props,
          assertion: async () => {
            try {
              return await props.assertion();
            } catch (error) {
              if (isAppError(error)) refusals.push(error);
              throw error;
            }
          },
        }
      : props;
  return {
    tenantId,
    async getToken(scopes, options): Promise<AccessToken | null> {
      if (options?.tenantId !== undefined && options.tenantId !== tenantId) throw tenantMismatch(tenantId, options.tenantId);
      inner ??= loadCredential(noting, authorityHost);
      const credential = await inner;
      refusals.length = 0;
      const token = await signIn(credential, props, scopes, refusals, options);
      const issuedFor = token === null ? undefined : tenantOf(token.token);
      if (issuedFor !== undefined && issuedFor !== tenantId.toLowerCase()) throw tenantMismatch(tenantId, issuedFor);
      return token;
    },
  };
}

async function signIn(
  credential: TokenCredential,
  props: CredentialProps,
  scopes: string | string[],
  refusals: readonly AppError[],
  options?: GetTokenOptions,
): Promise<AccessToken | null> {
  try {
    return await credential.getToken(scopes, options);
  } catch (error) {
    if (isAppError(error) || options?.abortSignal?.aborted === true) throw error;
    const refusal = refusals.at(-1);
    if (refusal !== undefined) throw refusal;
    const why = cleanServiceText(error instanceof Error ? error.message : String(error));
    throw signInFailed(signInNames[props.kind], props.tenantId, why, adviseSignIn(why).replaceAll('<tenant id>', props.tenantId), error);
  }
}

async function loadCredential(props: CredentialProps, authorityHost: string | undefined): Promise<TokenCredential> {
  const identity = await import('@azure/identity');
  switch (props.kind) {
    case 'azure-cli':
      return new identity.AzureCliCredential({ tenantId: props.tenantId, processTimeoutInMs: cliTimeoutMs });
    case 'workload-identity':
      return new identity.ClientAssertionCredential(props.tenantId, props.clientId, props.assertion, {
        // Always given: the SDK would else take it from AZURE_AUTHORITY_HOST.
        ...(authorityHost === undefined ? {} : { authorityHost, disableInstanceDiscovery: isLoopback(authorityHost) }),
        ...(props.certificateAuthority === undefined ? {} : { tlsOptions: { ca: props.certificateAuthority } }),
      });
    default:
      return props.clientId === undefined
        ? new identity.ManagedIdentityCredential()
        : new identity.ManagedIdentityCredential({ clientId: props.clientId });
  }
}

/** Tenant that a token was issued for, in lower case; undefined where the token does not show it. */
function tenantOf(token: string): string | undefined {
  const tenant = readTokenClaims(token)?.['tid'];
  return typeof tenant === 'string' ? tenant.toLowerCase() : undefined;
}
