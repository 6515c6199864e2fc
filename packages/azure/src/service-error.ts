import type { JsonValue } from '@mxdr/core';
import type { JsonRecord } from './json-shape.ts';
import { isJsonArray, isJsonRecord } from './json-shape.ts';
import { cleanServiceText } from './service-text.ts';

/** One link of the chain in which the service explains an error, from the general to the particular. */
export interface ServiceErrorLink {
  readonly code: string;
  readonly message: string;
  /** In the query, from 1. */
  readonly line?: number;
  /** In the line, from 1 (the service counts from 0). */
  readonly column?: number;
}

/**
 * Flattens `error` with its `innererror`s; each entry of `details` is followed by its own.
 * The key is `innererror` in the service's answers and `innerError` in the SDK's models.
 */
export function readServiceError(error: JsonValue | undefined): readonly ServiceErrorLink[] {
  if (!isJsonRecord(error)) return [];
  const details = isJsonArray(error['details']) ? error['details'] : [];
  return [linkOf(error), ...readServiceError(error['innererror'] ?? error['innerError']), ...details.flatMap(readServiceError)];
}

function linkOf(error: JsonRecord): ServiceErrorLink {
  const line = positiveInteger(error['line']);
  const position = typeof error['pos'] === 'number' ? positiveInteger(error['pos'] + 1) : undefined;
  return {
    code: typeof error['code'] === 'string' || typeof error['code'] === 'number' ? cleanServiceText(String(error['code'])) : '',
    message: typeof error['message'] === 'string' ? cleanServiceText(error['message']) : '',
    ...(line === undefined ? {} : { line }),
    ...(position === undefined ? {} : { column: position }),
  };
}

function positiveInteger(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 ? value : undefined;
}

/** Tables that the service did not find, named in its messages; each once, in order. */
export function missingTablesOf(links: readonly ServiceErrorLink[]): readonly string[] {
  const pattern = /Failed to resolve table(?: or column)? expression named '([^']+)'/g;
  return [...new Set(links.flatMap((link) => [...link.message.matchAll(pattern)].map((match) => match[1]!)))];
}
