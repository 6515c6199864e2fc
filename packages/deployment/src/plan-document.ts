import { z } from 'zod';
import { planUnreadable } from './errors.ts';

const changeSchema = z.looseObject({
  actions: z.array(z.enum(['no-op', 'create', 'read', 'update', 'delete', 'forget'])).min(1),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  after_unknown: z.unknown().optional(),
  before_sensitive: z.unknown().optional(),
  after_sensitive: z.unknown().optional(),
  replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).optional(),
  importing: z.unknown().optional(),
});

const resourceSchema = z.looseObject({
  address: z.string(),
  previous_address: z.string().optional(),
  mode: z.enum(['managed', 'data']),
  type: z.string(),
  deposed: z.string().optional(),
  action_reason: z.string().optional(),
  change: changeSchema,
});

const planSchema = z.looseObject({
  format_version: z.string(),
  resource_changes: z.array(resourceSchema).default([]),
  resource_drift: z.array(resourceSchema).default([]),
  output_changes: z.record(z.string(), z.looseObject({ actions: z.array(z.string()) })).default({}),
  errored: z.boolean().optional(),
  complete: z.boolean().optional(),
});

/** A plan as `show -json` writes it: the part that a summary needs. */
export type PlanDocument = z.infer<typeof planSchema>;
export type PlanResource = z.infer<typeof resourceSchema>;

/**
 * Reads what `terraform show -json PLAN` printed. Anything unexpected is refused: an action that we do not know must not pass as no change.
 * @throws AppError external `MXDR-PLAN-UNREADABLE`
 */
export function readPlanDocument(text: string): PlanDocument {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, and the text holds secrets.
    throw planUnreadable(`What was printed (${text.length} characters) is no JSON.`);
  }
  const parsed = planSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw planUnreadable(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown'}`);
  }
  if (!parsed.data.format_version.startsWith('1.'))
    throw planUnreadable(`Its format is ${parsed.data.format_version.slice(0, 20)}, not 1.`);
  if (parsed.data.errored === true) throw planUnreadable('It ended with errors and is not whole.');
  if (parsed.data.complete === false) throw planUnreadable('It puts some changes off to a later plan.');
  return parsed.data;
}
