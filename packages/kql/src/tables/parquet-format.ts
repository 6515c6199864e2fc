import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { isAppError } from '@mxdr/core';
import type { AsyncBuffer, FileMetaData, RowGroup } from 'hyparquet';
import type { RecordBatch } from '../columns/record-batch.ts';
import { fileNotReadable, fileNotUnderstood } from './errors.ts';
import type { FileFormat, FileReadRequest, FileShape } from './file-format.ts';
import { SAMPLE_ROWS } from './file-format.ts';
import type { ParquetColumn } from './parquet-cells.ts';
import { exactParsers, parquetColumnOf, ParquetTime, rawSchema } from './parquet-cells.ts';
import type { DecodedColumn } from './parquet-columns.ts';
import { appendParquetRows } from './parquet-columns.ts';

interface ParquetFile {
  readonly buffer: AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly columns: readonly ParquetColumn[];
}

function asyncBufferOf(path: string, handle: FileHandle, size: number): AsyncBuffer {
  return {
    byteLength: size,
    async slice(start, end = size) {
      const length = Math.max(0, Math.min(end, size) - start);
      const bytes = new Uint8Array(length);
      for (let done = 0; done < length;) {
        let bytesRead: number;
        try {
          ({ bytesRead } = await handle.read(bytes, done, length - done, start + done));
        } catch (error) {
          throw fileNotReadable(path, error);
        }
        if (bytesRead === 0) throw fileNotReadable(path, new Error('it ends before its last byte'));
        done += bytesRead;
      }
      return bytes.buffer;
    },
  };
}

async function withFile<Result>(path: string, use: (file: ParquetFile) => Promise<Result>): Promise<Result> {
  const { opened, handle } = await openParquet(path);
  try {
    return await use(opened);
  } finally {
    await handle.close();
  }
}

async function openParquet(path: string): Promise<{ readonly opened: ParquetFile; readonly handle: FileHandle }> {
  const { parquetMetadataAsync, parquetSchema } = await import('hyparquet');
  let handle: FileHandle;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    throw fileNotReadable(path, error);
  }
  try {
    const { size } = await handle.stat();
    const buffer = asyncBufferOf(path, handle, size);
    const metadata = await parquetMetadataAsync(buffer, { parsers: exactParsers, geoparquet: false });
    const columns = parquetSchema(metadata).children.map(parquetColumnOf);
    return { opened: { buffer, metadata: { ...metadata, schema: rawSchema(metadata.schema) }, columns }, handle };
  } catch (error) {
    await handle.close();
    throw isAppError(error) ? error : fileNotUnderstood(path, error instanceof Error ? error.message : String(error));
  }
}

/** Whether no row of the group lies in the range, by the statistics of its time column. Unknown statistics never prune. */
function isOutside(group: RowGroup, source: string, range: NonNullable<FileReadRequest['timeRange']>): boolean {
  const statistics = group.columns.find(
    (column) => column.meta_data?.path_in_schema.length === 1 && column.meta_data.path_in_schema[0] === source,
  )?.meta_data?.statistics;
  const min: unknown = statistics?.min_value ?? statistics?.min;
  const max: unknown = statistics?.max_value ?? statistics?.max;
  if (!(min instanceof ParquetTime) || !(max instanceof ParquetTime)) return false;
  return (range.start !== undefined && max.ticks < range.start) || (range.end !== undefined && min.ticks >= range.end);
}

/** Appends rows of a row group to every column. @param rowOffset rows of the file before the group */
function appendRows(
  request: FileReadRequest,
  sources: readonly (readonly DecodedColumn[])[],
  start: number,
  end: number,
  rowOffset: number,
): void {
  const { wanted, assembler, report } = request;
  for (const [index, column] of wanted.entries()) {
    const builder = assembler.builders[index]!;
    const own = sources[index]!;
    if (own.length > 0) {
      appendParquetRows(builder, own, start, end, (row) => report.fail(column.name, rowOffset + row + 1));
      continue;
    }
    for (let row = start; row < end; row++) {
      if (column.constant === undefined) builder.appendNull();
      else builder.appendText(column.constant);
    }
  }
  assembler.rowCount += end - start;
  report.rowsRead += end - start;
}

/** Distinct values of the column `Type` in the first rows; none when it is damaged, which reading will tell. */
async function readTypeValues({ buffer, metadata, columns }: ParquetFile): Promise<readonly string[]> {
  const firstRows = Math.min(SAMPLE_ROWS, Number(metadata.row_groups[0]?.num_rows ?? 0));
  if (firstRows === 0 || !columns.some(({ name, type }) => name === 'Type' && type === 'string')) return [];
  const { parquetScan } = await import('hyparquet');
  const { compressors } = await import('hyparquet-compressors');
  try {
    const scan = await parquetScan({ file: buffer, metadata, columns: ['Type'], parsers: exactParsers, compressors, geoparquet: false });
    const values = await scan.readColumn({ column: 'Type', rowStart: 0, rowEnd: firstRows });
    const names = new Set<string>();
    for (const value of Array.from<unknown>(values)) if (typeof value === 'string' && value !== '' && names.size < 20) names.add(value);
    return [...names];
  } catch (error) {
    if (isAppError(error)) throw error;
    return [];
  }
}

async function inspectParquet(path: string): Promise<FileShape> {
  return withFile(path, async (file) => ({
    columns: file.columns.map(({ name, type }) => ({ name, inferred: type, isDeclared: true })),
    typeValues: await readTypeValues(file),
  }));
}

async function* readParquet(request: FileReadRequest): AsyncGenerator<RecordBatch> {
  const { path, wanted, assembler, report, signal, timeRange, timeSources } = request;
  const { parquetScan } = await import('hyparquet');
  const { compressors } = await import('hyparquet-compressors');
  const { opened, handle } = await openParquet(path);
  try {
    const { buffer, metadata, columns } = opened;
    const byName = new Map(columns.map((column) => [column.name, column]));
    const names = [...new Set(wanted.flatMap((column) => column.sources))].filter((name) => byName.has(name));
    let rowStart = 0;
    for (const [index, group] of metadata.row_groups.entries()) {
      signal?.throwIfAborted();
      const rowEnd = rowStart + Number(group.num_rows);
      const isPruned = timeRange !== undefined && timeSources.length === 1 && isOutside(group, timeSources[0]!, timeRange);
      if (!isPruned) {
        const decoded = new Map<string, DecodedColumn>();
        try {
          // A scan of its own for each group: a scan keeps what it has decoded.
          const scan =
            names.length === 0
              ? undefined
              : await parquetScan({ file: buffer, metadata, columns: names, parsers: exactParsers, compressors, geoparquet: false });
          for (const name of names)
            if (scan !== undefined)
              decoded.set(name, { column: byName.get(name)!, data: await scan.readColumn({ column: name, rowStart, rowEnd }) });
        } catch (error) {
          if (isAppError(error)) throw error;
          report.endedEarly = `row group ${index + 1} of ${metadata.row_groups.length}: ${error instanceof Error ? error.message : String(error)}`;
          return;
        }
        const sources = wanted.map((column) => column.sources.flatMap((source) => decoded.get(source) ?? []));
        const count = rowEnd - rowStart;
        for (let start = 0; start < count;) {
          const end = Math.min(count, start + assembler.room);
          appendRows(request, sources, start, end, rowStart);
          start = end;
          if (assembler.isFull) {
            yield assembler.take();
            signal?.throwIfAborted();
          }
        }
      }
      rowStart = rowEnd;
    }
  } finally {
    await handle.close();
  }
}

/** Parquet: row groups outside the time range are not read, and of the others only the wanted columns. */
export const parquetFormat: FileFormat = { inspect: inspectParquet, read: readParquet };
