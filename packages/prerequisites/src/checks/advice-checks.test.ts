import { describe, expect, it } from 'vitest';
import { knownRuleSets } from '../rule-sets/rule-sets.ts';
import { standingAdvice } from '../rule-sets/standing-advice.ts';
import { adviceCases, everythingFails } from '../testing/advice-cases.ts';
import { judgeCase, reportOf } from '../testing/check-case.ts';

describe('standing advice', () => {
  it.each(adviceCases)('%s is %s: %s', (checkId, state, _what, given, observed) => {
    // GIVEN a tenant, and what was read of it
    // WHEN it is judged
    const finding = judgeCase(checkId, given);
    // THEN the state is that of the evidence, and the finding says why
    expect({ state: finding.state, effect: finding.effect }).toEqual({ state, effect: 'advice' });
    expect(finding.observed).toContain(observed);
    if (state === 'not-met' || state === 'unknown') expect(finding.mend).toBeTruthy();
  });

  it('never changes the verdict of a rule set', () => {
    // GIVEN a tenant in which all of it fails, and one in which nothing of it is known
    const failing = reportOf(everythingFails);
    const silent = reportOf({});
    // WHEN both are judged THEN the start and the coverage are the same
    expect(failing.verdict.readiness).toBe('ready');
    expect([failing.verdict.readiness, failing.verdict.blocking, failing.coverage]).toEqual([
      silent.verdict.readiness,
      silent.verdict.blocking,
      silent.coverage,
    ]);
  });

  it('asks nothing that a rule set asks already', () => {
    // GIVEN the rule sets WHEN advice is held against them THEN no check is in both
    for (const { rules } of knownRuleSets)
      expect(standingAdvice.filter(({ checkId }) => rules.some((rule) => rule.checkId === checkId))).toEqual([]);
  });
});
