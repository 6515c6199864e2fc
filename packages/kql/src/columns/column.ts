import type { DecimalValue } from './decimal-value.ts';
import type { DynamicValue } from './dynamic-value.ts';

/** One byte per row, 1 where the row is null. Absent when no row is. */
export type NullMask = Uint8Array;

/** Distinct strings by code. Grows while a builder appends batches; a code never changes its string. */
export class StringDictionary {
  readonly values: string[] = [];
  private readonly codes = new Map<string, number>();

  /** The code of `text`, added when new. */
  codeOf(text: string): number {
    let code = this.codes.get(text);
    if (code === undefined) {
      code = this.values.length;
      this.values.push(text);
      this.codes.set(text, code);
    }
    return code;
  }
}

/** Distinct dynamic values by code, parsed when first asked for. Code for code what the source text was. */
export class DynamicDictionary {
  private readonly values: (DynamicValue | undefined)[] = [];
  private readonly texts: (string | undefined)[] = [];
  private readonly codes = new Map<string, number>();
  private readonly parse: (text: string) => DynamicValue;

  constructor(parse: (text: string) => DynamicValue) {
    this.parse = parse;
  }

  get size(): number {
    return this.values.length;
  }

  /** Adds a value without looking for an equal one. */
  add(value: DynamicValue): number {
    this.values.push(value);
    return this.values.length - 1;
  }

  /** The code of a JSON text; equal texts share it. */
  codeOfText(text: string): number {
    let code = this.codes.get(text);
    if (code === undefined) {
      code = this.values.length;
      this.values.push(undefined);
      this.texts[code] = text;
      this.codes.set(text, code);
    }
    return code;
  }

  get(code: number): DynamicValue {
    const known = this.values[code];
    if (known !== undefined) return known;
    const value = this.parse(this.texts[code] ?? '');
    this.values[code] = value;
    return value;
  }
}

export interface StringColumn {
  readonly type: 'string';
  readonly length: number;
  readonly codes: Uint32Array;
  readonly dictionary: StringDictionary;
}

export interface GuidColumn {
  readonly type: 'guid';
  readonly length: number;
  /** Lower case, with dashes. */
  readonly codes: Uint32Array;
  readonly dictionary: StringDictionary;
  readonly nulls?: NullMask | undefined;
}

export interface BoolColumn {
  readonly type: 'bool';
  readonly length: number;
  readonly values: Uint8Array;
  readonly nulls?: NullMask | undefined;
}

export interface IntColumn {
  readonly type: 'int';
  readonly length: number;
  readonly values: Int32Array;
  readonly nulls?: NullMask | undefined;
}

/** 64-bit integers: doubles while every |x| <= 2^53, else exact. */
export interface LongColumn {
  readonly type: 'long';
  readonly length: number;
  readonly values: Float64Array | BigInt64Array;
  readonly nulls?: NullMask | undefined;
}

export interface RealColumn {
  readonly type: 'real';
  readonly length: number;
  readonly values: Float64Array;
  readonly nulls?: NullMask | undefined;
}

export interface DecimalColumn {
  readonly type: 'decimal';
  readonly length: number;
  readonly values: readonly (DecimalValue | null)[];
}

/**
 * 100 ns ticks in two lanes, since they exceed 2^53: whole milliseconds (datetime: since 1970-01-01, may be negative; timespan: rounded
 * towards minus infinity) and the ticks 0-9999 above them. `subMs` is absent when all are zero.
 */
export interface TimeColumn {
  readonly type: 'datetime' | 'timespan';
  readonly length: number;
  readonly ms: Float64Array;
  readonly subMs?: Uint16Array | undefined;
  readonly nulls?: NullMask | undefined;
}

/** Null rows point at an entry whose value is null. */
export interface DynamicColumn {
  readonly type: 'dynamic';
  readonly length: number;
  readonly codes: Uint32Array;
  readonly dictionary: DynamicDictionary;
}

export type Column =
  | StringColumn
  | GuidColumn
  | BoolColumn
  | IntColumn
  | LongColumn
  | RealColumn
  | DecimalColumn
  | TimeColumn
  | DynamicColumn;

/** Whether the row is null. A string never is. */
export function isNullAt(column: Column, row: number): boolean {
  switch (column.type) {
    case 'string':
      return false;
    case 'dynamic':
      return column.dictionary.get(column.codes[row]!) === null;
    case 'decimal':
      return column.values[row] === null;
    default:
      return column.nulls !== undefined && column.nulls[row] === 1;
  }
}
