import type { CellValue, KustoType } from '@mxdr/core';

/**
 * One cell as the JSON text that the service writes: datetimes without the zeros at the end of their seven decimals, longs with all their
 * digits as a number, `dynamic` as a string that holds its JSON, decimals as strings, reals always with a point or an exponent.
 */
export function writeCell(value: CellValue, type: KustoType): string {
  // A Kusto string is never null.
  if (value === null) return type === 'string' ? '""' : 'null';
  switch (type) {
    case 'long':
      // Beyond 2^53 a cell holds the digits as a string.
      return typeof value === 'string' ? value : JSON.stringify(value);
    case 'real':
      return typeof value === 'number' ? writeReal(value) : JSON.stringify(value);
    case 'datetime':
      return JSON.stringify(typeof value === 'string' ? trimDatetime(value) : value);
    case 'dynamic':
      return JSON.stringify(JSON.stringify(value));
    default:
      return JSON.stringify(value);
  }
}

/** `2026-10-01T00:00:00.1200000Z` as `2026-10-01T00:00:00.12Z` */
export function trimDatetime(text: string): string {
  return text.replace(/\.(\d*?)0*Z$/, (_all, kept: string) => (kept === '' ? 'Z' : `.${kept}Z`));
}

function writeReal(value: number): string {
  const text = JSON.stringify(value);
  return /^-?\d+$/.test(text) ? `${Object.is(value, -0) ? '-0' : text}.0` : text;
}
