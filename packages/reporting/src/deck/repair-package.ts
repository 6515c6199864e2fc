import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { packageUnknown } from './errors.ts';

/** What the repaired package is given. */
export interface PackageSettings {
  /** ISO 8601 UTC; stands for every date in the file. */
  readonly issuedAt: string;
  /** Six digits. */
  readonly accent: string;
  /** Numbers of each chart, series by series, in the order in which the charts were added. */
  readonly charts: readonly (readonly (readonly (number | null)[])[])[];
}

/** Files of a package by their path, as text; pictures and workbooks apart. */
interface Package {
  readonly texts: Map<string, string>;
  readonly binaries: Map<string, Uint8Array>;
}

/** One defect of what pptxgenjs 4.0.1 writes, mended. Each throws where the place that it looks for is not there: then the library has changed. */
type Repair = (file: Package, settings: PackageSettings) => void;

function replaceIn(
  file: Package,
  path: string,
  what: string,
  pattern: RegExp,
  replacement: (...groups: readonly string[]) => string,
): void {
  const text = file.texts.get(path);
  if (text === undefined || !pattern.test(text)) throw packageUnknown(path, what);
  pattern.lastIndex = 0;
  file.texts.set(
    path,
    text.replace(pattern, (found: string, group: unknown) => replacement(found, String(group))),
  );
}

function changeEach(file: Package, paths: RegExp, change: (text: string, path: string) => string): void {
  for (const [path, text] of file.texts) if (paths.test(path)) file.texts.set(path, change(text, path));
}

/** The list of notes masters belongs behind the list of slide masters. */
const orderPresentation: Repair = (file) => {
  let moved = '';
  replaceIn(file, 'ppt/presentation.xml', 'the list of notes masters', /<p:notesMasterIdLst>.*?<\/p:notesMasterIdLst>/s, (found) => {
    moved = found;
    return '';
  });
  replaceIn(file, 'ppt/presentation.xml', 'the list of slide masters', /<\/p:sldMasterIdLst>/, (found) => found + moved);
};

/** Content types of slide masters that there are not (PptxGenJS #1444). */
const dropUnknownMasters: Repair = (file) => {
  replaceIn(file, '[Content_Types].xml', 'content types of parts', /<Override PartName="([^"]+)"[^>]*\/>/g, (found, name) =>
    file.texts.has(name.slice(1)) || file.binaries.has(name.slice(1)) ? found : '',
  );
};

/** The library counts charts on from one deck to the next. */
const numberCharts: Repair = (file) => {
  const chart = /^ppt\/charts\/chart(\d+)\.xml$/;
  const numbers = [...file.texts.keys()].flatMap((name) => Number(chart.exec(name)?.[1] ?? 0) || []).toSorted((a, b) => a - b);
  const renumbered = new Map(numbers.map((number, index) => [String(number), String(index + 1)]));
  const rename = (text: string): string =>
    text.replaceAll(/\b(chart|Microsoft_Excel_Worksheet)(\d+)(?=\.xml|\.xlsx)/g, (found: string, word: string, number: string) =>
      renumbered.has(number) ? `${word}${renumbered.get(number)}` : found,
    );
  const texts = [...file.texts].map(([name, text]) => [rename(name), /\.rels$|Content_Types/.test(name) ? rename(text) : text] as const);
  const binaries = [...file.binaries].map(([name, content]) => [rename(name), content] as const);
  file.texts.clear();
  file.binaries.clear();
  for (const [name, text] of texts) file.texts.set(name, text);
  for (const [name, content] of binaries) file.binaries.set(name, content);
};

/** A chart has two axes, and says how its series stand. */
const repairCharts: Repair = (file) => {
  changeEach(file, /^ppt\/charts\/chart\d+\.xml$/, (text) =>
    text
      .replaceAll(/(<c:axId val="\d+"\/>\s*<c:axId val="\d+"\/>)\s*<c:axId val="\d+"\/>(\s*<\/c:(?:bar|line|area)Chart>)/g, '$1$2')
      .replaceAll(/<c:lineChart>\s*<c:varyColors/g, '<c:lineChart><c:grouping val="standard"/><c:varyColors')
      .replaceAll(/<c:areaChart>\s*<c:varyColors/g, '<c:areaChart><c:grouping val="stacked"/><c:varyColors')
      .replaceAll(/<c:(line|area)Chart>.*?<\/c:\1Chart>/gs, (chart) => chart.replaceAll(/<c:invertIfNegative val="\d"\/>/g, ''))
      .replaceAll(/(<c:dLbls>(?:(?!<\/c:ser>).)*?<\/c:dLbls>)\s*(<c:marker>.*?<\/c:marker>)/gs, '$2$1')
      // Cells without a number are gaps; the library writes an empty value, which is none of the format.
      .replaceAll(/<c:pt idx="\d+">\s*<c:v>\s*<\/c:v>\s*<\/c:pt>/g, ''),
  );
};

/** A paragraph has its settings once, before its text. */
const repairParagraphs: Repair = (file) => {
  changeEach(file, /^ppt\/slides\/slide\d+\.xml$/, (text) =>
    text.replaceAll(/<a:p>.*?<\/a:p>/gs, (paragraph) => {
      let isFirst = true;
      return paragraph.replaceAll(/<a:pPr\b[^>]*?(?:\/>|>.*?<\/a:pPr>)/gs, (settings) => {
        const kept = isFirst ? settings : '';
        isFirst = false;
        return kept;
      });
    }),
  );
};

/** A solid background is followed by its (empty) effects (PptxGenJS #1442). */
const repairBackgrounds: Repair = (file) => {
  changeEach(file, /^ppt\/slide(?:s|Layouts|Masters)\/[^/]+\.xml$/, (text) =>
    text.replaceAll(/(<p:bgPr>\s*<a:solidFill>.*?<\/a:solidFill>)\s*(?=<\/p:bgPr>)/gs, '$1<a:effectLst/>'),
  );
};

/** The first row of a table is its head, for those who listen to it. */
const markHeads: Repair = (file) => {
  changeEach(file, /^ppt\/slides\/slide\d+\.xml$/, (text) =>
    text.replaceAll(/<a:tblPr\b[^>]*?(\/?)>/g, '<a:tblPr firstRow="1" bandRow="1"$1>'),
  );
};

/** The notes master has a theme of its own. */
const addNotesTheme: Repair = (file) => {
  const theme = file.texts.get('ppt/theme/theme1.xml');
  if (theme === undefined) throw packageUnknown('ppt/theme/theme1.xml', 'the theme');
  file.texts.set('ppt/theme/theme2.xml', theme);
  replaceIn(file, 'ppt/notesMasters/_rels/notesMaster1.xml.rels', 'the theme of the notes', /theme\/theme1\.xml/, () => 'theme/theme2.xml');
  replaceIn(
    file,
    '[Content_Types].xml',
    'the end',
    /<\/Types>/,
    (end) => `<Override PartName="/ppt/theme/theme2.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>${end}`,
  );
};

/** The customer's colour leads the theme, so that what people add takes it. */
const brandTheme: Repair = (file, { accent }) => {
  for (const path of ['ppt/theme/theme1.xml', 'ppt/theme/theme2.xml'])
    replaceIn(file, path, 'the first accent', /<a:accent1>.*?<\/a:accent1>/s, () => `<a:accent1><a:srgbClr val="${accent}"/></a:accent1>`);
};

/** Equal reports give equal decks: the only date is the report's issue. */
const fixDates: Repair = (file, { issuedAt }) => {
  const date = `${issuedAt.slice(0, 19)}Z`;
  replaceIn(
    file,
    'docProps/core.xml',
    'its dates',
    /(<dcterms:(created|modified) xsi:type="dcterms:W3CDTF">)[^<]*/g,
    (_, opening) => `${opening}${date}`,
  );
};

const repairs: readonly Repair[] = [
  orderPresentation,
  dropUnknownMasters,
  numberCharts,
  repairCharts,
  repairParagraphs,
  repairBackgrounds,
  markHeads,
  addNotesTheme,
  brandTheme,
  fixDates,
];

/** The earliest time that a zip file can say, in whatever zone this runs. */
const zipTime = new Date(1980, 0, 1);

function zip(parts: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const names = [...parts.keys()].toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(names.map((name) => [name, [parts.get(name)!, { level: 6, mtime: zipTime }]])));
}

/** Programs that guess a file's kind from its first entry look for this one. */
function rank(name: string): number {
  return name === '[Content_Types].xml' ? 0 : 1;
}

/** `A` is 0, `Z` 25, `AA` 26. */
function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/**
 * The workbook of a chart, packed again without the date of its making. The library writes a zero as an empty cell, which is how a gap looks: every
 * number is written again.
 */
function repackWorkbook(bytes: Uint8Array, date: string, series: readonly (readonly (number | null)[])[]): Uint8Array {
  const parts = new Map(Object.entries(unzipSync(bytes)).filter(([name]) => !name.endsWith('/')));
  const sheet = parts.get('xl/worksheets/sheet1.xml');
  if (sheet === undefined) throw packageUnknown('a workbook', 'its sheet');
  const numbered = strFromU8(sheet).replaceAll(/<c r="([A-Z]+)(\d+)"><v>[^<]*<\/v><\/c>/g, (_, column: string, row: string) => {
    const value = series[columnOf(column) - 1]?.[Number(row) - 2] ?? null;
    return value === null ? '' : `<c r="${column}${row}"><v>${value}</v></c>`;
  });
  parts.set('xl/worksheets/sheet1.xml', strToU8(numbered));
  const core = parts.get('docProps/core.xml');
  if (core !== undefined)
    parts.set('docProps/core.xml', strToU8(strFromU8(core).replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${date}`)));
  return zip(parts);
}

/**
 * Makes a package of pptxgenjs one that the format's schema accepts, with equal bytes for equal slides.
 * @throws AppError MXDR-PPTX-UNKNOWN where the library writes something else than it did
 */
export function repairPackage(bytes: Uint8Array, settings: PackageSettings): Uint8Array {
  const file: Package = { texts: new Map(), binaries: new Map() };
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    if (name.endsWith('/')) continue;
    if (/\.(?:xml|rels)$/.test(name)) file.texts.set(name, strFromU8(content));
    else file.binaries.set(name, content);
  }
  for (const repair of repairs) repair(file, settings);
  const date = `${settings.issuedAt.slice(0, 19)}Z`;
  return zip(
    new Map([
      ...[...file.texts].map(([name, text]) => [name, strToU8(text)] as const),
      ...[...file.binaries].map(([name, content]) => {
        const chart = /Microsoft_Excel_Worksheet(\d+)\.xlsx$/.exec(name)?.[1];
        const series = chart === undefined ? undefined : settings.charts[Number(chart) - 1];
        if (chart !== undefined && series === undefined) throw packageUnknown(name, 'a chart of the deck');
        return [name, series === undefined ? content : repackWorkbook(content, date, series)] as const;
      }),
    ]),
  );
}
