import { pdfUnreadable } from './errors.ts';
import type { PdfFile } from './pdf-file.ts';
import { writeStream } from './pdf-file.ts';

/** A file that travels inside a PDF. */
export interface PdfAttachment {
  /** As a reader saves it, e.g. `metrics.csv`. */
  readonly name: string;
  /** What it holds, for people. */
  readonly title: string;
  /** Written as UTF-8. */
  readonly text: string;
}

/**
 * The document with files attached: in its tree of embedded files, where readers list them, and as the data that the whole document stands on
 * (`AFRelationship` Data). Compressed, in the order of their names.
 * @param date of change, e.g. `D:20261103080000+00'00'`
 * @throws AppError MXDR-PDF-UNREADABLE where the browser's file has named things of its own
 */
export function attachFiles(file: PdfFile, attachments: readonly PdfAttachment[], date: string): PdfFile {
  if (attachments.length === 0) return file;
  const catalog = file.objects.get(file.root) ?? '';
  if (!catalog.endsWith('>>') || /\/(Names|AF)\b/.test(catalog)) throw pdfUnreadable('its catalog is of another form');
  const objects = new Map(file.objects);
  let next = Math.max(...objects.keys()) + 1;
  const add = (body: string): string => {
    objects.set(next, body);
    next += 1;
    return `${next - 1} 0 R`;
  };
  const named = attachments
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, title, text }) => {
      const bytes = Buffer.from(text, 'utf8');
      const stream = add(
        writeStream(
          `/Type /EmbeddedFile /Subtype /text#2Fcsv /Params <</Size ${bytes.length} /ModDate (${date})>>`,
          bytes.toString('latin1'),
        ),
      );
      const label = pdfText(name);
      const specification = add(
        `<</Type /Filespec /F ${label} /UF ${label} /Desc ${pdfText(title)} /AFRelationship /Data /EF <</F ${stream} /UF ${stream}>>>>`,
      );
      return { label, specification };
    });
  const tree = add(`<</Names [${named.map(({ label, specification }) => `${label} ${specification}`).join(' ')}]>>`);
  const associated = named.map(({ specification }) => specification).join(' ');
  objects.set(file.root, `${catalog.slice(0, -2)}\n/Names <</EmbeddedFiles ${tree}>>\n/AF [${associated}]>>`);
  return { ...file, objects };
}

/** Text of any script as a PDF string: plain where it is plain, so that names sort by their bytes. */
function pdfText(text: string): string {
  if (/^[\w.,: -]*$/.test(text)) return `(${text})`;
  return `<${Buffer.from(`\uFEFF${text}`, 'utf16le').swap16().toString('hex')}>`;
}
