import type { JsonValue, KustoType } from '@mxdr/core';
import type { Column, NullMask } from './column.ts';
import { DynamicDictionary, StringDictionary } from './column.ts';
import type { DecimalValue } from './decimal-value.ts';
import { parseDecimal } from './decimal-value.ts';
import type { DynamicValue } from './dynamic-value.ts';
import { dynamicFromJson } from './dynamic-json.ts';
import { formatDatetime } from './instant.ts';
import { parseDynamicText } from './parse-json.ts';
import { narrowLong, parseBool, parseDatetime, parseGuid, parseLong, parseReal, parseTimespan } from './parse-values.ts';

/**
 * Collects one column, row by row. `finish` gives the rows so far as a column and starts the next batch; batches of one builder share one
 * dictionary, so equal strings keep their code.
 *
 * A value of another kind is converted the way the service's ingestion does; what cannot be converted becomes null and the method answers
 * `false`, so that a reader can count and report it.
 */
export interface ColumnBuilder {
  readonly type: KustoType;
  /** Rows since the last `finish`. */
  readonly length: number;
  /** Null; `""` in a string column. */
  appendNull(): void;
  /** A value as text, parsed by the column's type. Empty text is null in every column but string. */
  appendText(text: string): boolean;
  appendNumber(value: number): boolean;
  appendLong(value: bigint): boolean;
  appendBoolean(value: boolean): boolean;
  /** A datetime (ms since 1970-01-01) or timespan (ms), with the ticks 0-9999 above the millisecond. */
  appendTime(ms: number, subMs: number): boolean;
  /** JSON text into a dynamic column, parsed when first read; elsewhere as `appendText`. */
  appendJsonText(json: string): boolean;
  /** An already parsed JSON value. */
  appendJson(value: JsonValue | undefined): boolean;
  finish(): Column;
}

export function createColumnBuilder(type: KustoType): ColumnBuilder {
  switch (type) {
    case 'string':
      return new StringBuilder();
    case 'guid':
      return new GuidBuilder();
    case 'bool':
      return new BoolBuilder();
    case 'int':
      return new IntBuilder();
    case 'long':
      return new LongBuilder();
    case 'real':
      return new RealBuilder();
    case 'decimal':
      return new DecimalBuilder();
    case 'datetime':
    case 'timespan':
      return new TimeBuilder(type);
    default:
      return new DynamicBuilder();
  }
}

const INITIAL_CAPACITY = 1024;

abstract class BuilderBase implements ColumnBuilder {
  abstract readonly type: KustoType;
  length = 0;
  protected nulls: NullMask | undefined;
  protected capacity = INITIAL_CAPACITY;

  protected abstract grow(capacity: number): void;
  abstract appendText(text: string): boolean;
  abstract appendNumber(value: number): boolean;
  abstract finish(): Column;

  protected reserve(): number {
    if (this.length === this.capacity) {
      this.capacity *= 2;
      this.grow(this.capacity);
      if (this.nulls !== undefined) {
        const nulls = new Uint8Array(this.capacity);
        nulls.set(this.nulls);
        this.nulls = nulls;
      }
    }
    return this.length++;
  }

  appendNull(): void {
    const row = this.reserve();
    this.nulls ??= new Uint8Array(this.capacity);
    this.nulls[row] = 1;
  }

  protected reject(): boolean {
    this.appendNull();
    return false;
  }

  appendLong(value: bigint): boolean {
    return this.appendNumber(Number(value));
  }

  appendBoolean(value: boolean): boolean {
    return this.appendNumber(value ? 1 : 0);
  }

  appendTime(_ms: number, _subMs: number): boolean {
    return this.reject();
  }

  appendJsonText(json: string): boolean {
    return this.appendText(json);
  }

  appendJson(value: JsonValue | undefined): boolean {
    if (value === null || value === undefined) {
      this.appendNull();
      return true;
    }
    if (typeof value === 'string') return this.appendText(value);
    if (typeof value === 'number') return this.appendNumber(value);
    if (typeof value === 'boolean') return this.appendBoolean(value);
    return this.appendText(JSON.stringify(value));
  }

  /** The mask of the finished rows, and a clean slate. */
  protected takeNulls(length: number): NullMask | undefined {
    const nulls = this.nulls?.slice(0, length);
    this.nulls = undefined;
    return nulls;
  }

  protected takeLength(): number {
    const { length } = this;
    this.length = 0;
    return length;
  }
}

class StringBuilder extends BuilderBase {
  readonly type = 'string';
  private codes = new Uint32Array(INITIAL_CAPACITY);
  private readonly dictionary = new StringDictionary();

  protected grow(capacity: number): void {
    const codes = new Uint32Array(capacity);
    codes.set(this.codes);
    this.codes = codes;
  }

  override appendNull(): void {
    this.appendText('');
  }

  appendText(text: string): boolean {
    const row = this.reserve();
    this.codes[row] = this.dictionary.codeOf(text);
    return true;
  }

  appendNumber(value: number): boolean {
    return this.appendText(String(value));
  }

  override appendLong(value: bigint): boolean {
    return this.appendText(value.toString());
  }

  override appendBoolean(value: boolean): boolean {
    return this.appendText(value ? 'True' : 'False');
  }

  override appendTime(ms: number, subMs: number): boolean {
    return this.appendText(formatDatetime(ms, subMs));
  }

  finish(): Column {
    const length = this.takeLength();
    return { type: 'string', length, codes: this.codes.slice(0, length), dictionary: this.dictionary };
  }
}

class GuidBuilder extends BuilderBase {
  readonly type = 'guid';
  private codes = new Uint32Array(INITIAL_CAPACITY);
  private readonly dictionary = new StringDictionary();

  constructor() {
    super();
    this.dictionary.codeOf('');
  }

  protected grow(capacity: number): void {
    const codes = new Uint32Array(capacity);
    codes.set(this.codes);
    this.codes = codes;
  }

  appendText(text: string): boolean {
    const guid = parseGuid(text);
    if (guid === undefined) {
      this.appendNull();
      this.codes[this.length - 1] = 0;
      return text === '';
    }
    const row = this.reserve();
    this.codes[row] = this.dictionary.codeOf(guid);
    return true;
  }

  override appendNull(): void {
    super.appendNull();
    this.codes[this.length - 1] = 0;
  }

  appendNumber(_value: number): boolean {
    return this.reject();
  }

  finish(): Column {
    const length = this.takeLength();
    return { type: 'guid', length, codes: this.codes.slice(0, length), dictionary: this.dictionary, nulls: this.takeNulls(length) };
  }
}

class BoolBuilder extends BuilderBase {
  readonly type = 'bool';
  private values = new Uint8Array(INITIAL_CAPACITY);

  protected grow(capacity: number): void {
    const values = new Uint8Array(capacity);
    values.set(this.values);
    this.values = values;
  }

  appendText(text: string): boolean {
    const value = parseBool(text);
    if (value === undefined) {
      this.appendNull();
      return text === '';
    }
    return this.appendBoolean(value);
  }

  appendNumber(value: number): boolean {
    const row = this.reserve();
    this.values[row] = value === 0 ? 0 : 1;
    return true;
  }

  finish(): Column {
    const length = this.takeLength();
    return { type: 'bool', length, values: this.values.slice(0, length), nulls: this.takeNulls(length) };
  }
}

class IntBuilder extends BuilderBase {
  readonly type = 'int';
  private values = new Int32Array(INITIAL_CAPACITY);

  protected grow(capacity: number): void {
    const values = new Int32Array(capacity);
    values.set(this.values);
    this.values = values;
  }

  appendText(text: string): boolean {
    if (text === '') {
      this.appendNull();
      return true;
    }
    const value = parseLong(text);
    return value === undefined ? this.reject() : this.appendNumber(Number(value));
  }

  appendNumber(value: number): boolean {
    const whole = Math.trunc(value);
    if (!(whole >= -2_147_483_648 && whole <= 2_147_483_647)) return this.reject();
    const row = this.reserve();
    this.values[row] = whole;
    return true;
  }

  finish(): Column {
    const length = this.takeLength();
    return { type: 'int', length, values: this.values.slice(0, length), nulls: this.takeNulls(length) };
  }
}

class LongBuilder extends BuilderBase {
  readonly type = 'long';
  private values: Float64Array | BigInt64Array = new Float64Array(INITIAL_CAPACITY);

  protected grow(capacity: number): void {
    if (this.values instanceof Float64Array) {
      const values = new Float64Array(capacity);
      values.set(this.values);
      this.values = values;
    } else {
      const values = new BigInt64Array(capacity);
      values.set(this.values);
      this.values = values;
    }
  }

  appendText(text: string): boolean {
    if (text === '') {
      this.appendNull();
      return true;
    }
    const value = parseLong(text);
    if (value === undefined) return this.reject();
    return typeof value === 'number' ? this.appendNumber(value) : this.appendLong(value);
  }

  appendNumber(value: number): boolean {
    const whole = Math.trunc(value);
    if (!Number.isSafeInteger(whole)) return Number.isFinite(whole) ? this.appendLong(BigInt(whole)) : this.reject();
    const row = this.reserve();
    if (this.values instanceof Float64Array) this.values[row] = whole + 0;
    else this.values[row] = BigInt(whole);
    return true;
  }

  override appendLong(value: bigint): boolean {
    const narrow = narrowLong(value);
    if (typeof narrow === 'number') return this.appendNumber(narrow);
    if (BigInt.asIntN(64, value) !== value) return this.reject();
    const row = this.reserve();
    if (this.values instanceof Float64Array) this.values = BigInt64Array.from(this.values, BigInt);
    this.values[row] = value;
    return true;
  }

  finish(): Column {
    const length = this.takeLength();
    const values = this.values.slice(0, length);
    this.values = new Float64Array(this.capacity);
    return { type: 'long', length, values, nulls: this.takeNulls(length) };
  }
}

class RealBuilder extends BuilderBase {
  readonly type = 'real';
  private values = new Float64Array(INITIAL_CAPACITY);

  protected grow(capacity: number): void {
    const values = new Float64Array(capacity);
    values.set(this.values);
    this.values = values;
  }

  appendText(text: string): boolean {
    if (text === '') {
      this.appendNull();
      return true;
    }
    const value = parseReal(text);
    return value === undefined ? this.reject() : this.appendNumber(value);
  }

  appendNumber(value: number): boolean {
    const row = this.reserve();
    this.values[row] = value;
    return true;
  }

  finish(): Column {
    const length = this.takeLength();
    return { type: 'real', length, values: this.values.slice(0, length), nulls: this.takeNulls(length) };
  }
}

class DecimalBuilder extends BuilderBase {
  readonly type = 'decimal';
  private values: (DecimalValue | null)[] = [];

  protected grow(_capacity: number): void {}

  override appendNull(): void {
    this.reserve();
    this.values.push(null);
  }

  appendText(text: string): boolean {
    const value = parseDecimal(text);
    if (value === undefined) {
      this.appendNull();
      return text === '';
    }
    this.reserve();
    this.values.push(value);
    return true;
  }

  appendNumber(value: number): boolean {
    return this.appendText(String(value));
  }

  override appendLong(value: bigint): boolean {
    return this.appendText(value.toString());
  }

  finish(): Column {
    const length = this.takeLength();
    const { values } = this;
    this.values = [];
    return { type: 'decimal', length, values };
  }
}

class TimeBuilder extends BuilderBase {
  readonly type: 'datetime' | 'timespan';
  private ms = new Float64Array(INITIAL_CAPACITY);
  private subMs: Uint16Array | undefined;

  constructor(type: 'datetime' | 'timespan') {
    super();
    this.type = type;
  }

  protected grow(capacity: number): void {
    const ms = new Float64Array(capacity);
    ms.set(this.ms);
    this.ms = ms;
    if (this.subMs !== undefined) {
      const subMs = new Uint16Array(capacity);
      subMs.set(this.subMs);
      this.subMs = subMs;
    }
  }

  appendText(text: string): boolean {
    if (text === '') {
      this.appendNull();
      return true;
    }
    const lanes = this.type === 'datetime' ? parseDatetime(text) : parseTimespan(text);
    return lanes === undefined ? this.reject() : this.appendTime(lanes.ms, lanes.subMs);
  }

  override appendTime(ms: number, subMs: number): boolean {
    const row = this.reserve();
    this.ms[row] = ms;
    if (subMs !== 0) {
      this.subMs ??= new Uint16Array(this.capacity);
      this.subMs[row] = subMs;
    }
    return true;
  }

  /** A number says nothing about its unit. */
  appendNumber(_value: number): boolean {
    return this.reject();
  }

  finish(): Column {
    const length = this.takeLength();
    const subMs = this.subMs?.slice(0, length);
    this.subMs = undefined;
    return { type: this.type, length, ms: this.ms.slice(0, length), subMs, nulls: this.takeNulls(length) };
  }
}

class DynamicBuilder extends BuilderBase {
  readonly type = 'dynamic';
  private codes = new Uint32Array(INITIAL_CAPACITY);
  private readonly dictionary = new DynamicDictionary(parseDynamicText);
  private readonly nullCode = this.dictionary.add(null);

  protected grow(capacity: number): void {
    const codes = new Uint32Array(capacity);
    codes.set(this.codes);
    this.codes = codes;
  }

  private appendCode(code: number): boolean {
    const row = this.reserve();
    this.codes[row] = code;
    return true;
  }

  private appendValue(value: DynamicValue): boolean {
    return this.appendCode(this.dictionary.add(value));
  }

  override appendNull(): void {
    this.appendCode(this.nullCode);
  }

  appendText(text: string): boolean {
    return this.appendCode(text === '' ? this.nullCode : this.dictionary.codeOfText(text));
  }

  appendNumber(value: number): boolean {
    return this.appendValue(value);
  }

  override appendLong(value: bigint): boolean {
    return this.appendValue(narrowLong(value));
  }

  override appendBoolean(value: boolean): boolean {
    return this.appendValue(value);
  }

  override appendJson(value: JsonValue | undefined): boolean {
    if (value === null || value === undefined) {
      this.appendNull();
      return true;
    }
    return this.appendValue(dynamicFromJson(value));
  }

  finish(): Column {
    const length = this.takeLength();
    return { type: 'dynamic', length, codes: this.codes.slice(0, length), dictionary: this.dictionary };
  }
}
