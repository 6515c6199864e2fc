import { inertText } from '@mxdr/core';
import { mailAddressInvalid } from './errors.ts';

export interface MailAddress {
  readonly name: string;
  /** `name@host`, plain letters only. */
  readonly address: string;
}

/** One part of a message, or several that stand beside each other or in place of each other. */
export type MailPart =
  | { readonly type: 'text/plain' | 'text/html'; readonly text: string }
  | { readonly type: 'application/pdf'; readonly fileName: string; readonly bytes: Uint8Array }
  | { readonly type: 'multipart/mixed' | 'multipart/alternative'; readonly parts: readonly MailPart[] };

export interface MailMessage {
  readonly from: MailAddress;
  readonly to: readonly MailAddress[];
  readonly subject: string;
  /** ISO 8601. */
  readonly date: string;
  /** Letters and digits, the same for the same message: names the message and divides its parts. */
  readonly id: string;
  /** BCP 47. */
  readonly language: string;
  /** Further headers; names are ours. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: MailPart;
}

/**
 * A message by RFC 5322 and MIME, in plain ASCII with CRLF and no line over 78 characters. Everything that is not plain travels encoded (RFC 2047 in
 * headers, base64 in bodies), so no text can end a header, begin another one or close a part. Equal messages give equal bytes.
 * @throws AppError MXDR-MAIL-ADDRESS-INVALID
 */
export function writeMessage(message: MailMessage): string {
  const { from, to, subject, date, id, language, headers, body } = message;
  const host = from.address.slice(from.address.lastIndexOf('@') + 1);
  const lines = [
    header('From', [mailbox(from)]),
    header(
      'To',
      to.map((one, index) => `${mailbox(one)}${index < to.length - 1 ? ',' : ''}`),
    ),
    header('Subject', phrase(subject)),
    header('Date', [mailDate(date)]),
    header('Message-ID', [`<${id}@${host}>`]),
    header('Content-Language', [language.replaceAll(/[^\w-]/g, '')]),
    ...Object.entries(headers).map(([name, value]) => header(name, phrase(value))),
    header('MIME-Version', ['1.0']),
    ...writePart(body, id, '0'),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function writePart(part: MailPart, id: string, place: string): readonly string[] {
  if ('parts' in part) {
    // An underline occurs in no line of base64.
    const boundary = `mxdr_${id.slice(0, 32)}_${place}`;
    return [
      header('Content-Type', [`${part.type};`, `boundary="${boundary}"`]),
      '',
      ...part.parts.flatMap((inner, index) => [`--${boundary}`, ...writePart(inner, id, `${place}.${index}`)]),
      `--${boundary}--`,
      '',
    ];
  }
  if ('text' in part)
    return [
      header('Content-Type', [`${part.type};`, 'charset=utf-8']),
      'Content-Transfer-Encoding: base64',
      '',
      ...base64Lines(Buffer.from(part.text.replaceAll(/\r?\n/g, '\r\n'), 'utf8')),
    ];
  // A longer one would not fit a line.
  const fileName = `"${part.fileName.replaceAll(/[^\w.-]/g, '_').slice(-60)}"`;
  return [
    header('Content-Type', [`${part.type};`, `name=${fileName}`]),
    header('Content-Disposition', ['attachment;', `filename=${fileName}`]),
    'Content-Transfer-Encoding: base64',
    '',
    ...base64Lines(Buffer.from(part.bytes)),
  ];
}

function base64Lines(bytes: Buffer): readonly string[] {
  return bytes.toString('base64').match(/.{1,76}/g) ?? [''];
}

/** Words of a header on as many lines as they need; a line of its own for each that does not fit. */
function header(name: string, words: readonly string[]): string {
  const lines = [`${name}:`];
  for (const word of words) {
    const last = lines.length - 1;
    if (lines[last]!.length + 1 + word.length <= 76) lines[last] += ` ${word}`;
    else lines.push(` ${word}`);
  }
  return lines.join('\r\n');
}

/** Printable ASCII without what encoded words are made of; longer words would not fit a line. */
const plainWord = /^[!-<>-~]{1,60}$/;

/** Text of a header as words: plain where all of it is plain, encoded otherwise. Line breaks and control characters are gone or shown as codes. */
function phrase(text: string): readonly string[] {
  const words = inertText(text)
    .split(/[\s]+/)
    .filter((word) => word !== '');
  return words.every((word) => plainWord.test(word)) ? words : encodedWords(words.join(' '));
}

/** RFC 2047: at most 75 characters each, none of them splitting a letter. */
function encodedWords(text: string): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const letter of text) {
    if (Buffer.byteLength(piece + letter) > 42) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece].map((one) => `=?utf-8?B?${Buffer.from(one, 'utf8').toString('base64')}?=`);
}

const addressForm = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?$/;

function mailbox({ name, address }: MailAddress): string {
  if (!addressForm.test(address)) throw mailAddressInvalid(address);
  const words = phrase(name);
  const shown = words.join(' ');
  if (shown === '') return `<${address}>`;
  if (words.every((word) => plainWord.test(word)) && shown.length <= 60) return `"${shown.replaceAll(/["\\]/g, '\\$&')}" <${address}>`;
  const encoded = words.every((word) => plainWord.test(word)) ? encodedWords(shown) : words;
  return `${encoded.join('\r\n ')}\r\n <${address}>`;
}

/** `Tue, 03 Nov 2026 08:00:00 +0000` */
function mailDate(instant: string): string {
  return new Date(instant).toUTCString().replace('GMT', '+0000');
}
