import { z } from 'zod';
import { tactics } from './attack-matrix.ts';
import { entityMappingsSchema, offered, queryTestSchema, requiredSourcesSchema } from './rule-schema.ts';

const idSchema = z.guid({ error: 'must be a GUID such as 11111111-2222-4333-8444-555555555555' });

/** One hunting query as a YAML file, in the field names of Azure-Sentinel. Keys that are not named here are kept. */
export const huntingQuerySchema = z.looseObject({
  id: idSchema.describe('Identity of the query. Never changes.'),
  name: z.string().min(1).describe('Display name, unique.'),
  version: z.string().optional().describe('Semantic version; changes whenever the file does.'),
  description: z.string().min(1).describe('What the hunt looks for.'),
  requiredDataConnectors: requiredSourcesSchema.describe('Connectors and the tables that the query reads.'),
  tactics: z.array(offered(tactics)).min(1).describe('ATT&CK tactics in the spelling of Sentinel.'),
  relevantTechniques: z.array(z.string()).default([]).describe('ATT&CK techniques, T1078 or T1078.004.'),
  query: z.string().min(1).describe('KQL.'),
  entityMappings: entityMappingsSchema,
  lookback: z.string().min(1).default('14d').describe('How far the query looks back; its tests see the rows of that time. Default: 14d.'),
  tests: z.array(queryTestSchema).default([]).describe('Cases for the embedded workspace. Default: none.'),
});
export type HuntingQuery = z.infer<typeof huntingQuerySchema>;

/** One saved function as a YAML file: KQL that rules and hunts call by its alias. */
export const savedFunctionSchema = z.strictObject({
  id: idSchema.describe('Identity of the function. Never changes.'),
  name: z.string().min(1).describe('Display name, unique.'),
  alias: z
    .string()
    .regex(/^[A-Za-z_]\w{0,62}$/u, 'must be a name such as MxdrPrivilegedUsers')
    .describe('Name by which queries call it.'),
  version: z.string().describe('Semantic version; changes whenever the file does.'),
  description: z.string().min(1).describe('What it gives.'),
  parameters: z
    .array(
      z.strictObject({
        name: z
          .string()
          .regex(/^[A-Za-z_]\w*$/u, 'must be a name such as lookback')
          .describe('Name inside the query.'),
        type: z.enum(['string', 'int', 'long', 'real', 'bool', 'datetime', 'timespan', 'dynamic']).describe('Kusto type.'),
        default: z.string().optional().describe('Value when the caller gives none, as KQL. Default: the caller must give one.'),
      }),
    )
    .default([])
    .describe('Parameters in their order. Default: none.'),
  query: z.string().min(1).describe('KQL.'),
});
export type SavedFunction = z.infer<typeof savedFunctionSchema>;

/** One watchlist as a YAML file: its form, and rows that every customer gets. A customer's own rows are in its folder. */
export const watchlistSchema = z.strictObject({
  alias: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{1,62}[A-Za-z0-9]$/u, 'must be 3 to 64 letters, digits, hyphens and underscores')
    .describe('Name by which queries read it with _GetWatchlist. Never changes.'),
  name: z.string().min(1).describe('Display name.'),
  description: z.string().min(1).describe('What stands in it and which rules read it.'),
  searchKey: z.string().min(1).describe('Column that a row is looked up by; its values are unique.'),
  columns: z
    .array(z.string().regex(/^[A-Za-z_]\w*$/u, 'must be a column name'))
    .min(1)
    .describe('Columns of every row.'),
  items: z.array(z.record(z.string(), z.string())).default([]).describe('Rows for every customer. Default: none.'),
});
export type Watchlist = z.infer<typeof watchlistSchema>;

/** A customer's rows of one watchlist: `customers/<id>/watchlists/<alias>.yaml`. */
export const watchlistItemsSchema = z.strictObject({
  items: z.array(z.record(z.string(), z.string())).describe('Rows, each with the columns of the watchlist.'),
});
