// Loaded before a program (`node --import`): writes to the file in MXDR_BENCH_MEMORY what memory the process held, every half second.
import { appendFileSync } from 'node:fs';

const file = process.env.MXDR_BENCH_MEMORY;
if (file !== undefined) {
  setInterval(() => appendFileSync(file, `${process.memoryUsage.rss()}\n`), 500).unref();
}
