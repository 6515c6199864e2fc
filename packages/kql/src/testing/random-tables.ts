import type { JsonValue, KustoType } from '@mxdr/core';
import type { ColumnBuilder } from '../columns/column-builder.ts';
import { createColumnBuilder } from '../columns/column-builder.ts';
import type { RecordBatch } from '../columns/record-batch.ts';
import type { TableColumnInfo, TableProvider } from '../tables/table-provider.ts';
import type { Choices } from './random-choices.ts';
import { chance, pick } from './random-choices.ts';

/** Values that differ in the ways that matter: case, terms, nulls, ticks, 64 bits, NaN, nesting. */
const VALUES: Readonly<Record<KustoType, readonly JsonValue[]>> = {
  string: ['', 'alpha', 'Alpha', 'beta', 'alpha beta', 'ÄRGER', 'a_b', '10.0.0.1', '{"a":1}', '42', '2026-06-01'],
  guid: [null, '11111111-2222-3333-4444-555555555555', 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee'],
  bool: [null, true, false],
  int: [null, 0, 1, -1, 7, 2_147_483_647],
  long: [null, 0, 1, 2, 3, -5, 42, 9_007_199_254_740_991, '9223372036854775807', '-9223372036854775808'],
  real: [null, 0, 0.5, -2.5, 3, 1e300, 'NaN'],
  decimal: [null, '0', '1.5', '-2.25', '1000000.001'],
  datetime: [
    null,
    '2026-06-01T00:00:00Z',
    '2026-06-01T10:30:00Z',
    '2026-06-02T10:30:00.0000001Z',
    '2026-06-03T23:59:59.9999999Z',
    '2025-12-31T12:00:00Z',
  ],
  timespan: [null, '00:00:00', '01:00:00', '1.00:00:00.0000001', '-00:30:00'],
  dynamic: [null, 1, 'alpha', true, [1, 2, 2], [], ['alpha', null, 'beta'], { a: 1, b: 'x' }, { a: { c: [1, 2] }, b: 'alpha' }, {}],
};

export interface RandomTable {
  readonly name: string;
  readonly columns: readonly TableColumnInfo[];
  readonly rows: readonly (readonly JsonValue[])[];
}

export const RANDOM_TABLES: Readonly<Record<string, readonly TableColumnInfo[]>> = {
  Left: [
    { name: 'TimeGenerated', type: 'datetime' },
    { name: 'Name', type: 'string' },
    { name: 'Text', type: 'string' },
    { name: 'Code', type: 'long' },
    { name: 'Small', type: 'int' },
    { name: 'Score', type: 'real' },
    { name: 'IsOn', type: 'bool' },
    { name: 'Span', type: 'timespan' },
    { name: 'Id', type: 'guid' },
    { name: 'Price', type: 'decimal' },
    { name: 'Bag', type: 'dynamic' },
  ],
  Right: [
    { name: 'TimeGenerated', type: 'datetime' },
    { name: 'Name', type: 'string' },
    { name: 'Code', type: 'long' },
    { name: 'Team', type: 'string' },
    { name: 'Bag', type: 'dynamic' },
  ],
};

/** Rows of the two tables; few distinct values, so that groups, joins and ties happen. */
export function randomTables(choices: Choices, maxRows: number): readonly RandomTable[] {
  return Object.entries(RANDOM_TABLES).map(([name, columns]) => ({
    name,
    columns,
    rows: randomRows(choices, columns, maxRows),
  }));
}

/** Up to so many rows of a table. */
export function randomRows(choices: Choices, columns: readonly TableColumnInfo[], maxRows: number): readonly (readonly JsonValue[])[] {
  return Array.from({ length: choices.nat(maxRows) }, () => columns.map(({ type }) => pick(choices, VALUES[type])));
}

/** How the rows of a table come: in batches of some size, which share dictionaries or have their own. */
export interface Batching {
  readonly rowsPerBatch: number;
  readonly sharesDictionaries: boolean;
}

export function randomBatching(choices: Choices): Batching {
  return { rowsPerBatch: 1 + choices.nat(6), sharesDictionaries: chance(choices, 50) };
}

function append(builder: ColumnBuilder, value: JsonValue): void {
  if (typeof value === 'string' && builder.type === 'dynamic') builder.appendJsonText(JSON.stringify(value));
  else builder.appendJson(value);
}

/** A workspace over these rows. `rowsRead` counts what was asked of it. */
export function randomProvider(tables: readonly RandomTable[], batching: Batching): TableProvider {
  return {
    description: 'random tables',
    list: async () => tables.map(({ name, columns }) => ({ name, columns, origins: ['random'] })),
    async *scan(name, request): AsyncGenerator<RecordBatch> {
      const table = tables.find((candidate) => candidate.name === name)!;
      const indexes = request.columns.map((column) => table.columns.findIndex((candidate) => candidate.name === column));
      const makeBuilders = (): ColumnBuilder[] => indexes.map((index) => createColumnBuilder(table.columns[index]!.type));
      let builders = makeBuilders();
      for (let start = 0; start < table.rows.length; start += batching.rowsPerBatch) {
        if (!batching.sharesDictionaries) builders = makeBuilders();
        const rows = table.rows.slice(start, start + batching.rowsPerBatch);
        for (const row of rows) indexes.forEach((index, at) => append(builders[at]!, row[index]!));
        yield { rowCount: rows.length, columns: builders.map((builder, at) => ({ name: request.columns[at]!, column: builder.finish() })) };
      }
    },
    partialReasons: () => [],
  };
}
