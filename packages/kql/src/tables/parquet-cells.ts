import type { KustoType } from '@mxdr/core';
import type { SchemaElement, SchemaTree } from 'hyparquet';
import type { ColumnBuilder } from '../columns/column-builder.ts';
import { DecimalValue, formatDecimal } from '../columns/decimal-value.ts';
import { datetimeTicks, formatDatetime } from '../columns/instant.ts';
import { appendTextCell } from './append-cell.ts';

/** A point in time of a Parquet file, exact to 100 ns. */
export class ParquetTime {
  readonly ms: number;
  readonly subMs: number;

  constructor(ms: number, subMs: number) {
    this.ms = ms;
    this.subMs = subMs;
  }

  get ticks(): bigint {
    return datetimeTicks(this.ms, this.subMs);
  }
}

function timeOfUnits(value: bigint, unitsPerMs: bigint, ticksPerUnit: number): ParquetTime {
  let rest = value % unitsPerMs;
  if (rest < 0n) rest += unitsPerMs;
  return new ParquetTime(Number((value - rest) / unitsPerMs), Math.trunc(Number(rest) * ticksPerUnit));
}

/** Parsers that keep what the ready ones round: microseconds, and JSON as text. */
export const exactParsers = {
  timestampFromMilliseconds: (value: bigint) => (value === undefined ? undefined : new ParquetTime(Number(value), 0)),
  timestampFromMicroseconds: (value: bigint) => (value === undefined ? undefined : timeOfUnits(value, 1000n, 10)),
  timestampFromNanoseconds: (value: bigint) => (value === undefined ? undefined : timeOfUnits(value, 1_000_000n, 0.01)),
  dateFromDays: (days: number) => (days === undefined ? undefined : new ParquetTime(days * 86_400_000, 0)),
  jsonFromBytes: (bytes: Uint8Array) =>
    bytes === undefined ? undefined : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'),
};

/** How the values of a Parquet column are read, beyond what their JavaScript form tells. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: KustoType;
  /** Values are JSON text. */
  readonly isJson: boolean;
  /** Decimal places of an unscaled whole number. */
  readonly scale?: number;
  /** Milliseconds in one unit of a time of day. */
  readonly timeUnitMs?: number;
  /** What one unit of a point in time is, where it is stored as a whole number since 1970. */
  readonly instantUnit?: InstantUnit;
}

export type InstantUnit = 'day' | 'ms' | 'us' | 'ns';

/** The column that a field of the file's schema is. */
export function parquetColumnOf(tree: SchemaTree): ParquetColumn {
  const { element } = tree;
  const { name } = element;
  if (tree.children.length > 0 || element.repetition_type === 'REPEATED') return { name, type: 'dynamic', isJson: false };
  const logical = element.logical_type;
  const converted = element.converted_type;
  if (logical?.type === 'DECIMAL' || converted === 'DECIMAL')
    return { name, type: 'decimal', isJson: false, scale: logical?.type === 'DECIMAL' ? logical.scale : (element.scale ?? 0) };
  if (logical?.type === 'JSON' || converted === 'JSON') return { name, type: 'dynamic', isJson: true };
  if (logical?.type === 'TIME' || converted === 'TIME_MILLIS' || converted === 'TIME_MICROS') {
    const unit = logical?.type === 'TIME' ? logical.unit : converted === 'TIME_MICROS' ? 'MICROS' : 'MILLIS';
    return { name, type: 'timespan', isJson: false, timeUnitMs: unit === 'MILLIS' ? 1 : unit === 'MICROS' ? 1e-3 : 1e-6 };
  }
  const instantUnit = instantUnitOf(element);
  return { name, type: plainType(element), isJson: false, ...(instantUnit === undefined ? {} : { instantUnit }) };
}

function instantUnitOf({ logical_type: logical, converted_type: converted, type }: SchemaElement): InstantUnit | undefined {
  if (logical?.type === 'DATE' || converted === 'DATE') return 'day';
  if (type !== 'INT64') return undefined;
  if (logical?.type === 'TIMESTAMP') return logical.unit === 'MILLIS' ? 'ms' : logical.unit === 'MICROS' ? 'us' : 'ns';
  if (converted === 'TIMESTAMP_MILLIS') return 'ms';
  return converted === 'TIMESTAMP_MICROS' ? 'us' : undefined;
}

/**
 * The file's schema as it is read: decimals and points in time of columns of their own come as the whole numbers that they are stored as,
 * without a rounded double or an object for each. Within nested values they stay what they are.
 */
export function rawSchema(schema: readonly SchemaElement[]): SchemaElement[] {
  const raw: SchemaElement[] = [];
  // Elements that follow and belong to the subtree of a nested column.
  let nested = 0;
  for (const [index, element] of schema.entries()) {
    const children = element.num_children ?? 0;
    if (index === 0) raw.push(element);
    else if (nested > 0) {
      raw.push(element);
      nested += children - 1;
    } else {
      nested = children;
      raw.push(children > 0 ? element : rawElement(element));
    }
  }
  return raw;
}

function rawElement(element: SchemaElement): SchemaElement {
  if (element.repetition_type === 'REPEATED') return element;
  const { scale, instantUnit } = parquetColumnOf({ element, children: [], count: 1, path: [element.name] });
  if (scale === undefined && instantUnit === undefined) return element;
  const { converted_type: _converted, logical_type: _logical, ...plain } = element;
  return plain;
}

function plainType(element: SchemaElement): KustoType {
  const logical = element.logical_type?.type;
  const converted = element.converted_type;
  if (
    logical === 'TIMESTAMP' ||
    logical === 'DATE' ||
    converted === 'DATE' ||
    converted?.startsWith('TIMESTAMP') === true ||
    element.type === 'INT96'
  )
    return 'datetime';
  if (logical === 'UUID') return 'guid';
  if (logical === 'FLOAT16') return 'real';
  switch (element.type) {
    case 'BOOLEAN':
      return 'bool';
    case 'INT32':
      return converted === 'UINT_32' ? 'long' : 'int';
    case 'INT64':
      return 'long';
    case 'FLOAT':
    case 'DOUBLE':
      return 'real';
    default:
      return 'string';
  }
}

function isTypedArray(value: unknown): value is Iterable<unknown> {
  return ArrayBuffer.isView(value) && Symbol.iterator in value;
}

/** JSON text of a nested value: lists, maps and structs, with exact integers and times. */
export function nestedJsonText(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof ParquetTime) return JSON.stringify(formatDatetime(value.ms, value.subMs));
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('base64'));
  if (Array.isArray(value)) return `[${value.map(nestedJsonText).join(',')}]`;
  if (isTypedArray(value)) return `[${Array.from<unknown, string>(value, nestedJsonText).join(',')}]`;
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .map(([key, item]) => `${JSON.stringify(key)}:${nestedJsonText(item)}`)
      .join(',')}}`;
  return JSON.stringify(value) ?? 'null';
}

function bytesToBigInt(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  return BigInt.asIntN(bytes.length * 8, value);
}

function decimalText(value: unknown, scale: number): string {
  const unscaled =
    typeof value === 'bigint' ? value : value instanceof Uint8Array ? bytesToBigInt(value) : BigInt(Math.trunc(Number(value)));
  return formatDecimal(new DecimalValue(unscaled, scale));
}

/** Appends one value as hyparquet gives it. `false` when it does not convert; the cell is null then. */
export function appendParquetCell(builder: ColumnBuilder, column: ParquetColumn, value: unknown): boolean {
  if (value === undefined || value === null) {
    builder.appendNull();
    return true;
  }
  if (column.scale !== undefined) return builder.appendText(decimalText(value, column.scale));
  if (column.instantUnit !== undefined) return appendInstant(builder, column.instantUnit, value as number | bigint);
  if (column.timeUnitMs !== undefined) {
    const ticks = Math.round(Number(value) * column.timeUnitMs * 10_000);
    const subMs = ticks % 10_000;
    return builder.appendTime((ticks - subMs) / 10_000, subMs);
  }
  if (typeof value === 'string') {
    if (builder.type !== 'dynamic' || column.isJson) return column.isJson ? builder.appendJsonText(value) : appendTextCell(builder, value);
    const first = value.trimStart()[0];
    return first === '{' || first === '[' ? builder.appendText(value) : builder.appendJsonText(JSON.stringify(value));
  }
  if (typeof value === 'number')
    return isWholeColumn(builder.type) && !Number.isInteger(value) ? rejected(builder) : builder.appendNumber(value);
  if (typeof value === 'bigint') return builder.appendLong(value);
  if (typeof value === 'boolean') return builder.appendBoolean(value);
  if (value instanceof ParquetTime) return builder.appendTime(value.ms, value.subMs);
  return builder.appendJsonText(nestedJsonText(value));
}

const PER_MS = { us: 1000, ns: 1_000_000 } as const;

/** A point in time, counted in units since 1970. */
export function appendInstant(builder: ColumnBuilder, unit: InstantUnit, value: number | bigint): boolean {
  if (unit === 'day') return builder.appendTime(Number(value) * 86_400_000, 0);
  if (unit === 'ms') return builder.appendTime(Number(value), 0);
  const perMs = PER_MS[unit];
  const units = Number(value);
  if (Number.isSafeInteger(units)) {
    const ms = Math.floor(units / perMs);
    return builder.appendTime(ms, Math.floor(((units - ms * perMs) * 10_000) / perMs));
  }
  const whole = BigInt(value);
  const divisor = BigInt(perMs);
  const rest = ((whole % divisor) + divisor) % divisor;
  return builder.appendTime(Number((whole - rest) / divisor), Math.floor((Number(rest) * 10_000) / perMs));
}

function isWholeColumn(type: KustoType): boolean {
  return type === 'int' || type === 'long';
}

function rejected(builder: ColumnBuilder): false {
  builder.appendNull();
  return false;
}
