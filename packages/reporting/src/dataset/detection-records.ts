import { severities } from '@mxdr/core';
import { z } from 'zod';

/** A detection rule that is deployed to the customer, as its files say. */
export const detectionRecordSchema = z.object({
  name: z.string().min(1).describe('Unique; alerts name it.'),
  severity: z.enum(severities),
  version: z.string(),
  since: z.iso.date().nullable().describe('Day on which this version was locked; null where it is not.'),
  owner: z.string().min(1).nullable(),
  isTested: z.boolean().describe('Has a case that alerts and one that does not.'),
  tables: z.array(z.string()).describe('Tables that it reads.'),
});

/** A technique of ATT&CK under one of its tactics, and the rules for it, by name. */
export const coverageCellSchema = z.object({
  tactic: z.string().describe('As Sentinel spells it: CommandAndControl.'),
  technique: z.string().regex(/^T\d{4}$/u, 'must be a technique such as T1078'),
  name: z.string(),
  rules: z.array(z.string()),
});

/** What is deployed to the customer, held against every technique of ATT&CK. */
export const detectionRecordsSchema = z.object({
  attackRelease: z.string().describe('Release of ATT&CK, e.g. 18.1.'),
  rules: z.array(detectionRecordSchema),
  cells: z.array(coverageCellSchema).describe('Every technique in each of its tactics, covered or not; tactics in their order.'),
});
export type DetectionRecord = z.infer<typeof detectionRecordSchema>;
export type DetectionRecords = z.infer<typeof detectionRecordsSchema>;
