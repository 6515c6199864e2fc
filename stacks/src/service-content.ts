import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { PriceTable, Problem } from '@mxdr/core';
import { priceTableSchema, readYaml, sortProblems } from '@mxdr/core';
import type {
  AnalyseQuery,
  HealthQuery,
  HuntingQuery,
  LoadedContent,
  LoadedRule,
  RetiredRule,
  RuleLock,
  SavedFunction,
  Watchlist,
} from '@mxdr/detections';
import {
  checkLock,
  checkRetired,
  healthQuerySchema,
  healthQueryText,
  huntingQuerySchema,
  loadContentFile,
  loadContentFiles,
  loadRules,
  retiredRulesSchema,
  ruleLockSchema,
  savedFunctionSchema,
  validateHealthQueries,
  validateHuntingQueries,
  validateRules,
  validateSavedFunctions,
  validateWatchlists,
  watchlistSchema,
} from '@mxdr/detections';
import type { Move } from './moved-resources.ts';
import { loadMoves } from './moved-resources.ts';
import type { WorkbookContent } from './workbook-content.ts';
import { readWorkbook } from './workbook-content.ts';

/** Everything that customers get deployed, read and checked once for all of them. */
export interface ServiceContent {
  readonly rules: readonly LoadedRule[];
  readonly workbooks: readonly WorkbookContent[];
  readonly huntingQueries: readonly LoadedContent<HuntingQuery>[];
  /** Questions about the health of a workspace; some of them also run by themselves. */
  readonly healthQueries: readonly LoadedContent<HealthQuery>[];
  readonly functions: readonly LoadedContent<SavedFunction>[];
  readonly watchlists: readonly LoadedContent<Watchlist>[];
  /** Rules that are removed everywhere, and why. */
  readonly retired: readonly RetiredRule[];
  /** What every rule was when its version was given; absent before the first lock. */
  readonly lock?: RuleLock;
  /** Terraform addresses that changed. */
  readonly moves: readonly Move[];
  /** List prices for cost estimates; absent when the file has a problem. */
  readonly prices?: PriceTable;
  /** Everything wrong with it, whoever the customer is. With an error among them nothing is synthesised. */
  readonly problems: readonly Problem[];
}

export interface LoadContentOptions {
  /** Reads the queries of rules, hunts and functions; without it only their form is checked. @default - form only */
  readonly analyseQueries?: (queries: readonly string[], ownFunctions: readonly SavedFunction[]) => Promise<AnalyseQuery>;
  /** Asks for what our own rules have beyond the format: guidance, an alert budget, tests in both directions. @default false */
  readonly requireGuidance?: boolean;
}

async function loadWorkbooks(folder: string): Promise<readonly WorkbookContent[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted();
  return Promise.all(names.map(async (name) => readWorkbook(path.join(folder, name), await readFile(path.join(folder, name), 'utf8'))));
}

/** Queries that read a watchlist which nobody deploys: they answer nothing, and nobody notices. */
function findUnknownWatchlists(
  rules: readonly LoadedRule[],
  hunts: readonly LoadedContent<Pick<HuntingQuery, 'query'>>[],
  watchlists: readonly LoadedContent<Watchlist>[],
): readonly Problem[] {
  const known = new Set(watchlists.map(({ value }) => value.alias));
  const readers = [
    ...rules.map(({ rule, source }) => ({ query: rule.query, source, isOurs: rule.importedFrom === undefined })),
    ...hunts.map(({ value, source }) => ({ query: value.query, source, isOurs: true })),
  ];
  return readers.flatMap(({ query, source, isOurs }) =>
    [...query.matchAll(/_GetWatchlist(?:Alias)?\s*\(\s*["']([^"']*)["']/gu)]
      .map(([, alias = '']) => alias)
      .filter((alias) => !known.has(alias))
      .map((alias): Problem => ({
        // An imported rule may read a list that only the customer's workspace has.
        severity: isOurs ? 'error' : 'warning',
        code: 'MXDR-WATCHLIST-UNKNOWN',
        message: `the query reads the watchlist "${alias}", which is not among the content`,
        position: source.positionOf(['query']),
        hint: known.size === 0 ? 'add it under watchlists/' : `one of ${[...known].toSorted().join(', ')}`,
      })),
  );
}

async function loadPrices(file: string): Promise<{ readonly prices?: PriceTable; readonly problems: readonly Problem[] }> {
  const reading = readYaml(priceTableSchema, await readFile(file, 'utf8'), file);
  return 'problems' in reading ? { problems: reading.problems } : { prices: reading.value, problems: [] };
}

const retiredIds = (retired: readonly RetiredRule[]): ReadonlySet<string> => new Set(retired.map(({ id }) => id.toLowerCase()));

/**
 * Reads the content folder: `rules/`, `hunting/`, `health/`, `functions/`, `watchlists/`, `workbooks/`, `moves.yaml`, `prices.yaml`,
 * `retired.yaml` and `rules.lock.json`. Problems are collected, all at once.
 * @param folder path as people should see it in problems
 * @throws AppError usage `MXDR-RULES-UNREADABLE` or `MXDR-WORKBOOK-INVALID`
 */
export async function loadServiceContent(folder: string, options: LoadContentOptions = {}): Promise<ServiceContent> {
  const [rules, hunting, health, functions, watchlists, workbooks, moves, prices, retired, lock] = await Promise.all([
    loadRules(`${folder}/rules`),
    loadContentFiles(huntingQuerySchema, `${folder}/hunting`),
    loadContentFiles(healthQuerySchema, `${folder}/health`),
    loadContentFiles(savedFunctionSchema, `${folder}/functions`),
    loadContentFiles(watchlistSchema, `${folder}/watchlists`),
    loadWorkbooks(`${folder}/workbooks`),
    loadMoves(`${folder}/moves.yaml`),
    loadPrices(`${folder}/prices.yaml`),
    loadContentFile(retiredRulesSchema, `${folder}/retired.yaml`),
    loadContentFile(ruleLockSchema, `${folder}/rules.lock.json`),
  ]);
  const analyse = await options.analyseQueries?.(
    [
      ...rules.rules.map(({ rule }) => rule.query),
      ...[...hunting.items, ...functions.items].map(({ value }) => value.query),
      ...health.items.map(({ value }) => healthQueryText(value, [])),
    ],
    functions.items.map(({ value }) => value),
  );
  return {
    rules: rules.rules,
    huntingQueries: hunting.items,
    healthQueries: health.items,
    functions: functions.items,
    watchlists: watchlists.items,
    workbooks,
    retired: retired.content?.value.retired ?? [],
    ...(lock.content === undefined ? {} : { lock: lock.content.value }),
    moves: moves.moves,
    ...(prices.prices === undefined ? {} : { prices: prices.prices }),
    problems: sortProblems([
      ...[rules, hunting, health, functions, watchlists, moves, prices, retired, lock].flatMap((load) => load.problems),
      ...checkRetired(rules.rules, retired.content),
      ...(lock.content === undefined
        ? []
        : checkLock(rules.rules, lock.content.value, retiredIds(retired.content?.value.retired ?? []), lock.content.file)),
      ...validateRules(rules.rules, {
        ...(analyse === undefined ? {} : { analyse }),
        requireGuidance: options.requireGuidance ?? false,
      }),
      ...validateHuntingQueries(hunting.items, analyse),
      ...validateHealthQueries(health.items, analyse),
      ...validateSavedFunctions(functions.items, analyse),
      ...validateWatchlists(watchlists.items),
      ...findUnknownWatchlists(rules.rules, [...hunting.items, ...health.items], watchlists.items),
    ]),
  };
}
