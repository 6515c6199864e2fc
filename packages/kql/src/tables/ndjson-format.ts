import type { RecordBatch } from '../columns/record-batch.ts';
import { DynamicBag } from '../columns/dynamic-value.ts';
import { parseJsonText } from '../columns/parse-json.ts';
import { BrokenArchive, MAX_RECORD_BYTES, readChunks } from './file-chunks.ts';
import { fileNotUnderstood } from './errors.ts';
import type { FileFormat, FileReadRequest, FileShape } from './file-format.ts';
import { SAMPLE_ROWS } from './file-format.ts';
import { JsonRowAppender } from './json-row-appender.ts';
import { JsonShape } from './json-shape.ts';
import { skipSpace } from './json-scanner.ts';

const NEWLINE = 0x0a;

/** One line of a file, or why it is none. `step` answers as in the CSV walk. */
interface LineVisitor {
  line(bytes: Buffer, start: number, end: number, number: number): 'go' | 'stop' | RecordBatch;
  broken(number: number, why: string): void;
}

/** Walks over the lines of a file; hands out the batches that the visitor gives. Blank lines are passed over. */
async function* walkLines(
  path: string,
  isGzip: boolean,
  signal: AbortSignal | undefined,
  visitor: LineVisitor,
): AsyncGenerator<RecordBatch> {
  let rest: Buffer = Buffer.alloc(0);
  let number = 1;
  let isDiscarding = false;
  let isFirst = true;
  const chunks = readChunks(path, isGzip, signal);
  try {
    for (let isLast = false; !isLast;) {
      const next = await chunks.next();
      isLast = next.done === true;
      const chunk = next.done === true ? Buffer.alloc(0) : next.value;
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let at = 0;
      if (isFirst && bytes.length >= 3) {
        if (bytes[0] === 0xff && bytes[1] === 0xfe) throw fileNotUnderstood(path, 'It is encoded in UTF-16; tables are read as UTF-8.');
        if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) at = 3;
        isFirst = false;
      }
      while (at < bytes.length) {
        let end = bytes.indexOf(NEWLINE, at);
        if (end < 0) {
          if (!isLast) break;
          end = bytes.length;
        }
        const start = skipSpace(bytes, at, end);
        const line = number++;
        at = end + 1;
        if (isDiscarding) {
          isDiscarding = false;
          continue;
        }
        if (start === end) continue;
        const step = end - start > MAX_RECORD_BYTES ? tooLong(visitor, line) : visitor.line(bytes, start, end, line);
        if (step === 'go') continue;
        if (step === 'stop') return;
        yield step;
      }
      rest = at >= bytes.length ? Buffer.alloc(0) : bytes.subarray(at);
      if (rest.length > MAX_RECORD_BYTES) {
        if (!isDiscarding) tooLong(visitor, number);
        isDiscarding = true;
        rest = Buffer.alloc(0);
      }
    }
  } finally {
    // A reader may stop early: the file must not stay open.
    await chunks.return(undefined);
  }
}

function tooLong(visitor: LineVisitor, line: number): 'go' {
  visitor.broken(line, `longer than ${MAX_RECORD_BYTES / 1024 / 1024} MiB`);
  return 'go';
}

async function inspectNdjson(path: string, isGzip: boolean): Promise<FileShape | undefined> {
  const shape = new JsonShape();
  let lines = 0;
  const walk = walkLines(path, isGzip, undefined, {
    line(bytes, start, end) {
      const value = parseJsonText(bytes.toString('utf8', start, end));
      if (value instanceof DynamicBag) shape.add(value);
      return ++lines < SAMPLE_ROWS ? 'go' : 'stop';
    },
    broken() {},
  });
  try {
    // Nothing hands out a batch here: the first step is the last.
    await walk.next();
  } catch (error) {
    if (!(error instanceof BrokenArchive)) throw error;
    if (lines === 0) throw fileNotUnderstood(path, error.message);
  }
  return shape.finish();
}

async function* readNdjson(request: FileReadRequest): AsyncGenerator<RecordBatch> {
  const { report, assembler } = request;
  const rows = new JsonRowAppender(request);
  const walk = walkLines(request.path, request.isGzip, request.signal, {
    line(bytes, start, end, number) {
      if (!rows.appendObject(bytes, start, end, number)) report.skip(number, 'not a JSON object');
      return assembler.isFull ? assembler.take() : 'go';
    },
    broken(number, why) {
      report.skip(number, why);
    },
  });
  try {
    yield* walk;
  } catch (error) {
    if (!(error instanceof BrokenArchive)) throw error;
    report.endedEarly = error.message;
  }
}

/** JSON with one object a line. */
export const ndjsonFormat: FileFormat = { inspect: inspectNdjson, read: readNdjson };
