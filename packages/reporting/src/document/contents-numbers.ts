import { readCharacterMap } from './character-map.ts';
import type { PdfFile } from './pdf-file.ts';
import { pageObjects, readStream, reference, writeStream } from './pdf-file.ts';

/**
 * What stands in the contents while the document is printed: all ten digits, so that the font embedded in the file has the glyph of each,
 * and the place of the entry, so that each is told from all others.
 */
export function contentsPlaceholder(entry: number): string {
  return `0123456789${String(entry).padStart(3, '0')}`;
}

/**
 * Writes page numbers over the placeholders of a printed document: the placeholder's own glyphs, at its right end.
 *
 * Gives `undefined` when the file does not show each placeholder exactly once, in the form in which Chromium writes text.
 * @param numbers for the placeholders 0, 1, 2… in order
 */
export function writeContentsNumbers(file: PdfFile, numbers: readonly number[]): PdfFile | undefined {
  const entries = new Map(numbers.map((_, entry) => [contentsPlaceholder(entry), entry]));
  const lengths = new Set([...entries.keys()].map((placeholder) => placeholder.length));
  const charactersOf = fontReader(file);
  const objects = new Map(file.objects);
  const found: number[] = [];
  for (const number of pageObjects(file)) {
    if (found.length >= numbers.length) break;
    const page = file.objects.get(number) ?? '';
    const contents = reference(page, 'Contents');
    const text = contents === undefined ? undefined : readStream(file, contents);
    if (contents === undefined || text === undefined) return undefined;
    const numbered = text.replaceAll(textRun, (run: string, start: string, font: string, body: string) => {
      const glyphs = [...body.matchAll(glyphForm)].map(([, step, glyph]) => ({ step, glyph: glyph! }));
      if (!lengths.has(glyphs.length)) return run;
      const characters = charactersOf(page, font);
      const entry = entries.get(glyphs.map(({ glyph }) => characters.get(glyph) ?? '\uFFFD').join(''));
      if (entry === undefined || new Set(glyphs.slice(1).map(({ step }) => step)).size !== 1) return run;
      found.push(entry);
      return `${start}${showNumber(glyphs, numbers[entry]!)}ET\n`;
    });
    if (numbered !== text) objects.set(contents, writeStream('', numbered));
  }
  return found.length === numbers.length && new Set(found).size === numbers.length ? { ...file, objects } : undefined;
}

/** A stretch of text: font, position, and then glyphs, each after the step from the one before it. */
const textRun = /(BT\n\/(F\d+) [\d.]+ Tf\n[-\d. ]+ Tm\n)((?:(?:[-\d.]+ 0 Td )?<[\dA-F]{4}> Tj\n)+)ET\n/g;
const glyphForm = /(?:([-\d.]+) 0 Td )?<([\dA-F]{4})> Tj\n/g;

interface PlacedGlyph {
  readonly step: string | undefined;
  readonly glyph: string;
}

/** Steps over the places before the number, so that its last digit stands where the placeholder's last one stood. */
function showNumber(placeholder: readonly PlacedGlyph[], number: number): string {
  const digits = String(number).padStart(placeholder.length);
  return placeholder
    .map(({ step }, place) => {
      const move = step === undefined ? '' : `${step} 0 Td `;
      return digits[place] === ' ' ? `${move}\n` : `${move}<${placeholder[Number(digits[place])]!.glyph}> Tj\n`;
    })
    .join('');
}

/** Reads each font's table once. */
function fontReader(file: PdfFile): (page: string, font: string) => ReadonlyMap<string, string> {
  const tables = new Map<number, ReadonlyMap<string, string>>();
  return (page, font) => {
    const table = reference(file.objects.get(reference(page, font) ?? 0) ?? '', 'ToUnicode') ?? 0;
    const known = tables.get(table) ?? readCharacterMap(readStream(file, table) ?? '');
    tables.set(table, known);
    return known;
  };
}
