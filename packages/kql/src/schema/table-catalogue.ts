import { readFileSync } from 'node:fs';
import type { KustoType } from '@mxdr/core';
import type { TableColumnInfo } from '../tables/table-provider.ts';
import { closestName } from './closest-name.ts';

/** Name and columns of a table, as the service declares them. Column names are case-sensitive. */
export interface TableSchema {
  readonly name: string;
  readonly columns: readonly TableColumnInfo[];
}

/** Tables by name. Names are exact; `nearest` is for "did you mean". */
export interface TableCatalogue {
  names(): readonly string[];
  get(name: string): TableSchema | undefined;
  /** The name that was probably meant: differs in case, separators or a few letters. `undefined` when nothing is near. */
  nearest(name: string): string | undefined;
}

const TYPE_OF_LETTER: ReadonlyMap<string, KustoType> = new Map([
  ['t', 'datetime'],
  ['n', 'timespan'],
  ['b', 'bool'],
  ['i', 'int'],
  ['l', 'long'],
  ['r', 'real'],
  ['m', 'decimal'],
  ['g', 'guid'],
  ['d', 'dynamic'],
  // The reference names no type that exists: dynamic takes every value as it is.
  ['?', 'dynamic'],
]);

/** Parses the columns of one line of `schemas/tables.txt`; the form is described at the top of that file. */
function parseColumns(text: string): readonly TableColumnInfo[] {
  return text.split(',').map((entry) => {
    const colon = entry.lastIndexOf(':');
    return colon < 0
      ? { name: entry, type: 'string' }
      : { name: entry.slice(0, colon), type: TYPE_OF_LETTER.get(entry.slice(colon + 1)) ?? 'dynamic' };
  });
}

/** A catalogue of the text of `schemas/tables.txt`. Lines are parsed when their table is first asked for. */
export function parseTableCatalogue(text: string): TableCatalogue {
  const lines = new Map<string, string>();
  for (const line of text.split('\n')) {
    const space = line.indexOf(' ');
    if (space > 0 && !line.startsWith('#')) lines.set(line.slice(0, space), line.slice(space + 1).trimEnd());
  }
  const parsed = new Map<string, TableSchema>();
  const names = [...lines.keys()];
  return {
    names: () => names,
    get(name) {
      let schema = parsed.get(name);
      const line = lines.get(name);
      if (schema === undefined && line !== undefined) {
        schema = { name, columns: parseColumns(line) };
        parsed.set(name, schema);
      }
      return schema;
    },
    nearest: (name) => closestName(name, names),
  };
}

/** A catalogue in which the project's own tables come before `base`: a table declared in both is the project's. */
export function withCustomTables(base: TableCatalogue, custom: readonly TableSchema[]): TableCatalogue {
  if (custom.length === 0) return base;
  const own = new Map(custom.map((schema) => [schema.name, schema]));
  const names = [...new Set([...own.keys(), ...base.names()])].sort();
  return {
    names: () => names,
    get: (name) => own.get(name) ?? base.get(name),
    nearest: (name) => closestName(name, names),
  };
}

let builtIn: TableCatalogue | undefined;

/**
 * The tables of Log Analytics and of advanced hunting that mxdr knows, read from `schemas/tables.txt` of this package when first used.
 * The path holds from `src` and from `dist`: both lie one folder below the package.
 */
export function builtInTables(): TableCatalogue {
  builtIn ??= parseTableCatalogue(readFileSync(new URL('../../schemas/tables.txt', import.meta.url), 'utf8'));
  return builtIn;
}

/** Schema of a known table; `undefined` for every other name. */
export function tableSchema(name: string): TableSchema | undefined {
  return builtInTables().get(name);
}

/** Names of all known tables, sorted. */
export function tableNames(): readonly string[] {
  return builtInTables().names();
}

/** The known table that was probably meant by `name`, for "did you mean". */
export function nearestTable(name: string): string | undefined {
  return builtInTables().nearest(name);
}
