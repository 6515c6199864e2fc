import { z } from 'zod';
import { offered } from '../rule-schema.ts';

const values = z.array(z.string().min(1)).min(1).describe('Values, compared without regard to case.');
const column = z.string().regex(/^[A-Za-z_]\w*$/u, 'must be a column name');

const exclusionSchema = z
  .union([
    z.strictObject({
      entity: z.string().min(1).describe('Type of entity that the rule maps, e.g. Account.'),
      identifier: z.string().min(1).describe('Identifier of it that the rule maps, e.g. Name.'),
      values,
    }),
    z.strictObject({ column: column.describe("Column of the rule's first table."), values }),
    z.strictObject({
      column: column.describe("Column of the rule's first table."),
      watchlist: z
        .string()
        .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{1,62}[A-Za-z0-9]$/u, 'must be the alias of a watchlist')
        .describe('Alias of a watchlist whose search keys are left out.'),
    }),
    z.strictObject({
      where: z.string().min(1).describe("One condition over columns of the rule's first table; rows that meet it are left out."),
    }),
  ])
  .describe('What the rule does not look at.');

const entrySchema = z.strictObject({
  rule: z.guid({ error: 'must be the id of a rule' }).describe('Id of the rule.'),
  base: z.string().min(1).describe('Versions of the rule that this was made for, e.g. ^1.0.0 or ">=1.2.0 <2.0.0".'),
  reason: z.string().min(1).describe('Why, for whoever looks at it next.'),
  owner: z.string().min(1).describe('Who decided.'),
  expires: z.iso.date().describe('Day from which it counts no more, so that somebody looks at it anew.'),
  disabled: z.boolean().default(false).describe('The rule is not deployed here. Default: false.'),
  severity: offered(['High', 'Medium', 'Low', 'Informational']).optional().describe('Instead of the severity of the rule.'),
  queryFrequency: z.string().optional().describe('Instead of the frequency of the rule.'),
  queryPeriod: z.string().optional().describe('Instead of the period of the rule.'),
  triggerThreshold: z.int().optional().describe('Instead of the threshold of the rule.'),
  exclude: z.array(exclusionSchema).default([]).describe('Exclusions, each of them by itself. Default: none.'),
});

/** Tuning of one customer, `customers/<id>/tuning.yaml`. */
export const tuningSchema = z.strictObject({
  tuning: z.array(entrySchema).describe('At most one entry a rule.'),
});
export type Tuning = z.infer<typeof tuningSchema>;
export type TuningEntry = Tuning['tuning'][number];
export type Exclusion = TuningEntry['exclude'][number];
