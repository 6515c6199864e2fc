import type { Clock } from '@mxdr/core';
import type { Fault } from './fault.ts';
import type { HttpAnswer } from './http-answer.ts';
import { jsonAnswer } from './http-answer.ts';
import { errorOfFault } from './service-fault.ts';
import type { CallerIdentity, TokenIssuer } from './token-issuer.ts';

/** A request for a token, without what proves the client: that is looked at and forgotten. */
export interface LoggedSignIn extends CallerIdentity {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: 'client-assertion' | 'managed-identity';
  readonly scope: string;
  readonly grantType: string;
  readonly assertionType: string;
  readonly status: number;
}

/** What a client offers to be signed in by. */
export interface OfferedAssertion extends CallerIdentity {
  readonly assertion: string;
}

export interface SignInHostProps {
  readonly clock: Clock;
  readonly issuer: TokenIssuer;
  readonly lifetimeSeconds: number;
  readonly origin: () => string;
  /** Lower case. */
  readonly tenants: ReadonlySet<string>;
  readonly audiences: () => readonly string[];
  /** @returns why the assertion is refused, with the platform's code, e.g. `AADSTS700024: …`; undefined where it is right */
  readonly checkAssertion: (offer: OfferedAssertion) => string | undefined;
  readonly log: (signIn: LoggedSignIn) => void;
}

/** Endpoints that a client reads before it signs in. */
export function describeSignInHost(origin: string, tenant: string): Readonly<Record<string, unknown>> {
  return {
    issuer: `${origin}/${tenant}/v2.0`,
    authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/authorize`,
    token_endpoint: `${origin}/${tenant}/oauth2/v2.0/token`,
    end_session_endpoint: `${origin}/${tenant}/oauth2/v2.0/logout`,
    jwks_uri: `${origin}/${tenant}/discovery/v2.0/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['pairwise'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
  };
}

/** The sign-in of an application by an assertion: the one way in without a secret or a person. */
export function answerSignIn(props: SignInHostProps, tenantId: string, body: string): HttpAnswer {
  const form = new URLSearchParams(body);
  const field = (name: string): string => form.get(name) ?? '';
  const scope = field('scope');
  const clientId = field('client_id');
  const answer = judge(props, tenantId, field);
  props.log({
    at: props.clock.now(),
    kind: 'client-assertion',
    tenantId,
    clientId,
    scope,
    grantType: field('grant_type'),
    assertionType: field('client_assertion_type'),
    status: answer.status,
  });
  return answer;
}

function judge(props: SignInHostProps, tenantId: string, field: (name: string) => string): HttpAnswer {
  if (!props.tenants.has(tenantId.toLowerCase()))
    return refuse('invalid_request', `AADSTS90002: Tenant '${tenantId}' not found. Check to make sure you have the correct tenant ID.`);
  if (field('grant_type') !== 'client_credentials')
    return refuse('unsupported_grant_type', `AADSTS70003: The app requested an unsupported grant type '${field('grant_type')}'.`);
  const clientId = field('client_id');
  if (clientId === '')
    return refuse('invalid_request', "AADSTS900144: The request body must contain the following parameter: 'client_id'.");
  if (field('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' || field('client_assertion') === '') {
    return refuse(
      'invalid_client',
      "AADSTS7000218: The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    );
  }
  const audience = audienceOf(props, field('scope').split(' '));
  if (audience === undefined) {
    return refuse(
      'invalid_resource',
      `AADSTS500011: The resource principal named ${field('scope')} was not found in the tenant named ${tenantId}.`,
    );
  }
  const refusal = props.checkAssertion({ tenantId, clientId, assertion: field('client_assertion') });
  if (refusal !== undefined) return refuse('invalid_client', refusal);
  return jsonAnswer(200, {
    token_type: 'Bearer',
    expires_in: props.lifetimeSeconds,
    ext_expires_in: props.lifetimeSeconds,
    access_token: props.issuer.issue({ tenantId: tenantId.toLowerCase(), clientId, audience }),
  });
}

/** Who the first scope that ends in `/.default` is for, where this server answers for them. */
function audienceOf(props: SignInHostProps, scopes: readonly string[]): string | undefined {
  const scope = scopes.find((text) => text.endsWith('/.default'));
  // Some clients write two slashes: the audience's own and the scope's.
  const audience = scope?.slice(0, -'/.default'.length).replace(/\/$/, '');
  return audience !== undefined && props.audiences().includes(audience) ? audience : undefined;
}

export function refuse(error: string, description: string, status = 400): HttpAnswer {
  const code = /^AADSTS(\d+)/.exec(description)?.[1];
  return jsonAnswer(status, { error, error_description: description, error_codes: code === undefined ? [] : [Number(code)] });
}

/** A fault in the form of the sign-in host; those of a connection are the caller's to make. */
export function answerSignInFault(fault: Fault, nowMs: number): HttpAnswer {
  if (fault.kind === 'empty') return { status: 200 };
  const { status, code, message, headers } = errorOfFault(fault, nowMs);
  return {
    ...refuse(status >= 500 || status === 429 ? 'temporarily_unavailable' : code, message, status),
    ...(headers === undefined ? {} : { headers }),
  };
}
