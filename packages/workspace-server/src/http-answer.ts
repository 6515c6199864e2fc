import { gzipSync } from 'node:zlib';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServiceError } from './service-error.ts';

/** What goes back to a client. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Absent: no body at all. */
  readonly body?: string;
}

/** How an answer goes out. */
export interface SendProps {
  /** What the `Date` header says, in milliseconds since 1970. */
  readonly nowMs: number;
  /** Leaves out the second half of the body, and says that the first is all of it. */
  readonly isCut?: boolean;
  /** Breaks the connection after half of the body. */
  readonly isBroken?: boolean;
}

export function jsonAnswer(status: number, value: unknown, headers?: Readonly<Record<string, string>>): HttpAnswer {
  return { status, body: JSON.stringify(value), ...(headers === undefined ? {} : { headers }) };
}

/** @param requestId the service's name for the request, which support asks for */
export function errorAnswer(error: ServiceError, requestId: string): HttpAnswer {
  const { code, message, innererror } = error;
  const body = { error: { message, code, correlationId: requestId, ...(innererror === undefined ? {} : { innererror }) } };
  return jsonAnswer(error.status, body, error.headers);
}

/** Packs what is worth it, where the client can unpack it, as the service does. */
export async function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: HttpAnswer,
  { nowMs, isCut, isBroken }: SendProps,
): Promise<void> {
  const isWhole = isCut !== true && isBroken !== true;
  const text = answer.body === undefined ? undefined : Buffer.from(answer.body);
  const isPacked = isWhole && text !== undefined && text.length > 1024 && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const packed = isPacked ? gzipSync(text, { level: 1 }) : text;
  const body = isWhole ? packed : packed?.subarray(0, Math.floor(packed.length / 2));
  response.sendDate = false;
  response.writeHead(answer.status, {
    Date: new Date(nowMs).toUTCString(),
    ...(body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
    ...(isPacked ? { 'Content-Encoding': 'gzip' } : {}),
    ...(answer.status === 204 ? {} : { 'Content-Length': String((isBroken === true ? packed : body)?.length ?? 0) }),
    ...answer.headers,
  });
  await new Promise<void>((resolve) => {
    response.once('close', resolve);
    if (isBroken === true) response.write(body ?? '', () => response.destroy());
    else response.end(body);
  });
}

/** @returns undefined where it is longer than `maxBytes` */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
