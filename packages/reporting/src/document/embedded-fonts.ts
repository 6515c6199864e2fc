import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const weights = [400, 600, 700] as const;
const resolver = createRequire(import.meta.url);
const faces = new Map<string, Promise<string>>();

/**
 * `@font-face` rules with the parts of Inter that the text needs, inlined. Static faces: variable ones become Type 3 in a PDF.
 * Scripts that Inter does not have (Arabic, Chinese…) fall back to the reader's own fonts.
 */
export async function embedFonts(text: string): Promise<string> {
  const ranges = JSON.parse(await readFile(resolver.resolve('@fontsource/inter/unicode.json'), 'utf8')) as Readonly<Record<string, string>>;
  const codes = new Set([...text].map((character) => character.codePointAt(0) ?? 0));
  const wanted = neededSubsets(codes, ranges);
  const rules = await Promise.all(wanted.flatMap((subset) => weights.map((weight) => fontFace(subset, weight, ranges[subset] ?? ''))));
  return rules.join('\n');
}

/** Latin always; every other subset that covers a character which no subset before it covers. */
export function neededSubsets(codes: ReadonlySet<number>, ranges: Readonly<Record<string, string>>): readonly string[] {
  const order = ['latin', 'latin-ext', 'vietnamese', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext'];
  const left = new Set(codes);
  return order.filter((subset) => {
    const covers = parseRanges(ranges[subset] ?? '');
    const found = [...left].filter((code) => covers.some(([first, last]) => code >= first && code <= last));
    for (const code of found) left.delete(code);
    return subset === 'latin' || found.length > 0;
  });
}

function parseRanges(text: string): readonly (readonly [number, number])[] {
  return text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const [first = '', last = first] = part.replace('U+', '').split('-');
      return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
    });
}

function fontFace(subset: string, weight: number, range: string): Promise<string> {
  const key = `${subset}-${weight}`;
  let face = faces.get(key);
  if (face === undefined) {
    face = readFile(resolver.resolve(`@fontsource/inter/files/inter-${key}-normal.woff2`), 'base64').then(
      (bytes) =>
        `@font-face{font-family:Inter;font-style:normal;font-weight:${weight};src:url(data:font/woff2;base64,${bytes}) format("woff2");unicode-range:${range}}`,
    );
    faces.set(key, face);
  }
  return face;
}
