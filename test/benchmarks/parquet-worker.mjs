// Runs the report queries over Parquet files in a process of its own, so that its peak memory is that of the queries alone.
import { createKqlEngine, openLocalTables } from '@mxdr/kql';
import { deviceColumns, makeDeviceBatch, makeProvider } from './made-up-events.mjs';
import { reportQueries } from './report-queries.mjs';
import { rowsOf } from './run-queries.mjs';

const [folder] = process.argv.slice(2);
const events = await openLocalTables(folder);
const devices = makeProvider({ Devices: { columns: deviceColumns, batches: [makeDeviceBatch()] } });
const engine = createKqlEngine({
  provider: {
    description: 'Parquet files and a table of devices',
    list: async () => [...(await events.list()), ...(await devices.list())],
    scan: (name, request) => (name === 'Devices' ? devices : events).scan(name, request),
    partialReasons: () => [],
  },
  clock: { now: () => Date.now() },
});
const results = [];
for (const { name, text } of reportQueries) {
  const start = performance.now();
  const rows = await rowsOf(engine, text.replace(/\bEvents\b(?= \|)/, 'Events_CL'));
  results.push({ name, ms: performance.now() - start, rows: rows.length });
}
process.stdout.write(JSON.stringify({ results, peakBytes: process.resourceUsage().maxRSS * 1024 }));
