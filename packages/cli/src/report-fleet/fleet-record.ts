import { redactionKinds, reportFormats } from '@mxdr/core';
import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().nonnegative();
const seconds = z.number().nonnegative();

export const reportStates = ['complete', 'incomplete', 'failed', 'skipped', 'interrupted'] as const;

const tableFlag = z.strictObject({
  table: z.string(),
  state: z
    .enum(['missing', 'failed', 'partial', 'empty', 'stale'])
    .describe(
      'missing: the workspace has no such table. failed, partial: it could not be read, or not in full. empty: not one record in the period, though some are expected. stale: the last record is older than expected.',
    ),
  isRequired: z.boolean().describe('Whether the report is incomplete without it.'),
  lastRecordUtc: z.string().nullable(),
  silentHours: z.number().nullable().describe("From the last record to the report's snapshot."),
});

const queryTally = z
  .strictObject({
    asked: count,
    complete: count,
    partial: count,
    failed: count,
    requests: count.nullable().describe('Sent to the service, repeated ones included; null where the workspace does not say.'),
    throttled: count.nullable().describe('Of these, refused as too many.'),
    waitedSeconds: seconds.nullable().describe('Spent waiting for a turn or before another attempt, of all queries together.'),
  })
  .describe('What this run asked the workspace.');

const fleetReport = z.strictObject({
  customerId: z.string(),
  state: z
    .enum(reportStates)
    .describe(
      'complete, incomplete: made by this run. skipped: made by an earlier one, complete, and proven by its manifest. failed, interrupted: not made; what an earlier run made is still there.',
    ),
  detail: z.string().describe('What is missing, why it failed, or what proves that it was done before.'),
  found: z.string().describe('Why --resume made the report again; empty otherwise.'),
  period: z.string().describe('Empty where it was not known yet.'),
  folder: z.string().describe('Of the files, from the folder of this record; empty where there are none.'),
  files: z.array(z.strictObject({ name: z.string(), bytes: count, sha256 })).describe('The manifest last.'),
  seconds: z.strictObject({ query: seconds, draw: seconds, write: seconds, total: seconds }).describe('At work, by stage.'),
  queries: queryTally.nullable(),
  tables: z.array(tableFlag).describe('Watched tables that are missing, stale or not whole.'),
  error: z
    .strictObject({
      code: z.string(),
      kind: z.string(),
      message: z.string(),
      where: z.string().optional(),
      why: z.string().optional(),
      mend: z.string().optional(),
    })
    .nullable(),
});

/** `fleet.json`, or `fleet-2-of-8.json` of a shard: what became of every customer of one run of `mxdr report`. */
export const fleetRecordSchema = z
  .strictObject({
    schemaVersion: z.literal(1).describe('Version of this form.'),
    toolVersion: z.string(),
    report: z.string().describe('Id of the report.'),
    definitionSha256: sha256.describe("Of the report's definition, as in the manifests."),
    asked: z
      .strictObject({
        period: z.string().nullable().describe('As it was given; null for the last complete month of each customer.'),
        formats: z.array(z.enum(reportFormats)),
        attachesRows: z.boolean(),
        redact: z.array(z.enum(redactionKinds)),
        resumes: z.boolean(),
      })
      .describe('What the run was asked for.'),
    fleet: z
      .strictObject({ customers: count, sha256 })
      .describe('All customers that were selected, whatever shard they belong to; the hash is over their ids.'),
    shard: z.strictObject({ index: z.int().min(1), count: z.int().min(1) }).nullable(),
    missingShards: z.array(z.int().min(1)).describe('Of a joined record: shards that left none, so that their customers are not here.'),
    state: z
      .enum(['running', 'done', 'interrupted'])
      .describe('running: the run is under way, or was killed; customers without an end are interrupted until they have one.'),
    startedAtUtc: z.string(),
    endedAtUtc: z.string().nullable(),
    counts: z.strictObject({ complete: count, incomplete: count, failed: count, skipped: count, interrupted: count }),
    reports: z.array(fleetReport).describe('By customer id.'),
  })
  .describe('What became of every customer of one run of mxdr report.');

export type FleetRecord = z.infer<typeof fleetRecordSchema>;
export type FleetReport = FleetRecord['reports'][number];
export type TableFlag = FleetReport['tables'][number];
/** What is known of a run before its first customer. */
export type FleetHead = Omit<FleetRecord, 'state' | 'endedAtUtc' | 'counts' | 'reports'>;

export function countStates(reports: readonly FleetReport[]): FleetRecord['counts'] {
  const counts = { complete: 0, incomplete: 0, failed: 0, skipped: 0, interrupted: 0 };
  for (const { state } of reports) counts[state] += 1;
  return counts;
}

/** `fleet.json`, `fleet-2-of-8.json`. */
export function recordNameOf(shard: FleetRecord['shard']): string {
  return shard === null ? 'fleet.json' : `fleet-${shard.index}-of-${shard.count}.json`;
}
