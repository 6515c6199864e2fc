import type { JsonValue, KustoType } from '@mxdr/core';
import type { Column, NullMask } from './column.ts';
import type { ColumnBuilder } from './column-builder.ts';

/** Rows that a builder has room for at first. */
export const INITIAL_CAPACITY = 1024;

/** Room for rows and their nulls. */
export abstract class BuilderBase implements ColumnBuilder {
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
