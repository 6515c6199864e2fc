import type { CheckEffect, CheckState, Finding } from '@mxdr/core';
import type { CheckReport } from '../check-report.ts';
import { effectsInOrder, isFailing, noRequirement } from '../check-report.ts';
import type { PlannedWork, ReadinessPlan } from './readiness-plan.ts';

/**
 * How far something is: `to-complete`, `in-progress` and `completed` as the service names them; `not-known` where the facts do not tell, which is
 * neither; `accepted` where a waiver holds.
 */
export const progressWords = ['to-complete', 'in-progress', 'not-known', 'accepted', 'completed'] as const;
export type Progress = (typeof progressWords)[number];

/** Who does something until when, as far as it was agreed. */
export interface Agreement {
  readonly owner?: string;
  /** Last day, `2026-12-11`. */
  readonly due?: string;
  readonly note?: string;
  /** Its day is over, and it is not done. */
  readonly isOverdue: boolean;
  /** It was said to be done, and the checks do not show it. */
  readonly isContradicted: boolean;
}

/** What one check asks of somebody. */
export interface ReadinessAction extends Agreement {
  readonly checkId: string;
  readonly title: string;
  readonly effect: CheckEffect;
  readonly state: CheckState;
  readonly progress: Progress;
  /** `complete-now` and `find-out-now` keep the service from starting; `later` does not; `none` asks nothing. */
  readonly urgency: 'complete-now' | 'find-out-now' | 'later' | 'none';
  readonly observed: string;
  /** What to do; absent where nothing is. */
  readonly mend?: string;
  /** How many assets are concerned; absent where the check is not about assets or does not say. */
  readonly affected?: number;
}

/** What was agreed about something that is as far as `progress` says. @param today day in the customer's time zone */
export function toAgreement(planned: PlannedWork | undefined, progress: Progress, today: string): Agreement {
  const isOpen = progress === 'to-complete' || progress === 'in-progress' || progress === 'not-known';
  return {
    ...(planned === undefined ? {} : { owner: planned.owner }),
    ...(planned?.due === undefined ? {} : { due: planned.due }),
    ...(planned?.note === undefined ? {} : { note: planned.note }),
    isOverdue: isOpen && planned?.due !== undefined && planned.due < today,
    isContradicted: isOpen && planned?.state === 'done',
  };
}

function progressOf(finding: Finding, planned: PlannedWork | undefined): Progress {
  if (finding.state === 'unknown') return 'not-known';
  if (finding.state === 'met') return 'completed';
  if (!isFailing(finding)) return 'accepted';
  // What the facts show is stronger than what somebody noted: "done" and still failing is work to be done.
  return planned?.state === 'in-progress' ? 'in-progress' : 'to-complete';
}

function urgencyOf(finding: Finding, progress: Progress): ReadinessAction['urgency'] {
  if (progress === 'completed' || progress === 'accepted') return 'none';
  if (finding.effect !== 'blocks') return 'later';
  return progress === 'not-known' ? 'find-out-now' : 'complete-now';
}

const urgencies: readonly ReadinessAction['urgency'][] = ['complete-now', 'find-out-now', 'later', 'none'];

/**
 * Every check that the rules ask, as an action: what blocks the start comes first, then what limits coverage, then advice; in each what is known
 * to be wrong before what is not known, and what is done last.
 */
export function listActions({ findings }: Pick<CheckReport, 'findings'>, plan: ReadinessPlan, today: string): readonly ReadinessAction[] {
  const planned = new Map<string, ReadinessPlan['actions'][number]>(plan.actions.map((one) => [one.check, one]));
  const actions = findings
    .filter(({ requirement, state }) => requirement !== noRequirement && state !== 'not-applicable')
    .map((finding): ReadinessAction => {
      const { checkId, title, effect, state, observed, mend, affected } = finding;
      const agreed = planned.get(checkId);
      const progress = progressOf(finding, agreed);
      return {
        checkId,
        title,
        effect,
        state,
        progress,
        urgency: urgencyOf(finding, progress),
        observed,
        ...(mend === undefined ? {} : { mend }),
        ...(affected === undefined ? {} : { affected: affected.count }),
        ...toAgreement(agreed, progress, today),
      };
    });
  const rank = ({ urgency, effect, progress }: ReadinessAction): number =>
    urgencies.indexOf(urgency) * 100 + (urgency === 'none' ? 0 : effectsInOrder.indexOf(effect) * 10) + progressWords.indexOf(progress);
  return actions.toSorted((a, b) => rank(a) - rank(b));
}
