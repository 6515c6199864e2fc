import { severities } from '@mxdr/core';
import { z } from 'zod';
import type { LedgerKind } from './ledger-kind.ts';
import { entryId, historyOf, instant, line, prose } from './ledger-entry.ts';

const states = ['planned', 'running', 'concluded', 'cancelled'] as const;

export const huntEntrySchema = z.strictObject({
  id: entryId.describe('Stable id, e.g. 2026-10-device-code.'),
  title: line.describe('What was hunted for, in a line.'),
  hypothesis: prose.describe('What would be true if there were a threat.'),
  category: line.describe('Kind of threat, e.g. Identity compromise.'),
  severity: z.enum(severities).describe('How bad it would be.'),
  lookedAt: z.array(line).default([]).describe('Tables, devices, people or places that were looked at. Default: not said.'),
  query: line.optional().describe('Id of the hunting query in stacks/content/hunting. Default: none.'),
  started: instant.optional().describe('UTC instant at which it began; needed once it runs.'),
  ended: instant.optional().describe('UTC instant at which it ended; needed once it is concluded.'),
  result: z
    .enum(['nothing-found', 'benign', 'threat-confirmed'])
    .optional()
    .describe('What was found; needed once it is concluded. Nothing found is a result.'),
  summary: prose.optional().describe('How the conclusion was reached; needed once it is concluded.'),
  notifications: z.array(z.guid()).default([]).describe('IncidentNames of the notifications that came of it. Default: none.'),
  becameRule: line.optional().describe('Id of the analytics rule that came of it. Default: none.'),
  status: z.enum(states).describe('Where it stands.'),
  history: historyOf(states),
});
export type HuntEntry = Readonly<z.infer<typeof huntEntrySchema>>;

/** `customers/<id>/hunts.yaml`: every hunt, also those that found nothing. */
export const huntLedger = {
  name: 'hunts',
  one: 'hunt',
  entrySchema: huntEntrySchema,
  states,
  initial: ['planned', 'running'],
  transitions: { planned: ['running', 'concluded', 'cancelled'], running: ['concluded', 'cancelled'], concluded: [], cancelled: [] },
  findFaults: (hunt) => [
    ...(hunt.status === 'running' || hunt.status === 'concluded' ? missing(hunt, ['started']) : []),
    ...(hunt.status === 'concluded' ? missing(hunt, ['ended', 'result', 'summary']) : []),
    ...(hunt.status === 'concluded' || hunt.result === undefined
      ? []
      : [{ field: 'result', message: `it has a result and is ${hunt.status}; a hunt with a result is concluded` }]),
    ...(hunt.started !== undefined && hunt.ended !== undefined && Date.parse(hunt.ended) < Date.parse(hunt.started)
      ? [{ field: 'ended', message: 'it ended before it began' }]
      : []),
  ],
} satisfies LedgerKind<HuntEntry>;

function missing(hunt: HuntEntry, fields: readonly (keyof HuntEntry)[]): readonly { readonly field: string; readonly message: string }[] {
  return fields
    .filter((field) => hunt[field] === undefined)
    .map((field) => ({ field: 'status', message: `a hunt that is ${hunt.status} needs "${field}"` }));
}
