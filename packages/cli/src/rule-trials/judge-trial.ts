import type { JUnitCase, JUnitOutcome, JUnitSuite } from '@mxdr/core';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodes, worseOf } from '../exit-codes.ts';
import { describeAlerts, describeFailure } from './trial-text.ts';
import type { RuleTrial } from './rule-trial.ts';

/** One thing that was tried, in the words of a report. */
export interface TrialItem {
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'error' | 'unsupported';
  readonly reason: string;
  /** Tables that show why, one text each. */
  readonly details: readonly string[];
}

export interface TrialJudgement {
  readonly isPassed: boolean;
  readonly code: ExitCode;
  readonly items: readonly TrialItem[];
}

const passed = (name: string): TrialItem => ({ name, status: 'passed', reason: '', details: [] });
const failed = (name: string, reason: string, details: readonly string[] = []): TrialItem => ({ name, status: 'failed', reason, details });

function caseItems({ cases }: RuleTrial): readonly TrialItem[] {
  if (cases.length === 0) return [failed('has tests', 'the rule has no test')];
  return cases.map((result) => {
    if (result.status === 'passed') return passed(result.name);
    if (result.status === 'failed') return failed(result.name, result.reason, describeFailure(result));
    return { name: result.name, status: 'unsupported', reason: result.reason, details: [] };
  });
}

function budgetItems({ budget }: RuleTrial): readonly TrialItem[] {
  if (budget === undefined) return [];
  const name = 'stays within its alert budget over the benign month';
  if ('reason' in budget) return [{ name, status: budget.status, reason: budget.reason, details: [] }];
  if (budget.status === 'passed') return [passed(name)];
  return [failed(name, `${budget.alerts} alerts where ${budget.budget} are allowed`, describeAlerts(budget.examples))];
}

function attackItems({ attacks }: RuleTrial, needsAttack: boolean): readonly TrialItem[] {
  if (attacks.length === 0) return needsAttack ? [failed('alerts on an attack', 'no attack names the rule under "raises"')] : [];
  return attacks.map((result) => {
    const name = `alerts on the attack "${result.attackName}"`;
    if (result.status === 'passed') return passed(name);
    if (result.status === 'failed') return failed(name, result.reason, describeAlerts(result.examples));
    return { name, status: result.status, reason: result.reason, details: [] };
  });
}

/**
 * Whether a rule did what it must. What could not be run is not a failure of the rule, and not good either.
 * @param needsAttack whether a rule that no attack names fails
 */
export function judgeTrial(trial: RuleTrial, needsAttack: boolean): TrialJudgement {
  const items = [...caseItems(trial), ...budgetItems(trial), ...attackItems(trial, needsAttack)];
  const codeOf = ({ status }: TrialItem): ExitCode =>
    status === 'passed' ? exitCodes.good : status === 'failed' ? exitCodes.notGood : exitCodes.undetermined;
  const code = items.reduce<ExitCode>((worst, item) => worseOf(worst, codeOf(item)), exitCodes.good);
  return { isPassed: code === exitCodes.good, code, items };
}

function outcomeOf({ status, reason, details }: TrialItem): JUnitOutcome {
  if (status === 'passed') return { kind: 'passed' };
  const message = { message: reason, details: [reason, ...details].join('\n') };
  return status === 'failed' ? { kind: 'failed', type: 'rule-test', ...message } : { kind: 'error', type: status, ...message };
}

/** One suite a rule, one case for everything that was tried with it. */
export function trialsToJUnit(trials: readonly RuleTrial[], needsAttack: boolean): readonly JUnitSuite[] {
  return trials.map((trial) => {
    const { items } = judgeTrial(trial, needsAttack);
    return {
      name: trial.ruleName,
      properties: { ruleId: trial.ruleId },
      cases: items.map((item): JUnitCase => ({
        name: item.name,
        className: `rules.${trial.ruleId}`,
        outcome: outcomeOf(item),
        seconds: trial.seconds / items.length,
      })),
    };
  });
}
