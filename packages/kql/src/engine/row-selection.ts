import type { Column } from '../columns/column.ts';

/** Positions of rows in a batch, ascending and each once. Stands for rows without copying them. */
export type RowSelection = Int32Array;

/** The rows of a bool column that are true; null is not true. */
export function trueRows(column: Column): RowSelection {
  if (column.type !== 'bool') throw new Error('a predicate must be bool');
  const { values, nulls, length } = column;
  const rows = new Int32Array(length);
  let count = 0;
  // Written without branches: which rows pass is not to be predicted.
  if (nulls === undefined) {
    for (let row = 0; row < length; row++) {
      rows[count] = row;
      count += values[row]!;
    }
  } else {
    for (let row = 0; row < length; row++) {
      rows[count] = row;
      count += values[row]! & (nulls[row]! ^ 1);
    }
  }
  return rows.subarray(0, count);
}

/** The rows of `rows` at which a bool column is true. */
export function trueRowsAmong(column: Column, rows: RowSelection): RowSelection {
  if (column.type !== 'bool') throw new Error('a predicate must be bool');
  const { values, nulls } = column;
  const kept = new Int32Array(rows.length);
  let count = 0;
  for (let i = 0; i < kept.length; i++) {
    const row = rows[i]!;
    kept[count] = row;
    count += nulls === undefined ? values[row]! : values[row]! & (nulls[row]! ^ 1);
  }
  return kept.subarray(0, count);
}

/** The rows at these positions of `rows`: a selection within a selection. A negative position stays one. */
export function selectWithin(rows: Int32Array | Uint32Array, positions: Int32Array | Uint32Array): Int32Array {
  const selected = new Int32Array(positions.length);
  for (let i = 0; i < selected.length; i++) {
    const position = positions[i]!;
    selected[i] = position < 0 ? -1 : rows[position]!;
  }
  return selected;
}

/** Rows of `rows` (all `rowCount` when absent) that are not in `taken`, which is part of them. */
export function rowsWithout(rows: RowSelection | undefined, rowCount: number, taken: RowSelection): RowSelection {
  const length = rows?.length ?? rowCount;
  const rest = new Int32Array(length - taken.length);
  let next = 0;
  let count = 0;
  for (let i = 0; i < length; i++) {
    const row = rows === undefined ? i : rows[i]!;
    if (next < taken.length && taken[next] === row) next++;
    else rest[count++] = row;
  }
  return rest;
}

/** The rows of two selections that share none. */
export function mergeRows(left: RowSelection, right: RowSelection): RowSelection {
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  const merged = new Int32Array(left.length + right.length);
  let at = 0;
  let other = 0;
  for (let i = 0; i < merged.length; i++) {
    merged[i] = other >= right.length || (at < left.length && left[at]! < right[other]!) ? left[at++]! : right[other++]!;
  }
  return merged;
}
