import type { LogWorkspace, QueryResult } from '@mxdr/core';
import { APPROXIMATE } from '@mxdr/core';
import { describeEntity, entitiesOfRow, isExpectedEntity } from './alert-entities.ts';
import { parseDuration } from './duration.ts';
import type { ContentRow } from './repeated-rows.ts';
import { repeatRow } from './repeated-rows.ts';
import type { Rule } from './rule-schema.ts';
import type { RowDifference, ShownRows } from './shown-rows.ts';
import { differencesOf, showRows } from './shown-rows.ts';

/** Rows by table, as a workspace takes them. */
export type TestTables = Readonly<Record<string, readonly ContentRow[]>>;

/** Rows by alias of a watchlist, as the test case writes them. */
export type TestWatchlists = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;

/**
 * Makes a workspace that holds exactly these rows. Tables that the rule declares and the case leaves out come with no rows; a watchlist
 * that the case leaves out is empty, as it is at a customer who has not filled it yet.
 * @param now ISO 8601 with `Z`; what `now()` and `ago()` answer by
 */
export type CreateTestWorkspace = (tables: TestTables, now: string, watchlists: TestWatchlists) => LogWorkspace | Promise<LogWorkspace>;

/** A case that did not end as it should, with what a person needs to see why. */
export interface FailedRuleTest {
  readonly status: 'failed';
  readonly name: string;
  readonly reason: string;
  /** The result of the query; absent when there was none. */
  readonly shown?: ShownRows;
  /** What the closest row has instead of what was expected. */
  readonly differences?: readonly RowDifference[];
}

/** How one case ended. `unsupported` is not a failure of the rule: the embedded workspace cannot run its query. */
export type RuleTestResult =
  /** `note`: what the pass depends on that Log Analytics may see otherwise. */
  | { readonly status: 'passed'; readonly name: string; readonly note?: string }
  | FailedRuleTest
  | { readonly status: 'unsupported'; readonly name: string; readonly reason: string };

export interface RuleTestReport {
  readonly ruleId: string;
  readonly ruleName: string;
  readonly results: readonly RuleTestResult[];
}

type TestCase = Rule['tests'][number];

/** What cases are run against: a rule, or another query of the content with cases. */
export type TestedQuery = Pick<Rule, 'id' | 'name' | 'query' | 'queryPeriod' | 'requiredDataConnectors' | 'entityMappings' | 'tests'>;

async function runTest(rule: TestedQuery, test: TestCase, createWorkspace: CreateTestWorkspace): Promise<RuleTestResult> {
  const { name, now, rows, watchlists } = test;
  // A table that the rule reads and the case leaves out is empty, not missing.
  const declared = (rule.requiredDataConnectors ?? []).flatMap(({ dataTypes }) => dataTypes);
  const written = Object.entries(rows).map(([table, each]) => [table, each.flatMap(repeatRow)] as const);
  const tables: TestTables = { ...Object.fromEntries(declared.map((table) => [table, []])), ...Object.fromEntries(written) };
  const periodMinutes = parseDuration(rule.queryPeriod ?? '1h') ?? 60;
  const end = new Date(now).toISOString();
  const start = new Date(Date.parse(now) - periodMinutes * 60_000).toISOString();
  const workspace = await createWorkspace(tables, end, watchlists);
  const outcome = await workspace.query(rule.query, { start, end });
  if (outcome.status === 'failed')
    return { status: outcome.reason === 'unsupported' ? 'unsupported' : 'failed', name, reason: `${outcome.code}: ${outcome.message}` };
  const reasons = outcome.partial ?? [];
  // An approximate number is compared all the same; the pass says so.
  const lost = reasons.filter(({ code }) => code !== APPROXIMATE);
  if (lost.length > 0 || (outcome.status === 'partial' && reasons.length === 0)) {
    const why = lost.map(({ message }) => message).join('; ');
    return { status: 'failed', name, reason: `the result is partial: ${why === '' ? 'no reason given' : why}` };
  }
  const result = judgeResult(rule, test, outcome);
  if (result.status !== 'passed' || reasons.length === 0) return result;
  return { ...result, note: reasons.map(({ message }) => message).join('; ') };
}

function judgeResult(rule: TestedQuery, { name, expect }: TestCase, result: QueryResult): RuleTestResult {
  const wanted = Object.entries(expect.columns ?? {});
  const mapped = (rule.entityMappings ?? []).flatMap(({ fieldMappings }) => fieldMappings.map(({ columnName }) => columnName));
  const failed = (reason: string, differences?: readonly RowDifference[]): FailedRuleTest => ({
    status: 'failed',
    name,
    reason,
    shown: showRows(result, [...wanted.map(([column]) => column), ...mapped]),
    ...(differences === undefined || differences.length === 0 ? {} : { differences }),
  });
  if (result.rows.length !== expect.count) return failed(`${result.rows.length} rows instead of ${expect.count}`);
  const unknown = wanted.find(([column]) => !result.columns.some((one) => one.name === column));
  if (unknown !== undefined)
    return failed(`the result has no column "${unknown[0]}"; it has ${result.columns.map((one) => one.name).join(', ')}`);
  const closest = differencesOf(result, wanted);
  if (closest === undefined) {
    if (wanted.length > 0) return failed('there is no row whose columns could be looked at');
  } else if (closest.length > 0) {
    return failed(`no row has ${closest.map(({ column, expected }) => `${column}=${JSON.stringify(expected)}`).join(', ')}`, closest);
  }
  return missingEntity(rule, expect.entities, result, failed) ?? { status: 'passed', name };
}

function missingEntity(
  rule: TestedQuery,
  expected: TestCase['expect']['entities'],
  result: QueryResult,
  failed: (reason: string) => FailedRuleTest,
): FailedRuleTest | undefined {
  const entities = result.rows.flatMap((row) => entitiesOfRow(rule, result.columns, row));
  const missing = expected.find((each) => !entities.some((entity) => isExpectedEntity(entity, each)));
  if (missing === undefined) return undefined;
  const { type, ...identifiers } = missing;
  const seen = [...new Set(entities.map((entity) => describeEntity(entity.type, entity.identifiers)))];
  return failed(
    `no alert has the entity ${describeEntity(type, identifiers)}; seen: ${seen.length === 0 ? 'none' : seen.slice(0, 6).join(', ')}`,
  );
}

/** Runs the cases of one rule, each in a workspace of its own, over one `queryPeriod` before the case's `now`. */
export async function runRuleTests(rule: TestedQuery, createWorkspace: CreateTestWorkspace): Promise<RuleTestReport> {
  const results: RuleTestResult[] = [];
  for (const test of rule.tests) results.push(await runTest(rule, test, createWorkspace));
  return { ruleId: rule.id, ruleName: rule.name, results };
}
