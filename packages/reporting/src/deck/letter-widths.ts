import { textWidth } from '../charts/text-width.ts';

/**
 * Advance widths with tabular figures that differ from those of plain text in Inter, in hundredths of the font size: signs that stand between
 * figures take the width of one. Measured in the browser; render-deck-html.test.ts holds them against the fonts of all brands.
 */
const measured = new Map<string, number>([
  ...[...'-*+<=>\u2212\u00d7'].map((sign) => [sign, 65] as const),
  ...[...'()[]{}'].map((sign) => [sign, 40] as const),
  ...[...'\u00b7\u2019\u2018'].map((sign) => [sign, 30] as const),
  ...[...'\u201c\u201d\u2013'].map((sign) => [sign, 51] as const),
  ...[...'\u2190\u2191\u2192\u2193'].map((sign) => [sign, 84] as const),
  ['\u2026', 94],
  ['\u2014', 100],
  ['\u2022', 57],
  // Narrow in Inter, wider in the other families of a brand.
  ...[...'ijl'].map((letter) => [letter, 29] as const),
  ['I', 38],
  ['t', 38],
  ['r', 41],
]);

const emojiWidth = 128;
/** Half of one: a flag is two such letters. */
const flagLetterWidth = 64;

/** Width of a text in the widest family of a brand, or in the Noto face of its script, in units of the font size. Marks above and below letters take none. */
export function letterWidths(text: string): number {
  let sum = 0;
  for (const character of text.normalize('NFD')) {
    if (/\p{Mn}|\p{Me}|\p{Cf}/u.test(character)) continue;
    sum += measured.get(character) ?? otherWidth(character);
  }
  return sum / 100;
}

function otherWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x37_0) return textWidth(character, 100);
  if (code >= 0x1_f1_e6 && code <= 0x1_f1_ff) return flagLetterWidth;
  if (/\p{Extended_Pictographic}/u.test(character)) return emojiWidth;
  // Cyrillic and Greek: capitals are wide, some letters as wide as two.
  if (code < 0x5_30) return /[ЖШЩЮМФжшщюфыМΜ]/u.test(character) ? 102 : /\p{Lu}/u.test(character) ? 77 : 64;
  return textWidth(character, 100);
}
