/**
 * Which character each glyph of an embedded font shows, from the font's own table (`ToUnicode`). Glyphs are four hexadecimal digits, as
 * the text of a page has them. A glyph that stands for several characters is left out.
 */
export function readCharacterMap(table: string): ReadonlyMap<string, string> {
  const characters = new Map<string, string>();
  const add = (glyph: number, code: number): void => {
    characters.set(glyph.toString(16).toUpperCase().padStart(4, '0'), String.fromCodePoint(code));
  };
  for (const [, lines] of table.matchAll(/beginbfchar\n([^]*?)endbfchar/g)) {
    for (const [, glyph, code] of lines!.matchAll(/^<([\dA-F]{4})> <([\dA-F]{4})>$/gim)) add(hex(glyph), hex(code));
  }
  for (const [, lines] of table.matchAll(/beginbfrange\n([^]*?)endbfrange/g)) {
    for (const [, first, last, code] of lines!.matchAll(/^<([\dA-F]{4})> <([\dA-F]{4})> <([\dA-F]{4})>$/gim)) {
      for (let glyph = hex(first); glyph <= hex(last); glyph += 1) add(glyph, hex(code) + glyph - hex(first));
    }
  }
  return characters;
}

function hex(digits: string | undefined): number {
  return Number.parseInt(digits ?? '', 16);
}
