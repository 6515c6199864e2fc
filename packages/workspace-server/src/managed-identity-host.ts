import type { IncomingHttpHeaders } from 'node:http';
import type { HttpAnswer } from './http-answer.ts';
import { jsonAnswer } from './http-answer.ts';
import type { SignInHostProps } from './sign-in-host.ts';
import type { CallerIdentity } from './token-issuer.ts';
import { isSame } from './token-issuer.ts';

/** Where a machine or a job asks for the token of its own identity. */
export interface ManagedIdentityHost {
  /** For `IDENTITY_ENDPOINT` (App Service, Container Apps). */
  readonly endpoint: string;
  /** For `IDENTITY_HEADER`: who cannot send it gets nothing. A secret of this run. */
  readonly header: string;
  /** For `AZURE_POD_IDENTITY_AUTHORITY_HOST`, instead of 169.254.169.254 (virtual machines). */
  readonly machineHost: string;
}

/**
 * A token for the identity of this machine, in the two forms that Azure has: App Service's, which asks for a header that only the job
 * knows, and that of virtual machines, which asks for `Metadata: true`. Both speak http without TLS, as in Azure.
 */
export function answerManagedIdentity(
  props: SignInHostProps,
  identity: CallerIdentity,
  secret: string,
  url: URL,
  headers: IncomingHttpHeaders,
): HttpAnswer {
  const isMachine = url.pathname === '/metadata/identity/oauth2/token';
  if (!isMachine && url.pathname !== '/msi/token') return jsonAnswer(404, { error: 'not_found' });
  const given = headers['x-identity-header'];
  if (isMachine ? headers['metadata'] !== 'true' : typeof given !== 'string' || !isSame(secret, given))
    return jsonAnswer(isMachine ? 400 : 401, { error: 'invalid_request', error_description: 'Required header missing or wrong' });
  const clientId = url.searchParams.get('client_id');
  if (clientId !== null && clientId.toLowerCase() !== identity.clientId.toLowerCase())
    return jsonAnswer(400, { error: 'invalid_request', error_description: 'Identity not found' });
  const resource = url.searchParams.get('resource') ?? '';
  const audience = resource.replace(/\/$/, '');
  const now = props.clock.now();
  const isKnown = props.audiences().includes(audience);
  props.log({
    at: now,
    kind: 'managed-identity',
    ...identity,
    scope: resource,
    grantType: '',
    assertionType: '',
    status: isKnown ? 200 : 400,
  });
  if (!isKnown) {
    return jsonAnswer(400, {
      error: 'invalid_resource',
      error_description: `AADSTS500011: The resource principal named ${resource} was not found.`,
    });
  }
  const nowSeconds = Math.floor(now / 1000);
  return jsonAnswer(200, {
    access_token: props.issuer.issue({ ...identity, audience }),
    client_id: identity.clientId,
    expires_in: String(props.lifetimeSeconds),
    expires_on: String(nowSeconds + props.lifetimeSeconds),
    ...(isMachine ? { ext_expires_in: String(props.lifetimeSeconds), not_before: String(nowSeconds) } : {}),
    resource,
    token_type: 'Bearer',
  });
}
