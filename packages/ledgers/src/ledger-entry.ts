import { z } from 'zod';

/** Stable id of an entry. Dates and words make ids that two people do not take at the same time, as they would with numbers. */
export const entryId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,60}$/u, 'must be lower-case letters, digits and hyphens, such as 2026-10-legacy-authentication');

/** A calendar day of the customer. */
export const day = z.iso.date({ error: 'must be a day such as 2026-10-31' });

/** A UTC instant. */
export const instant = z.iso.datetime({ error: 'must be a UTC instant such as 2026-10-05T14:00:00Z' });

export const line = z.string().trim().min(1).max(200);
export const prose = z.string().trim().min(1).max(4000);

/** How an entry came to be what it is: each change of its status, the oldest first. */
export function historyOf<const States extends readonly [string, ...string[]]>(states: States) {
  return z
    .array(
      z.strictObject({
        on: day.describe('Day of the change.'),
        to: z.enum(states).describe('Status from then on.'),
        by: line.describe('Who made or told it.'),
        note: prose.optional().describe('Why, or what came of it. Default: none.'),
      }),
    )
    .min(1)
    .describe('Every change of status, the oldest first; the last one is the status now.');
}

export interface StatusChange<State extends string = string> {
  readonly on: string;
  readonly to: State;
  readonly by: string;
  readonly note?: string | undefined;
}

/** What every entry with a life has in common. */
export interface LedgerEntry {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly history: readonly StatusChange[];
}
