import type { Server as HttpsServer } from 'node:https';
import type { Server } from 'node:net';

/** Starts a server on 127.0.0.1. @returns the port it got */
export async function listenOnLoopback(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

/** Stops a server without waiting for clients that keep their connections. */
export async function closeServer(server: HttpsServer): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
}
