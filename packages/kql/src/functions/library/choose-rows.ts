import type { KustoType } from '@mxdr/core';
import type { Column } from '../../columns/column.ts';
import { isNullAt } from '../../columns/column.ts';
import { columnFromScalars, concatColumns, gatherRows, scalarAt } from '../../columns/scalar.ts';
import type { Expr } from '../../plan/expression.ts';
import { rowwise } from '../../plan/expression.ts';
import { convertScalar } from '../convert-scalars.ts';

/** The expression as `type`; null literals simply become null of it. */
export function asType(expr: Expr, type: KustoType): Expr {
  if (expr.type === type) return expr;
  return rowwise(type, expr.position, [expr], (values) => convertScalar(expr.type, type, values[0]!));
}

/** Each row from the column that `picks` names for it; a negative pick gives null (`""` for strings). All columns must be of `type`. */
export function chooseRows(type: KustoType, columns: readonly Column[], picks: Int32Array): Column {
  const rowCount = picks.length;
  if (columns.length === 0) return gatherRows(columnFromScalars(type, [null]), new Int32Array(rowCount).fill(-1));
  const rows = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const pick = picks[row]!;
    rows[row] = pick < 0 ? -1 : pick * rowCount + row;
  }
  return gatherRows(concatColumns(type, columns), rows);
}

/** Rows where a bool column is true. */
export function isTrueAt(column: Column, row: number): boolean {
  if (column.type === 'bool') return column.values[row] === 1 && column.nulls?.[row] !== 1;
  return scalarAt(column, row) === true;
}

/** Rows where the column holds nothing: null, or `""` in a string column. */
export function isEmptyAt(column: Column, row: number): boolean {
  return column.type === 'string' ? column.dictionary.values[column.codes[row]!] === '' : isNullAt(column, row);
}
