import type { JsonValue } from '@mxdr/core';
import type { JsonRecord } from '../json-shape.ts';
import { isJsonArray, isJsonRecord } from '../json-shape.ts';

/** Fields of answers, each as what it should be or not at all. What a fact cannot do without is left to its schema. */

export function textAt(row: JsonRecord, key: string): string | undefined {
  const value = row[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function numberAt(row: JsonRecord, key: string): number | undefined {
  const value = row[key];
  return typeof value === 'number' ? value : undefined;
}

export function booleanAt(row: JsonRecord, key: string): boolean | undefined {
  const value = row[key];
  return typeof value === 'boolean' ? value : undefined;
}

/** The objects of a list; none where there is no list. */
export function recordsAt(row: JsonRecord, key: string): readonly JsonRecord[] {
  const value = row[key];
  return isJsonArray(value) ? value.filter((one): one is JsonRecord => isJsonRecord(one)) : [];
}

export function textsAt(row: JsonRecord, key: string): readonly string[] {
  const value = row[key];
  return isJsonArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** An instant of a service, to the millisecond and in UTC; undefined for what is none. */
export function instantAt(row: JsonRecord, key: string): string | undefined {
  const text = textAt(row, key);
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** The last GUID in a text, such as that of a role at the end of its resource id. */
export function guidIn(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string'
    ? value
        .match(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi)
        ?.at(-1)
        ?.toLowerCase()
    : undefined;
}

/** Leaves out what is not there, so that a strict schema sees an absent field as absent. */
export function present<Row extends Record<string, unknown>>(row: Row): Present<Row> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Present<Row>;
}

type Present<Row> = { readonly [Key in keyof Row]?: Exclude<Row[Key], undefined> };
