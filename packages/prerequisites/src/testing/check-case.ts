import type { CheckWords } from '../words/check-words.ts';
import { english } from '../words/english.ts';
import type { CustomerInput, Finding, Operator, RuleSetId, TenantFactsInput } from '@mxdr/core';
import type { CheckReport } from '../check-report.ts';
import type { CheckContext, CheckId } from '../check.ts';
import { findRuleSet } from '../rule-sets/rule-sets.ts';
import { standingAdvice } from '../rule-sets/standing-advice.ts';
import { runChecks } from '../run-checks.ts';
import type { SampleValues } from './sample-facts.ts';
import { nowMs, testCustomer, testFacts, testOperator } from './sample-facts.ts';

/** What is otherwise than in a tenant in which everything is as it should be. */
export interface Situation {
  /** @default preview-2022, and the case holds under the other rule sets as well */
  readonly ruleSet?: RuleSetId;
  readonly customer?: Partial<CustomerInput>;
  readonly values?: Partial<SampleValues>;
  readonly facts?: Partial<TenantFactsInput>;
  /** `undefined` where operator.yaml could not be read. @default the operator of the tests */
  readonly operator?: Operator | undefined;
}

/** One situation of one check: what it says, in which state, and a part of its words. */
export type CheckCase = readonly [checkId: CheckId, state: Finding['state'], what: string, given: Situation, observed: string];

/** The whole report of a situation. */
export function reportOf(given: Situation, ruleSet: RuleSetId = given.ruleSet ?? 'preview-2022'): CheckReport {
  const customer = testCustomer(given.customer);
  const operator = 'operator' in given ? given.operator : testOperator;
  return runChecks(customer, testFacts(customer, given.values, given.facts), findRuleSet(ruleSet), nowMs, operator);
}

/** What one check says of a situation. */
export function judgeCase(checkId: CheckId, given: Situation, ruleSet?: RuleSetId): Finding {
  const finding = reportOf(given, ruleSet).findings.find((one) => one.checkId === checkId);
  if (finding === undefined) throw new Error(`no finding of ${checkId}`);
  return finding;
}

/** What a check sees of a situation under a rule set; undefined where neither the rule set nor the standing advice asks it. */
export function contextOf(checkId: CheckId, given: Situation, ruleSet: RuleSetId, words: CheckWords = english): CheckContext | undefined {
  const rule = [...standingAdvice, ...findRuleSet(ruleSet).rules].find((one) => one.checkId === checkId);
  if (rule === undefined) return undefined;
  const customer = testCustomer(given.customer);
  const operator = 'operator' in given ? given.operator : testOperator;
  return { customer, operator, facts: testFacts(customer, given.values, given.facts), rule, asOfMs: nowMs, maxAgeDays: 30, words };
}
