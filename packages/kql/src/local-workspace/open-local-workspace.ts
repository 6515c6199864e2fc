import type { Clock } from '@mxdr/core';
import type { KqlEngine, KqlEngineProps } from '../engine/kql-engine.ts';
import type { TableCoverage } from '../tables/describe-coverage.ts';
import { describeCoverage } from '../tables/describe-coverage.ts';
import { readOutsideFiles } from './read-outside-files.ts';
import type { LocalTables, LocalTablesOptions } from '../tables/local-tables.ts';
import { openLocalTables } from '../tables/local-tables.ts';

export interface LocalWorkspaceOptions extends LocalTablesOptions, Pick<KqlEngineProps, 'functions' | 'limits' | 'seed'> {
  /** What `now()` answers. */
  readonly clock: Clock;
}

/** A folder of tables that answers KQL. */
export interface LocalWorkspace extends KqlEngine {
  readonly tables: LocalTables;
  /** What there is of each table; reads the times of all rows. */
  coverage(signal?: AbortSignal): Promise<readonly TableCoverage[]>;
}

/**
 * Opens a folder of tables as a workspace. A query may name every table that the catalogue, the project or the folder knows; one that the
 * folder has no file of is an outcome `table-missing`, never an empty table.
 *
 * What queries name beside tables lies in the same folder: `watchlists/<alias>.csv` or `.json`, `functions/<name>.kql`, and files behind
 * addresses by `external.yaml`.
 *
 * @throws AppError when the folder cannot be used, see {@link openLocalTables}
 */
export async function openLocalWorkspace(folder: string, options: LocalWorkspaceOptions): Promise<LocalWorkspace> {
  const { clock, functions, limits, seed, ...tableOptions } = options;
  const tables = await openLocalTables(folder, tableOptions);
  const outside = await readOutsideFiles(folder);
  // A function given by the caller comes before a file of the same name.
  const given = new Set(functions?.map((item) => item.name));
  const declared = [...(functions ?? []), ...outside.functions.filter((item) => !given.has(item.name))];
  const { createKqlEngine } = await import('../engine/kql-engine.ts');
  const engine = createKqlEngine({
    provider: tables,
    clock,
    schemas: tables.catalogue,
    functions: declared,
    outside,
    ...(limits === undefined ? {} : { limits }),
    ...(seed === undefined ? {} : { seed }),
  });
  return Object.assign(engine, { tables, coverage: (signal?: AbortSignal) => describeCoverage(tables, signal) });
}
