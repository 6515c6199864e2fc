import { PackageParts, Relations } from './package-parts.ts';
import { xmlCellText } from './xml-text.ts';

/** The numbers of a chart as a sheet: names of the series above, categories on the left. A gap is an empty cell. */
export interface SheetData {
  readonly corner: string;
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
}

/** `A` for 0, `AA` for 26. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return `${rest >= 0 ? columnName(rest) : ''}${String.fromCodePoint(65 + (index % 26))}`;
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relationships = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/**
 * A workbook with one sheet, as a chart carries it. Every text is a shared string, which no program reads as a formula.
 */
export function writeWorkbook({ corner, categories, series }: SheetData): Uint8Array {
  const texts: string[] = [];
  const places = new Map<string, number>();
  let used = 0;
  const text = (place: string, value: string): string => {
    used += 1;
    if (!places.has(value)) {
      places.set(value, texts.length);
      texts.push(value);
    }
    return `<c r="${place}" t="s"><v>${places.get(value)}</v></c>`;
  };
  const head = [corner, ...series.map(({ name }) => name)].map((name, column) => text(`${columnName(column)}1`, name));
  const rows = categories.map((category, index) => {
    const row = index + 2;
    const cells = series.map(({ values }, column) => {
      const value = values[index] ?? null;
      return value === null ? '' : `<c r="${columnName(column + 1)}${row}"><v>${value}</v></c>`;
    });
    return `<row r="${row}">${text(`A${row}`, category)}${cells.join('')}</row>`;
  });
  const parts = new PackageParts();
  const root = new Relations();
  root.add('officeDocument', 'xl/workbook.xml');
  parts.addRootRelations(root);
  const book = new Relations();
  const sheetId = book.add('worksheet', 'worksheets/sheet1.xml');
  book.add('styles', 'styles.xml');
  book.add('sharedStrings', 'sharedStrings.xml');
  parts.addXml(
    'xl/workbook.xml',
    'officedocument.spreadsheetml.sheet.main+xml',
    `<workbook ${main} ${relationships}><sheets><sheet name="Sheet1" sheetId="1" r:id="${sheetId}"/></sheets></workbook>`,
    book,
  );
  const last = `${columnName(series.length)}${categories.length + 1}`;
  parts.addXml(
    'xl/worksheets/sheet1.xml',
    'officedocument.spreadsheetml.worksheet+xml',
    `<worksheet ${main}><dimension ref="A1:${last}"/><sheetData><row r="1">${head.join('')}</row>${rows.join('')}</sheetData></worksheet>`,
  );
  parts.addXml(
    'xl/styles.xml',
    'officedocument.spreadsheetml.styles+xml',
    `<styleSheet ${main}><fonts count="1"><font><sz val="11"/><name val="Arial"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
  );
  const items = texts.map((value) => `<si><t xml:space="preserve">${xmlCellText(value)}</t></si>`);
  parts.addXml(
    'xl/sharedStrings.xml',
    'officedocument.spreadsheetml.sharedStrings+xml',
    `<sst ${main} count="${used}" uniqueCount="${texts.length}">${items.join('')}</sst>`,
  );
  return parts.toZip();
}
