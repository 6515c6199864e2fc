import type { Finding } from '@mxdr/core';
import type { CheckReport } from '../check-report.ts';
import { isFailing, noRequirement } from '../check-report.ts';
import type { Agreement, Progress } from './list-actions.ts';
import { toAgreement } from './list-actions.ts';
import type { OnboardingStep } from './onboarding-steps.ts';
import { onboardingSteps } from './onboarding-steps.ts';
import type { PlannedWork, ReadinessPlan } from './readiness-plan.ts';
import type { CheckWords } from '../words/check-words.ts';
import { english } from '../words/english.ts';

/** One step of the onboarding, as far as it is. */
export interface ChecklistItem extends Agreement {
  readonly step: string;
  readonly title: string;
  readonly party: OnboardingStep['party'];
  readonly text: string;
  /** `not-needed`: the rules or the scope of this customer do not ask it. */
  readonly progress: Progress | 'not-needed';
  /** What the state rests on: the checks, or what somebody noted. */
  readonly basis: 'checks' | 'noted';
  /** Checks that are not as they should be, or not known. */
  readonly openChecks: readonly string[];
}

function progressOf(findings: readonly Finding[], planned: PlannedWork | undefined): ChecklistItem['progress'] {
  const asked = findings.filter(({ requirement, state }) => requirement !== noRequirement && state !== 'not-applicable');
  if (asked.length === 0) return 'not-needed';
  if (asked.some(isFailing)) return planned?.state === 'in-progress' ? 'in-progress' : 'to-complete';
  if (asked.some(({ state }) => state === 'unknown')) return 'not-known';
  return asked.some(({ state }) => state !== 'met') ? 'accepted' : 'completed';
}

/** A step that only people can tell, and of which nobody said anything, is not known: it may have been taken long ago. */
function notedProgress(planned: PlannedWork | undefined): Progress {
  if (planned === undefined) return 'not-known';
  if (planned.state === 'done') return 'completed';
  return planned.state === 'in-progress' ? 'in-progress' : 'to-complete';
}

/** Who works on the checks of a step, where nobody was named for the step itself. Their days are told, and counted, with the actions. */
function ownersOf(checks: readonly string[], { actions }: ReadinessPlan): Pick<Agreement, 'owner'> {
  const owners = checks.flatMap((id) => actions.find(({ check }) => check === id)?.owner ?? []);
  return owners.length === 0 ? {} : { owner: [...new Set(owners)].join(', ') };
}

/** The checklist of the onboarding. Where checks show a step they decide; the others stand on what people noted. */
export function listSteps(
  { findings }: Pick<CheckReport, 'findings'>,
  plan: ReadinessPlan,
  today: string,
  words: CheckWords = english,
): readonly ChecklistItem[] {
  const planned = new Map<string, ReadinessPlan['checklist'][number]>(plan.checklist.map((one) => [one.step, one]));
  return onboardingSteps.map(({ id, party, text, checks }): ChecklistItem => {
    const agreed = planned.get(id);
    const own = findings.filter(({ checkId }) => checks.some((check) => check === checkId));
    const progress = checks.length === 0 ? notedProgress(agreed) : progressOf(own, agreed);
    const open = own.filter((finding) => finding.requirement !== noRequirement && (isFailing(finding) || finding.state === 'unknown'));
    return {
      step: id,
      title: words.steps[id],
      party,
      text,
      progress,
      basis: checks.length === 0 ? 'noted' : 'checks',
      openChecks: open.map(({ checkId }) => checkId),
      ...(agreed === undefined
        ? ownersOf(
            open.map(({ checkId }) => checkId),
            plan,
          )
        : {}),
      ...toAgreement(agreed, progress === 'not-needed' ? 'completed' : progress, today),
    };
  });
}
