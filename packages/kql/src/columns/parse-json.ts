import type { DynamicValue } from './dynamic-value.ts';
import { DynamicBag, toDynamicReal } from './dynamic-value.ts';

/** Deeper nesting than any product writes; hostile text must not exhaust the stack. */
const MAX_DEPTH = 400;

const MAX_LONG = 2n ** 63n - 1n;
const MIN_LONG = -(2n ** 63n);

class JsonReader {
  readonly text: string;
  position = 0;
  failed = false;

  constructor(text: string) {
    this.text = text;
  }

  fail(): null {
    this.failed = true;
    return null;
  }

  skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.position);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.position++;
    }
  }

  readValue(depth: number): DynamicValue {
    if (depth > MAX_DEPTH) return this.fail();
    this.skipSpace();
    switch (this.text.charCodeAt(this.position)) {
      case 0x7b:
        return this.readBag(depth);
      case 0x5b:
        return this.readArray(depth);
      case 0x22:
        return this.readString();
      case 0x74:
        return this.readWord('true', true);
      case 0x66:
        return this.readWord('false', false);
      case 0x6e:
        return this.readWord('null', null);
      default:
        return this.readNumber();
    }
  }

  readWord(word: string, value: DynamicValue): DynamicValue {
    if (!this.text.startsWith(word, this.position)) return this.fail();
    this.position += word.length;
    return value;
  }

  readNumber(): DynamicValue {
    const start = this.position;
    let isInteger = true;
    for (;;) {
      const code = this.text.charCodeAt(this.position);
      if ((code >= 48 && code <= 57) || code === 45 || code === 43) this.position++;
      else if (code === 46 || code === 69 || code === 101) {
        isInteger = false;
        this.position++;
      } else break;
    }
    const token = this.text.slice(start, this.position);
    if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(token)) return this.fail();
    const value = Number(token);
    if (!isInteger) return toDynamicReal(value);
    if (Number.isSafeInteger(value)) return value === 0 ? 0 : value;
    const exact = BigInt(token);
    return exact >= MIN_LONG && exact <= MAX_LONG ? exact : toDynamicReal(value);
  }

  readString(): string {
    const { text } = this;
    const start = ++this.position;
    let end = start;
    let hasEscape = false;
    for (;;) {
      const code = text.charCodeAt(end);
      if (code === 0x22) break;
      if (code === 0x5c) {
        hasEscape = true;
        end += 2;
      } else if (code !== code) {
        this.fail();
        return '';
      } else end++;
    }
    this.position = end + 1;
    const raw = text.slice(start, end);
    return hasEscape ? this.unescape(raw) : raw;
  }

  unescape(raw: string): string {
    let result = '';
    let from = 0;
    for (;;) {
      const at = raw.indexOf('\\', from);
      if (at < 0) return result + raw.slice(from);
      result += raw.slice(from, at);
      const letter = raw[at + 1] ?? '';
      from = at + 2;
      if (letter === 'u') {
        const hex = raw.slice(from, from + 4);
        if (!/^[0-9a-fA-F]{4}$/.test(hex)) {
          this.fail();
          return '';
        }
        result += String.fromCharCode(Number.parseInt(hex, 16));
        from += 4;
        continue;
      }
      const plain = ESCAPES[letter];
      if (plain === undefined) {
        this.fail();
        return '';
      }
      result += plain;
    }
  }

  readArray(depth: number): DynamicValue {
    this.position++;
    const items: DynamicValue[] = [];
    this.skipSpace();
    if (this.text.charCodeAt(this.position) === 0x5d) {
      this.position++;
      return items;
    }
    for (;;) {
      items.push(this.readValue(depth + 1));
      if (this.failed) return null;
      this.skipSpace();
      const code = this.text.charCodeAt(this.position++);
      if (code === 0x5d) return items;
      if (code !== 0x2c) return this.fail();
    }
  }

  readBag(depth: number): DynamicValue {
    this.position++;
    const entries = new Map<string, DynamicValue>();
    this.skipSpace();
    if (this.text.charCodeAt(this.position) === 0x7d) {
      this.position++;
      return new DynamicBag(entries);
    }
    for (;;) {
      this.skipSpace();
      if (this.text.charCodeAt(this.position) !== 0x22) return this.fail();
      const key = this.readString();
      this.skipSpace();
      if (this.failed || this.text.charCodeAt(this.position++) !== 0x3a) return this.fail();
      entries.set(key, this.readValue(depth + 1));
      if (this.failed) return null;
      this.skipSpace();
      const code = this.text.charCodeAt(this.position++);
      if (code === 0x7d) return new DynamicBag(entries);
      if (code !== 0x2c) return this.fail();
    }
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** Parses JSON text keeping key order and 64-bit integers. `undefined` when the text is not JSON. */
export function parseJsonText(text: string): DynamicValue | undefined {
  const reader = new JsonReader(text);
  const value = reader.readValue(0);
  reader.skipSpace();
  return reader.failed || reader.position < text.length ? undefined : value;
}

/** What `parse_json` makes of text: its JSON value, the text itself when it is not JSON, null when it is empty. */
export function parseDynamicText(text: string): DynamicValue {
  if (text === '') return null;
  const value = parseJsonText(text);
  return value === undefined ? text : value;
}
