import { z } from 'zod';
import { redactionNoteSchema } from '../redaction/redaction-note-schema.ts';
import type { Dataset, MetricValue } from './dataset.ts';
import { plainReasons } from './plain-reason.ts';

const evidence = z.array(z.string()).describe('Ids of the query runs, or of the ledger, that the value stands on.');
const distribution = z
  .strictObject({ n: z.int(), mean: z.number(), median: z.number(), p90: z.number(), negative: z.int() })
  .describe('In minutes.');
const metricValue = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.enum(['known', 'partial', 'low-sample']),
    value: z.number(),
    n: z.number().optional(),
    part: z.number().optional(),
    distribution: distribution.optional(),
    without: z.int().optional().describe('Members of the cohort without a value.'),
    reason: z.string().optional(),
    evidence,
  }),
  z.strictObject({
    state: z.enum(['unavailable', 'not-applicable']),
    reason: z.string(),
    missingTables: z.array(z.string()).optional(),
    evidence,
  }),
]);
const period = z.strictObject({ id: z.string(), startUtc: z.string(), endUtc: z.string(), timeZone: z.string() });

const comparedPeriod = period.extend({ standing: z.enum(['whole', 'incomplete', 'before-data']) });

/** The JSON form of a report's numbers. Stable: fields are added, never renamed, without a new `schemaVersion`. */
export const datasetJsonSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    reportId: z.string(),
    customer: z.strictObject({ id: z.string(), name: z.string(), tenantId: z.string() }),
    period,
    comparison: comparedPeriod.nullable(),
    yearBefore: comparedPeriod.nullable(),
    since: z
      .strictObject({
        base: z.enum(['check-in', 'no-check-in', 'no-ledger']),
        checkIn: z.iso.date().nullable(),
        period: comparedPeriod.nullable(),
      })
      .nullable()
      .describe('From the last check-in up to the end of the period; null where the report does not count from there.'),
    asOfUtc: z.string().describe('Rows recorded at or after it were not looked at.'),
    redaction: redactionNoteSchema.nullable(),
    workspace: z.string(),
    metrics: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        unit: z.string(),
        definition: z.string(),
        betterWhen: z.enum(['lower', 'higher', 'neutral']),
        current: metricValue,
        previous: metricValue.nullable(),
        yearBefore: metricValue.nullable(),
        since: metricValue.nullable().describe('From the last check-in up to the end of the period.'),
        history: metricValue.nullable().describe('The median of earlier months; n is their number.'),
        trend: z.array(z.strictObject({ period, value: metricValue })).describe('Months, the oldest first.'),
      }),
    ),
    views: z.array(
      z.strictObject({
        id: z.string(),
        state: z.enum(['known', 'partial', 'unavailable', 'not-applicable']),
        reason: z.string(),
        columns: z.array(z.string()),
        rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
        evidence,
      }),
    ),
    tables: z.array(
      z.strictObject({
        table: z.string(),
        state: z.enum(['complete', 'partial', 'empty', 'missing', 'failed']),
        records: z.number().nullable(),
        firstRecordUtc: z.string().nullable(),
        lastRecordUtc: z.string().nullable(),
        emptyDays: z.number().nullable(),
        isSilent: z.boolean(),
        notes: z.array(z.string()),
      }),
    ),
    queries: z.array(
      z.strictObject({
        id: z.string(),
        sha256: z.string(),
        window: z.strictObject({ start: z.string(), end: z.string() }),
        rows: z.number(),
        status: z.enum(['complete', 'partial', 'failed']),
        messages: z.array(z.string()),
      }),
    ),
  })
  .describe('The numbers of one report: values, rows, and what they stand on.');

export type DatasetJson = z.infer<typeof datasetJsonSchema>;

function label(one: Dataset['period']): z.infer<typeof period> {
  return { id: one.id, startUtc: one.startUtc, endUtc: one.endUtc, timeZone: one.timeZone };
}

function sinceOf({ since }: Dataset): DatasetJson['since'] {
  if (since === undefined) return null;
  if (since.kind !== 'check-in') return { base: since.kind, checkIn: null, period: null };
  return { base: 'check-in', checkIn: since.date, period: { ...label(since.period), standing: since.standing } };
}

/** Everything a machine wants of a dataset. Equal evidence gives equal JSON: what differs from run to run is left to the manifest. */
export function datasetToJson(dataset: Dataset): DatasetJson {
  const { customer, definition, comparison } = dataset;
  const definitions = new Map(definition.metrics.map((metric) => [metric.id, metric]));
  const say = plainReasons(dataset);
  const value = (one: MetricValue): unknown => ({ ...one, ...(one.reason === undefined ? {} : { reason: say(one.reason) }) });
  return datasetJsonSchema.parse({
    schemaVersion: 1,
    reportId: definition.settings.id,
    customer: { id: customer.id, name: customer.name, tenantId: customer.tenantId },
    period: label(dataset.period),
    comparison: comparison === null ? null : { ...label(comparison.period), standing: comparison.standing },
    yearBefore: dataset.yearBefore === undefined ? null : { ...label(dataset.yearBefore.period), standing: dataset.yearBefore.standing },
    since: sinceOf(dataset),
    asOfUtc: dataset.asOfUtc,
    redaction: dataset.redaction,
    workspace: dataset.workspace,
    metrics: dataset.metrics.flatMap(({ metricId, current, previous, yearBefore, since, history, trend = [] }) => {
      const metric = definitions.get(metricId);
      return metric
        ? [
            {
              id: metricId,
              name: metric.name,
              unit: metric.unit,
              definition: metric.definition,
              betterWhen: metric.betterWhen,
              current: value(current),
              previous: previous === null ? null : value(previous),
              yearBefore: yearBefore === undefined ? null : value(yearBefore),
              since: since === undefined ? null : value(since),
              history: history === undefined ? null : value(history),
              trend: trend.map((point) => ({ period: label(point.period), value: value(point.value) })),
            },
          ]
        : [];
    }),
    // The log of queries is below, without its durations.
    views: dataset.views
      .filter((view) => view.id !== 'query-log')
      .map(({ id, state, reason, columns, rows, evidence: ids }) => ({
        id,
        state,
        reason: reason === null ? '' : say(reason),
        columns,
        rows,
        evidence: ids,
      })),
    tables: dataset.tables.map(({ table, state, records, firstRecordUtc, lastRecordUtc, emptyDays, isSilent, notes }) => ({
      table,
      state,
      records,
      firstRecordUtc,
      lastRecordUtc,
      emptyDays,
      isSilent,
      notes,
    })),
    queries: dataset.runs.map(({ id, sha256, window, rows, status, partial, failure }) => ({
      id,
      sha256,
      window,
      rows,
      status,
      messages: failure ? [failure.message] : partial.map((reason) => reason.message),
    })),
  });
}
