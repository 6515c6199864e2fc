import type { JsonValue } from '@mxdr/core';

/** An object of parsed JSON whose fields are not known yet. */
export type JsonRecord = { readonly [key: string]: JsonValue };

export function isJsonRecord(value: JsonValue | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !isJsonArray(value);
}

/** `Array.isArray` does not narrow readonly arrays. */
export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The object at `path`, or undefined where something on the way is no object. */
export function recordAt(value: JsonValue | undefined, ...path: readonly string[]): JsonRecord | undefined {
  let here = value;
  for (const key of path) here = isJsonRecord(here) ? here[key] : undefined;
  return isJsonRecord(here) ? here : undefined;
}
