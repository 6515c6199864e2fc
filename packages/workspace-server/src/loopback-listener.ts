import type { Server as PlainServer } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import { addressNotLoopback, portUnusable } from './errors.ts';

type WebServer = PlainServer | SecureServer;

const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

/**
 * Starts a server on an address of this machine.
 *
 * @param port 0 takes any that is free
 * @returns the port it got
 * @throws AppError `MXDR-SERVE-ADDRESS-REFUSED` or `-PORT-UNUSABLE`
 */
export async function listenOnLoopback(server: WebServer, host = '127.0.0.1', port = 0): Promise<number> {
  if (!loopbackHosts.has(host)) throw addressNotLoopback(host);
  await new Promise<void>((resolve, reject) => {
    const refuse = (cause: Error): void => reject(portUnusable(port, cause));
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw portUnusable(port, undefined);
  return address.port;
}

/** Stops a server. Answers under way may end for so long, then connections are cut. */
export async function closeServer(server: WebServer, graceMs = 0): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(cut);
}

/** Whether a `Host` header names this machine. A page in a browser can reach a port of it under a name of the page's own. */
export function isLoopbackHost(header: string | undefined): boolean {
  const name = header?.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  return name !== undefined && loopbackHosts.has(name.toLowerCase());
}
