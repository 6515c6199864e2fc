import { z } from 'zod';

/** What can be otherwise at one customer. */
export const tuningKinds = ['severity', 'frequency', 'period', 'threshold', 'exclusion', 'off'] as const;

/** One thing that a detection does otherwise at this customer than it does at all others. */
export const tuningRecordSchema = z.object({
  detection: z.string().min(1).describe('Name of the detection.'),
  kind: z.enum(tuningKinds),
  what: z.string().describe('The value in force instead, or what is left out; empty for a detection that is off.'),
  reason: z.string().min(1),
  owner: z.string().min(1).nullable().describe('Who decided; null where nobody is named.'),
  expires: z.iso.date().nullable().describe('Day from which it counts no more; null where it has no end.'),
});
export type TuningRecord = Readonly<z.infer<typeof tuningRecordSchema>>;
