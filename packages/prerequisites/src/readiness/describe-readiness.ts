import type { Agreement, ReadinessAction } from './list-actions.ts';
import type { ChecklistItem } from './list-steps.ts';
import type { ProtectedAssets } from './protected-assets.ts';

/** What a standing is called, everywhere the same. */
export const progressNames: Readonly<Record<ChecklistItem['progress'], string>> = {
  'to-complete': 'to complete',
  'in-progress': 'in progress',
  'not-known': 'not known',
  accepted: 'accepted',
  completed: 'completed',
  'not-needed': 'not needed',
};

export const urgencyNames: Readonly<Record<ReadinessAction['urgency'], string>> = {
  'complete-now': 'Complete now',
  'find-out-now': 'Find out now',
  later: 'Later',
  none: 'Nothing to do',
};

export const partyNames: Readonly<Record<ChecklistItem['party'], string>> = { customer: 'customer', operator: 'service' };
export const assetNames: Readonly<Record<ProtectedAssets['kind'], string>> = { devices: 'Devices', identities: 'Identities' };

/** `Jordan Reed by 2026-12-11, overdue`; `nobody is named` where nothing was agreed. */
export function describeAgreement({ owner, due, isOverdue, isContradicted }: Agreement): string {
  if (owner === undefined) return 'nobody is named';
  const day = due === undefined ? ', no day agreed' : ` by ${due}`;
  return `${owner}${day}${isOverdue ? ', overdue' : ''}${isContradicted ? '; said to be done, and the checks do not show it' : ''}`;
}

/** A number, or that it is not known. Never 0 for what is not known. */
export function describeCount(count: number | undefined): string {
  return count === undefined ? 'not known' : String(count);
}
