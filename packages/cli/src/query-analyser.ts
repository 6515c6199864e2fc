import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { AnalyseQuery, QueryAnalysis, SavedFunction } from '@mxdr/detections';
import { analyseRuleQuery } from '@mxdr/detections';
import type { FunctionDeclaration } from '@mxdr/kql';
import { QueryReader } from '@mxdr/kql';
import { answerInThreads } from './thread-pool.ts';

/** A second parser takes about a second to be ready; fewer queries than this are read faster by one. */
const fewestForThreads = 48;
/** Queries that a thread gets at a time: few enough that the slow ones do not gather in one. */
const batchSize = 8;

/** What a thread is told at its start. */
export interface ReaderSettings {
  readonly functions: readonly FunctionDeclaration[];
}

/** A saved function as the engine takes it. */
export function declareFunction({ alias, parameters, query }: SavedFunction): FunctionDeclaration {
  const list = parameters.map(({ name, type, default: value }) => `${name}:${type}${value === undefined ? '' : `=${value}`}`);
  return { name: alias, parameters: `(${list.join(', ')})`, body: `{ ${query} }` };
}

/** Runs from source (tests, development) have no file that a thread can load. */
const workerFile = import.meta.url.endsWith('.ts') ? undefined : fileURLToPath(new URL('query-worker.js', import.meta.url));

/**
 * Reads queries against the known tables, once each, and answers from what was read: many of them in as many threads as the machine has,
 * with one parser each.
 * @param ownFunctions saved functions that the content brings itself
 */
export async function readQueries(queries: readonly string[], ownFunctions: readonly SavedFunction[] = []): Promise<AnalyseQuery> {
  const distinct = [...new Set(queries)];
  const settings: ReaderSettings = { functions: ownFunctions.map(declareFunction) };
  const inThreads = workerFile !== undefined && distinct.length >= fewestForThreads && availableParallelism() > 1;
  let answers: readonly QueryAnalysis[];
  if (inThreads)
    answers = await answerInThreads<string, QueryAnalysis>({ file: workerFile, workerData: settings, tasks: distinct, batchSize });
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
