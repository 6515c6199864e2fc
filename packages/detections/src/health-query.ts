import { z } from 'zod';
import { queryTestSchema } from './rule-schema.ts';

const alertSchema = z.strictObject({
  key: z
    .string()
    .regex(/^[a-z]+(?:-[a-z]+)*$/u, 'must be words with hyphens such as daily-cap-reached')
    .describe('Part of the name and the address of the alert. Never changes.'),
  severity: z.int().min(0).max(4).describe('0 (critical) to 4 (verbose).'),
  evaluationFrequency: z.iso.duration().describe('How often the query runs, e.g. PT1H.'),
  windowDuration: z.iso.duration().describe('How far it looks back, e.g. P1D; at most two days.'),
  dimension: z.string().min(1).optional().describe('Column that splits one alert into several. Default: one alert.'),
});

/** One question about the health of a workspace as a YAML file: silent tables, failing rules and connectors, cost. For the operator, not for detection. */
export const healthQuerySchema = z.strictObject({
  id: z.guid({ error: 'must be a GUID such as 11111111-2222-4333-8444-555555555555' }).describe('Identity of the query. Never changes.'),
  name: z.string().min(1).describe('Display name of the query, and of its alert; unique.'),
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/u, 'must be three numbers such as 1.0.0')
    .describe('Semantic version; changes whenever the file does.'),
  description: z.string().min(1).describe('What its rows mean.'),
  tables: z.array(z.string().min(1)).min(1).describe('Tables of the workspace that the query reads.'),
  lookback: z.string().min(1).describe('How far the query looks back: 1h, 14d. Its tests see the rows of that time.'),
  usesExpectedTables: z
    .boolean()
    .default(false)
    .describe(
      'The query reads ExpectedTables (Table: string), the tables that the connectors of the workspace fill every day. Default: it does not.',
    ),
  query: z.string().min(1).describe('KQL. No rows mean that all is well, or there is nothing to tell.'),
  whatToDo: z.array(z.string().min(1)).min(1).describe('What the operator does about its rows, in order.'),
  alert: alertSchema.optional().describe('The query also runs by itself and tells the operator. Default: people run it.'),
  tests: z.array(queryTestSchema).default([]).describe('Cases for the embedded workspace: at least one with rows and one without.'),
});
export type HealthQuery = z.infer<typeof healthQuerySchema>;

/**
 * The text of a health query as it is run: the tables that its workspace should fill every day stand before it.
 * @param expectedTables in the order in which they are written; used by queries that say so
 */
export function healthQueryText(
  { query, usesExpectedTables }: Pick<HealthQuery, 'query' | 'usesExpectedTables'>,
  expectedTables: readonly string[],
): string {
  if (!usesExpectedTables) return query.trim();
  const rows = expectedTables.map((table) => JSON.stringify(table)).join(', ');
  return `let ExpectedTables = datatable(Table: string) [${rows}];\n${query.trim()}`;
}
