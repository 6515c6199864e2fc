import type { CheckState } from '@mxdr/core';
import type { Verdict } from './check.ts';
import type { LicenceSeats } from './licence.ts';
import { describeSeats } from './licence.ts';

/** What the product is called and what its absence means. */
export interface SeatsAsked {
  /** e.g. `Defender for Endpoint Plan 2`. */
  readonly product: string;
  /** Users that need a seat. */
  readonly needed: number;
  /** State when no licence names the plan: `unlicensed` where the customer may do without. */
  readonly whenAbsent: Extract<CheckState, 'not-met' | 'unlicensed'>;
}

/** Judges seats against the users that need one. Seats that are still being provisioned make the answer unknown, not good. */
export function judgeSeats(seats: LicenceSeats, { product, needed, whenAbsent }: SeatsAsked): Verdict {
  const observed = `${describeSeats(seats)}, for ${needed} users`;
  const { evidence } = seats;
  if (!seats.isPresent)
    return { state: whenAbsent, observed: `${product}: ${describeSeats(seats)}`, evidence, mend: `Buy ${product} for ${needed} users.` };
  if (seats.usable >= needed) return { state: 'met', observed, evidence };
  if (seats.usable + seats.pending >= needed)
    return { state: 'unknown', observed, evidence, mend: 'Wait until the licence is provisioned, then read the facts again.' };
  const missing = needed - seats.usable;
  const mend =
    seats.unusable > 0
      ? `Renew or switch on the ${seats.unusable} seats of ${product} that cannot be used, or buy ${missing}.`
      : `Buy ${missing} more seats of ${product}.`;
  return { state: 'not-met', observed, evidence, mend };
}
