import type { Column } from './column.ts';

/** Rows `[from, to)` of a column, sharing its memory and its dictionary. */
export function sliceColumn(column: Column, from: number, to: number): Column {
  const length = to - from;
  if (from === 0 && length === column.length) return column;
  const nulls = 'nulls' in column && column.nulls !== undefined ? { nulls: column.nulls.subarray(from, to) } : {};
  switch (column.type) {
    case 'string':
    case 'dynamic':
      return { ...column, length, codes: column.codes.subarray(from, to) };
    case 'guid':
      return { ...column, ...nulls, length, codes: column.codes.subarray(from, to) };
    case 'bool':
      return { ...column, ...nulls, length, values: column.values.subarray(from, to) };
    case 'int':
      return { ...column, ...nulls, length, values: column.values.subarray(from, to) };
    case 'long':
      return { ...column, ...nulls, length, values: column.values.subarray(from, to) };
    case 'real':
      return { ...column, ...nulls, length, values: column.values.subarray(from, to) };
    case 'decimal':
      return { ...column, length, values: column.values.slice(from, to) };
    case 'datetime':
    case 'timespan':
      return {
        ...column,
        ...nulls,
        length,
        ms: column.ms.subarray(from, to),
        ...(column.subMs === undefined ? {} : { subMs: column.subMs.subarray(from, to) }),
      };
  }
}
