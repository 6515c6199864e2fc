import { codeColumns } from '../dataset/readiness-views.ts';
import type { Messages } from '../languages/messages.ts';

/** A code of the readiness in words; undefined where the column holds none. */
export function nameReadinessValue(column: string, value: string, { readiness }: Messages): string | undefined {
  const kind = Object.entries(codeColumns).find(([name]) => name === column)?.[1];
  return kind === undefined ? undefined : readiness.values[kind]?.[value];
}
