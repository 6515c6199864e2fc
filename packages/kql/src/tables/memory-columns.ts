import type { JsonValue, KustoType } from '@mxdr/core';
import type { TableColumnInfo } from './table-provider.ts';

const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?$/;

function typeOfValue(value: JsonValue): KustoType | undefined {
  if (value === null) return undefined;
  if (typeof value === 'string') return INSTANT.test(value) ? 'datetime' : 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'long' : 'real';
  return 'dynamic';
}

function commonType(a: KustoType | undefined, b: KustoType | undefined): KustoType | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  if ((a === 'long' && b === 'real') || (a === 'real' && b === 'long')) return 'real';
  if ((a === 'datetime' && b === 'string') || (a === 'string' && b === 'datetime')) return 'string';
  return 'dynamic';
}

/** The declared columns, then those that only the rows have, with the types that their values show. */
export function inferColumns(
  rows: readonly Readonly<Record<string, JsonValue>>[],
  declared: readonly TableColumnInfo[],
): readonly TableColumnInfo[] {
  const known = new Set(declared.map((column) => column.name));
  const found = new Map<string, KustoType | undefined>();
  for (const row of rows) {
    for (const [name, value] of Object.entries(row)) {
      if (!known.has(name)) found.set(name, commonType(found.get(name), typeOfValue(value)));
    }
  }
  return [...declared, ...[...found].map(([name, type]) => ({ name, type: type ?? ('string' as const) }))];
}
