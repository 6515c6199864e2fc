import { z } from 'zod';
import { columnName, identifier } from './name-schemas.ts';
import { readinessNarrativeRules } from './readiness-rules.ts';

const metricIds = z.array(z.string().min(1)).min(1).describe("Metric ids of the catalogue, or of this report's own metrics, in order.");

/** Texts that depend on the numbers are worded by rules of the model; everything else is text of the report. */
export const narrativeRules = [
  'findings',
  'drivers',
  'incidents',
  'times',
  'quality',
  'hunting',
  'platform',
  'incident',
  'since',
  'credits',
  ...readinessNarrativeRules,
] as const;
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

const metricsBlockSchema = z.strictObject({
  kind: z.literal('metrics'),
  metrics: metricIds,
  sparklines: z
    .boolean()
    .default(false)
    .describe('Whether cards show the months of the trend: those of metrics whose query runs for the trend. Default: false.'),
});
const comparisonBlockSchema = z.strictObject({
  kind: z.literal('comparison'),
  id: identifier('id of a comparison'),
  caption: z.string().min(1),
  metrics: metricIds,
  with: z
    .array(z.enum(['sinceCheckIn', 'previous', 'yearBefore', 'history']))
    .min(1)
    .default(['previous'])
    .describe(
      'previous: the period before; yearBefore: the same period of the year before; history: the median of the earlier months of the trend, for a month; sinceCheckIn: what happened since the last check-in, for a report with `since`. Default: previous.',
    ),
  targets: z
    .array(z.strictObject({ metric: z.string().min(1), value: z.number().describe("In the metric's unit; times in minutes.") }))
    .default([])
    .describe('Targets of metrics of which lower or higher is better. Default: none.'),
  note: z.string().default('').describe('Below the table. Default: none.'),
});
const narrativeBlockSchema = z.strictObject({
  kind: z.literal('narrative'),
  title: z.string().default('').describe('Subheading. Default: none.'),
  form: z.enum(['prose', 'list']).default('prose').describe('Default: prose.'),
  rule: z.enum(narrativeRules).optional().describe('Sentences worded from the numbers.'),
  paragraphs: z.array(z.string().min(1)).default([]).describe('Fixed text, before the worded sentences.'),
});
const chartUnit = z.enum(['count', 'minutes', 'hours', 'gigabytes', 'percent']);
const labelledColumn = z.strictObject({ column: columnName, label: z.string().min(1) });
/** What every chart has. */
const chartFields = {
  kind: z.literal('chart'),
  id: identifier('id of a chart'),
  title: z.string().min(1).describe('What the chart shows. A view that can word its finding replaces it.'),
  subtitle: z.string().min(1).describe('Measure and unit. The period is added.'),
};
const seriesChartSchema = z.strictObject({
  ...chartFields,
  source: identifier('view or query'),
  form: z.enum(['bar', 'stackedBar', 'horizontalBar', 'stackedHorizontalBar', 'line', 'area']),
  unit: chartUnit,
  category: labelledColumn,
  series: z
    .array(z.strictObject({ column: columnName, name: z.string().min(1), role: z.enum(seriesRoles) }))
    .min(1)
    .max(4),
  height: z.enum(['usual', 'low']).default('usual').describe('Of bars and lines. low: for a page with little room. Default: usual.'),
  limit: z.int().min(1).max(60).default(31).describe('Categories shown, from the first. Default: 31.'),
});
const gridChartSchema = z.strictObject({
  ...chartFields,
  source: identifier('view or query'),
  form: z.enum(['heatMap', 'matrix']).describe('heatMap: shades, for many cells; matrix: circles with totals, for few.'),
  unit: chartUnit,
  category: labelledColumn.describe('What a row stands for.'),
  across: labelledColumn.describe('What a column stands for.'),
  value: columnName.describe('The number of one row and one column; the source has a record for each.'),
  missing: z
    .enum(['zero', 'unknown'])
    .default('unknown')
    .describe('What it means when the source has no record of a cell: counted and none, or not known. Default: unknown.'),
  limit: z.int().min(1).max(40).default(31).describe('Rows shown, from the first. Default: 31.'),
  limitAcross: z.int().min(1).max(31).default(24).describe('Columns shown, from the first. Default: 24.'),
});
const funnelChartSchema = z.strictObject({
  ...chartFields,
  form: z.literal('funnel'),
  stages: z
    .array(z.string().min(1))
    .min(2)
    .max(8)
    .describe('Metric ids in order, each counting a part of what the one before it counts, or what became of it.'),
});
const timelineChartSchema = z.strictObject({
  ...chartFields,
  source: identifier('view or query'),
  form: z.literal('timeline'),
  event: labelledColumn.describe('What happened.'),
  at: columnName.describe('When it happened or began: an instant.'),
  until: columnName.optional().describe('When it ended: an instant. Default: events are points in time.'),
  severity: columnName.optional().describe('Gives the ink. Default: all alike.'),
  limit: z.int().min(1).max(40).default(24).describe('Events shown, the earliest first. Default: 24.'),
});
const chartBlockSchema = z.discriminatedUnion('form', [seriesChartSchema, gridChartSchema, funnelChartSchema, timelineChartSchema]);
const tableBlockSchema = z.strictObject({
  kind: z.literal('table'),
  id: identifier('id of a table'),
  source: identifier('view or query'),
  caption: z.string().min(1),
  columns: z.array(tableColumnSchema).min(1).max(12),
  limit: z.int().min(1).max(2000).default(10).describe('Rows shown; the number of all rows is said. Default: 10.'),
  printLimit: z
    .int()
    .min(1)
    .max(200)
    .default(200)
    .describe('Rows on paper, where it says how many more the HTML document has. Default: 200.'),
  emptyText: z.string().min(1).describe('Said when there is nothing to list. {period} is replaced.'),
  note: z.string().default('').describe('Below the table. Default: none.'),
});
const factsBlockSchema = z.strictObject({
  kind: z.literal('facts'),
  id: identifier('id of a list of facts'),
  source: identifier('view or query').describe('Its first row is told.'),
  caption: z.string().min(1),
  columns: z.array(tableColumnSchema).min(1).max(30).describe('What is told, in order: a name and its value.'),
  emptyText: z.string().min(1).describe('Said when there is no row. {period} is replaced.'),
});
const attackMatrixBlockSchema = z.strictObject({
  kind: z.literal('attackMatrix').describe('Techniques of ATT&CK under their tactics, with what detections there are for them.'),
  id: identifier('id of a matrix'),
  source: z.literal('attack-matrix').default('attack-matrix').describe('The view of it.'),
  caption: z.string().min(1),
  emptyText: z.string().min(1).describe('Said when no detection is deployed. {period} is replaced.'),
  note: z.string().default('').describe('Below the matrix. Default: none.'),
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

const calloutBlockSchema = z.strictObject({
  kind: z.literal('callout'),
  tone: z.enum(['info', 'good', 'attention']).default('info').describe('Default: info.'),
  title: z.string().min(1),
  text: z.string().min(1).describe('{period} is replaced.'),
});
const imageBlockSchema = z.strictObject({
  kind: z.literal('image'),
  file: z
    .string()
    .regex(
      /^(?:[A-Za-z0-9][A-Za-z0-9_-]*\/)*[A-Za-z0-9][A-Za-z0-9._-]*\.(?:png|jpe?g|svg)$/,
      'must be a PNG, JPEG or SVG file in the folder of the report',
    )
    .describe('PNG, JPEG, or an SVG without scripts, links and styles; 500 KB at most.'),
  alt: z.string().min(1).describe('What the picture tells, for those who cannot see it.'),
  caption: z.string().default('').describe('Below the picture. Default: none.'),
});
const pageBreakBlockSchema = z.strictObject({ kind: z.literal('pageBreak').describe('What follows begins on a new page in print.') });

/** Blocks that may stand in a column. */
const columnBlockSchema = z.discriminatedUnion('kind', [
  metricsBlockSchema,
  narrativeBlockSchema,
  chartBlockSchema,
  tableBlockSchema,
  factsBlockSchema,
  calloutBlockSchema,
  imageBlockSchema,
  actionsBlockSchema,
]);
const columnsBlockSchema = z.strictObject({
  kind: z.literal('columns'),
  columns: z
    .array(z.array(columnBlockSchema).min(1))
    .length(2)
    .describe('Two columns side by side, one below the other on a narrow screen.'),
});

export const blockDefinitionSchema = z.discriminatedUnion('kind', [
  metricsBlockSchema,
  comparisonBlockSchema,
  narrativeBlockSchema,
  chartBlockSchema,
  tableBlockSchema,
  calloutBlockSchema,
  imageBlockSchema,
  pageBreakBlockSchema,
  columnsBlockSchema,
  factsBlockSchema,
  actionsBlockSchema,
  attackMatrixBlockSchema,
  definitionsBlockSchema,
]);

export type BlockDefinition = z.infer<typeof blockDefinitionSchema>;
export type SeriesChartDefinition = z.infer<typeof seriesChartSchema>;
export type GridChartDefinition = z.infer<typeof gridChartSchema>;
export type FunnelChartDefinition = z.infer<typeof funnelChartSchema>;
export type TimelineChartDefinition = z.infer<typeof timelineChartSchema>;
export type ComparisonDefinition = z.infer<typeof comparisonBlockSchema>;
/** A block that holds content itself. */
export type ContentDefinition = Exclude<BlockDefinition, { kind: 'columns' }>;
