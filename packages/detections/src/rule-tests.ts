import type { JsonValue, LogWorkspace } from '@mxdr/core';
import { parseDuration } from './duration.ts';
import type { Rule } from './rule-schema.ts';

/** Rows by table, as the test case writes them. */
export type TestTables = Readonly<Record<string, readonly Readonly<Record<string, JsonValue>>[]>>;

/** Rows by alias of a watchlist, as the test case writes them. */
export type TestWatchlists = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;

/**
 * Makes a workspace that holds exactly these rows. Tables that the rule declares and the case leaves out come with no rows; a watchlist
 * that the case leaves out is empty, as it is at a customer who has not filled it yet.
 * @param now ISO 8601 with `Z`; what `now()` and `ago()` answer by
 */
export type CreateTestWorkspace = (tables: TestTables, now: string, watchlists: TestWatchlists) => LogWorkspace | Promise<LogWorkspace>;

/** How one case ended. `unsupported` is not a failure of the rule: the embedded workspace cannot run its query. */
export type RuleTestResult =
  | { readonly status: 'passed'; readonly name: string }
  | { readonly status: 'failed'; readonly name: string; readonly reason: string }
  | { readonly status: 'unsupported'; readonly name: string; readonly reason: string };

export interface RuleTestReport {
  readonly ruleId: string;
  readonly ruleName: string;
  readonly results: readonly RuleTestResult[];
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) {
    const [left, right] = [Object.entries(a), Object.entries(b)];
    return (
      Array.isArray(a) === Array.isArray(b) &&
      left.length === right.length &&
      left.every(([key, value]) => isSame(value, right.find(([other]) => other === key)?.[1]))
    );
  }
  return a === b;
}

type TestCase = Rule['tests'][number];

async function runTest(rule: Rule, test: TestCase, createWorkspace: CreateTestWorkspace): Promise<RuleTestResult> {
  const { name, now, rows, watchlists, expect } = test;
  // A table that the rule reads and the case leaves out is empty, not missing.
  const declared = (rule.requiredDataConnectors ?? []).flatMap(({ dataTypes }) => dataTypes);
  const tables: TestTables = { ...Object.fromEntries(declared.map((table) => [table, []])), ...rows };
  const periodMinutes = parseDuration(rule.queryPeriod ?? '1h') ?? 60;
  const end = new Date(now).toISOString();
  const start = new Date(Date.parse(now) - periodMinutes * 60_000).toISOString();
  const workspace = await createWorkspace(tables, end, watchlists);
  const outcome = await workspace.query(rule.query, { start, end });
  if (outcome.status === 'failed')
    return { status: outcome.reason === 'unsupported' ? 'unsupported' : 'failed', name, reason: `${outcome.code}: ${outcome.message}` };
  if (outcome.status === 'partial') {
    const reasons = outcome.partial?.map(({ message }) => message).join('; ') ?? 'no reason given';
    return { status: 'failed', name, reason: `the result is partial: ${reasons}` };
  }
  if (outcome.rows.length !== expect.count)
    return { status: 'failed', name, reason: `${outcome.rows.length} rows instead of ${expect.count}` };
  const wanted = Object.entries(expect.columns ?? {});
  for (const [column] of wanted) {
    if (!outcome.columns.some((one) => one.name === column))
      return {
        status: 'failed',
        name,
        reason: `the result has no column "${column}"; it has ${outcome.columns.map((one) => one.name).join(', ')}`,
      };
  }
  const matches = (row: (typeof outcome.rows)[number]): boolean =>
    wanted.every(([column, value]) => isSame(row[outcome.columns.findIndex((one) => one.name === column)], value));
  if (wanted.length > 0 && !outcome.rows.some(matches)) {
    const seen = outcome.rows
      .slice(0, 3)
      .map((row) =>
        wanted.map(([column]) => `${column}=${JSON.stringify(row[outcome.columns.findIndex((one) => one.name === column)])}`).join(', '),
      );
    return {
      status: 'failed',
      name,
      reason: `no row has ${wanted.map(([column, value]) => `${column}=${JSON.stringify(value)}`).join(', ')}; seen: ${seen.join(' | ')}`,
    };
  }
  return { status: 'passed', name };
}

/** Runs the cases of one rule, each in a workspace of its own, over one `queryPeriod` before the case's `now`. */
export async function runRuleTests(rule: Rule, createWorkspace: CreateTestWorkspace): Promise<RuleTestReport> {
  const results: RuleTestResult[] = [];
  for (const test of rule.tests) results.push(await runTest(rule, test, createWorkspace));
  return { ruleId: rule.id, ruleName: rule.name, results };
}
