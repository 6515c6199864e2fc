/** A pair of surrogates, or one of them alone. */
const SURROGATE = /[\ud800-\udfff]/;

/** Characters of a text, where a pair of surrogates is one. */
export function charactersOf(text: string): readonly string[] {
  return SURROGATE.test(text) ? Array.from(text) : text.split('');
}

/** How many characters a text has. */
export function countCharacters(text: string): number {
  return SURROGATE.test(text) ? Array.from(text).length : text.length;
}

/** Characters `start` to `end` (exclusive), counted from the beginning. */
export function sliceCharacters(text: string, start: number, end: number): string {
  return SURROGATE.test(text) ? Array.from(text).slice(start, end).join('') : text.slice(start, end);
}

/** How many characters stand before a UTF-16 position. */
export function characterIndex(text: string, position: number): number {
  return countCharacters(text.slice(0, position));
}
