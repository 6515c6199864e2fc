import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { CommandContext } from './context.ts';

// Apart from what reads these folders: most commands need a path only, and reading rules and stacks loads much.

/** Folder of the product's own content: rules, hunts, functions, watchlists, workbooks. */
export const contentFolderOf = (context: CommandContext): string => path.join(context.productFolder, 'stacks/content');

/** Folder of the product's own analytics rules. */
export const rulesFolderOf = (context: CommandContext): string => path.join(contentFolderOf(context), 'rules');

/** Folder of the product's own reports. */
export const reportsFolderOf = (context: CommandContext): string => path.join(context.productFolder, 'reports');

/** Whether rules of these paths are the product's own content, which must have guidance and tests. */
export function areOwnRules(context: CommandContext, paths: readonly string[]): boolean {
  const own = `${contentFolderOf(context)}${path.sep}`;
  return paths.every((each) => `${path.resolve(context.cwd, each)}${path.sep}`.startsWith(own));
}

/** Names of the reports that there are: folders with a report.yaml. */
export async function listReports(context: CommandContext): Promise<readonly string[]> {
  const entries = await readdir(reportsFolderOf(context), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && existsSync(path.join(reportsFolderOf(context), entry.name, 'report.yaml')))
    .map((entry) => entry.name)
    .sort();
}
