import { z } from 'zod';
import type { LedgerKind } from './ledger-kind.ts';
import { day, entryId, historyOf, line, prose } from './ledger-entry.ts';

const states = ['needed', 'decided', 'dropped'] as const;

export const decisionEntrySchema = z.strictObject({
  id: entryId.describe('Stable id, e.g. 2026-10-isolate-servers.'),
  title: line.describe('What is to be decided, in a line.'),
  owner: line.describe('Who decides.'),
  due: day.optional().describe('Day by which it is needed. Default: the next check-in.'),
  outcome: prose.optional().describe('What was decided, and why; needed once it is decided.'),
  status: z.enum(states).describe('Where it stands.'),
  history: historyOf(states),
});
export type DecisionEntry = Readonly<z.infer<typeof decisionEntrySchema>>;

/** `customers/<id>/decisions.yaml`: what was to be decided, by whom, and what was. */
export const decisionLedger = {
  name: 'decisions',
  one: 'decision',
  entrySchema: decisionEntrySchema,
  states,
  initial: ['needed', 'decided'],
  transitions: { needed: ['decided', 'dropped'], decided: ['needed'], dropped: ['needed'] },
  findFaults: ({ status, outcome }) =>
    status === 'decided' && outcome === undefined ? [{ field: 'status', message: 'a decision that is made needs "outcome"' }] : [],
} satisfies LedgerKind<DecisionEntry>;
