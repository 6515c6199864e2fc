import path from 'node:path';
import type { Problem } from '@mxdr/core';
import { sortProblems } from '@mxdr/core';
import type { Attack, LoadedContent, LoadedRule, Routine } from '@mxdr/detections';
import { attackSchema, loadContentFiles, routineSchema, validateScenarios } from '@mxdr/detections';
import { builtInTables } from '@mxdr/kql';
import { contentFolderOf } from './content-places.ts';
import type { CommandContext } from './context.ts';

/** Attacks and routines of the product's own content, and what is wrong with them. */
export interface ScenarioLoad {
  readonly attacks: readonly LoadedContent<Attack>[];
  readonly routines: readonly LoadedContent<Routine>[];
  readonly problems: readonly Problem[];
}

/**
 * Reads `attacks/` and `routines/` and holds them against tables and rules. Paths are shown relative to where the person stands.
 * @param rules all rules that attacks can name; without them that is not looked at
 */
export async function loadScenarios(context: CommandContext, rules: readonly LoadedRule[] | undefined): Promise<ScenarioLoad> {
  const folderOf = (name: string): string =>
    path.relative(context.cwd, path.join(contentFolderOf(context), name)).replaceAll(path.sep, '/') || '.';
  const attacks = await loadContentFiles(attackSchema, folderOf('attacks'));
  const routines = await loadContentFiles(routineSchema, folderOf('routines'));
  const catalogue = builtInTables();
  const problems = validateScenarios([...attacks.items, ...routines.items], {
    ...(rules === undefined ? {} : { ruleIds: new Set(rules.map(({ rule }) => rule.id.toLowerCase())) }),
    columnsOf: (table) => catalogue.get(table)?.columns.map(({ name }) => name),
  });
  return {
    attacks: attacks.items,
    routines: routines.items,
    problems: sortProblems([...attacks.problems, ...routines.problems, ...problems]),
  };
}
