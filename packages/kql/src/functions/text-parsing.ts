/** The text as a pattern that matches only itself. */
export function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

export interface KeyValueFormat {
  readonly pairDelimiter: string;
  readonly keyDelimiter: string;
  readonly quote: string;
  /** Values without quotes reach to the last pair delimiter before the next key. */
  readonly isGreedy: boolean;
}

/** Reads `key=value` pairs; the first value of a repeated key counts. */
export function parseKeyValues(text: string, format: KeyValueFormat): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const { pairDelimiter, keyDelimiter, quote, isGreedy } = format;
  let at = 0;
  while (at < text.length) {
    const keyEnd = text.indexOf(keyDelimiter, at);
    if (keyEnd < 0) break;
    const rawKey = text.slice(at, keyEnd);
    const key = rawKey
      .slice(
        pairDelimiter === ''
          ? 0
          : Math.max(0, rawKey.lastIndexOf(pairDelimiter) + (rawKey.includes(pairDelimiter) ? pairDelimiter.length : 0)),
      )
      .trim();
    let start = keyEnd + keyDelimiter.length;
    let value: string;
    if (quote !== '' && text.startsWith(quote, start)) {
      start += quote.length;
      const end = text.indexOf(quote, start);
      value = text.slice(start, end < 0 ? text.length : end);
      at = end < 0 ? text.length : end + quote.length;
    } else {
      let end = text.indexOf(pairDelimiter, start);
      if (isGreedy) {
        const nextKey = text.indexOf(keyDelimiter, start);
        end = nextKey < 0 ? -1 : text.lastIndexOf(pairDelimiter, nextKey);
      }
      value = text.slice(start, end < 0 ? text.length : end);
      at = end < 0 ? text.length : end;
    }
    if (text.startsWith(pairDelimiter, at)) at += pairDelimiter.length;
    if (!found.has(key)) found.set(key, value);
  }
  return found;
}
