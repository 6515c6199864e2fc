import { codeColumns } from '../dataset/readiness-views.ts';
import type { Messages } from '../languages/messages.ts';

/** A code of the readiness in words; undefined where the column holds none. */
export function nameReadinessValue(column: string, value: string, { readiness }: Messages): string | undefined {
  const kind = Object.entries(codeColumns).find(([name]) => name === column)?.[1];
  if (kind === undefined) return undefined;
  const words: Readonly<Record<string, string>> = readiness.values[kind];
  return words[value];
}
