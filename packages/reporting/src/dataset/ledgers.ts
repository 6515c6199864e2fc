import { severities } from '@mxdr/core';
import type { CheckInEntry, DecisionEntry, QuestionEntry, ServiceEventEntry } from '@mxdr/ledgers';
import { z } from 'zod';
import type { ReadinessRecord } from './readiness-records.ts';
import type { DetectionRecords } from './detection-records.ts';
import type { TuningRecord } from './tuning-records.ts';

const instant = z.iso.datetime({ error: 'must be a UTC instant such as 2026-10-05T14:00:00Z' });

/** A hunt, as the customer's ledger keeps it. Quiet hunts are listed too: they are the work of a quiet month. */
export const huntSchema = z.object({
  id: z.string().min(1),
  title: z.string().min(1),
  hypothesis: z.string().default(''),
  category: z.string().min(1),
  severity: z.enum(severities),
  startedUtc: instant,
  endedUtc: instant,
  result: z.enum(['nothing-found', 'benign', 'threat-confirmed']),
  summary: z.string().default(''),
  notifications: z.array(z.string()).default([]).describe('IncidentNames of the notifications that came of it.'),
  becameRule: z.boolean().default(false),
  rule: z.string().optional().describe('Id of the rule that came of it.'),
  tables: z.array(z.string()).optional().describe('What was looked at: tables, devices, people or places.'),
});
export type HuntRecord = Readonly<Omit<z.infer<typeof huntSchema>, 'notifications' | 'tables'>> & {
  readonly notifications: readonly string[];
  readonly tables?: readonly string[] | undefined;
};

/** Where a recommendation may stand. */
export const recommendationStates = ['proposed', 'accepted', 'in-progress', 'done', 'declined', 'superseded'] as const;

/** A recommendation to the customer, followed from check-in to check-in. */
export const recommendationSchema = z.object({
  id: z.string().min(1),
  title: z.string().min(1),
  product: z.string().min(1),
  createdUtc: instant,
  dueDate: z.iso.date(),
  owner: z.string().min(1),
  doneUtc: instant.nullable(),
  incidents: z.array(z.number()).default([]).describe('Incident numbers that it comes from.'),
  why: z.string().optional().describe('What led to it.'),
  effect: z.string().optional().describe('What it changes.'),
  history: z
    .array(z.object({ on: z.iso.date(), to: z.enum(recommendationStates) }))
    .optional()
    .describe("Every change of its status by the customer's day, the oldest first; with it, doneUtc is not looked at."),
});
export type RecommendationRecord = Readonly<Omit<z.infer<typeof recommendationSchema>, 'incidents' | 'history'>> & {
  readonly incidents: readonly number[];
  readonly history?: readonly { readonly on: string; readonly to: (typeof recommendationStates)[number] }[] | undefined;
};

/** The customer's own records, for what no log tells. A ledger that is not given is not available, which is not the same as empty. */
export interface ReportLedgers {
  readonly hunts?: readonly HuntRecord[];
  readonly recommendations?: readonly RecommendationRecord[];
  /** What the customer asked the experts. Their terms are the customer's own. */
  readonly questions?: readonly QuestionEntry[];
  readonly decisions?: readonly DecisionEntry[];
  /** Outages and changes of the service itself. */
  readonly serviceEvents?: readonly ServiceEventEntry[];
  readonly checkIns?: readonly CheckInEntry[];
  /** What is tuned for the customer; empty when nothing is. */
  readonly tuning?: readonly TuningRecord[];
  /** What the checks found, and what is to be done. */
  readonly readiness?: ReadinessRecord;
  /** What is deployed; needed by reports that show the coverage of detections. */
  readonly detections?: DetectionRecords;
}
