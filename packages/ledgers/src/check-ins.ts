import { z } from 'zod';
import type { LedgerKind } from './ledger-kind.ts';
import { day, entryId, historyOf, line, prose } from './ledger-entry.ts';

const states = ['planned', 'held', 'cancelled'] as const;

export const checkInEntrySchema = z.strictObject({
  id: entryId.describe('Stable id, e.g. 2026-10-monthly.'),
  title: line.describe('What it was, e.g. Monthly check-in.'),
  date: day.describe('Day on which it is or was held.'),
  attendees: z.array(line).default([]).describe('Who was there. Default: not said.'),
  notes: prose.optional().describe('What was said, in short. Default: none.'),
  status: z.enum(states).describe('Whether it was held.'),
  history: historyOf(states),
});
export type CheckInEntry = Readonly<z.infer<typeof checkInEntrySchema>>;

/** `customers/<id>/check-ins.yaml`: when the service and the customer met; "since last time" counts from the last one held. */
export const checkInLedger = {
  name: 'check-ins',
  one: 'check-in',
  entrySchema: checkInEntrySchema,
  states,
  initial: ['planned', 'held'],
  transitions: { planned: ['held', 'cancelled'], held: [], cancelled: ['planned'] },
  findFaults: () => [],
} satisfies LedgerKind<CheckInEntry>;

/** Day of the last check-in that was held before this day; undefined where there was none. */
export function lastCheckInBefore(checkIns: readonly CheckInEntry[], date: string): string | undefined {
  return checkIns
    .filter((checkIn) => checkIn.status === 'held' && checkIn.date < date)
    .map((checkIn) => checkIn.date)
    .toSorted()
    .at(-1);
}
