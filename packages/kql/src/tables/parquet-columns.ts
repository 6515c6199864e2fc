import type { DecodedArray } from 'hyparquet';
import type { ColumnBuilder } from '../columns/column-builder.ts';
import type { InstantUnit, ParquetColumn } from './parquet-cells.ts';
import { appendInstant, appendParquetCell } from './parquet-cells.ts';

/** A column of a row group as the library decodes it. */
export interface DecodedColumn {
  readonly column: ParquetColumn;
  readonly data: DecodedArray;
}

/** Told of values that do not convert; they are null. @param row in the row group */
export type OnFailure = (row: number) => void;

/**
 * Appends the rows `start` to `end` of a row group to one column. Plain columns go over in one loop over their own type; the others cell by
 * cell.
 * @param sources the first that has a value in a row counts; not empty
 */
export function appendParquetRows(
  builder: ColumnBuilder,
  sources: readonly DecodedColumn[],
  start: number,
  end: number,
  onFailure: OnFailure,
): void {
  const [{ column, data }] = sources as readonly [DecodedColumn];
  if (sources.length === 1 && column.type === builder.type) {
    if (column.type === 'string') return appendTexts(builder, data, start, end, onFailure);
    if (column.instantUnit !== undefined) return appendInstants(builder, column.instantUnit, data, start, end);
    if (column.type === 'long' && data instanceof BigInt64Array) return appendLongs(builder, data, start, end, onFailure);
    if ((column.type === 'real' || column.type === 'int') && isNumbers(data)) {
      for (let row = start; row < end; row++) if (!builder.appendNumber(data[row]!)) onFailure(row);
      return;
    }
  }
  for (let row = start; row < end; row++) {
    let chosen = sources[0]!;
    for (let i = 1; i < sources.length && (chosen.data[row] === undefined || chosen.data[row] === null); i++) chosen = sources[i]!;
    if (!appendParquetCell(builder, chosen.column, chosen.data[row])) onFailure(row);
  }
}

function appendTexts(builder: ColumnBuilder, data: DecodedArray, start: number, end: number, onFailure: OnFailure): void {
  for (let row = start; row < end; row++) {
    const value: unknown = data[row];
    if (typeof value === 'string') builder.appendText(value);
    else if (value === undefined || value === null) builder.appendNull();
    else if (!appendParquetCell(builder, TEXT, value)) onFailure(row);
  }
}

const TEXT: ParquetColumn = { name: '', type: 'string', isJson: false };

function isNumbers(data: DecodedArray): data is Float64Array | Float32Array | Int32Array {
  return data instanceof Float64Array || data instanceof Float32Array || data instanceof Int32Array;
}

/** Both halves of 64-bit numbers, which make a double without a BigInt where they are small enough. */
function halvesOf(data: BigInt64Array): { readonly low: Uint32Array; readonly high: Int32Array } | undefined {
  const bytes = new Uint8Array(new Uint32Array([1]).buffer);
  if (bytes[0] !== 1) return undefined;
  return {
    low: new Uint32Array(data.buffer, data.byteOffset, data.length * 2),
    high: new Int32Array(data.buffer, data.byteOffset, data.length * 2),
  };
}

/** High halves of numbers that a double holds exactly. */
const isSmall = (high: number): boolean => high >= -2_097_152 && high < 2_097_152;

function appendLongs(builder: ColumnBuilder, data: BigInt64Array, start: number, end: number, onFailure: OnFailure): void {
  const halves = halvesOf(data);
  for (let row = start; row < end; row++) {
    const high = halves?.high[row * 2 + 1] ?? Number.NaN;
    const isAppended = isSmall(high) ? builder.appendNumber(high * 4_294_967_296 + halves!.low[row * 2]!) : builder.appendLong(data[row]!);
    if (!isAppended) onFailure(row);
  }
}

function appendInstants(builder: ColumnBuilder, unit: InstantUnit, data: DecodedArray, start: number, end: number): void {
  const halves = data instanceof BigInt64Array ? halvesOf(data) : undefined;
  for (let row = start; row < end; row++) {
    const high = halves?.high[row * 2 + 1] ?? Number.NaN;
    if (isSmall(high)) {
      appendInstant(builder, unit, high * 4_294_967_296 + halves!.low[row * 2]!);
      continue;
    }
    const value: unknown = data[row];
    if (value === undefined || value === null) builder.appendNull();
    else appendInstant(builder, unit, value as number | bigint);
  }
}
