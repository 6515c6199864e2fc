import type { CellValue } from '@mxdr/core';
import type { Column } from './column.ts';
import { isNullAt } from './column.ts';
import { formatDecimal } from './decimal-value.ts';
import { dynamicToJson, realToJson } from './dynamic-json.ts';
import { formatDatetime, formatTimespan } from './instant.ts';
import { narrowLong } from './parse-values.ts';

/** One cell in the JSON form that every output uses; see `CellValue`. */
export function cellValueAt(column: Column, row: number): CellValue {
  if (column.type === 'string') return column.dictionary.values[column.codes[row]!]!;
  if (column.type === 'dynamic') return dynamicToJson(column.dictionary.get(column.codes[row]!));
  if (isNullAt(column, row)) return null;
  switch (column.type) {
    case 'guid':
      return column.dictionary.values[column.codes[row]!]!;
    case 'bool':
      return column.values[row] === 1;
    case 'int':
      return column.values[row]!;
    case 'long':
      return longCell(column.values[row]!);
    case 'real':
      return realToJson(column.values[row]!);
    case 'decimal':
      return formatDecimal(column.values[row]!);
    case 'datetime':
      return formatDatetime(column.ms[row]!, column.subMs?.[row] ?? 0);
    default:
      return formatTimespan(column.ms[row]!, column.subMs?.[row] ?? 0);
  }
}

function longCell(value: number | bigint): number | string {
  const narrow = typeof value === 'bigint' ? narrowLong(value) : value;
  return typeof narrow === 'bigint' ? narrow.toString() : narrow;
}
