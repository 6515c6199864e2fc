import type { z } from 'zod';
import type { Problem } from './problem.ts';
import { readYamlSource } from './read-yaml.ts';
import { parseYamlDocument } from './yaml-source.ts';

function positionOfOffset(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/**
 * Reads JSON text against a schema: the value, or every problem at once. Problems have line and column while the file is of a size
 * that a person may have written; in larger ones they name the path only.
 */
export function readJson<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  file: string,
): { readonly value: z.output<Schema> } | { readonly problems: readonly Problem[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const offset = Number(/position (\d+)/u.exec(message)?.[1] ?? 0);
    return {
      problems: [
        {
          severity: 'error',
          code: 'MXDR-JSON-SYNTAX',
          message: `not JSON: ${message}`,
          position: { file, ...positionOfOffset(text, offset) },
        },
      ],
    };
  }
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data };
  // JSON is YAML too, and the YAML reader knows positions.
  const parsed = parseYamlDocument(text, file);
  const start = { file, line: 1, column: 1 };
  return readYamlSource(schema, 'source' in parsed ? parsed.source : { file, value, positionOf: () => start, positionOfKey: () => start });
}
