import { z } from 'zod';
import type { LedgerKind } from './ledger-kind.ts';
import { day, entryId, historyOf, line, prose } from './ledger-entry.ts';

const states = ['asked', 'answered', 'out-of-scope', 'withdrawn'] as const;

export const questionEntrySchema = z.strictObject({
  id: entryId.describe('Stable id, e.g. 2026-10-odd-powershell.'),
  title: line.describe('What is asked, in a line.'),
  asked: day.describe('Day on which it was asked, in the calendar of the customer.'),
  by: line.describe('Who asked.'),
  credits: z.int().min(0).max(20).default(1).describe('Credits that it takes while it is asked or answered. Default: 1.'),
  incidents: z.array(z.int().positive()).default([]).describe('Numbers of the incidents that it is about. Default: none.'),
  answer: prose.optional().describe('What was answered, or why it was not; needed once it is answered.'),
  status: z.enum(states).describe('Where it stands.'),
  history: historyOf(states),
});
export type QuestionEntry = Readonly<z.infer<typeof questionEntrySchema>>;

/** `customers/<id>/questions.yaml`: what the customer asked the experts. */
export const questionLedger = {
  name: 'questions',
  one: 'question',
  entrySchema: questionEntrySchema,
  states,
  initial: ['asked'],
  transitions: { asked: ['answered', 'out-of-scope', 'withdrawn'], answered: [], 'out-of-scope': [], withdrawn: [] },
  findFaults: ({ status, answer, asked, history }) => [
    ...(status === 'answered' && answer === undefined ? [{ field: 'status', message: 'a question that is answered needs "answer"' }] : []),
    ...(history[0] !== undefined && history[0].on !== asked
      ? [{ field: 'asked', message: `it was asked on ${asked}, and its history begins on ${history[0].on}` }]
      : []),
  ],
} satisfies LedgerKind<QuestionEntry>;

/** What a question takes of the credits: nothing once it turned out to be none of the service, or was taken back. */
export function creditsOf({ status, credits }: QuestionEntry): number {
  return status === 'out-of-scope' || status === 'withdrawn' ? 0 : credits;
}
