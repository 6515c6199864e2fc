import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Problem } from '@mxdr/core';
import { sortProblems } from '@mxdr/core';
import type { AnalyseQuery, HuntingQuery, LoadedContent, LoadedRule, SavedFunction, Watchlist } from '@mxdr/detections';
import {
  huntingQuerySchema,
  loadContentFiles,
  loadRules,
  savedFunctionSchema,
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
  readonly functions: readonly LoadedContent<SavedFunction>[];
  readonly watchlists: readonly LoadedContent<Watchlist>[];
  /** Terraform addresses that changed. */
  readonly moves: readonly Move[];
  /** Everything wrong with it, whoever the customer is. With an error among them nothing is synthesised. */
  readonly problems: readonly Problem[];
}

export interface LoadContentOptions {
  /** Reads the queries of rules, hunts and functions; without it only their form is checked. @default - form only */
  readonly analyseQueries?: (queries: readonly string[]) => Promise<AnalyseQuery>;
}

async function loadWorkbooks(folder: string): Promise<readonly WorkbookContent[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted();
  return Promise.all(names.map(async (name) => readWorkbook(path.join(folder, name), await readFile(path.join(folder, name), 'utf8'))));
}

/**
 * Reads the content folder: `rules/`, `hunting/`, `functions/`, `watchlists/`, `workbooks/` and `moves.yaml`. Problems are collected, all at once.
 * @param folder path as people should see it in problems
 * @throws AppError usage `MXDR-RULES-UNREADABLE` or `MXDR-WORKBOOK-INVALID`
 */
export async function loadServiceContent(folder: string, options: LoadContentOptions = {}): Promise<ServiceContent> {
  const [rules, hunting, functions, watchlists, workbooks, moves] = await Promise.all([
    loadRules(`${folder}/rules`),
    loadContentFiles(huntingQuerySchema, `${folder}/hunting`),
    loadContentFiles(savedFunctionSchema, `${folder}/functions`),
    loadContentFiles(watchlistSchema, `${folder}/watchlists`),
    loadWorkbooks(`${folder}/workbooks`),
    loadMoves(`${folder}/moves.yaml`),
  ]);
  const analyse = await options.analyseQueries?.([
    ...rules.rules.map(({ rule }) => rule.query),
    ...[...hunting.items, ...functions.items].map(({ value }) => value.query),
  ]);
  return {
    rules: rules.rules,
    huntingQueries: hunting.items,
    functions: functions.items,
    watchlists: watchlists.items,
    workbooks,
    moves: moves.moves,
    problems: sortProblems([
      ...[rules, hunting, functions, watchlists, moves].flatMap((load) => load.problems),
      ...validateRules(rules.rules, analyse === undefined ? {} : { analyse }),
      ...validateHuntingQueries(hunting.items, analyse),
      ...validateSavedFunctions(functions.items, analyse),
      ...validateWatchlists(watchlists.items),
    ]),
  };
}
