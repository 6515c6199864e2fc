import type { JsonValue } from '@mxdr/core';

/** One row of a table: column to value. A column that is left out is empty. Instants are ISO 8601 in UTC. */
export type LogRow = Readonly<Record<string, JsonValue>>;

/** An instant as rows hold it: `2026-10-01T07:12:33.123Z`. */
export function utcText(ms: number): string {
  return new Date(ms).toISOString();
}
