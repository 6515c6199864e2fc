import type { JsonValue } from '@mxdr/core';

const numberPattern = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * `JSON.parse`, except that an integer beyond 2^53 becomes a string of its digits rather than a neighbouring number.
 *
 * Sums of bytes and numeric ids are 64-bit in Kusto; 9007199254740993 would otherwise arrive as 9007199254740992.
 * JavaScript offers the source text of a number to a reviver only from Node 22 on, hence the pass over the text.
 *
 * @throws SyntaxError as `JSON.parse` does
 */
export function parseLosslessJson(text: string): JsonValue {
  const value: JsonValue = JSON.parse(/\d{16}/.test(text) ? quoteWideIntegers(text) : text);
  return value;
}

function quoteWideIntegers(text: string): string {
  const parts: string[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('"', at);
    const outside = text.slice(at, open === -1 ? text.length : open);
    parts.push(outside.replaceAll(numberPattern, (number) => (isWideInteger(number) ? `"${number}"` : number)));
    if (open === -1) break;
    const end = endOfString(text, open);
    parts.push(text.slice(open, end));
    at = end;
  }
  return parts.join('');
}

function isWideInteger(number: string): boolean {
  return /^-?\d+$/.test(number) && !Number.isSafeInteger(Number(number));
}

/** Index after the closing quote. A scan by hand: a regular expression would overflow its stack on a cell of some megabytes. */
function endOfString(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close !== -1) {
    let backslashes = 0;
    while (text[close - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return close + 1;
    close = text.indexOf('"', close + 1);
  }
  return text.length;
}
