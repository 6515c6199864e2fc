import { fileURLToPath } from 'node:url';
import type { TestedQuery } from '@mxdr/detections';
import { healthQuerySchema, healthQueryText, huntingQuerySchema, loadContentFiles, runRuleTests } from '@mxdr/detections';
import { createKqlEngine, createMemoryTables, tableNames } from '@mxdr/kql';
import { describe, expect, it } from 'vitest';

const contentFolder = fileURLToPath(new URL('../content', import.meta.url));

/** Tables that a workspace with every connector fills each day, as the stacks expect them. */
const everyDailyTable = ['AADNonInteractiveUserSignInLogs', 'AuditLogs', 'OfficeActivity', 'SigninLogs'];

const health = await loadContentFiles(healthQuerySchema, `${contentFolder}/health`);
const hunts = await loadContentFiles(huntingQuerySchema, `${contentFolder}/hunting`);

const healthCases = health.items.map(({ value }): TestedQuery => ({
  id: value.id,
  name: value.name,
  query: healthQueryText(value, everyDailyTable),
  queryPeriod: value.lookback,
  requiredDataConnectors: [{ connectorId: 'Workspace', dataTypes: value.tables }],
  entityMappings: undefined,
  tests: value.tests,
}));
const huntCases = hunts.items.map(({ value }): TestedQuery => ({ ...value, queryPeriod: value.lookback }));

async function resultsOf(query: TestedQuery) {
  const { results } = await runRuleTests(query, async (tables, now, watchlists) => {
    const empty = Object.fromEntries(tableNames().map((name) => [name, []]));
    return createKqlEngine({
      provider: createMemoryTables({ tables: { ...empty, ...tables }, description: 'the case' }),
      clock: { now: () => Date.parse(now) },
      outside: {
        watchlist: (alias) => watchlists[alias] ?? [],
        watchlistAliases: () => Object.keys(watchlists),
        externalText: () => undefined,
      },
    });
  });
  return results;
}

describe.each([
  ['health queries', healthCases],
  ['hunting queries', huntCases],
])('%s', (_what, cases) => {
  it.each(cases.map((one) => [one.name, one] as const))('%s: tells what its cases say', async (_name, query) => {
    const results = await resultsOf(query);
    expect(results.filter(({ status }) => status !== 'passed')).toEqual([]);
    expect(results.length).toBe(query.tests.length);
    // One case that shows something and one that stays silent, as rules have them.
    expect(query.tests.some(({ expect: { count } }) => count > 0) && query.tests.some(({ expect: { count } }) => count === 0)).toBe(true);
  });
});
