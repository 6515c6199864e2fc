import { z } from 'zod';

/** JSON Schema (draft 7, as editors read it) of what a person may write: defaults left out. Ends with a line break. */
export function toJsonSchemaText(schema: z.ZodType, title: string): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
}
