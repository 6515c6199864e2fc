import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { portTaken } from '../errors.ts';
import type { PreviewState } from './preview-page.ts';
import { previewPage, previewPolicy } from './preview-page.ts';

/** A server of one report on this machine. */
export interface PreviewServer {
  /** `http://127.0.0.1:4173/` */
  readonly url: string;
  /** Tells every open page what became of the report. @param html the report, where it was made */
  readonly publish: (state: PreviewState, html?: string) => void;
  readonly close: () => Promise<void>;
}

const nothingYet = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Not made yet</title></head><body></body></html>';

/** What every answer says: kept nowhere, guessed never, framed by the preview only, told to nobody. */
const commonHeaders = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

/**
 * Serves the report to browsers of this machine, and to them only: it listens on the loopback address, and answers only who asks for that address by
 * name, so that no page of another site can reach it under a name of its own.
 * @param port 0 for any that is free
 * @throws AppError MXDR-PREVIEW-PORT where the port is taken or may not be used
 */
export async function startPreview(title: string, port: number): Promise<PreviewServer> {
  const page = previewPage(title);
  const streams = new Set<ServerResponse>();
  let version = 0;
  let last: PreviewState = { kind: 'making' };
  let report = nothingYet;
  const eventOf = (): string => `id: ${version}\nevent: state\ndata: ${JSON.stringify(last)}\n\n`;

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const { port: own } = server.address() as AddressInfo;
    if (request.headers.host !== `127.0.0.1:${own}` && request.headers.host !== `localhost:${own}`) {
      response.writeHead(421, commonHeaders).end();
      return;
    }
    if (request.method !== 'GET') {
      response.writeHead(405, { ...commonHeaders, Allow: 'GET' }).end();
      return;
    }
    const html = { ...commonHeaders, 'Content-Type': 'text/html; charset=utf-8' };
    switch (request.url) {
      case '/':
        response.writeHead(200, { ...html, 'Content-Security-Policy': previewPolicy, 'X-Frame-Options': 'DENY' }).end(page);
        return;
      case '/report':
        // The report carries a policy of its own, which allows nothing but itself.
        response.writeHead(200, { ...html, 'Content-Security-Policy': "frame-ancestors 'self'" }).end(report);
        return;
      case '/events':
        response.writeHead(200, { ...commonHeaders, 'Content-Type': 'text/event-stream', 'Content-Security-Policy': "default-src 'none'" });
        response.write(eventOf());
        streams.add(response);
        response.on('close', () => streams.delete(response));
        return;
      default:
        response.writeHead(404, commonHeaders).end();
    }
  };
  const server = createServer(answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? portTaken(port, error) : error),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    publish: (state, html) => {
      last = state;
      if (html !== undefined) {
        report = html;
        version += 1;
      }
      for (const stream of streams) stream.write(eventOf());
    },
    close: () =>
      new Promise((resolve) => {
        for (const stream of streams) stream.end();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
