import { formatJUnit } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { createPaint } from '../terminal-text.ts';
import { judgeTrial, trialsToJUnit } from './judge-trial.ts';
import type { RuleTrial } from './rule-trial.ts';
import { describeTrial } from './trial-text.ts';

const good: RuleTrial = {
  ruleId: 'r1',
  ruleName: 'Sample',
  cases: [{ status: 'passed', name: 'fires' }],
  budget: { status: 'passed', alerts: 1, budget: 2, runs: 5, emptyRuns: 700, examples: [] },
  attacks: [{ attackId: 'a1', attackName: 'Story', status: 'passed', firstAlertUtc: '2026-10-22T09:00:00.000Z', alerts: 1 }],
  seconds: 1.5,
};
const alert = { atUtc: '2026-10-03T10:00:00.000Z', alerts: 3, shown: { columns: ['User'], rows: [['ada\u001b[2J']], total: 3 } };
const overBudget: RuleTrial = { ...good, budget: { status: 'failed', alerts: 3, budget: 0, runs: 5, emptyRuns: 0, examples: [alert] } };

describe('judging a rule that was tried', () => {
  it.each([
    ['all good', good, 0],
    ['over its budget', overBudget, 1],
    ['a failed case', { ...good, cases: [{ status: 'failed', name: 'fires', reason: '0 rows instead of 1' }] }, 1],
    ['no case at all', { ...good, cases: [] }, 1],
    [
      'an attack missed',
      { ...good, attacks: [{ attackId: 'a1', attackName: 'Story', status: 'failed', reason: 'no alert', examples: [] }] },
      1,
    ],
    ['a case that cannot be run here', { ...good, cases: [{ status: 'unsupported', name: 'fires', reason: 'no such operator' }] }, 2],
    ['a month that cannot be run here', { ...good, budget: { status: 'unsupported', reason: 'no such operator' } }, 2],
    ['no attack where one is asked for', { ...good, attacks: [] }, 1],
  ] as const satisfies readonly (readonly [string, RuleTrial, number])[])('%s', (_, trial, code) => {
    expect(judgeTrial(trial, true)).toMatchObject({ code, isPassed: code === 0 });
  });

  it('GIVEN rules of somebody else THEN no attack is asked for', () => {
    expect(judgeTrial({ ...good, attacks: [] }, false).isPassed).toBe(true);
  });

  it('says in one line that a rule is good, and shows the rows of alerts that should not be, harmless for the terminal', () => {
    const paint = createPaint(false);
    expect(describeTrial(good, judgeTrial(good, true), paint)).toEqual([
      'pass Sample (1/1 cases, 1 of 2 alerts in the month, 1/1 attacks, 1.5 s)',
    ]);
    const text = describeTrial(overBudget, judgeTrial(overBudget, true), paint).join('\n');
    expect(text).toContain('FAIL stays within its alert budget over the benign month: 3 alerts where 0 are allowed');
    expect(text).toContain('ada\\u001b[2J');
  });

  it('writes one JUnit case for everything that was tried', () => {
    const xml = formatJUnit(trialsToJUnit([good, overBudget], true));
    expect(xml).toContain('tests="6" failures="1" errors="0"');
    expect(xml).toContain('name="alerts on the attack &quot;Story&quot;"');
  });
});
