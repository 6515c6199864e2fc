import type { DynamicValue } from '../../columns/dynamic-value.ts';
import { isDynamicArray } from '../../columns/dynamic-value.ts';
import { KqlInvalid } from '../../errors.ts';
import { toLong } from '../convert-scalars.ts';
import type { ScalarFunction } from '../scalar-function.ts';
import { valueFunction } from '../scalar-function.ts';
import { arrayAt, dynamicAt, textAt } from './argument-values.ts';
import { charactersOf } from './characters.ts';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Bytes of Base64 with its padding; `undefined` when the text is none. */
export function bytesOfBase64(text: string): Uint8Array | undefined {
  return BASE64.test(text) ? Buffer.from(text, 'base64') : undefined;
}

/** Text of UTF-8 bytes; `undefined` when they are no valid UTF-8. A byte order mark stays. */
export function textOfUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Characters that `url_encode` and `url_encode_component` leave alone, as .NET does. */
const URL_SAFE = /[A-Za-z0-9\-_.!*()]/;

/** Percent-encodes the UTF-8 bytes with small hexadecimal letters. */
function encodeUrl(text: string, space: string): string {
  let result = '';
  for (const byte of Buffer.from(text, 'utf8')) {
    const character = String.fromCharCode(byte);
    if (character === ' ') result += space;
    else result += byte < 128 && URL_SAFE.test(character) ? character : `%${byte.toString(16).padStart(2, '0')}`;
  }
  return result;
}

/** Decodes `+` and `%hh`; bytes that are no valid UTF-8 become the replacement character. */
function decodeUrl(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replaceAll(/(?:%[0-9a-fA-F]{2})+/g, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
}

/** Bytes of a GUID in the order that .NET stores them: its first three groups least byte first. */
const GUID_ORDER = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];

function guidOfBytes(bytes: Uint8Array): string {
  const hex = GUID_ORDER.map((index) => bytes[index]!.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function bytesOfGuid(guid: string): Uint8Array {
  const plain = Buffer.from(guid.replaceAll('-', ''), 'hex');
  return Uint8Array.from(GUID_ORDER, (index) => plain[index]!);
}

/** Code points of numbers and arrays of numbers, in order. */
function collectCodePoints(value: DynamicValue, into: number[]): void {
  if (isDynamicArray(value)) {
    for (const item of value) collectCodePoints(item, into);
    return;
  }
  const code = Number(toLong('dynamic', value) ?? -1);
  if (code < 0 || code > 0x10ffff) throw new KqlInvalid('a code point must be a number from 0 to 1114111', undefined);
  into.push(code);
}

/** Functions between text and other forms of it. */
export const encodingFunctions: readonly ScalarFunction[] = [
  valueFunction(
    'base64_encode_tostring',
    { aliases: ['base64_encodestring'], doc: 'Base64 of the UTF-8 text', args: 1, result: 'string' },
    (values, types) => Buffer.from(textAt(values, types, 0), 'utf8').toString('base64'),
  ),
  valueFunction(
    'base64_decode_tostring',
    { aliases: ['base64_decodestring'], doc: 'UTF-8 text of Base64; empty when it is none', args: 1, result: 'string' },
    (values, types) => {
      const bytes = bytesOfBase64(textAt(values, types, 0));
      return bytes === undefined ? '' : (textOfUtf8(bytes) ?? '');
    },
  ),
  valueFunction('base64_decode_toarray', { doc: 'Bytes of Base64', args: 1, result: 'dynamic' }, (values, types) => {
    const bytes = bytesOfBase64(textAt(values, types, 0));
    return bytes === undefined ? null : Array.from(bytes);
  }),
  valueFunction('base64_encode_fromarray', { doc: 'Base64 of bytes', args: 1, result: 'string' }, (values, types) => {
    const bytes = (arrayAt(values, types, 0) ?? []).map((item) => Number(toLong('dynamic', item) ?? -1));
    return bytes.every((byte) => byte >= 0 && byte <= 255) ? Buffer.from(bytes).toString('base64') : '';
  }),
  valueFunction('base64_decode_toguid', { doc: 'The GUID of 16 bytes in Base64', args: 1, result: 'guid' }, (values, types) => {
    const bytes = bytesOfBase64(textAt(values, types, 0));
    return bytes?.length === 16 ? guidOfBytes(bytes) : null;
  }),
  valueFunction('base64_encode_fromguid', { doc: 'Base64 of the bytes of a GUID', args: 1, result: 'string' }, (values, types) =>
    Buffer.from(bytesOfGuid(textAt(values, types, 0))).toString('base64'),
  ),
  valueFunction('url_encode', { doc: 'Percent-encoded text, spaces as +', args: 1, result: 'string' }, (values, types) =>
    encodeUrl(textAt(values, types, 0), '+'),
  ),
  valueFunction('url_encode_component', { doc: 'Percent-encoded text', args: 1, result: 'string' }, (values, types) =>
    encodeUrl(textAt(values, types, 0), '%20'),
  ),
  valueFunction('url_decode', { doc: 'Text of a percent-encoded URL', args: 1, result: 'string' }, (values, types) =>
    decodeUrl(textAt(values, types, 0)),
  ),
  valueFunction(
    'unicode_codepoints_from_string',
    { aliases: ['to_utf8'], doc: 'Code points of a text', args: 1, result: 'dynamic' },
    (values, types) => charactersOf(textAt(values, types, 0)).map((character) => character.codePointAt(0) ?? 0),
  ),
  valueFunction(
    'unicode_codepoints_to_string',
    { aliases: ['make_string'], doc: 'Text of code points', args: [1, 32_767], result: 'string' },
    (values, types) => {
      const codes: number[] = [];
      for (let index = 0; index < values.length; index++) collectCodePoints(dynamicAt(values, types, index), codes);
      return codes.map((code) => String.fromCodePoint(code)).join('');
    },
  ),
];
