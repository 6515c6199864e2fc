import { addressInsecure, addressInvalid, addressRefused } from './errors.ts';

/** Hosts of the query service in the commercial cloud. Both answer for the same scope. */
export const queryHosts = ['api.loganalytics.io', 'api.loganalytics.azure.com'] as const;
/** Hosts that issue tokens in the commercial cloud. */
export const signInHosts = ['login.microsoftonline.com'] as const;

const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Says where tokens and federated assertions may go: to `hosts` or to this machine, and only with TLS.
 *
 * An address comes from configuration that a customer may have written; sending it a token would hand the token over.
 *
 * @param what name of the setting, for the message
 * @returns origin, e.g. `https://api.loganalytics.io`
 * @throws AppError `MXDR-AZURE-ADDRESS-INVALID`, `-INSECURE` or `-REFUSED`
 */
export function trustAddress(what: string, address: string, hosts: readonly string[]): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || url.host === '' || url.username !== '' || url.password !== '') throw addressInvalid(what, withoutUser(address));
  if (url.protocol !== 'https:') throw addressInsecure(what, url.origin === 'null' ? withoutUser(address) : url.origin);
  const isKnown = hosts.includes(url.hostname) && url.port === '';
  if (!isKnown && !isLoopback(url.origin)) throw addressRefused(what, url.origin, hosts);
  return url.origin;
}

/** True for an origin on this machine. */
export function isLoopback(origin: string): boolean {
  return loopbackHosts.has(new URL(origin).hostname);
}

/** A password in an address must not reach a log. */
function withoutUser(address: string): string {
  return address.replace(/\/\/[^/@]*@/, '//…@');
}
