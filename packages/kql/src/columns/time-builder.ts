import { BuilderBase, INITIAL_CAPACITY } from './builder-base.ts';
import type { Column } from './column.ts';
import { parseDatetime, parseTimespan } from './parse-values.ts';

export class TimeBuilder extends BuilderBase {
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
