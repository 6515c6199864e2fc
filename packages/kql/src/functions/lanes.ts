import type { Column, NullMask } from '../columns/column.ts';

/** The numbers of a column as an indexable lane of doubles; `undefined` for columns that are not plain numbers. */
export function floatLane(column: Column): Float64Array | Int32Array | Uint8Array | undefined {
  if (column.type === 'real' || column.type === 'int' || column.type === 'bool') return column.values;
  return column.type === 'long' && column.values instanceof Float64Array ? column.values : undefined;
}

/** As {@link floatLane}, as doubles: kernels that see one kind of array run faster than the copy costs. */
export function doubleLane(column: Column): Float64Array | undefined {
  const lane = floatLane(column);
  return lane === undefined || lane instanceof Float64Array ? lane : new Float64Array(lane);
}

/** The mask of a column; `undefined` when it has none. */
export function nullsOf(column: Column): NullMask | undefined {
  return 'nulls' in column ? column.nulls : undefined;
}

/** Rows that are null in either. */
export function combineNulls(a: Column, b: Column): NullMask | undefined {
  const x = nullsOf(a);
  const y = nullsOf(b);
  if (x === undefined) return y?.slice();
  if (y === undefined) return x.slice();
  const nulls = x.slice();
  for (let row = 0; row < nulls.length; row++) nulls[row]! |= y[row]!;
  return nulls;
}
