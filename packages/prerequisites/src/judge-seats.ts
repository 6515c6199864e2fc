import type { CheckState } from '@mxdr/core';
import type { Verdict } from './check.ts';
import type { LicenceSeats } from './licence.ts';
import { describeSeats } from './licence.ts';
import type { CheckWords } from './words/check-words.ts';

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
export function judgeSeats(seats: LicenceSeats, { product, needed, whenAbsent }: SeatsAsked, words: CheckWords): Verdict {
  const say = words.seats;
  const observed = say.forUsers(describeSeats(seats, words), needed);
  const { evidence } = seats;
  if (!seats.isPresent)
    return { state: whenAbsent, observed: say.of(product, describeSeats(seats, words)), evidence, mend: say.buy(product, needed) };
  if (seats.usable >= needed) return { state: 'met', observed, evidence };
  if (seats.usable + seats.pending >= needed) return { state: 'unknown', observed, evidence, mend: say.wait };
  const missing = needed - seats.usable;
  const mend = seats.unusable > 0 ? say.renew(seats.unusable, product, missing) : say.buyMore(missing, product);
  return { state: 'not-met', observed, evidence, mend };
}
