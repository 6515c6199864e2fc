import type { JsonValue } from '@mxdr/core';
import type { DynamicValue } from './dynamic-value.ts';
import { DynamicBag, DynamicReal, DynamicTime, isDynamicArray, toDynamicReal } from './dynamic-value.ts';
import { formatDatetimeTicks, formatTimespanTicks } from './instant.ts';

/** A dynamic value of a plain JSON value. */
export function dynamicFromJson(value: JsonValue): DynamicValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value + 0 : toDynamicReal(value);
  if (Array.isArray(value)) return value.map((item: JsonValue) => dynamicFromJson(item));
  return new DynamicBag(new Map(Object.entries(value).map(([key, item]) => [key, dynamicFromJson(item)])));
}

/** A real as JSON results carry it: a number, or a word where JSON has no number. */
export function realToJson(value: number): number | string {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

/** The plain JSON value of a dynamic value. Integers beyond 2^53 become strings, as long columns do. */
export function dynamicToJson(value: DynamicValue): JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return realToJson(value);
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof DynamicReal) return value.value;
  if (value instanceof DynamicTime) return formatDynamicTime(value);
  if (isDynamicArray(value)) return value.map(dynamicToJson);
  const result: Record<string, JsonValue> = {};
  for (const [key, item] of value.entries) {
    // A key `__proto__` must become data, not a prototype.
    Object.defineProperty(result, key, { value: dynamicToJson(item), enumerable: true, writable: true, configurable: true });
  }
  return result;
}

export function formatDynamicTime(value: DynamicTime): string {
  return value.kind === 'datetime' ? formatDatetimeTicks(value.ticks) : formatTimespanTicks(value.ticks);
}

/** A real with the shortest digits that read back the same, always recognisable as real: `1.0`, `0.5`, `1E+20`. */
export function formatRealAsJson(value: number): string {
  if (!Number.isFinite(value)) return `"${String(realToJson(value))}"`;
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** Compact JSON text, what `tostring` makes of a bag or an array. */
export function dynamicToText(value: DynamicValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : formatRealAsJson(value);
  if (value instanceof DynamicReal) return formatRealAsJson(value.value);
  if (value instanceof DynamicTime) return JSON.stringify(formatDynamicTime(value));
  if (isDynamicArray(value)) return `[${value.map(dynamicToText).join(',')}]`;
  return `{${[...value.entries].map(([key, item]) => `${JSON.stringify(key)}:${dynamicToText(item)}`).join(',')}}`;
}
