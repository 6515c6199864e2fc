import type { Problem } from '@mxdr/core';
import { sortProblems } from '@mxdr/core';
import { checkAcrossRules } from './checks/across-rules.ts';
import { checkAlertContent } from './checks/alert-content.ts';
import { checkAttack } from './checks/attack.ts';
import { checkEntities } from './checks/entities.ts';
import { checkGuidance } from './checks/guidance.ts';
import type { UnknownNames } from './checks/query.ts';
import { checkQueryMeaning, checkQueryText } from './checks/query.ts';
import { reportInto } from './checks/report.ts';
import { checkTexts } from './checks/texts.ts';
import { checkTiming } from './checks/timing.ts';
import type { LoadedRule } from './load-rules.ts';
import type { AnalyseQuery } from './query-analysis.ts';

export interface ValidateOptions {
  /** Reads the queries; without it only the structure is checked. */
  readonly analyse?: AnalyseQuery;
  /** Also asks for what our own content has: guidance for analysts, tests, file names. @default false */
  readonly requireGuidance?: boolean;
  /**
   * Tables and functions that no schema holds: an error in our own content, a hint in that of others, which may rely on its workspace.
   * Imported rules are of others wherever they lie. @default error
   */
  readonly unknownNames?: UnknownNames;
}

const checks = [checkTexts, checkTiming, checkAttack, checkEntities, checkAlertContent];

/**
 * Holds rules against what Sentinel takes, each alone and all together. Terraform's own validation misses much of it (frequency beyond
 * period, sub-techniques, KQL), and Azure says it at apply at the earliest. Problems come in the order of files and lines.
 */
export function validateRules(rules: readonly LoadedRule[], options: ValidateOptions = {}): readonly Problem[] {
  const problems: Problem[] = [];
  for (const loaded of rules) {
    const report = reportInto(problems, loaded);
    for (const check of checks) check(loaded, report);
    if (options.requireGuidance === true) checkGuidance(loaded, report);
    // What is refused as a whole need not be read word by word.
    const isRefused = checkQueryText(loaded, report);
    if (options.analyse !== undefined && !isRefused) {
      const ofOthers = loaded.rule.importedFrom !== undefined;
      checkQueryMeaning(loaded, options.analyse, report, ofOthers ? 'hint' : (options.unknownNames ?? 'error'));
    }
  }
  checkAcrossRules(rules, options.unknownNames !== 'hint', problems);
  return sortProblems(problems);
}
