import { formatProblem } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { checkIds } from '../check.ts';
import { onboardingSteps } from './onboarding-steps.ts';
import { readReadinessPlan } from './readiness-plan.ts';

function problemsOf(text: string): readonly string[] {
  const reading = readReadinessPlan(text, 'readiness.yaml');
  return 'problems' in reading ? reading.problems.map(formatProblem) : [];
}

describe('a readiness plan', () => {
  it('names an owner, a day and a state for a check or a step', () => {
    // GIVEN
    const text = `actions:
  - { check: mda-license, owner: Daan, due: '2026-12-18', state: in-progress }
checklist:
  - { step: teams, owner: Mia }
`;
    // WHEN THEN
    expect(readReadinessPlan(text, 'readiness.yaml')).toEqual({
      plan: {
        actions: [{ check: 'mda-license', owner: 'Daan', due: '2026-12-18', state: 'in-progress' }],
        checklist: [{ step: 'teams', owner: 'Mia' }],
      },
    });
  });

  it('says every problem at its place', () => {
    const problems = problemsOf(`actions:
  - { check: mda-licence, owner: Daan }
  - { check: contacts, owner: '', due: '2026-02-30' }
checklist:
  - { step: party, owner: Mia, states: done }
`);
    expect(problems).toEqual([
      expect.stringMatching(/^readiness\.yaml:2:14 error .*mda-licence/u),
      expect.stringMatching(/^readiness\.yaml:3:31 error /u),
      expect.stringMatching(/^readiness\.yaml:3:40 error .*must be a day/u),
      expect.stringMatching(/^readiness\.yaml:5:13 error .*party/u),
      expect.stringMatching(/^readiness\.yaml:5:\d+ error .*states/u),
    ]);
  });

  it('plans nothing twice', () => {
    const problems = problemsOf(`actions:
  - { check: contacts, owner: Mia }
  - { check: contacts, owner: Daan }
`);
    expect(problems).toEqual([expect.stringMatching(/^readiness\.yaml:3:14 error MXDR-READINESS-DUPLICATE: contacts is planned/u)]);
  });
});

describe('the steps of the onboarding', () => {
  it('show every check in one step', () => {
    // `cloud` is no step: nobody can change it.
    const shown = onboardingSteps.flatMap(({ checks }) => checks);
    expect(shown.toSorted()).toEqual(checkIds.filter((id) => id !== 'cloud').toSorted());
  });
});
