import { z } from 'zod';
import type { LedgerKind } from './ledger-kind.ts';
import { day, entryId, historyOf, line, prose } from './ledger-entry.ts';

const states = ['proposed', 'accepted', 'in-progress', 'done', 'declined', 'superseded'] as const;

export const recommendationEntrySchema = z.strictObject({
  id: entryId.describe('Stable id, e.g. 2026-10-legacy-authentication.'),
  title: line.describe('What to do, in a line.'),
  product: line.describe('What it is about, e.g. entra-id.'),
  why: prose.optional().describe('What led to it. Default: the incidents alone.'),
  incidents: z.array(z.int().positive()).default([]).describe('Numbers of the incidents that led to it. Default: none.'),
  owner: line.describe('Who does it: a person of the customer or of the service.'),
  created: day.describe('Day on which it was made.'),
  due: day.describe('Last day.'),
  effort: z.enum(['small', 'medium', 'large']).optional().describe('How much work it is. Default: not said.'),
  effect: prose.optional().describe('What it changes, expected or seen. Default: not said.'),
  status: z.enum(states).describe('Where it stands.'),
  history: historyOf(states),
});
export type RecommendationEntry = Readonly<z.infer<typeof recommendationEntrySchema>>;

/** `customers/<id>/recommendations.yaml`: what the customer was advised to do, and what became of it. */
export const recommendationLedger = {
  name: 'recommendations',
  one: 'recommendation',
  entrySchema: recommendationEntrySchema,
  states,
  initial: ['proposed', 'accepted'],
  transitions: {
    proposed: ['accepted', 'in-progress', 'done', 'declined', 'superseded'],
    accepted: ['in-progress', 'done', 'declined', 'superseded'],
    'in-progress': ['accepted', 'done', 'declined', 'superseded'],
    // What was done can come undone; what was declined can be thought over.
    done: ['accepted'],
    declined: ['proposed'],
    superseded: [],
  },
  findFaults: ({ created, due, history }) => [
    ...(due < created ? [{ field: 'due', message: `it is due on ${due}, before it was made on ${created}` }] : []),
    ...(history[0] !== undefined && history[0].on < created
      ? [{ field: 'history', message: `its history begins on ${history[0].on}, before it was made on ${created}` }]
      : []),
  ],
} satisfies LedgerKind<RecommendationEntry>;
