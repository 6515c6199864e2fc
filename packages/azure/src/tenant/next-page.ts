import { isLoopback } from '../trusted-address.ts';

/**
 * The address of the next page where it may get the token: over TLS, to a host of the same service, without a user name. A server on this
 * machine may only name itself.
 *
 * @param origin where the first page came from
 * @returns undefined for an address that is not to be followed
 */
export function trustNextPage(link: string, origin: string, hosts: readonly string[]): string | undefined {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (url === undefined || url.protocol !== 'https:' || url.username !== '' || url.password !== '') return undefined;
  if (url.origin === origin) return url.href;
  return !isLoopback(origin) && url.port === '' && hosts.includes(url.hostname) ? url.href : undefined;
}
