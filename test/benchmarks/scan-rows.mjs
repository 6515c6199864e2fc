import { createColumnBuilder, createKqlEngine } from '@mxdr/kql';
import { measureInTurns } from './measure.mjs';

const rowCount = 1_000_000;
const batchRows = 1 << 14;
const query = 'Events | where Duration > 500 and Result == "failed" | summarize Count = count(), Total = sum(Duration) by Country';
const countries = Array.from({ length: 40 }, (_, i) => `country-${i}`);
const results = ['ok', 'failed', 'blocked', 'expired'];

/** A small generator of repeatable numbers; its quality does not matter here. */
function createRandom() {
  let state = 42;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function makeRows() {
  const random = createRandom();
  const country = new Uint8Array(rowCount);
  const result = new Uint8Array(rowCount);
  const duration = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    country[row] = Math.floor(random() * countries.length);
    result[row] = Math.floor(random() * results.length);
    duration[row] = Math.floor(random() * 1000);
  }
  return { country, result, duration };
}

/** The same rows as batches of engine columns, made once: the query is measured, not the reading. */
function makeBatches(rows) {
  const batches = [];
  for (let start = 0; start < rowCount; start += batchRows) {
    const end = Math.min(rowCount, start + batchRows);
    const [country, result, duration] = [createColumnBuilder('string'), createColumnBuilder('string'), createColumnBuilder('long')];
    for (let row = start; row < end; row++) {
      country.appendText(countries[rows.country[row]]);
      result.appendText(results[rows.result[row]]);
      duration.appendNumber(rows.duration[row]);
    }
    batches.push({
      rowCount: end - start,
      columns: [
        { name: 'Country', column: country.finish() },
        { name: 'Result', column: result.finish() },
        { name: 'Duration', column: duration.finish() },
      ],
    });
  }
  return batches;
}

/** What a person would write by hand for this one query over typed arrays. */
function handWritten({ country, result, duration }) {
  const counts = new Float64Array(countries.length);
  const totals = new Float64Array(countries.length);
  const failed = results.indexOf('failed');
  for (let row = 0; row < rowCount; row++) {
    if (duration[row] > 500 && result[row] === failed) {
      counts[country[row]]++;
      totals[country[row]] += duration[row];
    }
  }
  return { counts, totals };
}

/** Filter and summarize over a million rows, against the hand-written loop. */
export async function benchQuery() {
  const rows = makeRows();
  const batches = makeBatches(rows);
  const columns = [
    { name: 'Country', type: 'string' },
    { name: 'Result', type: 'string' },
    { name: 'Duration', type: 'long' },
  ];
  const provider = {
    description: 'a million made-up rows',
    list: async () => [{ name: 'Events', columns, origins: [] }],
    async *scan(_table, request) {
      for (const batch of batches)
        yield { rowCount: batch.rowCount, columns: request.columns.map((name) => batch.columns.find((column) => column.name === name)) };
    },
    partialReasons: () => [],
  };
  const engine = createKqlEngine({ provider, clock: { now: () => Date.now() } });
  const outcome = await engine.query(query, undefined);
  const byHand = handWritten(rows);
  if (outcome.status !== 'complete') throw new Error(`the query did not run: ${JSON.stringify(outcome)}`);
  for (const [name, count, total] of outcome.rows) {
    const index = countries.indexOf(name);
    if (byHand.counts[index] !== count || byHand.totals[index] !== total) throw new Error(`the engine and the loop disagree about ${name}`);
  }
  const times = await measureInTurns(
    { engine: () => engine.query(query, undefined), loop: () => handWritten(rows) },
    { rounds: 15, warmUps: 5 },
  );
  return {
    name: 'filter + summarize over 1,000,000 rows: engine / hand-written loop',
    ratio: times.engine / times.loop,
    target: 5,
    isHigherBetter: false,
    detail: `${times.engine.toFixed(1)} ms / ${times.loop.toFixed(1)} ms`,
  };
}
