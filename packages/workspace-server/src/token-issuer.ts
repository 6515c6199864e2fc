import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '@mxdr/core';

/** Who asks: what limits count by, and what decides which workspaces open. */
export interface CallerIdentity {
  readonly tenantId: string;
  /** Application (client) id. */
  readonly clientId: string;
}

/** What the check of a token ended in; `code` is the service's word for it. */
export type TokenVerdict =
  | { readonly kind: 'accepted'; readonly caller: CallerIdentity }
  | {
      readonly kind: 'refused';
      readonly code: 'AuthorizationRequiredError' | 'InvalidTokenError';
      readonly detail: string;
      readonly message: string;
    };

export interface TokenRequest extends CallerIdentity {
  /** Who the token is for, without a slash at its end, e.g. `https://api.loganalytics.io`. */
  readonly audience: string;
  /** @default the issuer's lifetime */
  readonly lifetimeSeconds?: number;
}

export interface TokenIssuer {
  issue(request: TokenRequest): string;
  /** @param authorization the header as it came */
  check(authorization: string | undefined, audiences: readonly string[]): TokenVerdict;
}

export interface TokenIssuerProps {
  readonly clock: Clock;
  readonly lifetimeSeconds: number;
  /** Origin that tokens name as their issuer's. */
  readonly origin: () => string;
}

/**
 * Issues tokens and checks them, with a key of its own that nobody is told: a token of another server, or of an earlier start, opens
 * nothing. They look like Entra's, so that clients that read them (tenant, expiry) find what they look for.
 */
export function createTokenIssuer(props: TokenIssuerProps): TokenIssuer {
  const key = randomBytes(32);
  const sign = (text: string): string => createHmac('sha256', key).update(text).digest('base64url');
  return {
    issue({ tenantId, clientId, audience, lifetimeSeconds = props.lifetimeSeconds }) {
      const now = Math.floor(props.clock.now() / 1000);
      const objectId = guidOf(`${tenantId}/${clientId}`);
      const claims = {
        aud: audience,
        iss: `${props.origin()}/${tenantId}/v2.0`,
        iat: now,
        nbf: now,
        exp: now + lifetimeSeconds,
        appid: clientId,
        oid: objectId,
        sub: objectId,
        tid: tenantId,
        ver: '1.0',
      };
      const text = `${encode({ typ: 'JWT', alg: 'HS256' })}.${encode(claims)}`;
      return `${text}.${sign(text)}`;
    },
    check(authorization, audiences) {
      const match = /^Bearer +([\w-]+\.[\w-]+)\.([\w-]+)$/i.exec(authorization ?? '');
      if (match === null) {
        return authorization === undefined
          ? refused('AuthorizationRequiredError', 'MissingToken', 'Valid authentication was not provided')
          : invalid('MalformedToken', 'The token is none.');
      }
      const [, text = '', signature = ''] = match;
      if (!isSame(sign(text), signature)) return invalid('SignatureVerificationFailed', 'The token was not issued by this server.');
      // What this issuer signed has this form: nobody else has the key.
      const claims = JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString()) as {
        readonly aud: string;
        readonly exp: number;
        readonly tid: string;
        readonly appid: string;
      };
      if (!audiences.includes(claims.aud)) return invalid('InvalidAudience', `The token is for ${claims.aud}.`);
      if (claims.exp * 1000 <= props.clock.now()) return invalid('TokenExpired', 'The token has expired.');
      return { kind: 'accepted', caller: { tenantId: claims.tid, clientId: claims.appid } };
    },
  };
}

function invalid(detail: string, message: string): TokenVerdict {
  return refused('InvalidTokenError', detail, message);
}

function refused(code: 'AuthorizationRequiredError' | 'InvalidTokenError', detail: string, message: string): TokenVerdict {
  return { kind: 'refused', code, detail, message };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Without telling by its time how much of it was right. */
export function isSame(expected: string, given: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(expected), digest(given));
}

/** The same GUID for the same text, as an object id is the same in every token of an application. */
function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
