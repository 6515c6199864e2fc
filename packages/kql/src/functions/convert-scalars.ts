import type { KustoType } from '@mxdr/core';
import { DecimalValue, decimalToNumber, formatDecimal, parseDecimal } from '../columns/decimal-value.ts';
import { dynamicToText, formatDynamicTime } from '../columns/dynamic-json.ts';
import type { DynamicValue } from '../columns/dynamic-value.ts';
import { DynamicBag, DynamicReal, DynamicTime, isDynamicArray, toDynamicReal } from '../columns/dynamic-value.ts';
import { datetimeTicks, formatDatetimeTicks, formatTimespanTicks } from '../columns/instant.ts';
import { narrowLong, parseBool, parseDatetime, parseGuid, parseLong, parseReal, parseTimespanTicks } from '../columns/parse-values.ts';
import type { Scalar } from '../columns/scalar.ts';

/** A value with the type that says how to read it. */
export interface Typed {
  readonly type: KustoType;
  readonly value: Scalar;
}

/** The typed value inside a dynamic value: its string, number, boolean or time; bags and arrays stay dynamic. */
export function unwrapDynamic(value: DynamicValue): Typed {
  if (typeof value === 'string') return { type: 'string', value };
  if (typeof value === 'number') return Number.isInteger(value) ? { type: 'long', value } : { type: 'real', value };
  if (typeof value === 'bigint') return { type: 'long', value };
  if (typeof value === 'boolean') return { type: 'bool', value };
  if (value instanceof DynamicReal) return { type: 'real', value: value.value };
  if (value instanceof DynamicTime) return { type: value.kind, value: value.ticks };
  return { type: 'dynamic', value };
}

/** A real as `tostring` writes it. */
export function formatReal(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  const magnitude = Math.abs(value);
  if (Number.isInteger(value) && magnitude < 1e15) return `${value}.0`;
  // .NET turns to exponents earlier than JavaScript does, and writes them as E+15 and E-05.
  if (magnitude >= 1e15 || magnitude < 1e-4) return exponentForm(value);
  return String(value);
}

function exponentForm(value: number): string {
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string];
  return `${mantissa}E${exponent.startsWith('-') ? '-' : '+'}${exponent.slice(1).padStart(2, '0')}`;
}

/** `tostring`. Null gives `""`; a dynamic string comes without quotes, a bag or array as compact JSON. */
export function toText(type: KustoType, value: Scalar): string {
  if (value === null) return '';
  switch (type) {
    case 'string':
    case 'guid':
      return value as string;
    case 'bool':
      return value === true ? 'true' : 'false';
    case 'int':
    case 'long':
      return String(value);
    case 'real':
      return formatReal(value as number);
    case 'decimal':
      return formatDecimal(value as DecimalValue);
    case 'datetime':
      return formatDatetimeTicks(value as bigint);
    case 'timespan':
      return formatTimespanTicks(value as bigint);
    default:
      return dynamicAsText(value as DynamicValue);
  }
}

function dynamicAsText(value: DynamicValue): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value instanceof DynamicTime) return formatDynamicTime(value);
  if (value instanceof DynamicReal) return formatReal(value.value);
  return dynamicToText(value);
}

/** `tolong`: null on bad input, reals are cut towards zero. */
export function toLong(type: KustoType, value: Scalar): number | bigint | null {
  if (value === null) return null;
  switch (type) {
    case 'int':
    case 'long':
      return value as number | bigint;
    case 'real':
      return realToLong(value as number);
    case 'decimal':
      return narrowChecked((value as DecimalValue).unscaled / 10n ** BigInt((value as DecimalValue).scale));
    case 'bool':
      return value === true ? 1 : 0;
    case 'string': {
      const parsed = parseLong(value as string);
      if (parsed !== undefined) return parsed;
      const real = parseReal(value as string);
      return real === undefined ? null : realToLong(real);
    }
    case 'datetime':
    case 'timespan':
      return narrowLong(value as bigint);
    case 'dynamic': {
      const typed = unwrapDynamic(value as DynamicValue);
      return typed.type === 'dynamic' ? null : toLong(typed.type, typed.value);
    }
    default:
      return null;
  }
}

function realToLong(value: number): number | bigint | null {
  if (!Number.isFinite(value)) return null;
  const whole = Math.trunc(value);
  return Number.isSafeInteger(whole) ? whole + 0 : narrowChecked(BigInt(whole));
}

function narrowChecked(value: bigint): number | bigint | null {
  return BigInt.asIntN(64, value) === value ? narrowLong(value) : null;
}

/** `toint`: null outside 32 bits. */
export function toInt(type: KustoType, value: Scalar): number | null {
  const long = toLong(type, value);
  if (long === null) return null;
  const number = Number(long);
  return number >= -2_147_483_648 && number <= 2_147_483_647 ? number : null;
}

/** `toreal`, `todouble`. */
export function toReal(type: KustoType, value: Scalar): number | null {
  if (value === null) return null;
  switch (type) {
    case 'int':
    case 'long':
    case 'real':
      return Number(value);
    case 'decimal':
      return decimalToNumber(value as DecimalValue);
    case 'bool':
      return value === true ? 1 : 0;
    case 'string':
      return parseReal(value as string) ?? null;
    case 'datetime':
    case 'timespan':
      return Number(value);
    case 'dynamic': {
      const typed = unwrapDynamic(value as DynamicValue);
      return typed.type === 'dynamic' ? null : toReal(typed.type, typed.value);
    }
    default:
      return null;
  }
}

export function toDecimal(type: KustoType, value: Scalar): DecimalValue | null {
  if (value === null) return null;
  switch (type) {
    case 'decimal':
      return value as DecimalValue;
    case 'int':
    case 'long':
      return new DecimalValue(BigInt(value as number | bigint), 0);
    case 'real':
      return parseDecimal(String(value)) ?? null;
    case 'string':
      return parseDecimal(value as string) ?? null;
    case 'dynamic': {
      const typed = unwrapDynamic(value as DynamicValue);
      return typed.type === 'dynamic' ? null : toDecimal(typed.type, typed.value);
    }
    default:
      return null;
  }
}

export function toBool(type: KustoType, value: Scalar): boolean | null {
  if (value === null) return null;
  switch (type) {
    case 'bool':
      return value as boolean;
    case 'int':
    case 'long':
    case 'real':
      return Number(value) !== 0;
    case 'string':
      return parseBool(value as string) ?? null;
    case 'dynamic': {
      const typed = unwrapDynamic(value as DynamicValue);
      return typed.type === 'dynamic' ? null : toBool(typed.type, typed.value);
    }
    default:
      return null;
  }
}

/** `todatetime`: ticks since 0001-01-01. */
export function toDatetime(type: KustoType, value: Scalar): bigint | null {
  if (value === null) return null;
  if (type === 'datetime') return value as bigint;
  if (type === 'string') {
    const lanes = parseDatetime(value as string);
    return lanes === undefined ? null : datetimeTicks(lanes.ms, lanes.subMs);
  }
  if (type === 'int' || type === 'long') return BigInt(value as number | bigint);
  if (type === 'dynamic') {
    const typed = unwrapDynamic(value as DynamicValue);
    return typed.type === 'string' || typed.type === 'datetime' ? toDatetime(typed.type, typed.value) : null;
  }
  return null;
}

export function toTimespan(type: KustoType, value: Scalar): bigint | null {
  if (value === null) return null;
  if (type === 'timespan') return value as bigint;
  if (type === 'string') return parseTimespanTicks(value as string) ?? null;
  if (type === 'int' || type === 'long') return BigInt(value as number | bigint);
  if (type === 'dynamic') {
    const typed = unwrapDynamic(value as DynamicValue);
    return typed.type === 'string' || typed.type === 'timespan' ? toTimespan(typed.type, typed.value) : null;
  }
  return null;
}

export function toGuid(type: KustoType, value: Scalar): string | null {
  if (value === null) return null;
  if (type === 'guid') return value as string;
  if (type === 'string') return parseGuid(value as string) ?? null;
  return type === 'dynamic' && typeof value === 'string' ? (parseGuid(value) ?? null) : null;
}

/** A value inside a dynamic. */
export function toDynamic(type: KustoType, value: Scalar): DynamicValue {
  if (value === null) return null;
  switch (type) {
    case 'real':
      return toDynamicReal(value as number);
    case 'datetime':
    case 'timespan':
      return new DynamicTime(type, value as bigint);
    case 'decimal':
      return formatDecimal(value as DecimalValue);
    default:
      return value as DynamicValue;
  }
}

/** Converts as `to<type>()` does. */
export function convertScalar(from: KustoType, to: KustoType, value: Scalar): Scalar {
  if (from === to) return value;
  switch (to) {
    case 'string':
      return toText(from, value);
    case 'long':
      return toLong(from, value);
    case 'int':
      return toInt(from, value);
    case 'real':
      return toReal(from, value);
    case 'decimal':
      return toDecimal(from, value);
    case 'bool':
      return toBool(from, value);
    case 'datetime':
      return toDatetime(from, value);
    case 'timespan':
      return toTimespan(from, value);
    case 'guid':
      return toGuid(from, value);
    default:
      return toDynamic(from, value);
  }
}

/** `gettype` of a dynamic value. */
export function dynamicTypeName(value: DynamicValue): string {
  if (value === null) return 'null';
  if (isDynamicArray(value)) return 'array';
  if (value instanceof DynamicBag) return 'dictionary';
  const { type } = unwrapDynamic(value);
  return type === 'real' ? 'double' : type;
}
