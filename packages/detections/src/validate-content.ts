import type { Problem } from '@mxdr/core';
import { nearestName, sortProblems } from '@mxdr/core';
import { checkAttack } from './checks/attack.ts';
import { checkQueryText, reportQueryErrors } from './checks/query.ts';
import { quote, reportInto } from './checks/report.ts';
import type { LoadedContent } from './content-files.ts';
import type { HuntingQuery, SavedFunction, Watchlist } from './content-schemas.ts';
import { parseDuration } from './duration.ts';
import type { HealthQuery } from './health-query.ts';
import { healthQueryText } from './health-query.ts';
import type { AnalyseQuery } from './query-analysis.ts';

/** Rows become one resource each; beyond this many a plan takes minutes and the interface of Sentinel is the better way. */
const mostItems = 500;

type Field<Value> = (value: Value) => string;

function reportShared<Value>(
  items: readonly LoadedContent<Value>[],
  field: string,
  read: Field<Value>,
  what: string,
  problems: Problem[],
): void {
  const holders = new Map<string, LoadedContent<Value>[]>();
  for (const item of items) {
    const key = read(item.value).trim().toLowerCase();
    holders.set(key, [...(holders.get(key) ?? []), item]);
  }
  for (const sharing of holders.values()) {
    if (sharing.length < 2) continue;
    for (const item of sharing) {
      const others = sharing.filter((other) => other !== item).map(({ file }) => file);
      reportInto(problems, item)(
        [field],
        'MXDR-CONTENT-DUPLICATE',
        `${field} ${quote(read(item.value))} of this ${what} is also that of ${others.join(', ')}`,
        'give one of them another',
      );
    }
  }
}

/** Hunting queries: unique, of known tactics, and KQL that the workspace takes. */
export function validateHuntingQueries(items: readonly LoadedContent<HuntingQuery>[], analyse?: AnalyseQuery): readonly Problem[] {
  const problems: Problem[] = [];
  for (const item of items) {
    const report = reportInto(problems, item);
    checkAttack({ rule: item.value }, report);
    const isRefused = checkQueryText({ ...item, rule: item.value }, report);
    if (analyse !== undefined && !isRefused) reportQueryErrors(item, analyse(item.value.query), report);
  }
  reportShared(items, 'id', ({ id }) => id, 'hunting query', problems);
  reportShared(items, 'name', ({ name }) => name, 'hunting query', problems);
  return sortProblems(problems);
}

/** What one scheduled query of Azure Monitor can look back. */
const mostAlertMinutes = 2 * 1440;

/**
 * Health queries: unique, KQL that the workspace takes, an alert that Azure Monitor takes and whose dimension the query outputs, and cases
 * with rows and without.
 */
export function validateHealthQueries(items: readonly LoadedContent<HealthQuery>[], analyse?: AnalyseQuery): readonly Problem[] {
  const problems: Problem[] = [];
  for (const item of items) {
    const report = reportInto(problems, item);
    const { alert, tests, lookback } = item.value;
    const window = alert === undefined ? 0 : parseDuration(alert.windowDuration);
    if (window === undefined || window > mostAlertMinutes)
      report(['alert', 'windowDuration'], 'MXDR-CONTENT-HEALTH', 'windowDuration must be at most two days', 'Azure Monitor takes no more');
    if (parseDuration(lookback) === undefined)
      report(['lookback'], 'MXDR-CONTENT-HEALTH', `lookback ${quote(lookback)} is not a duration`, 'write 1h or 14d');
    const counts = tests.map(({ expect }) => expect.count);
    if (!counts.some((count) => count > 0)) report(['tests'], 'MXDR-CONTENT-TESTS', 'no test expects rows', 'add rows that must be told');
    if (!counts.includes(0)) report(['tests'], 'MXDR-CONTENT-TESTS', 'no test expects silence', 'add rows that must not be told');
    const query = healthQueryText(item.value, []);
    const isRefused = checkQueryText({ ...item, rule: { query } }, report);
    if (analyse === undefined || isRefused) continue;
    const analysis = analyse(query);
    const hasErrors = reportQueryErrors(item, analysis, report);
    const { dimension } = alert ?? {};
    if (dimension !== undefined && !hasErrors && analysis.columns?.some(({ name }) => name === dimension) === false)
      report(['alert', 'dimension'], 'MXDR-CONTENT-HEALTH', `the query does not output ${quote(dimension)}`, 'name a column of its result');
  }
  reportShared(items, 'id', ({ id }) => id, 'health query', problems);
  reportShared(items, 'name', ({ name }) => name, 'health query', problems);
  const alerts = items.filter(({ value }) => value.alert !== undefined);
  reportShared(alerts, 'alert.key', ({ alert }) => alert?.key ?? '', 'health query', problems);
  return sortProblems(problems);
}

/** Saved functions: unique aliases, parameters with defaults last, and KQL that the workspace takes. */
export function validateSavedFunctions(items: readonly LoadedContent<SavedFunction>[], analyse?: AnalyseQuery): readonly Problem[] {
  const problems: Problem[] = [];
  for (const item of items) {
    const report = reportInto(problems, item);
    const { parameters, version } = item.value;
    if (!/^\d+\.\d+\.\d+$/u.test(version))
      report(['version'], 'MXDR-CONTENT-VERSION', `version ${quote(version)} must be three numbers`, 'write 1.0.0');
    parameters.forEach(({ name, default: value }, index) => {
      if (value === undefined && parameters.slice(0, index).some((earlier) => earlier.default !== undefined))
        report(
          ['parameters', index, 'name'],
          'MXDR-CONTENT-PARAMETER',
          `${name} has no default but follows a parameter that has one`,
          'put parameters with defaults last',
        );
    });
    const isRefused = checkQueryText({ ...item, rule: item.value }, report);
    // A body that uses parameters binds only where they are known.
    if (analyse !== undefined && !isRefused && parameters.length === 0) reportQueryErrors(item, analyse(item.value.query), report);
  }
  reportShared(items, 'id', ({ id }) => id, 'function', problems);
  reportShared(items, 'alias', ({ alias }) => alias, 'function', problems);
  return sortProblems(problems);
}

type Report = ReturnType<typeof reportInto>;

/** Holds rows against the form of their watchlist. */
function checkItems(list: Watchlist, items: readonly Readonly<Record<string, string>>[], report: Report): void {
  if (items.length > mostItems)
    report(
      ['items'],
      'MXDR-WATCHLIST-SIZE',
      `${items.length} rows; at most ${mostItems} are written by Terraform`,
      'load larger lists through the interface of Sentinel',
    );
  const seen = new Set<string>();
  items.forEach((item, index) => {
    for (const column of Object.keys(item).filter((one) => !list.columns.includes(one))) {
      const nearest = nearestName(column, list.columns);
      report(
        ['items', index, column],
        'MXDR-WATCHLIST-COLUMN',
        `${quote(column)} is not a column of ${list.alias}`,
        nearest === undefined ? `it has ${list.columns.join(', ')}` : `did you mean ${nearest}?`,
      );
    }
    for (const column of list.columns.filter((one) => !Object.hasOwn(item, one)))
      report(['items', index], 'MXDR-WATCHLIST-COLUMN', `the row has no ${column}`, 'write an empty text where there is no value');
    const key = item[list.searchKey];
    if (key === undefined) return;
    if (key.trim() === '')
      report(['items', index, list.searchKey], 'MXDR-WATCHLIST-KEY', `${list.searchKey} is empty`, 'a row is looked up by it');
    else if (seen.has(key.toLowerCase()))
      report(
        ['items', index, list.searchKey],
        'MXDR-WATCHLIST-KEY',
        `${quote(key)} stands in two rows`,
        'a row is looked up by it: keep one',
      );
    seen.add(key.toLowerCase());
  });
}

/** Watchlists: unique aliases, a search key among the columns, rows of that form. */
export function validateWatchlists(items: readonly LoadedContent<Watchlist>[]): readonly Problem[] {
  const problems: Problem[] = [];
  for (const item of items) {
    const report = reportInto(problems, item);
    const { columns, searchKey } = item.value;
    if (!columns.includes(searchKey))
      report(['searchKey'], 'MXDR-WATCHLIST-COLUMN', `the search key ${quote(searchKey)} is not a column`, `one of ${columns.join(', ')}`);
    checkItems(item.value, item.value.items, report);
  }
  reportShared(items, 'alias', ({ alias }) => alias, 'watchlist', problems);
  return sortProblems(problems);
}

/** A customer's rows of one watchlist, its shared rows counted in. */
export function validateWatchlistItems(
  list: Watchlist,
  own: LoadedContent<{ readonly items: readonly Readonly<Record<string, string>>[] }>,
): readonly Problem[] {
  const problems: Problem[] = [];
  const report = reportInto(problems, own);
  checkItems(list, own.value.items, report);
  const shared = new Set(list.items.map((item) => item[list.searchKey]?.toLowerCase()));
  own.value.items.forEach((item, index) => {
    const key = item[list.searchKey];
    if (key !== undefined && shared.has(key.toLowerCase()))
      report(['items', index, list.searchKey], 'MXDR-WATCHLIST-KEY', `every customer has ${quote(key)} already`, 'leave the row out');
  });
  return sortProblems(problems);
}
