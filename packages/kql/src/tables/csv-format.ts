import type { RecordBatch } from '../columns/record-batch.ts';
import { appendCsvCell } from './append-cell.ts';
import { BROKEN, CsvScanner, NEED_MORE } from './csv-scanner.ts';
import { fileNotUnderstood } from './errors.ts';
import { BrokenArchive, MAX_RECORD_BYTES, readChunks } from './file-chunks.ts';
import type { FileFormat, FileReadRequest, FileShape } from './file-format.ts';
import { SAMPLE_ROWS } from './file-format.ts';
import { TypeGuess } from './infer-type.ts';

/** More columns than any table has; a header beyond is not a table. */
const MAX_COLUMNS = 10_000;
const DELIMITERS = [',', ';', '\t'] as const;
const NEWLINE = 0x0a;

/** What to do after a record: go on, read no further, or hand this batch out first. */
type NextStep = 'go' | 'stop' | RecordBatch;

/** What a walk over a file tells: records, broken lines, a premature end. */
interface CsvVisitor {
  record(bytes: Buffer, line: number): NextStep;
  broken(line: number, why: string): void;
  endedEarly(why: string): void;
}

function hasByteOrderMark(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** Where the first bytes of the file stop being a byte order mark. @throws AppError for UTF-16, which would read as nonsense */
function startOfText(path: string, bytes: Buffer): number {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) throw fileNotUnderstood(path, 'It is encoded in UTF-16; tables are read as UTF-8.');
  return hasByteOrderMark(bytes) ? 3 : 0;
}

/** The delimiter that the header uses most; a comma when it uses none. */
function delimiterOf(bytes: Buffer, start: number): number {
  const end = bytes.indexOf(NEWLINE, start);
  const header = bytes.toString('utf8', start, end < 0 ? Math.min(bytes.length, 100_000) : end).replaceAll(/"(?:[^"]|"")*"/g, '');
  let best: string = DELIMITERS[0];
  for (const delimiter of DELIMITERS) if (header.split(delimiter).length > header.split(best).length) best = delimiter;
  return best.charCodeAt(0);
}

/**
 * Walks over the records of a file, the header included. A record that is broken costs its first line; reading goes on at the next one, so
 * that a quote that is never closed does not swallow the rest of the file.
 */
async function* walkRecords(
  path: string,
  isGzip: boolean,
  signal: AbortSignal | undefined,
  visit: (scanner: CsvScanner) => CsvVisitor,
): AsyncGenerator<RecordBatch> {
  let scanner: CsvScanner | undefined;
  let visitor: CsvVisitor | undefined;
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  let isDiscarding = false;
  const chunks = readChunks(path, isGzip, signal);
  try {
    for (let isLast = false; !isLast;) {
      let chunk: Buffer = Buffer.alloc(0);
      try {
        const next = await chunks.next();
        isLast = next.done === true;
        if (next.done !== true) chunk = next.value;
      } catch (error) {
        if (!(error instanceof BrokenArchive)) throw error;
        visitor?.endedEarly(error.message);
        if (visitor === undefined) throw fileNotUnderstood(path, error.message);
        isLast = true;
      }
      const bytes = rest.length === 0 ? chunk : chunk.length === 0 ? rest : Buffer.concat([rest, chunk]);
      let at = 0;
      if (scanner === undefined || visitor === undefined) {
        if (!isLast && bytes.length < 4) {
          rest = bytes;
          continue;
        }
        at = startOfText(path, bytes);
        scanner = new CsvScanner(delimiterOf(bytes, at), MAX_COLUMNS);
        visitor = visit(scanner);
      }
      const end = bytes.length;
      while (at < end) {
        if (isDiscarding) {
          const newline = bytes.indexOf(NEWLINE, at);
          isDiscarding = newline < 0;
          at = isDiscarding ? end : newline + 1;
          if (!isDiscarding) line++;
          continue;
        }
        const next = scanner.scan(bytes, at, end, isLast);
        if (next === NEED_MORE && end - at <= MAX_RECORD_BYTES) break;
        if (next === BROKEN || next === NEED_MORE) {
          visitor.broken(
            line,
            next === BROKEN ? scanner.why : `longer than ${MAX_RECORD_BYTES / 1024 / 1024} MiB, or a quote is never closed`,
          );
          isDiscarding = true;
          continue;
        }
        const isBlank = scanner.fieldCount === 1 && scanner.starts[0] === scanner.ends[0];
        const step = isBlank ? 'go' : visitor.record(bytes, line);
        line += scanner.newlines;
        at = next;
        if (step === 'go') continue;
        if (step === 'stop') return;
        yield step;
      }
      rest = at === 0 ? bytes : bytes.subarray(at);
    }
  } finally {
    // A reader may stop early: the file must not stay open.
    await chunks.return(undefined);
  }
}

function fieldText(scanner: CsvScanner, bytes: Buffer, field: number): string {
  const text = bytes.toString('utf8', scanner.starts[field], scanner.ends[field]);
  return scanner.escaped[field] === 1 ? text.replaceAll('""', '"') : text;
}

function headerNames(scanner: CsvScanner, bytes: Buffer): string[] {
  return Array.from({ length: Math.min(scanner.fieldCount, MAX_COLUMNS) }, (_, field) => fieldText(scanner, bytes, field).trim());
}

async function inspectCsv(path: string, isGzip: boolean): Promise<FileShape | undefined> {
  let names: string[] | undefined;
  let guesses: TypeGuess[] = [];
  const typeValues = new Set<string>();
  let rows = 0;
  let headerProblem: string | undefined;
  const walk = walkRecords(path, isGzip, undefined, (scanner) => ({
    record(bytes) {
      if (names === undefined) {
        names = headerNames(scanner, bytes);
        guesses = names.map(() => new TypeGuess());
        return 'go';
      }
      if (scanner.fieldCount !== names.length) return 'go';
      for (const [field, name] of names.entries()) {
        const text = fieldText(scanner, bytes, field);
        guesses[field]!.addText(text);
        if (name === 'Type' && text !== '' && typeValues.size < 20) typeValues.add(text);
      }
      return ++rows < SAMPLE_ROWS ? 'go' : 'stop';
    },
    broken(_line, why) {
      if (names === undefined) headerProblem ??= why;
    },
    endedEarly() {},
  }));
  // Nothing hands out a batch here: the first step is the last.
  await walk.next();
  if (headerProblem !== undefined) throw fileNotUnderstood(path, `Its header line is broken: ${headerProblem}.`);
  if (names === undefined) return { columns: [], typeValues: [] };
  return {
    columns: names.map((name, field) => ({ name, inferred: guesses[field]!.type, isDeclared: false })),
    typeValues: [...typeValues],
  };
}

async function* readCsv(request: FileReadRequest): AsyncGenerator<RecordBatch> {
  const { wanted, report, assembler } = request;
  const { builders } = assembler;
  let width = -1;
  let sources: (readonly number[])[] = [];
  yield* walkRecords(request.path, request.isGzip, request.signal, (scanner) => ({
    record(bytes, line) {
      if (width < 0) {
        const names = headerNames(scanner, bytes);
        width = scanner.fieldCount;
        // Of two columns of one name the first counts.
        sources = wanted.map((column) => column.sources.map((source) => names.indexOf(source)).filter((index) => index >= 0));
        return 'go';
      }
      if (scanner.fieldCount !== width) {
        report.skip(line, `${scanner.fieldCount} ${scanner.fieldCount === 1 ? 'field' : 'fields'} where the header has ${width}`);
        return 'go';
      }
      for (let slot = 0; slot < wanted.length; slot++) {
        const column = wanted[slot]!;
        const fields = sources[slot]!;
        let field = fields.length === 0 ? -1 : fields[0]!;
        for (let i = 1; i < fields.length && scanner.starts[field] === scanner.ends[field]; i++) field = fields[i]!;
        if (field < 0) {
          if (column.constant === undefined) builders[slot]!.appendNull();
          else builders[slot]!.appendText(column.constant);
        } else if (
          !appendCsvCell(
            builders[slot]!,
            bytes,
            scanner.starts[field]!,
            scanner.ends[field]!,
            scanner.escaped[field] === 1,
            scanner.isAscii,
          )
        )
          report.fail(column.name, line);
      }
      assembler.rowCount++;
      report.rowsRead++;
      return assembler.isFull ? assembler.take() : 'go';
    },
    broken(line, why) {
      report.skip(line, why);
    },
    endedEarly(why) {
      report.endedEarly = why;
    },
  }));
}

/** CSV as the portal exports it. */
export const csvFormat: FileFormat = { inspect: inspectCsv, read: readCsv };
