import { z } from 'zod';
import type { LedgerKind } from './ledger-kind.ts';
import { entryId, historyOf, instant, line, prose } from './ledger-entry.ts';

const states = ['announced', 'ongoing', 'over', 'cancelled'] as const;

export const serviceEventEntrySchema = z.strictObject({
  id: entryId.describe('Stable id, e.g. 2026-10-connector-outage.'),
  title: line.describe('What happened, in a line.'),
  kind: z.enum(['outage', 'degradation', 'change', 'maintenance']).describe('What it is.'),
  started: instant.describe('UTC instant at which it begins or began.'),
  ended: instant.optional().describe('UTC instant at which it was over; needed then.'),
  effect: prose.describe('What it meant for the customer: what was not seen, or not done, and for how long.'),
  status: z.enum(states).describe('Where it stands.'),
  history: historyOf(states),
});
export type ServiceEventEntry = Readonly<z.infer<typeof serviceEventEntrySchema>>;

/** `customers/<id>/service-events.yaml`: outages and changes of the service itself. */
export const serviceEventLedger = {
  name: 'service-events',
  one: 'service event',
  entrySchema: serviceEventEntrySchema,
  states,
  initial: ['announced', 'ongoing', 'over'],
  transitions: { announced: ['ongoing', 'over', 'cancelled'], ongoing: ['over'], over: ['ongoing'], cancelled: [] },
  findFaults: ({ status, started, ended }) => [
    ...(status === 'over' && ended === undefined ? [{ field: 'status', message: 'an event that is over needs "ended"' }] : []),
    ...(status !== 'over' && ended !== undefined ? [{ field: 'ended', message: `it has an end and is ${status}` }] : []),
    ...(ended !== undefined && Date.parse(ended) < Date.parse(started) ? [{ field: 'ended', message: 'it ended before it began' }] : []),
  ],
} satisfies LedgerKind<ServiceEventEntry>;
