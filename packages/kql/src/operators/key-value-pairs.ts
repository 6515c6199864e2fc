/** A pair of characters around a quoted key or value. */
export interface Quotes {
  readonly open: string;
  readonly close: string;
}

export interface KeyValueFormat {
  readonly quotes: readonly Quotes[];
  /** Characters that make the next one plain inside quotes. */
  readonly escapes: ReadonlySet<string>;
  /** Without delimiters every character that is no letter or digit separates. */
  readonly delimiters?: {
    readonly pair: string;
    readonly keyValue: string;
    /** Values without quotes reach to the next key. */
    readonly isGreedy: boolean;
  };
}

/** Reads the values of `keys`. Of a repeated key the first value counts; blanks around keys and values do not. */
export function readKeyValues(text: string, keys: ReadonlySet<string>, format: KeyValueFormat): ReadonlyMap<string, string> {
  return format.delimiters === undefined ? readWords(text, keys, format) : readDelimited(text, format, format.delimiters);
}

interface Quoted {
  readonly value: string;
  /** Behind the closing quote. */
  readonly end: number;
}

/** The quoted text that begins at `at`; `undefined` when none does or it never ends. */
function readQuoted(text: string, at: number, format: KeyValueFormat): Quoted | undefined {
  const quotes = format.quotes.find(({ open }) => text.startsWith(open, at));
  if (quotes === undefined) return undefined;
  let value = '';
  for (let index = at + quotes.open.length; index < text.length; index++) {
    const letter = text[index]!;
    if (format.escapes.has(letter) && index + 1 < text.length) value += text[++index]!;
    else if (text.startsWith(quotes.close, index)) return { value, end: index + quotes.close.length };
    else value += letter;
  }
  return undefined;
}

function skipBlanks(text: string, at: number): number {
  let index = at;
  while (index < text.length && /\s/.test(text[index]!)) index++;
  return index;
}

function readDelimited(
  text: string,
  format: KeyValueFormat,
  { pair, keyValue, isGreedy }: NonNullable<KeyValueFormat['delimiters']>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let at = 0;
  while (at < text.length) {
    const quotedKey = readQuoted(text, skipBlanks(text, at), format);
    const keyEnd = text.indexOf(keyValue, quotedKey?.end ?? at);
    if (keyEnd < 0) break;
    // Text without a key may stand in front: the key is what follows the last delimiter.
    const isQuoted = quotedKey !== undefined && text.slice(quotedKey.end, keyEnd).trim() === '';
    const before = text.slice(at, keyEnd);
    const key = isQuoted ? quotedKey.value : (before.split(pair).at(-1) ?? '');
    const start = keyEnd + keyValue.length;
    const quoted = readQuoted(text, skipBlanks(text, start), format);
    const end = quoted?.end ?? valueEnd(text, start, pair, keyValue, isGreedy);
    const value = quoted?.value ?? text.slice(start, end);
    if (!found.has(key.trim())) found.set(key.trim(), value.trim());
    at = text.startsWith(pair, end) ? end + pair.length : end;
  }
  return found;
}

function valueEnd(text: string, start: number, pair: string, keyValue: string, isGreedy: boolean): number {
  let end = text.indexOf(pair, start);
  if (isGreedy) {
    const nextKey = text.indexOf(keyValue, start);
    end = nextKey < 0 ? -1 : text.lastIndexOf(pair, nextKey);
  }
  return end < start ? text.length : end;
}

const WORD = /[\p{L}\p{N}]/u;

/** Keys are found as whole words; the value is the next word or quoted text. */
function readWords(text: string, keys: ReadonlySet<string>, format: KeyValueFormat): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const wordAt = (at: number): string => /^[\p{L}\p{N}]+/u.exec(text.slice(at))?.[0] ?? '';
  /** The next word or quoted text at or behind `at`. */
  const next = (at: number): Quoted | undefined => {
    for (let index = at; index < text.length; index++) {
      const quoted = readQuoted(text, index, format);
      if (quoted !== undefined) return quoted;
      const word = wordAt(index);
      if (word !== '') return { value: word, end: index + word.length };
    }
    return undefined;
  };
  const longestFirst = [...keys].sort((a, b) => b.length - a.length);
  for (let at = 0; at < text.length;) {
    const quoted = readQuoted(text, at, format);
    const key = quoted?.value ?? longestFirst.find((name) => text.startsWith(name, at) && !WORD.test(text[at + name.length] ?? ''));
    const keyEnd = quoted?.end ?? at + (key?.length ?? 0);
    if (key !== undefined && key !== '' && keys.has(key)) {
      const value = next(keyEnd);
      if (value !== undefined && !found.has(key)) found.set(key, value.value.trim());
      at = Math.max(value?.end ?? text.length, keyEnd);
    } else at = quoted?.end ?? at + Math.max(1, wordAt(at).length);
  }
  return found;
}
