import type { Problem } from '@mxdr/core';
import { formatProblem, sortProblems } from '@mxdr/core';
import { validateRules } from '@mxdr/detections';
import type { CommandHandler } from '../command-spec.ts';
import { areOwnRules, loadOwnFunctions, loadRulePaths } from '../content-folders.ts';
import type { CommandContext } from '../context.ts';
import { countOf } from '../count-of.ts';
import { exitCodes } from '../exit-codes.ts';
import { readQueries } from '../query-analyser.ts';

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
  );
  const found = validateRules(load.rules, { analyse, requireGuidance: isOwn, unknownNames: isOwn ? 'error' : 'hint' });
  return { fileCount: load.fileCount, problems: sortProblems([...load.problems, ...found]) };
}

/** `mxdr rules validate`: exit 1 when a rule has an error. */
export const run: CommandHandler = async (context, paths) => {
  const { fileCount, problems } = await judgeRules(context, paths);
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const warnings = problems.filter((problem) => problem.severity === 'warning').length;
  if (context.json) context.out(JSON.stringify({ schemaVersion: 1, fileCount, errors, warnings, problems }, null, 2));
  else {
    for (const problem of problems) context.out(formatProblem(problem));
    context.out([countOf(fileCount, 'file'), countOf(errors, 'error'), countOf(warnings, 'warning')].join(', '));
  }
  return errors > 0 ? exitCodes.notGood : exitCodes.good;
};
