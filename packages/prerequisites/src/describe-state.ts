import type { AppliedWaiver, CheckEffect, CheckState, Finding } from '@mxdr/core';
import type { CheckChange, ChangedCheck } from './compare-reports.ts';

/** What a state is called, everywhere the same. */
export const stateWords: Readonly<Record<CheckState, string>> = {
  met: 'met',
  'not-met': 'not met',
  unknown: 'unknown',
  'not-applicable': 'no need',
  unlicensed: 'unlicensed',
};

/** What an effect means for the service, as a heading. */
export const effectHeadings: Readonly<Record<CheckEffect, string>> = {
  blocks: 'Blocks the start',
  coverage: 'Limits coverage',
  advice: 'Advice',
};

export const changeWords: Readonly<Record<CheckChange, string>> = {
  'new-failing': 'newly failing',
  'still-failing': 'still failing',
  fixed: 'fixed',
  'became-unknown': 'no longer known',
  'now-known': 'known again',
  waived: 'waived since',
  other: 'changed',
};

/** `Waived until 2027-03-31 by Daan Bakker (CHG-1042): the reason`, or why the waiver no longer holds. */
export function describeWaiver({ standing, reason, owner, ticket, expires, atMost }: AppliedWaiver): string {
  const by = `${owner}${ticket === undefined ? '' : ` (${ticket})`}`;
  const limit = atMost === undefined ? '' : `, for at most ${atMost} assets`;
  if (standing === 'accepted') return `Waived until ${expires} by ${by}${limit}: ${reason}`;
  if (standing === 'expired') return `The waiver of ${by} expired after ${expires}: ${reason}`;
  return `The waiver of ${by} does not hold: it covers at most ${atMost} assets. Its reason: ${reason}`;
}

/** `host-a, host-b, and 34 more`; nothing when no asset is concerned. */
export function describeAffected({ affected }: Pick<Finding, 'affected'>): string | undefined {
  if (affected === undefined || affected.count === 0) return undefined;
  const rest = affected.count - affected.sample.length;
  if (affected.sample.length === 0) return `${affected.count} affected`;
  return `affected: ${affected.sample.join(', ')}${rest > 0 ? `, and ${rest} more` : ''}`;
}

/** `not met before, met now; 36 affected before, 12 now`. */
export function describeChange({ before, after, affected }: ChangedCheck): string {
  const was = before === undefined ? 'not looked at before' : `${stateWords[before]} before`;
  const assets =
    affected === undefined || affected.before === affected.after ? '' : `; ${affected.before} affected before, ${affected.after} now`;
  return `${was}, ${stateWords[after]} now${assets}`;
}
