import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import type { ScalarFunction } from '../scalar-function.ts';
import { valueFunction } from '../scalar-function.ts';
import { textAt } from './argument-values.ts';
import { bytesOfBase64, textOfUtf8 } from './encoding-functions.ts';

/** Most bytes that a text may unpack to; a few hostile bytes can stand for gigabytes. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;

/** The text of packed bytes in Base64; `""` when they are none. */
function unpack(text: string, inflate: (bytes: Uint8Array) => Uint8Array): string {
  const bytes = bytesOfBase64(text);
  if (bytes === undefined || bytes.length === 0) return '';
  try {
    return textOfUtf8(inflate(bytes)) ?? '';
  } catch {
    // Not the format, damaged, or too long: the language gives an empty text for each.
    return '';
  }
}

/** Places in the header of gzip, which otherwise differ from machine to machine. */
const EXTRA_FLAGS = 8;
const OPERATING_SYSTEM = 9;
const UNKNOWN_SYSTEM = 255;

/**
 * Functions between text and compressed bytes in Base64. What the packing functions write unpacks to the same text everywhere, stored
 * without packing as the documented examples are; the service may pack longer texts.
 */
export const compressionFunctions: readonly ScalarFunction[] = [
  valueFunction('zlib_decompress_from_base64_string', { doc: 'Text of zlib bytes in Base64', args: 1, result: 'string' }, (values, types) =>
    unpack(textAt(values, types, 0), (bytes) => inflateSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES })),
  ),
  valueFunction('gzip_decompress_from_base64_string', { doc: 'Text of gzip bytes in Base64', args: 1, result: 'string' }, (values, types) =>
    unpack(textAt(values, types, 0), (bytes) => gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES })),
  ),
  valueFunction(
    'zlib_compress_to_base64_string',
    { doc: 'Zlib bytes of a text, in Base64', args: 1, result: 'string' },
    (values, types) => {
      const text = textAt(values, types, 0);
      return text === '' ? '' : deflateSync(text, { level: 0 }).toString('base64');
    },
  ),
  valueFunction(
    'gzip_compress_to_base64_string',
    { doc: 'Gzip bytes of a text, in Base64', args: 1, result: 'string' },
    (values, types) => {
      const text = textAt(values, types, 0);
      if (text === '') return '';
      const bytes = gzipSync(text, { level: 0 });
      bytes[EXTRA_FLAGS] = 0;
      bytes[OPERATING_SYSTEM] = UNKNOWN_SYSTEM;
      return bytes.toString('base64');
    },
  ),
];
