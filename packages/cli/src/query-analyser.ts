import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { AnalyseQuery, QueryAnalysis, SavedFunction } from '@mxdr/detections';
import { analyseRuleQuery } from '@mxdr/detections';
import type { FunctionDeclaration } from '@mxdr/kql';
import { hashAnalysisCode } from './analysis-basis.ts';
import { openAnalysisCache } from './analysis-cache.ts';
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

/** Runs from source (tests, development) have no file that a thread can load, and no built code that a cache could be told apart by. */
const isSource = import.meta.url.endsWith('.ts');
const workerFile = isSource ? undefined : fileURLToPath(new URL('query-worker.js', import.meta.url));

/** Reads queries now: many of them in as many threads as the machine has, with one parser each. */
async function analyse(queries: readonly string[], settings: ReaderSettings): Promise<readonly QueryAnalysis[]> {
  if (queries.length === 0) return [];
  const inThreads = workerFile !== undefined && queries.length >= fewestForThreads && availableParallelism() > 1;
  if (inThreads) return answerInThreads<string, QueryAnalysis>({ file: workerFile, workerData: settings, tasks: queries, batchSize });
  // Loaded here, as it is not needed when every answer is known.
  const { QueryReader } = await import('@mxdr/kql');
  const reader = new QueryReader(settings);
  return queries.map((query) => analyseRuleQuery(reader, query));
}

/**
 * Reads queries against the known tables, once each, and answers from what was read.
 * @param ownFunctions saved functions that the content brings itself
 * @param cacheFolder where analyses are kept between runs. @default they are not
 */
export async function readQueries(
  queries: readonly string[],
  ownFunctions: readonly SavedFunction[] = [],
  cacheFolder?: string,
): Promise<AnalyseQuery> {
  const settings: ReaderSettings = { functions: ownFunctions.map(declareFunction) };
  const cache =
    cacheFolder === undefined || isSource
      ? undefined
      : openAnalysisCache({ folder: cacheFolder, basis: `${hashAnalysisCode()} ${JSON.stringify(settings)}` });
  const analyses = new Map<string, QueryAnalysis | undefined>();
  for (const query of new Set(queries)) analyses.set(query, await cache?.read(query));
  const unread = [...analyses].filter(([, known]) => known === undefined).map(([query]) => query);
  const answers = await analyse(unread, settings);
  for (const [index, query] of unread.entries()) {
    analyses.set(query, answers[index]);
    await cache?.keep(query, answers[index]!);
  }
  return (query) => {
    const analysis = analyses.get(query);
    if (analysis === undefined) throw new Error('a query was asked for that was not read');
    return analysis;
  };
}
