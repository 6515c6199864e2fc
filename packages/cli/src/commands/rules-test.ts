import type { RuleTestReport } from '@mxdr/detections';
import { runRuleTests } from '@mxdr/detections';
import { RuleBench } from '../rule-testing/rule-bench.ts';
import { loadScenarios } from '../scenario-folders.ts';
import type { CommandHandler } from '../command-spec.ts';
import { loadRulePaths } from '../content-folders.ts';
import type { CommandContext } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodes, worseOf } from '../exit-codes.ts';
import { formatProblem, inertText } from '@mxdr/core';
import { describeFailure } from '../rule-test-text.ts';

/** Runs the cases of every rule of the paths on the embedded workspace. */
export async function testRules(
  context: CommandContext,
  paths: readonly string[],
): Promise<{ readonly reports: readonly RuleTestReport[]; readonly code: ExitCode }> {
  const load = await loadRulePaths(context, paths);
  const scenarios = paths.length > 0 ? { problems: [] } : await loadScenarios(context, load.rules);
  const reports: RuleTestReport[] = [];
  let code: ExitCode = exitCodes.good;
  for (const problem of [...load.problems, ...scenarios.problems]) {
    context.note(formatProblem(problem));
    if (problem.severity === 'error') code = exitCodes.notGood;
  }
  const bench = new RuleBench();
  for (const { rule } of load.rules) {
    context.signal.throwIfAborted();
    const report = await runRuleTests(rule, bench.createTestWorkspace);
    reports.push(report);
    for (const result of report.results) {
      if (result.status === 'failed') code = worseOf(code, exitCodes.notGood);
      if (result.status === 'unsupported') code = worseOf(code, exitCodes.undetermined);
    }
    if (report.results.length === 0) code = worseOf(code, exitCodes.notGood);
  }
  return { reports, code };
}

/** `mxdr rules test`: exit 1 when a case fails or a rule has none, 2 when one could not be run. */
export const run: CommandHandler = async (context, paths) => {
  const { reports, code } = await testRules(context, paths);
  const all = reports.flatMap((report) => report.results);
  const count = (status: string): number => all.filter((result) => result.status === status).length;
  if (context.json)
    context.out(
      JSON.stringify(
        { schemaVersion: 1, passed: count('passed'), failed: count('failed'), unsupported: count('unsupported'), rules: reports },
        null,
        2,
      ),
    );
  else {
    const marks = {
      passed: context.paint.green('pass'),
      failed: context.paint.red('FAIL'),
      unsupported: context.paint.yellow('unsupported'),
    };
    for (const report of reports) {
      context.out(context.paint.bold(inertText(report.ruleName)));
      if (report.results.length === 0) context.out(`  ${marks.failed} the rule has no test`);
      for (const result of report.results) {
        const remark = result.status === 'passed' ? (result.note === undefined ? '' : `approximate: ${result.note}`) : result.reason;
        context.out(`  ${marks[result.status]} ${inertText(result.name)}${remark === '' ? '' : `: ${inertText(remark)}`}`);
        if (result.status === 'failed') for (const part of describeFailure(result)) context.out(part);
      }
    }
    context.out(`${reports.length} rules, ${count('passed')} passed, ${count('failed')} failed, ${count('unsupported')} unsupported`);
  }
  return code;
};
