/**
 * Checks and splits JSON in bytes without building values: a row has dozens of keys of which a query asks a few. Everything is validated, so
 * that a row is good or broken regardless of what is asked of it. Bytes are UTF-8; strings are not decoded here.
 */

/** Deeper nesting than any product writes; hostile text must not exhaust the stack. */
const MAX_DEPTH = 200;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Answer of every skip function for bytes that are not JSON. */
export const NOT_JSON = -1;

function isHex(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 70) || (byte >= 97 && byte <= 102));
}

function isSimpleEscape(byte: number | undefined): boolean {
  switch (byte) {
    case QUOTE:
    case BACKSLASH:
    case 0x2f:
    case 0x62:
    case 0x66:
    case 0x6e:
    case 0x72:
    case 0x74:
      return true;
    default:
      return false;
  }
}

export function skipSpace(bytes: Uint8Array, position: number, end: number): number {
  let at = position;
  while (at < end) {
    const byte = bytes[at]!;
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break;
    at++;
  }
  return at;
}

/** @param position of the opening quote @returns the position after the closing quote */
export function skipString(bytes: Uint8Array, position: number, end: number): number {
  let at = position + 1;
  while (at < end) {
    const byte = bytes[at]!;
    // Nearly every byte is a plain one: one comparison settles it.
    if (byte > QUOTE && byte !== BACKSLASH) {
      at++;
      continue;
    }
    if (byte === QUOTE) return at + 1;
    if (byte === BACKSLASH) {
      const letter = bytes[at + 1];
      if (letter === 0x75) {
        if (at + 6 > end || !isHex(bytes[at + 2]) || !isHex(bytes[at + 3]) || !isHex(bytes[at + 4]) || !isHex(bytes[at + 5]))
          return NOT_JSON;
        at += 6;
      } else {
        if (at + 2 > end || !isSimpleEscape(letter)) return NOT_JSON;
        at += 2;
      }
    } else {
      if (byte < 0x20) return NOT_JSON;
      at++;
    }
  }
  return NOT_JSON;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}

function skipDigits(bytes: Uint8Array, position: number, end: number): number {
  let at = position;
  while (at < end && isDigit(bytes[at])) at++;
  return at;
}

function skipNumber(bytes: Uint8Array, position: number, end: number): number {
  let at = position;
  if (bytes[at] === 0x2d) at++;
  const whole = at;
  at = skipDigits(bytes, at, end);
  if (at === whole || (bytes[whole] === 48 && at > whole + 1)) return NOT_JSON;
  if (at < end && bytes[at] === 0x2e) {
    const fraction = at + 1;
    at = skipDigits(bytes, fraction, end);
    if (at === fraction) return NOT_JSON;
  }
  if (at < end && (bytes[at] === 0x65 || bytes[at] === 0x45)) {
    at++;
    if (bytes[at] === 0x2b || bytes[at] === 0x2d) at++;
    const exponent = at;
    at = skipDigits(bytes, exponent, end);
    if (at === exponent) return NOT_JSON;
  }
  return at;
}

function skipWord(bytes: Uint8Array, position: number, end: number, word: string): number {
  if (position + word.length > end) return NOT_JSON;
  for (let i = 0; i < word.length; i++) if (bytes[position + i] !== word.charCodeAt(i)) return NOT_JSON;
  return position + word.length;
}

function skipMembers(bytes: Uint8Array, position: number, end: number, depth: number, isObject: boolean): number {
  const close = isObject ? 0x7d : 0x5d;
  let at = skipSpace(bytes, position + 1, end);
  if (at < end && bytes[at] === close) return at + 1;
  for (;;) {
    if (isObject) {
      at = skipSpace(bytes, at, end);
      if (at >= end || bytes[at] !== QUOTE) return NOT_JSON;
      at = skipString(bytes, at, end);
      if (at < 0) return NOT_JSON;
      at = skipSpace(bytes, at, end);
      if (at >= end || bytes[at] !== 0x3a) return NOT_JSON;
      at++;
    }
    at = skipValue(bytes, skipSpace(bytes, at, end), end, depth + 1);
    if (at < 0) return NOT_JSON;
    at = skipSpace(bytes, at, end);
    if (at >= end) return NOT_JSON;
    const byte = bytes[at++];
    if (byte === close) return at;
    if (byte !== 0x2c) return NOT_JSON;
  }
}

/** @param position of the first byte of a value @returns the position after the value, or {@link NOT_JSON} */
export function skipValue(bytes: Uint8Array, position: number, end: number, depth: number): number {
  if (position >= end || depth > MAX_DEPTH) return NOT_JSON;
  switch (bytes[position]) {
    case QUOTE:
      return skipString(bytes, position, end);
    case 0x7b:
      return skipMembers(bytes, position, end, depth, true);
    case 0x5b:
      return skipMembers(bytes, position, end, depth, false);
    case 0x74:
      return skipWord(bytes, position, end, 'true');
    case 0x66:
      return skipWord(bytes, position, end, 'false');
    case 0x6e:
      return skipWord(bytes, position, end, 'null');
    default:
      return skipNumber(bytes, position, end);
  }
}

/** Text of the JSON string at `[start, end)`, quotes included in the range. The range has been checked by {@link skipString}. */
export function decodeString(bytes: Buffer, start: number, end: number): string {
  let seen = 0;
  let hasEscape = false;
  for (let i = start + 1; i < end - 1; i++) {
    const byte = bytes[i]!;
    seen |= byte;
    if (byte === BACKSLASH) hasEscape = true;
  }
  if (hasEscape) return String(JSON.parse(bytes.toString('utf8', start, end)));
  return seen < 0x80 ? bytes.toString('latin1', start + 1, end - 1) : bytes.toString('utf8', start + 1, end - 1);
}
