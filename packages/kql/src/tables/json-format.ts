import type { KustoType } from '@mxdr/core';
import { DynamicBag, isDynamicArray } from '../columns/dynamic-value.ts';
import { parseJsonText } from '../columns/parse-json.ts';
import type { RecordBatch } from '../columns/record-batch.ts';
import { fileNotUnderstood } from './errors.ts';
import { BrokenArchive, readChunks } from './file-chunks.ts';
import type { FileFormat, FileReadRequest, FileShape } from './file-format.ts';
import { SAMPLE_ROWS } from './file-format.ts';
import { JsonRowAppender } from './json-row-appender.ts';
import { JsonRowScanner } from './json-row-scanner.ts';
import { JsonShape } from './json-shape.ts';
import { skipSpace, skipValue } from './json-scanner.ts';
import { ndjsonFormat } from './ndjson-format.ts';

/** A JSON document is read as a whole; larger ones belong in NDJSON. API results end at about 100 MB. */
const MAX_DOCUMENT_BYTES = 512 * 1024 * 1024;

const TYPES: ReadonlySet<string> = new Set<KustoType>([
  'bool',
  'int',
  'long',
  'real',
  'decimal',
  'datetime',
  'timespan',
  'guid',
  'string',
  'dynamic',
]);

function isKustoType(type: string): type is KustoType {
  return TYPES.has(type);
}

/** What a `.json` file may be: an array of rows, a result of the query API, rows line by line, or something else. */
type JsonLayout = 'array' | 'api-result' | 'lines' | 'single' | 'other';

function isApiResult(bytes: Buffer, start: number, end: number): boolean {
  return /^\{\s*"tables"\s*:\s*\[/.test(bytes.toString('latin1', start, Math.min(end, start + 200)));
}

/** Judges by the first chunk; only a whole object on the first line makes it NDJSON. */
async function layoutOf(path: string, isGzip: boolean): Promise<JsonLayout> {
  const chunks = readChunks(path, isGzip);
  let first: Buffer = Buffer.alloc(0);
  try {
    const next = await chunks.next();
    if (next.done !== true) first = next.value;
    await chunks.return(undefined);
  } catch (error) {
    if (error instanceof BrokenArchive) throw fileNotUnderstood(path, error.message);
    throw error;
  }
  const bom = first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf ? 3 : 0;
  const start = skipSpace(first, bom, first.length);
  if (first[start] === 0x5b) return 'array';
  if (first[start] !== 0x7b) return 'other';
  if (isApiResult(first, start, first.length)) return 'api-result';
  const newline = first.indexOf(0x0a, start);
  const lineEnd = newline < 0 ? first.length : newline;
  const after = skipValue(first, start, lineEnd, 0);
  const isWholeLine = after > 0 && skipSpace(first, after, lineEnd) === lineEnd;
  if (isWholeLine && skipSpace(first, lineEnd, first.length) < first.length) return 'lines';
  const whole = skipValue(first, start, first.length, 0);
  return whole > 0 && skipSpace(first, whole, first.length) === first.length ? 'single' : 'other';
}

async function readDocument(
  path: string,
  isGzip: boolean,
  signal?: AbortSignal,
): Promise<{ readonly bytes: Buffer; readonly endedEarly?: string }> {
  const chunks: Buffer[] = [];
  let size = 0;
  let endedEarly: string | undefined;
  try {
    for await (const chunk of readChunks(path, isGzip, signal)) {
      size += chunk.length;
      if (size > MAX_DOCUMENT_BYTES)
        throw fileNotUnderstood(
          path,
          `A JSON document is read up to ${MAX_DOCUMENT_BYTES / 1024 / 1024} MiB; this one is larger. Write one object a line (NDJSON).`,
        );
      chunks.push(chunk);
    }
  } catch (error) {
    if (!(error instanceof BrokenArchive)) throw error;
    endedEarly = error.message;
  }
  return { bytes: Buffer.concat(chunks), ...(endedEarly === undefined ? {} : { endedEarly }) };
}

/** Counts lines up to positions that only grow. */
class LineCounter {
  private line = 1;
  private at = 0;

  lineAt(bytes: Buffer, position: number): number {
    for (let next = bytes.indexOf(0x0a, this.at); next >= 0 && next < position; next = bytes.indexOf(0x0a, this.at)) {
      this.line++;
      this.at = next + 1;
    }
    return this.line;
  }
}

interface ApiColumn {
  readonly name: string;
  readonly type: KustoType;
}

interface ApiTable {
  readonly columns: readonly ApiColumn[];
  /** Position of the first byte after `[` of the rows. */
  readonly rowsStart: number;
  /** The result says itself that it is not whole. */
  readonly partialCode?: string;
}

function columnOf(value: unknown): ApiColumn | undefined {
  if (!(value instanceof DynamicBag)) return undefined;
  const name = value.get('name') ?? value.get('ColumnName');
  const type = value.get('type') ?? value.get('ColumnType');
  if (typeof name !== 'string') return undefined;
  return { name, type: typeof type === 'string' && isKustoType(type) ? type : 'dynamic' };
}

/** Finds the first table of a query result. `undefined` when the document is not whole JSON of that form. */
function findApiTable(bytes: Buffer, start: number): ApiTable | undefined {
  const outer = new JsonRowScanner(['tables', 'error']);
  if (outer.scanObject(bytes, start, bytes.length) < 0 || outer.starts[0]! < 0) return undefined;
  const inner = new JsonRowScanner(['columns', 'rows']);
  const tableStart = skipSpace(bytes, outer.starts[0]! + 1, bytes.length);
  if (
    inner.scanObject(bytes, tableStart, bytes.length) < 0 ||
    inner.starts[0]! < 0 ||
    inner.starts[1]! < 0 ||
    bytes[inner.starts[1]!] !== 0x5b
  )
    return undefined;
  const columns = parseJsonText(bytes.toString('utf8', inner.starts[0], inner.ends[0]));
  if (!isDynamicArray(columns)) return undefined;
  const known = columns.map(columnOf);
  if (!known.every((column) => column !== undefined)) return undefined;
  let partialCode: string | undefined;
  if (outer.starts[1]! >= 0 && bytes[outer.starts[1]!] === 0x7b) {
    const error = parseJsonText(bytes.toString('utf8', outer.starts[1], outer.ends[1]));
    const code = error instanceof DynamicBag ? error.get('code') : undefined;
    partialCode = typeof code === 'string' ? code.slice(0, 100) : 'error';
  }
  return { columns: known, rowsStart: inner.starts[1]! + 1, ...(partialCode === undefined ? {} : { partialCode }) };
}

/** Walks over the elements of an array. `element` gets a position and answers where the element ends, negative when it is broken. */
function* walkArray(bytes: Buffer, start: number, element: (position: number) => number): Generator<void, number | undefined> {
  let at = skipSpace(bytes, start, bytes.length);
  if (bytes[at] === 0x5d) return undefined;
  for (;;) {
    const after = element(at);
    if (after < 0) return at;
    at = skipSpace(bytes, after, bytes.length);
    if (bytes[at] === 0x5d) return undefined;
    if (bytes[at] !== 0x2c) return at;
    at = skipSpace(bytes, at + 1, bytes.length);
    yield;
  }
}

function startOf(bytes: Buffer): number {
  return skipSpace(bytes, bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0, bytes.length);
}

async function inspectJson(path: string, isGzip: boolean): Promise<FileShape | undefined> {
  const layout = await layoutOf(path, isGzip);
  if (layout === 'other') return undefined;
  if (layout === 'lines') return ndjsonFormat.inspect(path, isGzip);
  const { bytes } = await readDocument(path, isGzip);
  if (layout === 'api-result') {
    const table = findApiTable(bytes, startOf(bytes));
    if (table === undefined) throw fileNotUnderstood(path, 'It begins like a result of the query API and is not one, or is cut off.');
    return { columns: table.columns.map(({ name, type }) => ({ name, inferred: type, isDeclared: true })), typeValues: [] };
  }
  const shape = new JsonShape();
  if (layout === 'single') {
    const value = parseJsonText(bytes.toString('utf8', startOf(bytes)));
    if (value instanceof DynamicBag) shape.add(value);
    return { ...shape.finish(), isSingleObject: true };
  }
  let rows = 0;
  const walk = walkArray(bytes, startOf(bytes) + 1, (position) => {
    const after = skipValue(bytes, position, bytes.length, 0);
    const value = after < 0 ? undefined : parseJsonText(bytes.toString('utf8', position, after));
    if (value instanceof DynamicBag) shape.add(value);
    return ++rows > SAMPLE_ROWS ? -1 : after;
  });
  while (walk.next().done !== true);
  return shape.finish();
}

async function* readJson(request: FileReadRequest): AsyncGenerator<RecordBatch> {
  const { path, isGzip, report, assembler, signal } = request;
  const layout = await layoutOf(path, isGzip);
  if (layout === 'lines') {
    yield* ndjsonFormat.read(request);
    return;
  }
  const { bytes, endedEarly } = await readDocument(path, isGzip, signal);
  if (endedEarly !== undefined) report.endedEarly = endedEarly;
  const lines = new LineCounter();
  const rows = new JsonRowAppender(request);
  let start = startOf(bytes) + 1;
  let element = (position: number): number => {
    if (bytes[position] === 0x7b) return rows.appendObjectAt(bytes, position, bytes.length, lines.lineAt(bytes, position));
    const after = skipValue(bytes, position, bytes.length, 0);
    if (after >= 0) report.skip(lines.lineAt(bytes, position), 'not a JSON object');
    return after;
  };
  if (layout === 'single') {
    rows.appendObjectAt(bytes, startOf(bytes), bytes.length, 1);
    return;
  }
  if (layout === 'api-result') {
    const table = findApiTable(bytes, startOf(bytes));
    if (table === undefined) {
      report.endedEarly = 'it is no whole result of the query API';
      return;
    }
    if (table.partialCode !== undefined) report.endedEarly = `the exported result says of itself that it is partial (${table.partialCode})`;
    const names = table.columns.map((column) => column.name);
    start = table.rowsStart;
    element = (position) => rows.appendArrayAt(bytes, position, lines.lineAt(bytes, position), names);
  }
  const walk = walkArray(bytes, start, element);
  for (let next = walk.next(); ; next = walk.next()) {
    if (next.done === true) {
      if (next.value !== undefined) report.endedEarly ??= `not valid JSON at line ${lines.lineAt(bytes, next.value)}`;
      return;
    }
    if (assembler.isFull) {
      signal?.throwIfAborted();
      yield assembler.take();
    }
  }
}

/** A JSON document: an array of rows or a result of the Log Analytics query API. A `.json` file with an object a line is read as NDJSON. */
export const jsonFormat: FileFormat = { inspect: inspectJson, read: readJson };
