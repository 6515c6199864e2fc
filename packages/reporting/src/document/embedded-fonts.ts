import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { FontFamily } from '@mxdr/core';

const resolver = createRequire(import.meta.url);
type Ranges = Readonly<Record<string, string>>;

/** A font in parts, each for a range of characters. Static faces: variable ones become Type 3 in a PDF. */
interface Font {
  readonly family: string;
  readonly source: string;
  /** Which weights of a style each file of the font serves. */
  readonly weights: readonly { readonly file: number; readonly css: string }[];
  /** Where the name of a part in its table of ranges is not that of its file. */
  readonly fileOf: (part: string) => string;
  /** Characters that this font is there for; its parts cover others as well. */
  readonly serves: (code: number) => boolean;
}

/** Packages of the families that documents may be set in, for Latin, Greek and Cyrillic. */
const brandSources = {
  Inter: '@fontsource/inter',
  'IBM Plex Sans': '@fontsource/ibm-plex-sans',
  'Source Sans 3': '@fontsource/source-sans-3',
  'Noto Sans': '@fontsource/noto-sans',
} as const satisfies Readonly<Record<FontFamily, string>>;

function brandFont(family: FontFamily): Font {
  return {
    family,
    source: brandSources[family],
    weights: [
      { file: 400, css: '400' },
      { file: 600, css: '600' },
      { file: 700, css: '700' },
    ],
    fileOf: (part) => part,
    serves: (code) => code < 0x05_30,
  };
}

/** Letters of Inter that are told apart better: l and I, and quotes. Other families have other letters under these names. */
const interLetters = "'cv11','ss03'";

/** The style in another family: style sheets name Inter, with the fallbacks behind it. */
export function setInFont(css: string, family: FontFamily): string {
  const letters = `:root{--font-features:${family === 'Inter' ? interLetters : 'normal'}}\n`;
  return letters + (family === 'Inter' ? css : css.replaceAll(/\bInter\b(?=,)/g, `'${family}'`));
}

/** Kana, and the characters that Japanese and Chinese share, in their Japanese form. Two weights: a third would be half as much again. */
const notoSansJapanese: Font = {
  family: 'Noto Sans JP',
  source: '@fontsource/noto-sans-jp',
  weights: [
    { file: 400, css: '400' },
    { file: 700, css: '600 700' },
  ],
  fileOf: (part) => part.replaceAll(/[[\]]/g, ''),
  serves: (code) => code >= 0x2e_80 && code < 0x1_f0_00 && !isWithin(code, [[0xfb_1d, 0xfe_ff]]),
};

/** A Noto face for one script. Logs hold names in scripts that the machine that prints may have no font for. */
function notoSans(script: string, ranges: readonly (readonly [number, number])[]): Font {
  return {
    family: `Noto Sans ${script}`,
    source: `@fontsource/noto-sans-${script.toLowerCase()}`,
    weights: [
      { file: 400, css: '400' },
      { file: 700, css: '600 700' },
    ],
    fileOf: (part) => part,
    serves: (code) => isWithin(code, ranges),
  };
}

/** One colour: what paper and a grey print show as well. */
const notoEmoji: Font = {
  family: 'Noto Emoji',
  source: '@fontsource/noto-emoji',
  weights: [{ file: 400, css: '400 700' }],
  fileOf: (part) => part.replaceAll(/[[\]]/g, ''),
  serves: (code) => code >= 0x1_f0_00 || isWithin(code, [[0x26_00, 0x27_bf]]),
};

/** Fonts beyond that of the brand, each taken where a text has a character of its own. */
const otherFonts: readonly Font[] = [
  notoSansJapanese,
  notoSans('Arabic', [
    [0x06_00, 0x08_ff],
    [0xfb_50, 0xfd_f9],
    [0xfe_70, 0xfe_fe],
  ]),
  notoSans('Hebrew', [
    [0x05_90, 0x05_ff],
    [0xfb_1d, 0xfb_4f],
  ]),
  notoSans('Thai', [[0x0e_00, 0x0e_7f]]),
  notoEmoji,
];

/**
 * `@font-face` rules with the parts of the fonts that the text needs, inlined: the brand's for Latin, Greek and Cyrillic, Noto for Japanese, Arabic, Hebrew,
 * Thai and emoji. Other scripts (Korean, Devanagari…) fall back to the reader's own fonts.
 */
export async function embedFonts(text: string, family: FontFamily): Promise<string> {
  const codes = codesOf(text);
  const brand = brandFont(family);
  const ranges = await readRanges(brand);
  const rules = [writeFaces(brand, neededSubsets(codes, ranges), ranges)];
  for (const font of otherFonts) {
    const own = [...codes].filter((code) => font.serves(code));
    // A table of ranges is read only for who needs it.
    if (own.length === 0) continue;
    const table = await readRanges(font);
    rules.push(writeFaces(font, neededParts(own, table), table));
  }
  return (await Promise.all(rules)).filter((rule) => rule !== '').join('\n');
}

/** The code points of a text. A document is millions of characters and has few different ones. */
function codesOf(text: string): ReadonlySet<number> {
  const seen = new Uint8Array(0x11_00_00);
  const codes = new Set<number>();
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0;
    if (code > 0xff_ff) at++;
    if (seen[code] === 1) continue;
    seen[code] = 1;
    codes.add(code);
  }
  return codes;
}

/** Latin always; every other subset that covers a character which no subset before it covers. */
export function neededSubsets(codes: ReadonlySet<number>, ranges: Ranges): readonly string[] {
  const order = ['latin', 'latin-ext', 'vietnamese', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext'];
  const left = new Set(codes);
  return order.filter((subset) => {
    const covers = parseRanges(ranges[subset] ?? '');
    const found = [...left].filter((code) => isWithin(code, covers));
    for (const code of found) left.delete(code);
    return subset === 'latin' || found.length > 0;
  });
}

/** The parts of a font that the characters need. Parts with a name hold a script, numbered ones are cut by how often characters are used. */
function neededParts(own: readonly number[], ranges: Ranges): readonly string[] {
  return Object.keys(ranges).filter((part) => {
    if (/^(?:latin|cyrillic|greek|vietnamese|math|symbols)/.test(part)) return false;
    const covers = parseRanges(ranges[part] ?? '');
    return own.some((code) => isWithin(code, covers));
  });
}

const tables = new Map<string, Promise<Ranges>>();

function readRanges({ source }: Font): Promise<Ranges> {
  const table =
    tables.get(source) ?? readFile(resolver.resolve(`${source}/unicode.json`), 'utf8').then((text) => JSON.parse(text) as Ranges);
  tables.set(source, table);
  return table;
}

const parsed = new Map<string, readonly (readonly [number, number])[]>();

function parseRanges(text: string): readonly (readonly [number, number])[] {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const ranges = text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const [first = '', last = first] = part.replace('U+', '').split('-');
      return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
    });
  parsed.set(text, ranges);
  return ranges;
}

/** Without the ornaments of Arabic: one of them is as wide as a heading, and a single character cannot be broken. */
function withoutOrnaments(range: string): string {
  return range.replace('U+FB50-FDFF', 'U+FB50-FDF9');
}

async function writeFaces(font: Font, parts: readonly string[], ranges: Ranges): Promise<string> {
  const faces = parts.flatMap((part) => font.weights.map((weight) => fontFace(font, part, weight, withoutOrnaments(ranges[part] ?? ''))));
  return (await Promise.all(faces)).join('\n');
}

const faces = new Map<string, Promise<string>>();

function fontFace({ family, source, fileOf }: Font, part: string, weight: Font['weights'][number], range: string): Promise<string> {
  const file = `${source.slice(source.indexOf('/') + 1)}-${fileOf(part)}-${weight.file}-normal.woff2`;
  let face = faces.get(file);
  if (face === undefined) {
    face = readFile(resolver.resolve(`${source}/files/${file}`), 'base64').then(
      (bytes) =>
        `@font-face{font-family:"${family}";font-style:normal;font-weight:${weight.css};src:url(data:font/woff2;base64,${bytes}) format("woff2");unicode-range:${range}}`,
    );
    faces.set(file, face);
  }
  return face;
}

function isWithin(code: number, ranges: readonly (readonly [number, number])[]): boolean {
  return ranges.some(([first, last]) => code >= first && code <= last);
}
