import { createHash } from 'node:crypto';
import { z } from 'zod';
import { customerIdSchema } from './customer.ts';

/** Forms that a report comes in. */
export const reportFormats = ['html', 'pdf', 'pptx', 'json', 'csv', 'eml', 'teams'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** What can be left out of a report. */
export const redactionKinds = ['users', 'hosts', 'addresses'] as const;
export type RedactionKind = (typeof redactionKinds)[number];

/** A list of which only the members count: kept once each and in the order of the whole, so that equal jobs are written alike. */
function setOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.array(z.enum(words)).transform((some): readonly Words[number][] => words.filter((word) => some.some((one) => one === word)));
}

/**
 * One report of one customer that is to be made: what a schedule prints, a queue carries and a worker takes. Small, and nothing in it is secret
 * or from a log. What is not written has its default, so that a short line and a full one mean the same job.
 */
export const reportJobSchema = z
  .strictObject({
    schemaVersion: z.literal(1).default(1).describe('Version of this form.'),
    customerId: customerIdSchema.describe('Folder of the customer.'),
    report: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,62}$/, 'must be the name of a report: lower-case letters, digits and hyphens')
      .describe('Folder of the report, e.g. service-review.'),
    period: z
      .string()
      .regex(/^\d{4}-(?:\d{2}|Q\d|W\d{2}|\d{2}-\d{2}\.\.\d{4}-\d{2}-\d{2})$/, 'must be a period such as 2026-10, 2026-Q3 or 2026-W45')
      .describe("As --period takes it, in the customer's time zone: 2026-10, 2026-Q3, 2026-W45 or 2026-10-01..2026-11-01."),
    formats: setOf(reportFormats)
      .refine((formats) => formats.length > 0, 'must name a format')
      .default(['html', 'pdf'])
      .describe('Documents to make. Default: html and pdf.'),
    asOf: z.iso
      .datetime()
      .transform((text) => new Date(text).toISOString())
      .nullable()
      .default(null)
      .describe("Rows recorded at or after this UTC instant are not looked at. Default: the period's end."),
    incident: z
      .int()
      .min(1)
      .max(999_999_999)
      .nullable()
      .default(null)
      .describe('Number of the incident, for a report about one. Default: none.'),
    redact: setOf(redactionKinds).default([]).describe('What gets pseudonyms in place of names. Default: nothing.'),
    attachRows: z.boolean().default(true).describe('Whether a PDF carries the rows behind the report. Default: true.'),
    edition: z
      .int()
      .min(1)
      .max(999)
      .default(1)
      .describe('Counts up where a report that was issued already is to be issued again. Default: 1.'),
  })
  .describe('One report to be made.');

export type ReportJob = z.output<typeof reportJobSchema>;
/** As a person or a schedule may write it: defaults left out. */
export type ReportJobInput = z.input<typeof reportJobSchema>;

/**
 * What the job means, as a SHA-256 in lower-case hex: equal for jobs whose documents would say the same, whoever asked for them and however often.
 * @param definitionSha256 of the report's definition as the worker has it: another definition makes another report
 */
export function reportJobKey(job: ReportJob, definitionSha256: string): string {
  const { schemaVersion, customerId, report, period, formats, asOf, incident, redact, attachRows, edition } = job;
  const meaning = [schemaVersion, customerId, report, period, formats, asOf, incident, redact, attachRows, edition, definitionSha256];
  return createHash('sha256').update(JSON.stringify(meaning)).digest('hex');
}

/** One line of JSON, every field written, always in the same order. */
export function writeReportJob(job: ReportJob): string {
  const { schemaVersion, customerId, report, period, formats, asOf, incident, redact, attachRows, edition } = job;
  return JSON.stringify({ schemaVersion, customerId, report, period, formats, asOf, incident, redact, attachRows, edition });
}
