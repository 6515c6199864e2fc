import path from 'node:path';
import type { Problem } from '@mxdr/core';
import { formatJUnit, formatProblem, inertText, writeFileAtomic } from '@mxdr/core';
import type { LoadedRule, SavedFunction, Watchlist } from '@mxdr/detections';
import { loadContentFiles, savedFunctionSchema, watchlistSchema } from '@mxdr/detections';
import type { CommandHandler } from '../command-spec.ts';
import { loadRulePaths } from '../content-folders.ts';
import { contentFolderOf } from '../content-places.ts';
import type { CommandContext } from '../context.ts';
import { countOf } from '../count-of.ts';
import { badOption } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodes, worseOf } from '../exit-codes.ts';
import type { RuleTrial, TrialContent, TrialTask } from '../rule-trials/rule-trial.ts';
import { judgeTrial, trialsToJUnit } from '../rule-trials/judge-trial.ts';
import { describeTrial } from '../rule-trials/trial-text.ts';
import { tryRules } from '../rule-trials/try-rules.ts';
import { loadScenarios } from '../scenario-folders.ts';

export interface TestRulesOptions {
  /** Ids, file names or paths of the rules to test. @default all */
  readonly only?: readonly string[];
  /** Leaves the benign month and the attacks out. @default false */
  readonly casesOnly?: boolean;
  readonly onTrial?: (trial: RuleTrial, total: number) => void;
}

/** Everything that was tried, and what was wrong before anything could be. */
export interface TestedRules {
  readonly trials: readonly RuleTrial[];
  readonly problems: readonly Problem[];
  /** Rules of the product's own, which must have an attack. */
  readonly isOwnContent: boolean;
  readonly code: ExitCode;
}

function isChosen({ rule, file }: LoadedRule, only: readonly string[]): boolean {
  const base = path.basename(file);
  const isThis = (wanted: string): boolean =>
    wanted === file || wanted === base || wanted === base.replace(/\.ya?ml$/u, '') || wanted.toLowerCase() === rule.id.toLowerCase();
  return only.length === 0 || only.some(isThis);
}

/** Functions and watchlists that the product brings, which rules may name. */
async function loadSurroundings(context: CommandContext): Promise<{
  readonly functions: readonly SavedFunction[];
  readonly watchlists: readonly Watchlist[];
}> {
  const folderOf = (name: string): string => path.relative(context.cwd, path.join(contentFolderOf(context), name)) || '.';
  const functions = await loadContentFiles(savedFunctionSchema, folderOf('functions'));
  const watchlists = await loadContentFiles(watchlistSchema, folderOf('watchlists'));
  return { functions: functions.items.map(({ value }) => value), watchlists: watchlists.items.map(({ value }) => value) };
}

/**
 * Tries the rules of the paths, or the product's own, on the embedded workspace: each on its own cases, over the benign month of the
 * reference tenant, and in every attack that names it.
 * @throws AppError usage when `only` names no rule
 */
export async function testRules(context: CommandContext, paths: readonly string[], options: TestRulesOptions = {}): Promise<TestedRules> {
  const { only = [], casesOnly = false } = options;
  const load = await loadRulePaths(context, paths);
  const isOwnContent = paths.length === 0;
  const scenarios = await loadScenarios(context, isOwnContent ? load.rules : undefined);
  const chosen = load.rules.filter((rule) => isChosen(rule, only));
  if (only.length > 0 && chosen.length === 0) throw badOption('--only', only.join(','), 'the id or the file of a rule');
  const tasks = chosen.map(({ rule }): TrialTask => {
    const attacks = casesOnly
      ? []
      : scenarios.attacks
          .map(({ value }) => value)
          .filter(({ raises }) => raises.some((raise) => raise.rule.toLowerCase() === rule.id.toLowerCase()));
    const { alertBudget, ...rest } = rule;
    return { rule: casesOnly ? rest : { ...rest, alertBudget }, attacks };
  });
  const content: TrialContent = { ...(await loadSurroundings(context)), routines: scenarios.routines.map(({ value }) => value) };
  const trials = await tryRules(tasks, content, {
    signal: context.signal,
    onTrial: (trial) => options.onTrial?.(trial, tasks.length),
  });
  const problems = [...load.problems, ...scenarios.problems];
  const needsAttack = isOwnContent && !casesOnly;
  const code = trials.reduce<ExitCode>(
    (worst, trial) => worseOf(worst, judgeTrial(trial, needsAttack).code),
    problems.some(({ severity }) => severity === 'error') ? exitCodes.notGood : exitCodes.good,
  );
  return { trials, problems, isOwnContent, code };
}

/** A line that is rewritten in place on a terminal, and nothing elsewhere. */
function showProgress(context: CommandContext): { readonly onTrial: (trial: RuleTrial, total: number) => void; close(): void } {
  let done = 0;
  return {
    onTrial(trial, total) {
      done++;
      context.live?.(`\r\u001b[K${`${done} of ${total} rules: ${inertText(trial.ruleName)}`.slice(0, Math.max(20, context.width - 1))}`);
    },
    close: () => context.live?.('\r\u001b[K'),
  };
}

/** `mxdr rules test`: exit 1 when a rule fails a case, its budget or an attack, 2 when something could not be run. */
export const run: CommandHandler = async (context, paths, options) => {
  const only = typeof options['only'] === 'string' ? options['only'].split(',').map((each) => each.trim()) : [];
  const casesOnly = options['cases'] === true;
  const started = context.clock.now();
  const progress = showProgress(context);
  const tested = await testRules(context, paths, { only, casesOnly, onTrial: progress.onTrial });
  progress.close();
  const { trials, problems, code } = tested;
  const needsAttack = tested.isOwnContent && !casesOnly;
  const judged = trials.map((trial) => ({ trial, judgement: judgeTrial(trial, needsAttack) }));
  if (typeof options['junit'] === 'string') {
    const file = path.resolve(context.cwd, options['junit']);
    await writeFileAtomic(file, formatJUnit(trialsToJUnit(trials, needsAttack)));
  }
  for (const problem of problems) context.note(formatProblem(problem));
  const seconds = Math.round((context.clock.now() - started) / 100) / 10;
  const passed = judged.filter(({ judgement }) => judgement.isPassed).length;
  if (context.json)
    context.out(
      JSON.stringify(
        {
          schemaVersion: 2,
          passed,
          failed: judged.length - passed,
          seconds,
          problems,
          rules: judged.map(({ trial, judgement }) => ({ ...trial, passed: judgement.isPassed })),
        },
        null,
        2,
      ),
    );
  else {
    for (const { trial, judgement } of judged) for (const line of describeTrial(trial, judgement, context.paint)) context.out(line);
    const cases = trials.reduce((sum, trial) => sum + trial.cases.length, 0);
    const attacks = trials.reduce((sum, trial) => sum + trial.attacks.length, 0);
    const counts = [
      countOf(cases, 'case'),
      `${trials.filter(({ budget }) => budget !== undefined).length} over the benign month`,
      `${attacks} in attacks`,
    ];
    context.out(
      `${countOf(trials.length, 'rule')}: ${passed} passed, ${trials.length - passed} failed; ${counts.join(', ')}; ${seconds} s`,
    );
  }
  return code;
};
