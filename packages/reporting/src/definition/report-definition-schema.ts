import { z } from 'zod';
import { blockDefinitionSchema } from './block-schemas.ts';
import { layoutSchema } from './layout-schema.ts';
import { columnName, identifier, tableName } from './name-schemas.ts';
import { readinessHeadingRules, readinessViewIds } from './readiness-rules.ts';

/** Headings that depend on the numbers are worded by rules of the model; any other heading is text of the report. */
export const headingRules = [
  'summary',
  'actions',
  'incidents',
  'incident',
  'incident-timeline',
  'incident-scope',
  'incident-actions',
  'open',
  'targets',
  'noise',
  'times',
  'sources',
  'assets',
  'quality',
  'hunting',
  'hunting-categories',
  'hunting-emerging',
  'posture',
  'platform',
  'coverage',
  'completeness',
  'since',
  'needs-you',
  'recommendations',
  'incident-recommendations',
  'questions',
  'next',
  'service-events',
  ...readinessHeadingRules,
] as const;
/** Views that the dataset derives from the incidents, the ledgers and the run itself; any other source is the id of a query. */
export const viewIds = [
  'incidents-over-time',
  'incidents-by-severity',
  'incidents-by-month',
  'classification-by-month',
  'times-by-month',
  'alerts-by-month',
  'tactics-by-month',
  'hunts-by-month',
  'incidents-by-source',
  'incidents-by-tactic',
  'resolved-by-category',
  'backlog-by-age',
  'waiting-now',
  'open-incidents',
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
  'hunts-by-category',
  'emerging-threats',
  'trending-threats',
  'recommendations',
  'incident-recommendations',
  'questions',
  'credits',
  'decisions',
  'service-events',
  'check-ins',
  'ahead',
  'contacts',
  'tuning',
  'attack-matrix',
  'coverage-by-tactic',
  'data-gaps',
  'detection-rules',
  'table-coverage',
  'query-log',
  ...readinessViewIds,
] as const;

const speakerSchema = z
  .strictObject({
    points: z
      .array(z.string().min(1))
      .default([])
      .describe('What to say beside the slide, a sentence each. {period} is replaced. Default: none.'),
    questions: z
      .array(z.strictObject({ question: z.string().min(1), answer: z.string().min(1) }))
      .default([])
      .describe('What the audience is likely to ask, and what to say then. Default: none.'),
  })
  .describe("Speaker's notes. The numbers behind the slide and where they come from are added from the data.");

const sectionSchema = z.strictObject({
  id: identifier('id of a section'),
  topic: z.string().min(1).describe('For the outline and the table of contents.'),
  kind: z.enum(['summary', 'section', 'appendix']).default('section').describe('Default: section.'),
  heading: z
    .union([z.strictObject({ rule: z.enum(headingRules) }), z.string().min(1)])
    .describe('A fixed text, or a rule that words the finding from the numbers.'),
  blocks: z.array(blockDefinitionSchema).min(1),
  speaker: speakerSchema.optional().describe('For whoever presents it. Default: no notes of its own.'),
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

export const reportDefinitionSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    id: identifier('id of the report').describe('Equal to the folder name.'),
    title: z.string().min(1).max(80),
    subject: z
      .enum(['period', 'incident'])
      .default('period')
      .describe(
        'incident: the report is about one incident, whose number queries know as INCIDENT; one of them is called incident. Default: period.',
      ),
    layout: layoutSchema,
    lookbackDays: z
      .int()
      .min(1)
      .max(365)
      .default(90)
      .describe('Days before the period from which rows are read, for backlog and history. Default: 90.'),
    trendMonths: z.int().min(0).max(12).default(0).describe("Months shown in trends, the period's own included. Default: 0."),
    comparison: z.enum(['previous', 'none']).default('previous').describe('What numbers are compared with. Default: previous.'),
    since: z
      .literal('last-check-in')
      .optional()
      .describe(
        "last-check-in: what happened is also counted from the day of the last check-in, of the customer's ledger, up to the end of the period. Default: only the period.",
      ),
    tables: z.array(watchedTableSchema).default([]).describe('Tables whose completeness the appendix shows. Default: none.'),
    queries: z
      .array(
        z.strictObject({
          id: identifier('query').describe('queries/<id>.kql of this report or, where it has none of that name, of reports/queries/.'),
          runs: z
            .enum(['period', 'comparison', 'trend', 'tables'])
            .default('comparison')
            .describe(
              'period: once; comparison: for the compared period too; trend: for every month of the trend as well; tables: once for each watched table. Default: comparison.',
            ),
        }),
      )
      .default([])
      .describe('Queries of the workspace. Default: none, and no workspace is asked.'),
    metrics: z.array(ownMetricSchema).default([]).describe('Metrics of this report only. Default: none.'),
    sections: z.array(sectionSchema).min(1),
  })
  .describe('A report: what is asked, and what is shown in which order.');

export type ReportSettings = z.infer<typeof reportDefinitionSchema>;
export type SectionDefinition = ReportSettings['sections'][number];
export type WatchedTable = ReportSettings['tables'][number];
