import { createKqlEngine } from '../src/engine/kql-engine.ts';
import type { KqlEngine } from '../src/engine/kql-engine.ts';
import { builtInTables, tableNames } from '../src/schema/table-catalogue.ts';
import type { TableProvider } from '../src/tables/table-provider.ts';
import { seededChoices } from '../src/testing/random-choices.ts';
import type { RandomTable } from '../src/testing/random-tables.ts';
import { RANDOM_TABLES, randomBatching, randomProvider, randomRows, randomTables } from '../src/testing/random-tables.ts';
import type { FuzzAnswer, FuzzJob } from './fuzz-job.ts';

/** Runs the queries that its parent sends, one at a time, so that a query that never ends can be ended from outside. */

const limits = { durationMs: 4000, rowsMade: 2_000_000, rowsHeld: 2_000_000, resultRows: 200_000 };

let seed = 0;

/** Few rows of every table of the catalogue, drawn when asked for. */
function catalogueProvider(): TableProvider {
  const tables = tableNames().map((name) => ({ name, columns: builtInTables().get(name)!.columns }));
  const byName = new Map(tables.map((table) => [table.name, table]));
  return {
    description: 'random rows of the catalogue',
    list: async () => tables.map((table) => ({ ...table, origins: ['random'] })),
    scan(name, request) {
      const table = byName.get(name)!;
      let nameSeed = seed;
      for (const character of name) nameSeed = Math.imul(nameSeed ^ character.charCodeAt(0), 16_777_619);
      const rows = randomRows(seededChoices(nameSeed), table.columns, 12);
      return randomProvider([{ ...table, rows }], randomBatching(seededChoices(seed))).scan(name, request);
    },
    partialReasons: () => [],
  };
}

function grammarProvider(): TableProvider {
  const made = (): readonly RandomTable[] => randomTables(seededChoices(seed), 30);
  return {
    description: 'random tables',
    list: async () => Object.entries(RANDOM_TABLES).map(([name, columns]) => ({ name, columns, origins: ['random'] })),
    scan: (name, request) => randomProvider(made(), randomBatching(seededChoices(seed + 1))).scan(name, request),
    partialReasons: () => [],
  };
}

const clock = { now: () => Date.UTC(2026, 5, 4) };
const catalogue = createKqlEngine({ provider: catalogueProvider(), clock, limits });
const grammar = createKqlEngine({ provider: grammarProvider(), clock, limits });
const plain = createKqlEngine({ provider: grammarProvider(), clock, limits, isPlain: true });

/** An outcome without what may differ between two runs. */
async function outcomeOf(engine: KqlEngine, text: string): Promise<{ readonly status: string; readonly content: string }> {
  const outcome = await engine.query(text);
  if (outcome.status === 'failed') return { status: outcome.reason, content: outcome.reason };
  return { status: outcome.status, content: JSON.stringify([outcome.columns, outcome.rows]) };
}

async function answer(job: FuzzJob): Promise<FuzzAnswer> {
  seed = job.seed;
  try {
    const engine = job.kind === 'grammar' ? grammar : catalogue;
    const first = await outcomeOf(engine, job.text);
    if (first.status === 'limit') return { kind: 'fine', status: first.status };
    const second = await outcomeOf(engine, job.text);
    if (second.content !== first.content && second.status !== 'limit')
      return { kind: 'nondeterminism', message: `${first.content.slice(0, 300)}\nthen\n${second.content.slice(0, 300)}` };
    if (job.kind === 'grammar') {
      const asWritten = await outcomeOf(plain, job.text);
      if (asWritten.content !== first.content && asWritten.status !== 'limit')
        return { kind: 'plan-differs', message: `${first.content.slice(0, 1000)}\nas written\n${asWritten.content.slice(0, 1000)}` };
    }
    return { kind: 'fine', status: first.status };
  } catch (error) {
    return { kind: 'crash', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

process.on('message', (job: FuzzJob) => {
  void answer(job).then((result) => process.send!(result));
});
