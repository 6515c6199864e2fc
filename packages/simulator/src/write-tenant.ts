import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Progress } from '@mxdr/core';
import { fileNotWritten } from './errors.ts';
import { csvHeader, csvLine } from './csv.ts';
import type { Simulation } from './simulation.ts';

export interface WriteTenantOptions {
  /** `ndjson`: one JSON object a line, `<Table>.ndjson`. `csv`: header and rows, objects as JSON text, `<Table>.csv`. @default 'ndjson' */
  readonly format?: 'ndjson' | 'csv';
  /** Stops between rows; the file under way leaves nothing behind, finished files stay. */
  readonly signal?: AbortSignal;
  readonly progress?: Progress;
}

export interface WrittenFile {
  /** File name inside the folder. */
  readonly name: string;
  /** Rows of a table; absent for the JSON files. */
  readonly rows?: number;
  readonly sizeBytes: number;
}

const chunkLength = 1 << 18;

/**
 * Writes the tables, `hunts.json`, `recommendations.json`, `facts.json` and `truth.json` into the folder, which is made if need be. Each file is all or
 * nothing: it gets its name when it is complete. Memory stays bounded by one day of one table.
 * @throws AppError MXDR-SIMULATION-WRITE when a file cannot be written; the signal's reason when aborted
 */
export async function writeTenant(
  simulation: Simulation,
  folder: string,
  options: WriteTenantOptions = {},
): Promise<readonly WrittenFile[]> {
  const { format = 'ndjson', signal, progress } = options;
  await mkdir(folder, { recursive: true });
  const files: WrittenFile[] = [];
  for (const table of simulation.tables()) {
    signal?.throwIfAborted();
    const name = `${table}.${format}`;
    const written = await writeFile(folder, name, tableLines(simulation, table, format), signal);
    const rows = format === 'csv' ? written.lines - 1 : written.lines;
    files.push({ name, rows, sizeBytes: written.sizeBytes });
    progress?.step(`${name}: ${rows} rows`);
  }
  const truth = simulation.truth();
  for (const [name, content] of [
    ['hunts.json', truth.hunts],
    ['recommendations.json', truth.recommendations],
    ['facts.json', simulation.facts()],
    ['truth.json', truth],
  ] as const) {
    const written = await writeFile(folder, name, [JSON.stringify(content, undefined, name === 'truth.json' ? 0 : 2)], signal);
    files.push({ name, sizeBytes: written.sizeBytes });
    progress?.step(name);
  }
  return files;
}

function* tableLines(simulation: Simulation, table: string, format: 'ndjson' | 'csv'): Generator<string> {
  if (format === 'csv') yield csvHeader(table);
  for (const row of simulation.rows(table)) yield format === 'csv' ? csvLine(table, row) : JSON.stringify(row);
}

/** Writes lines under a temporary name and gives the file its name at the end. */
async function writeFile(
  folder: string,
  name: string,
  lines: Iterable<string>,
  signal: AbortSignal | undefined,
): Promise<{ readonly lines: number; readonly sizeBytes: number }> {
  const path = join(folder, name);
  const partial = join(folder, `.${name}.partial`);
  let file: FileHandle | undefined;
  try {
    file = await open(partial, 'w');
    const written = await writeLines(file, lines, signal);
    await file.close();
    file = undefined;
    await rename(partial, path);
    return written;
  } catch (cause) {
    await file?.close();
    await rm(partial, { force: true });
    if (signal?.aborted === true) throw cause;
    throw fileNotWritten(path, cause);
  }
}

async function writeLines(
  file: FileHandle,
  lines: Iterable<string>,
  signal: AbortSignal | undefined,
): Promise<{ readonly lines: number; readonly sizeBytes: number }> {
  let chunk = '';
  let count = 0;
  let sizeBytes = 0;
  const flush = async (): Promise<void> => {
    signal?.throwIfAborted();
    const bytes = Buffer.from(chunk, 'utf8');
    await file.writeFile(bytes);
    sizeBytes += bytes.length;
    chunk = '';
  };
  for (const line of lines) {
    chunk += `${line}\n`;
    count++;
    if (chunk.length >= chunkLength) await flush();
  }
  await flush();
  return { lines: count, sizeBytes };
}
