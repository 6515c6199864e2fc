import type { AnalyseQuery, LoadedRule } from '@mxdr/detections';
import { createKqlEngine } from '@mxdr/kql';
import { emptyTables } from './empty-tables.ts';

/** Reads the rules' queries against the known tables, once each, and answers from what was read. */
export async function readRuleQueries(rules: readonly LoadedRule[]): Promise<AnalyseQuery> {
  const engine = createKqlEngine({ provider: emptyTables(), clock: { now: () => Date.now() } });
  const analyses = new Map<string, Awaited<ReturnType<typeof engine.analyse>>>();
  for (const { rule } of rules) if (!analyses.has(rule.query)) analyses.set(rule.query, await engine.analyse(rule.query));
  return (query) => {
    const analysis = analyses.get(query);
    if (analysis === undefined) throw new Error('a query was asked for that no rule has');
    return analysis;
  };
}
