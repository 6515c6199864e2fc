import { createKqlEngine } from '@mxdr/kql';
import { deviceColumns, eventColumns, makeBatches, makeDeviceBatch, makeEvents, makeProvider } from './made-up-events.mjs';
import { measureInTurns } from './measure.mjs';
import { reportQueries } from './report-queries.mjs';

const rowCount = 1_000_000;

/** Rows as one text, whatever their order. */
function canonical(rows) {
  return rows
    .map((row) => JSON.stringify(row))
    .sort()
    .join('\n');
}

/** Runs a query to its rows. A query that does not run is an error. */
export async function rowsOf(engine, text) {
  const outcome = await engine.query(text);
  if (outcome.status !== 'complete') throw new Error(`the query did not run: ${text}: ${JSON.stringify(outcome).slice(0, 500)}`);
  return outcome.rows;
}

/** Ten queries over a million rows in memory, each against its hand-written loop; the results must be equal. */
export async function benchQueries() {
  const lanes = makeEvents(0, rowCount, rowCount);
  const provider = makeProvider({
    Events: { columns: eventColumns, batches: makeBatches(lanes) },
    Devices: { columns: deviceColumns, batches: [makeDeviceBatch()] },
  });
  const engine = createKqlEngine({ provider, clock: { now: () => Date.now() } });
  let logarithms = 0;
  for (const { name, text, rows } of reportQueries) {
    if (canonical(await rowsOf(engine, text)) !== canonical(rows(lanes))) throw new Error(`the engine and the loop disagree: ${name}`);
    const times = await measureInTurns({ engine: () => rowsOf(engine, text), loop: () => rows(lanes) }, { rounds: 7, warmUps: 2 });
    const ratio = times.engine / times.loop;
    logarithms += Math.log(ratio);
    process.stdout.write(
      `       ${ratio.toFixed(2).padStart(5)}  ${name}  [${times.engine.toFixed(1)} ms / ${times.loop.toFixed(1)} ms]\n`,
    );
  }
  return {
    name: `${reportQueries.length} queries over 1,000,000 rows: geometric mean of engine / hand-written loop`,
    ratio: Math.exp(logarithms / reportQueries.length),
    target: 3,
    isHigherBetter: false,
    detail: 'each above',
  };
}
