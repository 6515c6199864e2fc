import type { JsonValue } from '@mxdr/core';
import { z } from 'zod';
import { fillPlaceholders } from './placeholders.ts';
import { offsetPattern, parseOffset } from './row-offset.ts';

/** One row of a table as content writes it: column to value. */
export type ContentRow = Readonly<Record<string, JsonValue>>;

/** A value of a row. */
export const cellSchema: z.ZodType<z.infer<ReturnType<typeof z.json>>> = z.json();

export const offsetSchema = (what: string) =>
  z.string().regex(offsetPattern, 'must be an offset such as 30s, 2m, 1h or 7d').describe(`${what}: 30s, 2m, 1h or 7d.`);

export const repeatSchema = z
  .strictObject({
    times: z.int().min(1).max(10_000).describe('How often the row stands; {{n}} in its texts counts from 1.'),
    every: offsetSchema('Time between two of them'),
  })
  .describe('The row stands several times, each time later.');

/** A row with its reserved key: `$repeat`. */
export const testRowSchema = z
  .object({ $repeat: repeatSchema.optional() })
  .catchall(cellSchema)
  .check((context) => {
    const { $repeat, TimeGenerated } = context.value;
    if ($repeat === undefined || (typeof TimeGenerated === 'string' && !Number.isNaN(Date.parse(TimeGenerated)))) return;
    context.issues.push({
      code: 'custom',
      message: 'a row with $repeat needs a TimeGenerated to move, such as 2026-10-01T11:40:00Z',
      input: TimeGenerated,
      path: ['$repeat'],
    });
  });
export type TestRow = z.infer<typeof testRowSchema>;

/** Columns that `$repeat` moves; others keep what is written. */
const movedColumns = ['TimeGenerated', 'Timestamp'] as const;

/** The rows that one written row stands for: `{{n}}` counted, TimeGenerated and Timestamp moved on. */
export function repeatRow({ $repeat, ...row }: TestRow): readonly ContentRow[] {
  if ($repeat === undefined) return [row];
  const step = parseOffset($repeat.every) ?? 0;
  return Array.from({ length: $repeat.times }, (_, index) => {
    const counted = Object.entries(row).map(([column, value]): [string, JsonValue] => [
      column,
      fillPlaceholders(value, (name) => (name === 'n' ? index + 1 : undefined)),
    ]);
    const moved: Record<string, JsonValue> = Object.fromEntries(counted);
    for (const column of movedColumns) {
      const at = moved[column];
      if (typeof at === 'string') moved[column] = new Date(Date.parse(at) + index * step).toISOString();
    }
    return moved;
  });
}
