import type { JsonValue } from '@mxdr/core';
import { BuilderBase, INITIAL_CAPACITY } from './builder-base.ts';
import type { Column } from './column.ts';
import { DynamicDictionary, StringDictionary } from './column.ts';
import type { DynamicValue } from './dynamic-value.ts';
import { dynamicFromJson } from './dynamic-json.ts';
import { formatDatetime } from './instant.ts';
import { parseDynamicText } from './parse-json.ts';
import { narrowLong, parseGuid } from './parse-values.ts';

export class StringBuilder extends BuilderBase {
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

export class GuidBuilder extends BuilderBase {
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

export class DynamicBuilder extends BuilderBase {
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
