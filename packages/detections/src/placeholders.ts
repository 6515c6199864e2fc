import type { JsonValue } from '@mxdr/core';

/** What a placeholder stands for; `undefined` when nothing has that name. */
export type PlaceholderValue = string | number | boolean | undefined;

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/gu;
const onlyPlaceholder = /^\{\{\s*([^{}]*?)\s*\}\}$/u;

/** Names of the placeholders anywhere in a value, in order of appearance. */
export function placeholdersIn(value: JsonValue): readonly string[] {
  if (typeof value === 'string') return [...value.matchAll(placeholder)].map((match) => match[1] ?? '');
  if (Array.isArray(value)) return value.flatMap(placeholdersIn);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap((each) => placeholdersIn(each ?? null));
  return [];
}

/** Replaces `{{name}}` in a text; a placeholder without a value stays as it is written. */
export function fillText(text: string, valueOf: (name: string) => PlaceholderValue): string {
  return text.replaceAll(placeholder, (written, name: string) => String(valueOf(name) ?? written));
}

/**
 * Replaces `{{name}}` in every text of a value, at any depth. A text that is nothing but one placeholder takes the value with its type;
 * a placeholder without a value stays as it is written.
 */
export function fillPlaceholders(value: JsonValue, valueOf: (name: string) => PlaceholderValue): JsonValue {
  if (typeof value === 'string') {
    const only = onlyPlaceholder.exec(value);
    if (only !== null) return valueOf(only[1] ?? '') ?? value;
    return fillText(value, valueOf);
  }
  if (Array.isArray(value)) return value.map((each) => fillPlaceholders(each, valueOf));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fillPlaceholders(each ?? null, valueOf)]));
  return value;
}
