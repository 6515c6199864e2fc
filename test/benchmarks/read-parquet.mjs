import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { eventColumns, makeEvents } from './made-up-events.mjs';
import { runNodeProcess } from './measure.mjs';

const rowsPerFile = 1_000_000;
const fileCount = 10;

/** One file of a million rows: times with statistics per row group, texts by dictionary. */
async function writeFile(folder, index, total) {
  const { parquetWriteFile } = await import('hyparquet-writer');
  const lanes = makeEvents(index * rowsPerFile, rowsPerFile, total);
  const columnData = eventColumns.map(({ name, type, values }) => {
    const lane = lanes[name];
    if (type === 'datetime') return { name, type: 'TIMESTAMP', data: Array.from(lane, (ms) => new Date(ms)) };
    if (values === undefined) return { name, type: 'INT64', data: Array.from(lane, BigInt) };
    return { name, type: 'STRING', data: Array.from(lane, (code) => values[code]) };
  });
  parquetWriteFile({ filename: path.join(folder, `part-${index}.parquet`), columnData, rowGroupSize: 100_000 });
}

async function writeTable(root, name, files) {
  const folder = path.join(root, name, 'Events_CL');
  mkdirSync(folder, { recursive: true });
  // Parquet holds the dynamic columns as text.
  const types = Object.fromEntries(eventColumns.map((column) => [column.name, column.type]));
  writeFileSync(path.join(root, name, 'schemas.json'), JSON.stringify({ Events_CL: types }));
  for (let index = 0; index < files; index++) await writeFile(folder, index, files * rowsPerFile);
  return path.join(root, name);
}

/** The ten report queries over 1 and over 10 million rows of Parquet files: time per row must not grow, memory must stay within 4 GB. */
export async function benchParquet() {
  const root = mkdtempSync(path.join(os.tmpdir(), 'mxdr-bench-'));
  try {
    const worker = new URL('parquet-worker.mjs', import.meta.url).pathname;
    const measure = (folder) => JSON.parse(runNodeProcess([worker, folder]));
    const small = measure(await writeTable(root, 'small', 1));
    const large = measure(await writeTable(root, 'large', fileCount));
    const sum = ({ results }) => results.reduce((total, { ms }) => total + ms, 0);
    small.results.forEach(({ name, ms }, index) => {
      const { ms: largeMs } = large.results[index];
      process.stdout.write(
        `       ${(largeMs / ms / fileCount).toFixed(2).padStart(5)}  ${name}  [${(largeMs / 1000).toFixed(1)} s / ${fileCount} x ${(ms / 1000).toFixed(1)} s]\n`,
      );
    });
    const gigabytes = large.peakBytes / 2 ** 30;
    process.stdout.write(
      `${gigabytes <= 4 ? 'met   ' : 'MISSED'} ${gigabytes.toFixed(2)} GB (target at most 4)  peak memory of the ten queries over 10,000,000 rows  [1,000,000 rows: ${(small.peakBytes / 2 ** 30).toFixed(2)} GB]\n`,
    );
    if (gigabytes > 4) throw new Error('the ten queries need more than 4 GB');
    return {
      name: 'ten queries over Parquet: time of 10,000,000 rows / 10 x time of 1,000,000',
      ratio: sum(large) / sum(small) / fileCount,
      target: 1.1,
      isHigherBetter: false,
      detail: `${(sum(large) / 1000).toFixed(0)} s / ${fileCount} x ${(sum(small) / 1000).toFixed(1)} s`,
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
