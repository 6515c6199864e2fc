import type { JsonValue, KustoType } from '@mxdr/core';
import { DynamicBuilder, GuidBuilder, StringBuilder } from './coded-builders.ts';
import type { Column } from './column.ts';
import { BoolBuilder, DecimalBuilder, IntBuilder, LongBuilder, RealBuilder } from './number-builders.ts';
import { TimeBuilder } from './time-builder.ts';

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
