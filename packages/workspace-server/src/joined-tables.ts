import type { KustoType } from '@mxdr/core';
import type { Column, RecordBatch, ScanRequest, TableColumnInfo, TableInfo, TableProvider } from '@mxdr/kql';
import { createColumnBuilder } from '@mxdr/kql';

/** A table that two workspaces have with different types of the same column; the service would make two columns of it. */
export class ColumnClash extends Error {
  constructor(table: string, column: string) {
    super(`Column ${column} of ${table} has different types in the workspaces of the query`);
    this.name = 'ColumnClash';
  }
}

/**
 * The tables of several workspaces as one, as a query over several workspaces sees them: rows one after the other, columns of all of them,
 * null where a workspace does not have one.
 *
 * @throws ColumnClash
 */
export async function joinTables(providers: readonly TableProvider[]): Promise<TableProvider> {
  const lists = await Promise.all(providers.map(async (provider) => ({ provider, tables: await provider.list() })));
  const tables = new Map<
    string,
    { readonly columns: Map<string, TableColumnInfo>; readonly parts: TablePart[]; readonly origins: string[] }
  >();
  for (const { provider, tables: list } of lists) {
    for (const info of list) {
      const joined: JoinedTable = tables.get(info.name) ?? { columns: new Map(), parts: [], origins: [] };
      tables.set(info.name, joined);
      for (const column of info.columns) {
        const known = joined.columns.get(column.name);
        if (known !== undefined && known.type !== column.type) throw new ColumnClash(info.name, column.name);
        joined.columns.set(column.name, column);
      }
      joined.parts.push({ provider, columns: new Set(info.columns.map(({ name }) => name)) });
      joined.origins.push(...info.origins);
    }
  }
  const infos = [...tables].map(([name, { columns, origins }]): TableInfo => ({ name, columns: [...columns.values()], origins }));
  return {
    description: providers.map(({ description }) => description).join(' and '),
    list: async () => infos,
    async *scan(name, request) {
      const table = tables.get(name);
      for (const part of table?.parts ?? []) yield* scanPart(part, name, request, table!.columns);
    },
    partialReasons: (name, request) =>
      (tables.get(name)?.parts ?? []).flatMap((part) =>
        part.provider.partialReasons(name, request === undefined ? undefined : ownPartOf(request, part)),
      ),
  };
}

interface JoinedTable {
  readonly columns: Map<string, TableColumnInfo>;
  readonly parts: TablePart[];
  readonly origins: string[];
}

interface TablePart {
  readonly provider: TableProvider;
  readonly columns: ReadonlySet<string>;
}

async function* scanPart(
  part: TablePart,
  table: string,
  request: ScanRequest,
  types: ReadonlyMap<string, TableColumnInfo>,
): AsyncGenerator<RecordBatch> {
  for await (const batch of part.provider.scan(table, ownPartOf(request, part))) {
    const byName = new Map(batch.columns.map((column) => [column.name, column]));
    yield {
      rowCount: batch.rowCount,
      columns: request.columns.map((name) => byName.get(name) ?? { name, column: nulls(types.get(name)!.type, batch.rowCount) }),
    };
  }
}

function ownPartOf(request: ScanRequest, { columns }: TablePart): ScanRequest {
  return { ...request, columns: request.columns.filter((name) => columns.has(name)) };
}

function nulls(type: KustoType, count: number): Column {
  const builder = createColumnBuilder(type);
  for (let row = 0; row < count; row += 1) builder.appendNull();
  return builder.finish();
}
