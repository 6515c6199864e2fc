import { createHash } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import { pdfUnreadable } from './errors.ts';

/** The objects of a PDF as Chromium writes it: a classic cross-reference table, streams compressed, everything else in the clear. */
export interface PdfFile {
  /** Object number to what stands between `obj` and `endobj`, one character a byte. */
  readonly objects: ReadonlyMap<number, string>;
  readonly root: number;
  readonly info: number;
}

/** @throws AppError MXDR-PDF-UNREADABLE where the file has another form */
export function readPdf(bytes: Uint8Array): PdfFile {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-64))?.[1] ?? Number.NaN);
  const table = /^xref\s+0 (\d+)\s+/.exec(text.slice(start, start + 40));
  if (table === null) throw pdfUnreadable('there is no cross-reference table');
  const offsets: { readonly number: number; readonly offset: number }[] = [];
  for (let number = 0; number < Number(table[1]); number += 1) {
    const at = start + table[0].length + number * 20;
    if (text[at + 17] === 'n') offsets.push({ number, offset: Number(text.slice(at, at + 10)) });
  }
  offsets.sort((left, right) => left.offset - right.offset);
  const objects = new Map<number, string>();
  for (const [index, { number, offset }] of offsets.entries()) {
    const slice = text.slice(offset, offsets[index + 1]?.offset ?? start);
    const opening = `${number} 0 obj\n`;
    const end = slice.lastIndexOf('\nendobj');
    if (!slice.startsWith(opening) || end === -1) throw pdfUnreadable(`object ${number} is not where the table says`);
    objects.set(number, slice.slice(opening.length, end));
  }
  const trailer = text.slice(start);
  const root = reference(trailer, 'Root');
  const info = reference(trailer, 'Info');
  if (root === undefined || info === undefined) throw pdfUnreadable('the trailer names no catalog or no information');
  return { objects, root, info };
}

/** Name of each destination to the page that it is on, from 1. */
export function destinationPages(file: PdfFile): ReadonlyMap<string, number> {
  const pages = new Map(pageObjects(file).map((number, index) => [number, index + 1]));
  const dests = reference(file.objects.get(file.root) ?? '', 'Dests');
  const found = new Map<string, number>();
  if (dests === undefined) return found;
  for (const [, name, page] of (file.objects.get(dests) ?? '').matchAll(/\/([^\s/[\]<>()]+) \[(\d+) 0 R/g)) {
    const number = pages.get(Number(page));
    if (number !== undefined) found.set(name!, number);
  }
  return found;
}

/** Object numbers of the pages, in order. */
export function pageObjects(file: PdfFile): readonly number[] {
  const walk = (number: number): readonly number[] => {
    const body = file.objects.get(number) ?? '';
    const kids = /\/Kids \[([^\]]*)\]/.exec(body)?.[1];
    if (kids === undefined) return [number];
    return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => walk(Number(kid)));
  };
  const top = reference(file.objects.get(file.root) ?? '', 'Pages');
  if (top === undefined) throw pdfUnreadable('the catalog names no pages');
  return walk(top);
}

/** Number of the object that a dictionary names under this key, e.g. `/Contents 11 0 R`. */
export function reference(body: string, key: string): number | undefined {
  const found = new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** The content of a stream, one character a byte. `undefined` where there is no such stream, or one of another form. */
export function readStream(file: PdfFile, number: number): string | undefined {
  const form = /^<<([^]*?)>> stream\n([^]*)\nendstream$/.exec(file.objects.get(number) ?? '');
  if (form === null) return undefined;
  const [, dictionary = '', content = ''] = form;
  if (!dictionary.includes('/Filter')) return content;
  return /\/Filter \/FlateDecode\b/.test(dictionary) ? inflateSync(Buffer.from(content, 'latin1')).toString('latin1') : undefined;
}

/** A compressed stream. @param dictionary entries besides its filter and length */
export function writeStream(dictionary: string, content: string): string {
  // The highest level takes half as long again for one per cent.
  const compressed = deflateSync(Buffer.from(content, 'latin1'), { level: 6 });
  return `<<${dictionary} /Filter /FlateDecode /Length ${compressed.length}>> stream\n${compressed.toString('latin1')}\nendstream`;
}

/** What the file says of itself. Plain letters, without brackets. */
export interface PdfInformation {
  /** Of creation and change, e.g. `D:20261103080000+00'00'`. */
  readonly date: string;
  readonly creator: string;
  readonly keywords: string;
}

/**
 * Writes the file again so that equal documents give equal bytes, and small: fixed dates, names of structure elements counted from 1
 * (Chromium counts on from one document to the next), and everything but streams packed into compressed object streams.
 */
export function writePdf(file: PdfFile, information: PdfInformation): Uint8Array {
  const bodies = renameNodes(file.objects);
  bodies.set(file.info, describe(bodies.get(file.info) ?? '', information));
  const size = Math.max(...bodies.keys()) + 1;
  const packed = [...bodies].filter(([, body]) => !isStream(body));
  const parts: Buffer[] = [Buffer.from('%PDF-1.5\n%\u00E2\u00E3\u00CF\u00D3\n', 'latin1')];
  let length = parts[0]!.length;
  const entries = new Map<number, readonly [kind: number, where: number, index: number]>();
  const append = (number: number, body: string): void => {
    entries.set(number, [1, length, 0]);
    const part = Buffer.from(`${number} 0 obj\n${body}\nendobj\n`, 'latin1');
    parts.push(part);
    length += part.length;
  };
  for (const [number, body] of bodies) if (isStream(body)) append(number, body);
  let next = size;
  for (let first = 0; first < packed.length; first += objectsPerStream) {
    const group = packed.slice(first, first + objectsPerStream);
    for (const [index, [number]] of group.entries()) entries.set(number, [2, next, index]);
    append(next, objectStream(group));
    next += 1;
  }
  const xrefNumber = next;
  entries.set(xrefNumber, [1, length, 0]);
  const rows = Buffer.alloc((xrefNumber + 1) * rowBytes);
  for (const [number, [kind, where, index]] of entries) {
    rows.writeUInt8(kind, number * rowBytes);
    rows.writeUInt32BE(where, number * rowBytes + 1);
    rows.writeUInt16BE(index, number * rowBytes + 5);
  }
  rows.writeUInt16BE(0xff_ff, 5);
  const id = createHash('sha256').update(Buffer.concat(parts)).digest('hex').slice(0, 32);
  const dictionary = `/Type /XRef /Size ${xrefNumber + 1} /W [1 4 2] /Root ${file.root} 0 R /Info ${file.info} 0 R /ID [<${id}> <${id}>]`;
  parts.push(
    Buffer.from(
      `${xrefNumber} 0 obj\n${writeStream(dictionary, rows.toString('latin1'))}\nendobj\nstartxref\n${length}\n%%EOF\n`,
      'latin1',
    ),
  );
  return Buffer.concat(parts);
}

/** Readers unpack a whole stream for one object, so streams stay small. */
const objectsPerStream = 200;
const rowBytes = 7;

function isStream(body: string): boolean {
  return body.endsWith('\nendstream');
}

function objectStream(group: readonly (readonly [number, string])[]): string {
  let offset = 0;
  const index = group.map(([number, body]) => {
    const entry = `${number} ${offset}`;
    offset += body.length + 1;
    return entry;
  });
  const head = `${index.join(' ')}\n`;
  return writeStream(`/Type /ObjStm /N ${group.length} /First ${head.length}`, head + group.map(([, body]) => `${body}\n`).join(''));
}

function describe(info: string, { date, creator, keywords }: PdfInformation): string {
  return info
    .replaceAll(/\/(CreationDate|ModDate) \(D:[^)]*\)/g, (_, key: string) => `/${key} (${date})`)
    .replace(/\/Creator \([^)]*\)/, () => `/Creator (${creator})\n/Keywords (${keywords})`);
}

function renameNodes(objects: ReadonlyMap<number, string>): Map<number, string> {
  const form = /\(node(\d{8,})\)/g;
  const seen = new Set<number>();
  for (const body of objects.values()) if (!isStream(body)) for (const [, number] of body.matchAll(form)) seen.add(Number(number));
  // Their order is kept: the name tree is sorted by it.
  const renamed = new Map([...seen].sort((left, right) => left - right).map((number, index) => [number, index + 1]));
  return new Map(
    [...objects].map(([number, body]) => [
      number,
      isStream(body) ? body : body.replaceAll(form, (_, digits: string) => `(node${String(renamed.get(Number(digits))).padStart(8, '0')})`),
    ]),
  );
}
