import type { Attack, Routine, RunSpan, StagedScenario, TestWatchlists, Watchlist } from '@mxdr/detections';
import { stageScenario } from '@mxdr/detections';
import { builtInTables } from '@mxdr/kql';
import { simulateBenignMonth } from '@mxdr/simulator';
import type { TableRow, TableSet } from './table-set.ts';
import { addRows, createTableSet } from './table-set.ts';

/** What the content says of the tenant that rules are tried on. */
export interface TenantContent {
  readonly routines: readonly Routine[];
  readonly watchlists: readonly Watchlist[];
}

/** A tenant in which nothing bad happens, and in which attacks can be played. */
export interface ReferenceTenant {
  readonly month: RunSpan;
  /** Rows of honest work, routines included. */
  readonly tables: TableSet;
  /** Rows of the content's own watchlists and of routines. */
  readonly watchlists: TestWatchlists;
  stage(attack: Attack): StagedScenario;
}

function merge(all: readonly TestWatchlists[]): TestWatchlists {
  const merged: Record<string, readonly Readonly<Record<string, string>>[]> = {};
  for (const each of all) for (const [alias, items] of Object.entries(each)) merged[alias] = [...(merged[alias] ?? []), ...items];
  return merged;
}

/** Rows that an attack adds to the watchlists of the tenant. */
export const addWatchlists = (base: TestWatchlists, more: TestWatchlists): TestWatchlists =>
  Object.keys(more).length === 0 ? base : merge([base, more]);

/** The reference tenant with its routines played; equal content gives equal rows. */
export function createReferenceTenant({ routines, watchlists }: TenantContent): ReferenceTenant {
  const benign = simulateBenignMonth();
  const catalogue = builtInTables();
  const hasTimestamp = (table: string): boolean => catalogue.get(table)?.columns.some(({ name }) => name === 'Timestamp') === true;
  const stageAt = (scenario: Attack | Routine, startMs: number): StagedScenario =>
    stageScenario(scenario, {
      startMs,
      tenant: benign.tenant,
      pick: (...asked) => benign.pick(...asked),
      hasTimestamp,
    });
  const staged = routines.map((routine) => stageAt(routine, benign.instant(routine.starts.on, routine.starts.at)));
  const more: Record<string, readonly TableRow[]> = {};
  for (const { rows } of staged) for (const [table, each] of Object.entries(rows)) more[table] = [...(more[table] ?? []), ...each];
  return {
    month: { startMs: benign.startMs, endMs: benign.endMs },
    tables: addRows(
      createTableSet((table) => benign.rows(table)),
      more,
    ),
    watchlists: merge([...watchlists.map(({ alias, items }) => ({ [alias]: items })), ...staged.map((each) => each.watchlists)]),
    stage: (attack) => stageAt(attack, benign.instant(attack.starts.on, attack.starts.at)),
  };
}
