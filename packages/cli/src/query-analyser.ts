import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { AnalyseQuery, QueryAnalysis, SavedFunction } from '@mxdr/detections';
import { analyseRuleQuery } from '@mxdr/detections';
import type { FunctionDeclaration } from '@mxdr/kql';
import { QueryReader } from '@mxdr/kql';

/** A second parser takes about a second to be ready; fewer queries than this are read faster by one. */
const fewestForThreads = 48;
/** Queries that a thread gets at a time: few enough that the slow ones do not gather in one. */
const batchSize = 8;

/** What a thread is told at its start. */
export interface ReaderSettings {
  readonly functions: readonly FunctionDeclaration[];
}

function declare({ alias, parameters, query }: SavedFunction): FunctionDeclaration {
  const list = parameters.map(({ name, type, default: value }) => `${name}:${type}${value === undefined ? '' : `=${value}`}`);
  return { name: alias, parameters: `(${list.join(', ')})`, body: `{ ${query} }` };
}

/** Runs from source (tests, development) have no file that a thread can load. */
const workerFile = import.meta.url.endsWith('.ts') ? undefined : fileURLToPath(new URL('query-worker.js', import.meta.url));

async function readInThreads(file: string, queries: readonly string[], settings: ReaderSettings): Promise<readonly QueryAnalysis[]> {
  const answers: QueryAnalysis[] = [];
  let next = 0;
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(file, { workerData: settings });
      let start = 0;
      const give = (): void => {
        start = next;
        next += batchSize;
        if (start < queries.length) worker.postMessage(queries.slice(start, start + batchSize), []);
        else void worker.terminate().then(() => resolve(), reject);
      };
      worker.on('message', (batch: readonly QueryAnalysis[]) => {
        batch.forEach((analysis, index) => (answers[start + index] = analysis));
        give();
      });
      worker.on('error', reject);
      give();
    });
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 8) }, work));
  return answers;
}

/**
 * Reads queries against the known tables, once each, and answers from what was read: many of them in as many threads as the machine has,
 * with one parser each.
 * @param ownFunctions saved functions that the content brings itself
 */
export async function readQueries(queries: readonly string[], ownFunctions: readonly SavedFunction[] = []): Promise<AnalyseQuery> {
  const distinct = [...new Set(queries)];
  const settings: ReaderSettings = { functions: ownFunctions.map(declare) };
  const inThreads = workerFile !== undefined && distinct.length >= fewestForThreads && availableParallelism() > 1;
  let answers: readonly QueryAnalysis[];
  if (inThreads) answers = await readInThreads(workerFile, distinct, settings);
  else {
    const reader = new QueryReader(settings);
    answers = distinct.map((query) => analyseRuleQuery(reader, query));
  }
  const analyses = new Map(distinct.map((query, index) => [query, answers[index]]));
  return (query) => {
    const analysis = analyses.get(query);
    if (analysis === undefined) throw new Error('a query was asked for that was not read');
    return analysis;
  };
}
