import { BuilderBase, INITIAL_CAPACITY } from './builder-base.ts';
import type { Column } from './column.ts';
import type { DecimalValue } from './decimal-value.ts';
import { parseDecimal } from './decimal-value.ts';
import { narrowLong, parseBool, parseLong, parseReal } from './parse-values.ts';

/** Builders of types whose text is null when it is empty. */
abstract class NumberBuilder extends BuilderBase {
  /** Text that is not empty. @returns false for what is no value of the type */
  protected abstract appendWord(text: string): boolean;

  appendText(text: string): boolean {
    if (text !== '') return this.appendWord(text);
    this.appendNull();
    return true;
  }
}

export class BoolBuilder extends NumberBuilder {
  readonly type = 'bool';
  private values = new Uint8Array(INITIAL_CAPACITY);

  protected grow(capacity: number): void {
    const values = new Uint8Array(capacity);
    values.set(this.values);
    this.values = values;
  }

  protected appendWord(text: string): boolean {
    const value = parseBool(text);
    return value === undefined ? this.reject() : this.appendBoolean(value);
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

export class IntBuilder extends NumberBuilder {
  readonly type = 'int';
  private values = new Int32Array(INITIAL_CAPACITY);

  protected grow(capacity: number): void {
    const values = new Int32Array(capacity);
    values.set(this.values);
    this.values = values;
  }

  protected appendWord(text: string): boolean {
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

export class LongBuilder extends NumberBuilder {
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

  protected appendWord(text: string): boolean {
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

export class RealBuilder extends NumberBuilder {
  readonly type = 'real';
  private values = new Float64Array(INITIAL_CAPACITY);

  protected grow(capacity: number): void {
    const values = new Float64Array(capacity);
    values.set(this.values);
    this.values = values;
  }

  protected appendWord(text: string): boolean {
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

export class DecimalBuilder extends NumberBuilder {
  readonly type = 'decimal';
  private values: (DecimalValue | null)[] = [];

  protected grow(_capacity: number): void {}

  override appendNull(): void {
    this.reserve();
    this.values.push(null);
  }

  protected appendWord(text: string): boolean {
    const value = parseDecimal(text);
    if (value === undefined) return this.reject();
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
