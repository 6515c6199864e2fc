import type { AppError } from '@mxdr/core';
import { isLoopback } from './trusted-address.ts';

const timeoutMs = 30_000;

/** How a platform is asked for a token of the running job. */
export interface AssertionRequest {
  readonly address: string;
  readonly method: 'GET' | 'POST';
  /** Goes to the address and nowhere else. */
  readonly key: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Field of the answer that holds the token. */
  readonly field: string;
  /** The error, without anything that the service said. */
  readonly refused: (why: string, cause: unknown) => AppError;
}

/** Asks a platform for a token of the running job. Over https only, without following it elsewhere; what it says of a refusal is never told. */
export async function fetchPlatformAssertion({ address, method, key, query, headers, field, refused }: AssertionRequest): Promise<string> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && !isLoopback(address))) throw refused('its address is not an https one', undefined);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${key}`, accept: 'application/json', ...headers },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    throw refused('its service could not be reached', error);
  }
  if (!response.ok) throw refused(`its service answered ${response.status}`, undefined);
  const body: unknown = await response.json().catch(() => undefined);
  const token = typeof body === 'object' && body !== null ? Object.entries(body).find(([name]) => name === field)?.[1] : undefined;
  if (typeof token !== 'string' || token === '') throw refused('its service gave no token', undefined);
  return token;
}
