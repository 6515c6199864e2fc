import { z } from 'zod';
import { columnName, identifier } from './name-schemas.ts';

const metricIds = z.array(z.string().min(1)).min(1).describe("Metric ids of the catalogue, or of this report's own metrics, in order.");

/** Texts that depend on the numbers are worded by rules of the model; everything else is text of the report. */
export const narrativeRules = ['findings', 'incidents', 'times', 'quality', 'hunting', 'platform'] as const;
export const seriesRoles = [
  'severity-high',
  'severity-medium',
  'severity-low',
  'severity-informational',
  'current',
  'previous',
  'accent',
  'neutral',
  'expert',
  'customer',
  'positive',
  'negative',
] as const;

const tableColumnSchema = z.strictObject({
  column: columnName.describe('Column of the source.'),
  label: z.string().min(1).describe('Head of the column.'),
  form: z.enum(['text', 'nowrap', 'number', 'severity', 'code']).default('text').describe('How cells are drawn. Default: text.'),
  format: z
    .enum(['text', 'count', 'decimal', 'minutes', 'percent', 'gigabytes', 'instant', 'date'])
    .default('text')
    .describe("How values are written. minutes: 12.5 min or 2:05 h; instant and date: in the customer's zone. Default: text."),
});

const metricsBlockSchema = z.strictObject({ kind: z.literal('metrics'), metrics: metricIds });
const narrativeBlockSchema = z.strictObject({
  kind: z.literal('narrative'),
  title: z.string().default('').describe('Subheading. Default: none.'),
  form: z.enum(['prose', 'list']).default('prose').describe('Default: prose.'),
  rule: z.enum(narrativeRules).optional().describe('Sentences worded from the numbers.'),
  paragraphs: z.array(z.string().min(1)).default([]).describe('Fixed text, before the worded sentences.'),
});
const chartBlockSchema = z.strictObject({
  kind: z.literal('chart'),
  id: identifier('id of a chart'),
  source: identifier('view or query'),
  form: z.enum(['bar', 'stackedBar', 'horizontalBar', 'stackedHorizontalBar', 'line']),
  title: z.string().min(1).describe('What the chart shows. A view that can word its finding replaces it.'),
  subtitle: z.string().min(1).describe('Measure and unit. The period is added.'),
  unit: z.enum(['count', 'minutes', 'hours', 'gigabytes', 'percent']),
  category: z.strictObject({ column: columnName, label: z.string().min(1) }),
  series: z
    .array(z.strictObject({ column: columnName, name: z.string().min(1), role: z.enum(seriesRoles) }))
    .min(1)
    .max(4),
  height: z.enum(['usual', 'low']).default('usual').describe('Of bars and lines. low: for a page with little room. Default: usual.'),
  limit: z.int().min(1).max(60).default(31).describe('Categories shown, from the first. Default: 31.'),
});
const tableBlockSchema = z.strictObject({
  kind: z.literal('table'),
  id: identifier('id of a table'),
  source: identifier('view or query'),
  caption: z.string().min(1),
  columns: z.array(tableColumnSchema).min(1).max(12),
  limit: z.int().min(1).max(2000).default(10).describe('Rows shown; the number of all rows is said. Default: 10.'),
  emptyText: z.string().min(1).describe('Said when there is nothing to list. {period} is replaced.'),
  note: z.string().default('').describe('Below the table. Default: none.'),
});
const actionsBlockSchema = z.strictObject({
  kind: z.literal('actions'),
  title: z.string().min(1),
  emptyText: z.string().min(1),
  limit: z
    .int()
    .min(1)
    .max(100)
    .default(100)
    .describe('Decisions shown, the most pressing first; how many more there are is said. Default: 100.'),
});
const definitionsBlockSchema = z.strictObject({ kind: z.literal('definitions') });

export const blockDefinitionSchema = z.discriminatedUnion('kind', [
  metricsBlockSchema,
  narrativeBlockSchema,
  chartBlockSchema,
  tableBlockSchema,
  actionsBlockSchema,
  definitionsBlockSchema,
]);

export type BlockDefinition = z.infer<typeof blockDefinitionSchema>;
