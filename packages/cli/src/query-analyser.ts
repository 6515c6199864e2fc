import type { AnalyseQuery } from '@mxdr/detections';
import { createKqlEngine } from '@mxdr/kql';
import { emptyTables } from './empty-tables.ts';

/** Functions of Sentinel whose columns depend on the customer's data; the parser does not know them. */
const workspaceFunctions = ['_GetWatchlist', '_GetWatchlistAlias'];

/** The parser's code for a call of a function that it does not know. */
const unknownFunction = 'KS211';

/**
 * Reads queries against the known tables, once each, and answers from what was read.
 * @param ownFunctions aliases that the content brings itself; calls of them are good, and the columns behind them are not known
 */
export async function readQueries(queries: readonly string[], ownFunctions: readonly string[] = []): Promise<AnalyseQuery> {
  const known = [...workspaceFunctions, ...ownFunctions];
  const engine = createKqlEngine({ provider: emptyTables(), clock: { now: () => Date.now() } });
  const analyses = new Map<string, Awaited<ReturnType<typeof engine.analyse>>>();
  for (const query of new Set(queries)) {
    const analysis = await engine.analyse(query);
    const isOfWorkspace = (code: string, message: string): boolean =>
      code === unknownFunction && known.some((name) => message.includes(`'${name}'`));
    const diagnostics = analysis.diagnostics.filter(({ code, message }) => !isOfWorkspace(code, message));
    analyses.set(query, { ...analysis, diagnostics });
  }
  return (query) => {
    const analysis = analyses.get(query);
    if (analysis === undefined) throw new Error('a query was asked for that was not read');
    return analysis;
  };
}
