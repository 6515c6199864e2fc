import type { KustoType } from '@mxdr/core';
import type { Column, NullMask } from './column.ts';
import { DynamicDictionary, StringDictionary } from './column.ts';
import { DecimalValue, parseDecimal } from './decimal-value.ts';
import type { DynamicValue } from './dynamic-value.ts';
import { datetimeTicks, lanesOfDatetime, lanesOfTimespan, timespanTicks } from './instant.ts';
import { parseDynamicText } from './parse-json.ts';
import { narrowLong } from './parse-values.ts';

/**
 * One value outside its column. Which member it is follows from its Kusto type: `string`, `guid`: string; `bool`: boolean; `int`, `real`:
 * number; `long`: number, bigint beyond 2^53; `decimal`: DecimalValue; `datetime`, `timespan`: ticks as bigint; `dynamic`: DynamicValue.
 */
export type Scalar = DynamicValue | DecimalValue;

/** The value of a row; `null` where it is null. */
export function scalarAt(column: Column, row: number): Scalar {
  switch (column.type) {
    case 'string':
      return column.dictionary.values[column.codes[row]!]!;
    case 'dynamic':
      return column.dictionary.get(column.codes[row]!);
    case 'decimal':
      return column.values[row]!;
    default:
      break;
  }
  if (column.nulls?.[row] === 1) return null;
  switch (column.type) {
    case 'guid':
      return column.dictionary.values[column.codes[row]!]!;
    case 'bool':
      return column.values[row] === 1;
    case 'long': {
      const value = column.values[row]!;
      return typeof value === 'bigint' ? narrowLong(value) : value;
    }
    case 'datetime':
      return datetimeTicks(column.ms[row]!, column.subMs?.[row] ?? 0);
    case 'timespan':
      return timespanTicks(column.ms[row]!, column.subMs?.[row] ?? 0);
    default:
      return column.values[row]!;
  }
}

/** A column of values already computed. Each value must be of the type's kind; null becomes `""` in a string column. */
export function columnFromScalars(type: KustoType, scalars: ArrayLike<Scalar>): Column {
  const { length } = scalars;
  switch (type) {
    case 'string': {
      const codes = new Uint32Array(length);
      const dictionary = new StringDictionary();
      for (let row = 0; row < length; row++) codes[row] = dictionary.codeOf((scalars[row] as string | null) ?? '');
      return { type, length, codes, dictionary };
    }
    case 'dynamic': {
      const codes = new Uint32Array(length);
      const dictionary = new DynamicDictionary(parseDynamicText);
      for (let row = 0; row < length; row++) codes[row] = dictionary.add(scalars[row] as DynamicValue);
      return { type, length, codes, dictionary };
    }
    case 'decimal': {
      const values: (DecimalValue | null)[] = [];
      for (let row = 0; row < length; row++) values.push(toDecimal(scalars[row]!));
      return { type, length, values };
    }
    default:
      return fixedWidthColumn(type, scalars);
  }
}

function toDecimal(value: Scalar): DecimalValue | null {
  if (value instanceof DecimalValue || value === null) return value;
  return parseDecimal(String(value)) ?? null;
}

function fixedWidthColumn(type: Exclude<KustoType, 'string' | 'dynamic' | 'decimal'>, scalars: ArrayLike<Scalar>): Column {
  const { length } = scalars;
  let nulls: NullMask | undefined;
  for (let row = 0; row < length; row++) {
    if (scalars[row] === null) {
      nulls ??= new Uint8Array(length);
      nulls[row] = 1;
    }
  }
  switch (type) {
    case 'guid': {
      const codes = new Uint32Array(length);
      const dictionary = new StringDictionary();
      for (let row = 0; row < length; row++) codes[row] = dictionary.codeOf((scalars[row] as string | null) ?? '');
      return { type, length, codes, dictionary, nulls };
    }
    case 'bool': {
      const values = new Uint8Array(length);
      for (let row = 0; row < length; row++) values[row] = scalars[row] === true ? 1 : 0;
      return { type, length, values, nulls };
    }
    case 'int': {
      const values = new Int32Array(length);
      for (let row = 0; row < length; row++) values[row] = Number(scalars[row]);
      return { type, length, values, nulls };
    }
    case 'real': {
      const values = new Float64Array(length);
      for (let row = 0; row < length; row++) values[row] = Number(scalars[row]);
      return { type, length, values, nulls };
    }
    case 'long': {
      for (let row = 0; row < length; row++) if (typeof scalars[row] === 'bigint') return exactLongColumn(scalars, nulls);
      const values = new Float64Array(length);
      for (let row = 0; row < length; row++) values[row] = scalars[row] as number;
      return { type, length, values, nulls };
    }
    default: {
      const ms = new Float64Array(length);
      let subMs: Uint16Array | undefined;
      for (let row = 0; row < length; row++) {
        const ticks = scalars[row];
        if (ticks === null) continue;
        const lanes = type === 'datetime' ? lanesOfDatetime(ticks as bigint) : lanesOfTimespan(ticks as bigint);
        ms[row] = lanes.ms;
        if (lanes.subMs !== 0) {
          subMs ??= new Uint16Array(length);
          subMs[row] = lanes.subMs;
        }
      }
      return { type, length, ms, subMs, nulls };
    }
  }
}

function exactLongColumn(scalars: ArrayLike<Scalar>, nulls: NullMask | undefined): Column {
  const values = new BigInt64Array(scalars.length);
  for (let row = 0; row < scalars.length; row++) values[row] = BigInt((scalars[row] as number | bigint | null) ?? 0);
  return { type: 'long', length: scalars.length, values, nulls };
}

/** A column that holds one value in every row. */
export function constantColumn(type: KustoType, value: Scalar, length: number): Column {
  if (type === 'string' || type === 'dynamic' || type === 'guid') {
    const single = columnFromScalars(type, [value]);
    if (single.type === 'guid') {
      return { ...single, length, codes: new Uint32Array(length), nulls: value === null ? new Uint8Array(length).fill(1) : undefined };
    }
    if (single.type === 'string' || single.type === 'dynamic') return { ...single, length, codes: new Uint32Array(length) };
  }
  if (type === 'decimal') return { type, length, values: Array.from({ length }, () => toDecimal(value)) };
  return gatherRows(columnFromScalars(type, [value]), new Int32Array(length));
}

/** The rows at `rows`, in that order; a negative index gives null (`""` in a string column). */
export function gatherRows(column: Column, rows: Int32Array | Uint32Array): Column {
  const { length } = rows;
  switch (column.type) {
    case 'string': {
      const codes = new Uint32Array(length);
      const source = column.codes;
      let emptyCode = -1;
      for (let i = 0; i < length; i++) {
        const row = rows[i]!;
        if (row >= 0) codes[i] = source[row]!;
        else codes[i] = emptyCode < 0 ? (emptyCode = column.dictionary.codeOf('')) : emptyCode;
      }
      return { type: 'string', length, codes, dictionary: column.dictionary };
    }
    case 'dynamic': {
      const codes = new Uint32Array(length);
      let nullCode = -1;
      for (let i = 0; i < length; i++) {
        const row = rows[i]!;
        if (row >= 0) codes[i] = column.codes[row]!;
        else codes[i] = nullCode < 0 ? (nullCode = column.dictionary.add(null)) : nullCode;
      }
      return { type: 'dynamic', length, codes, dictionary: column.dictionary };
    }
    case 'decimal':
      return { type: 'decimal', length, values: Array.from(rows, (row) => (row < 0 ? null : column.values[row]!)) };
    default:
      break;
  }
  const nulls = gatherNulls(column.nulls, rows);
  switch (column.type) {
    case 'guid': {
      const codes = new Uint32Array(length);
      for (let i = 0; i < length; i++) codes[i] = column.codes[rows[i]!] ?? 0;
      return { type: 'guid', length, codes, dictionary: column.dictionary, nulls };
    }
    case 'datetime':
    case 'timespan':
      return {
        type: column.type,
        length,
        ms: gatherFloats(column.ms, rows),
        subMs: column.subMs === undefined ? undefined : gatherInto(column.subMs, rows, new Uint16Array(length)),
        nulls,
      };
    case 'bool':
      return { type: 'bool', length, values: gatherInto(column.values, rows, new Uint8Array(length)), nulls };
    case 'int':
      return { type: 'int', length, values: gatherInto(column.values, rows, new Int32Array(length)), nulls };
    case 'real':
      return { type: 'real', length, values: gatherFloats(column.values, rows), nulls };
    default: {
      if (column.values instanceof Float64Array) return { type: 'long', length, values: gatherFloats(column.values, rows), nulls };
      const values = new BigInt64Array(length);
      for (let i = 0; i < length; i++) values[i] = column.values[rows[i]!] ?? 0n;
      return { type: 'long', length, values, nulls };
    }
  }
}

function gatherFloats(source: Float64Array, rows: Int32Array | Uint32Array): Float64Array {
  const target = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (row >= 0) target[i] = source[row]!;
  }
  return target;
}

function gatherInto<Values extends Uint8Array | Uint16Array | Int32Array>(
  source: Values,
  rows: Int32Array | Uint32Array,
  target: Values,
): Values {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (row >= 0) target[i] = source[row]!;
  }
  return target;
}

function gatherNulls(nulls: NullMask | undefined, rows: Int32Array | Uint32Array): NullMask | undefined {
  let target: NullMask | undefined;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (row < 0 || nulls?.[row] === 1) {
      target ??= new Uint8Array(rows.length);
      target[i] = 1;
    }
  }
  return target;
}

/** All rows of all parts, one after the other. Parts must be of the same type. */
export function concatColumns(type: KustoType, parts: readonly Column[]): Column {
  if (parts.length === 1) return parts[0]!;
  let length = 0;
  for (const part of parts) length += part.length;
  if (parts.length === 0) return columnFromScalars(type, []);
  if (type === 'string') return concatStrings(parts, length);
  if (type === 'dynamic') return concatDynamics(parts, length);
  if (type === 'datetime' || type === 'timespan') return concatTimes(type, parts, length);
  if (
    (type === 'long' || type === 'real') &&
    parts.every((part) => (part.type === 'long' || part.type === 'real') && part.values instanceof Float64Array)
  ) {
    const values = new Float64Array(length);
    let offset = 0;
    for (const part of parts) {
      values.set((part as { values: Float64Array }).values, offset);
      offset += part.length;
    }
    return { type, length, values, nulls: concatNulls(parts, length) };
  }
  const scalars: Scalar[] = [];
  for (const part of parts) for (let row = 0; row < part.length; row++) scalars.push(scalarAt(part, row));
  return columnFromScalars(type, scalars);
}

function concatNulls(parts: readonly Column[], length: number): NullMask | undefined {
  let nulls: NullMask | undefined;
  let offset = 0;
  for (const part of parts) {
    if ('nulls' in part && part.nulls !== undefined) {
      nulls ??= new Uint8Array(length);
      nulls.set(part.nulls, offset);
    }
    offset += part.length;
  }
  return nulls;
}

function concatTimes(type: 'datetime' | 'timespan', parts: readonly Column[], length: number): Column {
  const ms = new Float64Array(length);
  let subMs: Uint16Array | undefined;
  let offset = 0;
  for (const part of parts) {
    if (part.type !== 'datetime' && part.type !== 'timespan') continue;
    ms.set(part.ms, offset);
    if (part.subMs !== undefined) {
      subMs ??= new Uint16Array(length);
      subMs.set(part.subMs, offset);
    }
    offset += part.length;
  }
  return { type, length, ms, subMs, nulls: concatNulls(parts, length) };
}

function concatStrings(parts: readonly Column[], length: number): Column {
  const codes = new Uint32Array(length);
  const first = parts[0]!;
  const isShared = first.type === 'string' && parts.every((part) => part.type === 'string' && part.dictionary === first.dictionary);
  const dictionary = isShared ? first.dictionary : new StringDictionary();
  const maps = new Map<StringDictionary, Int32Array>();
  let offset = 0;
  for (const part of parts) {
    if (part.type !== 'string') continue;
    if (isShared) codes.set(part.codes, offset);
    else {
      const { values } = part.dictionary;
      let map = maps.get(part.dictionary);
      if (map === undefined || map.length < values.length) {
        map = new Int32Array(values.length).fill(-1);
        maps.set(part.dictionary, map);
      }
      for (let row = 0; row < part.length; row++) {
        const code = part.codes[row]!;
        let mapped = map[code]!;
        if (mapped < 0) {
          mapped = dictionary.codeOf(values[code]!);
          map[code] = mapped;
        }
        codes[offset + row] = mapped;
      }
    }
    offset += part.length;
  }
  return { type: 'string', length, codes, dictionary };
}

function concatDynamics(parts: readonly Column[], length: number): Column {
  const first = parts[0]!;
  const isShared = first.type === 'dynamic' && parts.every((part) => part.type === 'dynamic' && part.dictionary === first.dictionary);
  const codes = new Uint32Array(length);
  const dictionary = isShared ? first.dictionary : new DynamicDictionary(parseDynamicText);
  let offset = 0;
  for (const part of parts) {
    if (part.type !== 'dynamic') continue;
    if (isShared) codes.set(part.codes, offset);
    else {
      const seen = new Map<number, number>();
      for (let row = 0; row < part.length; row++) {
        const code = part.codes[row]!;
        let mapped = seen.get(code);
        if (mapped === undefined) {
          mapped = dictionary.add(part.dictionary.get(code));
          seen.set(code, mapped);
        }
        codes[offset + row] = mapped;
      }
    }
    offset += part.length;
  }
  return { type: 'dynamic', length, codes, dictionary };
}
