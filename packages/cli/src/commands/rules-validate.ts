import type { Problem } from '@mxdr/core';
import { formatProblem, formatSarif, inertText, sortProblems, toSarifResult, writeFileAtomic } from '@mxdr/core';
import type { RuleCode } from '@mxdr/detections';
import { ruleCodes, validateRules } from '@mxdr/detections';
import { cacheFolderOf } from '../cache-folder.ts';
import type { CommandHandler } from '../command-spec.ts';
import { loadOwnFunctions, loadRulePaths } from '../content-folders.ts';
import { areOwnRules } from '../content-places.ts';
import type { CommandContext } from '../context.ts';
import { countOf } from '../count-of.ts';
import { loadContentForms } from '../customer-rule-view.ts';
import { exitCodes } from '../exit-codes.ts';
import { readQueries } from '../query-analyser.ts';

const historyCodes: ReadonlySet<string> = new Set(['MXDR-RULE-LOCK', 'MXDR-RULE-RETIRED', 'MXDR-RULE-DEPRECATED']);

export interface RuleJudgement {
  readonly fileCount: number;
  readonly problems: readonly Problem[];
}

/** Everything that is wrong with the rules of the paths: form, meaning, and their KQL against the known tables. */
export async function judgeRules(context: CommandContext, paths: readonly string[]): Promise<RuleJudgement> {
  const load = await loadRulePaths(context, paths);
  const isOwn = areOwnRules(context, paths);
  const analyse = await readQueries(
    load.rules.map(({ rule }) => rule.query),
    isOwn ? await loadOwnFunctions(context) : [],
    cacheFolderOf(context.env),
  );
  const found = validateRules(load.rules, { analyse, requireGuidance: isOwn, unknownNames: isOwn ? 'error' : 'hint' });
  // Whether something is gone can be told of the whole content only.
  const history = paths.length === 0 ? (await loadContentForms(context)).problems.filter(({ code }) => historyCodes.has(code)) : [];
  return { fileCount: load.fileCount, problems: sortProblems([...load.problems, ...found, ...history]) };
}

/** `mxdr rules validate`: exit 1 when a rule has an error. */
export const run: CommandHandler = async (context, paths, options) => {
  const { fileCount, problems } = await judgeRules(context, paths);
  const count = (severity: Problem['severity']): number => problems.filter((problem) => problem.severity === severity).length;
  const { sarif } = options;
  if (typeof sarif === 'string') {
    const rules = Object.entries<RuleCode>(ruleCodes).map(([id, { title }]) => ({ id, title }));
    await writeFileAtomic(sarif, formatSarif({ toolVersion: context.version, rules, results: problems.map(toSarifResult) }));
  }
  if (context.json) {
    const counts = { errors: count('error'), warnings: count('warning'), hints: count('hint') };
    context.out(JSON.stringify({ schemaVersion: 1, fileCount, ...counts, problems }, null, 2));
  } else {
    for (const problem of problems) context.out(inertText(formatProblem(problem)));
    const counts = [countOf(count('error'), 'error'), countOf(count('warning'), 'warning'), countOf(count('hint'), 'hint')];
    context.out([countOf(fileCount, 'file'), ...counts].join(', '));
  }
  return count('error') > 0 ? exitCodes.notGood : exitCodes.good;
};
