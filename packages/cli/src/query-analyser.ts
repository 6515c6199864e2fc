import type { AnalyseQuery } from '@mxdr/detections';
import { createKqlEngine } from '@mxdr/kql';
import { emptyTables } from './empty-tables.ts';

/** Reads queries against the known tables, once each, and answers from what was read. */
export async function readQueries(queries: readonly string[]): Promise<AnalyseQuery> {
  const engine = createKqlEngine({ provider: emptyTables(), clock: { now: () => Date.now() } });
  const analyses = new Map<string, Awaited<ReturnType<typeof engine.analyse>>>();
  for (const query of new Set(queries)) analyses.set(query, await engine.analyse(query));
  return (query) => {
    const analysis = analyses.get(query);
    if (analysis === undefined) throw new Error('a query was asked for that was not read');
    return analysis;
  };
}
