import path from 'node:path';
import type { LoadedRule, RuleLoad, SavedFunction } from '@mxdr/detections';
import { loadContentFiles, loadRules, savedFunctionSchema } from '@mxdr/detections';
import type { ServiceContent } from '@mxdr/stacks';
import { loadServiceContent } from '@mxdr/stacks';
import { cacheFolderOf } from './cache-folder.ts';
import { contentFolderOf, rulesFolderOf } from './content-places.ts';
import type { CommandContext } from './context.ts';
import { readQueries } from './query-analyser.ts';

/** Rules of the paths, or the product's own where none is given. Paths are shown relative to where the person stands. */
export async function loadRulePaths(context: CommandContext, paths: readonly string[]): Promise<RuleLoad> {
  const chosen = paths.length > 0 ? paths : [path.relative(context.cwd, rulesFolderOf(context)) || '.'];
  const rules: LoadedRule[] = [];
  const problems: RuleLoad['problems'][number][] = [];
  let fileCount = 0;
  for (const each of chosen) {
    const load = await loadRules(each);
    rules.push(...load.rules);
    problems.push(...load.problems);
    fileCount += load.fileCount;
  }
  return { rules, problems, fileCount };
}

/** Saved functions of the product's own content. */
export async function loadOwnFunctions(context: CommandContext): Promise<readonly SavedFunction[]> {
  const { items } = await loadContentFiles(savedFunctionSchema, path.join(contentFolderOf(context), 'functions'));
  return items.map(({ value }) => value);
}

/** The product's own content for customers' stacks, every query read. Paths are shown relative to where the person stands. */
export function readContent(context: CommandContext): Promise<ServiceContent> {
  const folder = path.relative(context.cwd, contentFolderOf(context)).replaceAll(path.sep, '/') || '.';
  const cacheFolder = cacheFolderOf(context.env);
  return loadServiceContent(folder, {
    analyseQueries: (queries, ownFunctions) => readQueries(queries, ownFunctions, cacheFolder),
    requireGuidance: true,
  });
}
