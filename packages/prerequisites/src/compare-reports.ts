import type { CheckState, Finding } from '@mxdr/core';
import type { CheckReport } from './check-report.ts';
import { isFailing } from './check-report.ts';

/**
 * What became of a check since an earlier run: `new-failing` fails now and did not, `still-failing` fails as before, `fixed` is met now,
 * `became-unknown` can no longer be told, `now-known` can be told again and is not failing, `waived` fails and is accepted since,
 * `other` changed its state in another way, e.g. a product that is no longer asked for.
 */
export const checkChanges = ['new-failing', 'still-failing', 'fixed', 'became-unknown', 'now-known', 'waived', 'other'] as const;
export type CheckChange = (typeof checkChanges)[number];

export interface ChangedCheck {
  readonly checkId: string;
  readonly title: string;
  readonly change: CheckChange;
  /** Absent when the earlier run did not have the check. */
  readonly before?: CheckState;
  readonly after: CheckState;
  /** How many assets were affected before and are now; absent where that is not known of both. */
  readonly affected?: { readonly before: number; readonly after: number };
}

/** What changed between two reports of one customer. */
export interface CheckComparison {
  /** When the earlier run was made, UTC. */
  readonly since: string;
  /** Whether both runs used the same rules; if not, changes can come from the rules. */
  readonly isSameRuleSet: boolean;
  /** Checks that changed or fail, in the order of the catalogue. */
  readonly checks: readonly ChangedCheck[];
}

function changeOf(before: Finding | undefined, after: Finding): CheckChange | undefined {
  const failedBefore = before !== undefined && isFailing(before);
  if (isFailing(after)) return failedBefore ? 'still-failing' : 'new-failing';
  if (before === undefined || (before.state === after.state && !failedBefore)) return undefined;
  if (after.state === 'unknown') return 'became-unknown';
  if (after.waiver?.standing === 'accepted') return 'waived';
  if (failedBefore) return after.state === 'met' ? 'fixed' : 'other';
  if (before.state === 'unknown') return 'now-known';
  return after.state === 'met' && (before.state === 'not-met' || before.state === 'unlicensed') ? 'fixed' : 'other';
}

/** Holds a report against an earlier one of the same customer. The earlier one is the caller's to choose. */
export function compareReports(earlier: CheckReport, current: CheckReport): CheckComparison {
  const before = new Map(earlier.findings.map((finding) => [finding.checkId, finding]));
  const checks = current.findings.flatMap((finding): readonly ChangedCheck[] => {
    const old = before.get(finding.checkId);
    const change = changeOf(old, finding);
    if (change === undefined) return [];
    const affected =
      old?.affected === undefined || finding.affected === undefined
        ? {}
        : { affected: { before: old.affected.count, after: finding.affected.count } };
    return [
      {
        checkId: finding.checkId,
        title: finding.title,
        change,
        ...(old === undefined ? {} : { before: old.state }),
        after: finding.state,
        ...affected,
      },
    ];
  });
  return { since: earlier.run.ranAt, isSameRuleSet: earlier.ruleSet.id === current.ruleSet.id, checks };
}
