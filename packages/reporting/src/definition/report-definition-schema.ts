import { z } from 'zod';

const identifier = (what: string) => z.string().regex(/^[a-z][a-z0-9-]{0,48}$/, `must be lower-case letters, digits and hyphens (${what})`);
const columnName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,80}$/, 'must be a column name');
const tableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,80}$/, 'must be a table name');
const metricIds = z.array(z.string().min(1)).min(1).describe("Metric ids of the catalogue, or of this report's own metrics, in order.");

/** Headings and texts that depend on the numbers are worded by rules of the model; everything else is text of the report. */
export const headingRules = [
  'summary',
  'actions',
  'incidents',
  'times',
  'sources',
  'assets',
  'quality',
  'hunting',
  'posture',
  'platform',
  'completeness',
] as const;
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
/** Views that the dataset derives from the incidents, the ledgers and the run itself; any other source is the id of a query. */
export const viewIds = [
  'incidents-over-time',
  'incidents-by-severity',
  'incidents-by-month',
  'incidents-by-source',
  'incidents-by-tactic',
  'backlog-by-age',
  'waiting-now',
  'actions-required',
  'actions-by-status',
  'time-statistics',
  'times-by-severity',
  'time-split-by-severity',
  'sla-by-severity',
  'classification-mix',
  'rule-efficiency',
  'top-users',
  'top-devices',
  'notifications',
  'hunts',
  'recommendations',
  'table-coverage',
  'query-log',
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
const actionsBlockSchema = z.strictObject({ kind: z.literal('actions'), title: z.string().min(1), emptyText: z.string().min(1) });
const definitionsBlockSchema = z.strictObject({ kind: z.literal('definitions') });

export const blockDefinitionSchema = z.discriminatedUnion('kind', [
  metricsBlockSchema,
  narrativeBlockSchema,
  chartBlockSchema,
  tableBlockSchema,
  actionsBlockSchema,
  definitionsBlockSchema,
]);

const sectionSchema = z.strictObject({
  id: identifier('id of a section'),
  topic: z.string().min(1).describe('For the outline and the table of contents.'),
  kind: z.enum(['summary', 'section', 'appendix']).default('section').describe('Default: section.'),
  heading: z
    .union([z.strictObject({ rule: z.enum(headingRules) }), z.string().min(1)])
    .describe('A fixed text, or a rule that words the finding from the numbers.'),
  blocks: z.array(blockDefinitionSchema).min(1),
});

const watchedTableSchema = z.strictObject({
  name: tableName,
  feeds: z.string().min(1).describe('What the report takes from it, for people.'),
  silentAfterHours: z
    .int()
    .positive()
    .optional()
    .describe('Hours without a record after which the table counts as silent. Default: it may be silent.'),
  required: z.boolean().default(false).describe('Whether the report is incomplete without it. Default: false.'),
  mend: z.string().min(1).describe('What to do when it is not there.'),
});

const ownMetricSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]{1,48}$/, 'must be lower-case letters, digits and underscores'),
  name: z.string().min(1),
  definition: z.string().min(1).describe('Printed in the appendix.'),
  unit: z.enum([
    'incidents',
    'percent',
    'alerts',
    'actions',
    'devices',
    'messages',
    'clicks',
    'sign-ins',
    'users',
    'gigabytes',
    'tables',
    'rules',
    'count',
    'minutes',
    'ratio',
  ]),
  query: identifier('query'),
  column: columnName.describe('Column of the first row.'),
  betterWhen: z.enum(['lower', 'higher', 'neutral']).default('neutral').describe('Default: neutral.'),
});

/** `reports/<name>/report.yaml`: sections in order, what they show, and the queries that answer it. No TypeScript needed. */
export const reportDefinitionSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    id: identifier('id of the report').describe('Equal to the folder name.'),
    title: z.string().min(1).max(80),
    lookbackDays: z
      .int()
      .min(1)
      .max(365)
      .default(90)
      .describe('Days before the period from which rows are read, for backlog and history. Default: 90.'),
    trendMonths: z.int().min(0).max(12).default(0).describe("Months shown in trends, the period's own included. Default: 0."),
    comparison: z.enum(['previous', 'none']).default('previous').describe('What numbers are compared with. Default: previous.'),
    tables: z.array(watchedTableSchema).default([]).describe('Tables whose completeness the appendix shows. Default: none.'),
    queries: z
      .array(
        z.strictObject({
          id: identifier('query').describe('queries/<id>.kql'),
          runs: z
            .enum(['period', 'comparison', 'trend', 'tables'])
            .default('comparison')
            .describe(
              'period: once; comparison: for the compared period too; trend: for every month of the trend as well; tables: once for each watched table. Default: comparison.',
            ),
        }),
      )
      .min(1),
    metrics: z.array(ownMetricSchema).default([]).describe('Metrics of this report only. Default: none.'),
    sections: z.array(sectionSchema).min(1),
  })
  .describe('A report: what is asked, and what is shown in which order.');

export type ReportSettings = z.infer<typeof reportDefinitionSchema>;
export type SectionDefinition = ReportSettings['sections'][number];
export type BlockDefinition = z.infer<typeof blockDefinitionSchema>;
export type WatchedTable = ReportSettings['tables'][number];
