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

const BEYOND_ASCII = /[^\0-\x7f]/;

/**
 * Maps every character to its other case, one for one, whatever stands beside it: a sharp s has no capital of one character and stays, and a
 * sigma at the end of a word is a sigma. Comparisons that ignore case see letters the same way.
 */
export function changeCase(text: string, change: (text: string) => string): string {
  if (!BEYOND_ASCII.test(text)) return change(text);
  return charactersOf(text)
    .map((character) => {
      const changed = change(character);
      return countCharacters(changed) === 1 ? changed : character;
    })
    .join('');
}
