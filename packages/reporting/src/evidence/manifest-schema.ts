import { reportFormats } from '@mxdr/core';
import { z } from 'zod';
import { redactionNoteSchema } from '../redaction/redaction-note-schema.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Beside the manifest or in a folder there: a manifest from elsewhere must not lead to other files. */
const fileName = z.string().regex(/^(?!\.{1,2}(\/|$))[^/\\:]+(\/(?!\.{1,2}(\/|$))[^/\\:]+)*$/, 'must be a path below the manifest');
const window = z.strictObject({ start: z.string(), end: z.string() });

const manifestQuery = z.strictObject({
  id: z.string(),
  queryId: z.string(),
  title: z.string(),
  file: z.string().describe('From the folder of reports on; no path of the machine that asked.'),
  periodId: z.string(),
  role: z.enum(['period', 'comparison', 'trend']),
  sha256: sha256.describe('Of the text as it was sent, parameters included.'),
  window,
  asOfUtc: z.string(),
  status: z.enum(['complete', 'partial', 'failed']),
  rows: z.int(),
  tables: z.array(z.string()),
  messages: z.array(z.string()).describe('Why the answer is not whole, or there is none.'),
  missingTables: z.array(z.string()),
});

const effort = z.strictObject({
  requests: z
    .array(
      z.strictObject({
        status: z.int().optional(),
        requestId: z.string().optional().describe('What the service calls the request; its support asks for it.'),
        queuedMs: z.number().describe('Wait for a turn among the requests of the same identity.'),
        pauseMs: z.number().optional().describe('Pause before the next request.'),
      }),
    )
    .describe('Every request in order; several where the service was busy, or where the window was asked in parts.'),
  parts: z.int().describe('Windows that the answer was joined from.'),
  bytesScanned: z.number().nullable().describe('What the service says it read; null where it does not say.'),
});

const manifestTable = z.strictObject({
  table: z.string(),
  isRequired: z.boolean().describe('Whether the report is not whole without it.'),
  state: z.enum(['complete', 'partial', 'empty', 'missing', 'failed']),
  lastRecordUtc: z.string().nullable().describe('In the period; null where there is none, or none is known.'),
  isSilent: z.boolean().describe('Whether the last record is older than the report expects of the table.'),
  silentHours: z.number().nullable().describe('From the last record to the snapshot; null where none is in reach.'),
});

/** `<report>.manifest.json`: what a report stands on and what it consists of, for whoever wants to check it. */
export const manifestSchema = z
  .strictObject({
    schemaVersion: z.literal(3),
    toolVersion: z.string(),
    reportId: z.string(),
    customerId: z.string(),
    tenantId: z.string(),
    workspace: z.string(),
    period: z.strictObject({ id: z.string(), startUtc: z.string(), endUtc: z.string(), timeZone: z.string() }),
    comparison: z.strictObject({ id: z.string(), standing: z.string() }).nullable(),
    asOfUtc: z.string().describe('Rows recorded at or after it were not looked at.'),
    locale: z.string().describe('Of dates and numbers in the documents.'),
    redaction: redactionNoteSchema.nullable(),
    definitionSha256: sha256.describe('Of the report definition, its queries and its metrics.'),
    templatesSha256: sha256.describe('Of the templates, styles and scripts of the documents.'),
    sourcesSha256: sha256.describe("Of what the report says beyond the workspace: the customer's file, the operator's, logos, ledgers."),
    formats: z.array(z.enum(reportFormats)).describe('Documents that were asked for.'),
    attachesRows: z.boolean().describe('Whether a PDF carries the rows behind the report.'),
    completeness: z
      .strictObject({ state: z.enum(['complete', 'incomplete']), summary: z.string() })
      .describe("Whether everything that the report needs was there, in the customer's language."),
    tables: z.array(manifestTable).describe('What each watched table held.'),
    queries: z.array(manifestQuery),
    files: z.array(z.strictObject({ name: fileName, bytes: z.int(), sha256 })),
    volatile: z
      .strictObject({
        issuedAt: z.string(),
        durationsMs: z.record(z.string(), z.number()),
        efforts: z.record(z.string(), effort).optional().describe('By query, what it took of a service. Absent for local tables.'),
      })
      .describe('Differs from run to run; everything before it is the same for the same evidence.'),
    seal: sha256.describe('Of this file, with zeros in place of the seal: tells damage, not forgery.'),
  })
  .describe('The evidence behind one report.');

export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestQuery = z.infer<typeof manifestQuery>;
