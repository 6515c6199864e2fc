import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { fileNotReadable } from './errors.ts';

/** Longest line of NDJSON and longest record of CSV, in bytes. The service itself cuts a row at a megabyte. */
export const MAX_RECORD_BYTES = 8 * 1024 * 1024;

const CHUNK_BYTES = 1024 * 1024;

/** A file whose bytes can be read and whose packing is broken: what came before is good. */
export class BrokenArchive extends Error {}

/**
 * The bytes of a file in chunks of about a megabyte, unpacked when it is gzip.
 * @throws AppError when the file cannot be read
 * @throws BrokenArchive when it cannot be unpacked to its end
 */
export async function* readChunks(path: string, isGzip: boolean, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  let stream: Readable = file;
  if (isGzip) {
    const unpacked = createGunzip({ chunkSize: CHUNK_BYTES });
    file.on('error', (error) => unpacked.destroy(error));
    stream = file.pipe(unpacked);
  }
  try {
    for await (const chunk of stream) {
      signal?.throwIfAborted();
      if (!Buffer.isBuffer(chunk)) throw new TypeError('a file stream without an encoding gives buffers');
      yield chunk;
    }
  } catch (error) {
    if (signal?.aborted === true) throw error;
    if (isGzip && error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      throw new BrokenArchive(error.message, { cause: error });
    throw fileNotReadable(path, error);
  } finally {
    stream.destroy();
    file.destroy();
  }
}
