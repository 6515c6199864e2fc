import type { RecordMeasure, TruthMeasures } from '@mxdr/simulator';
import type { WatchedTable } from '../definition/report-definition-schema.ts';
import type { TrueRow, TrueViews } from './true-incident-views.ts';

/** What the report has to say of one watched table. */
export interface TrueTable {
  readonly table: string;
  readonly state: 'complete' | 'empty';
  readonly records: number;
  readonly firstRecordUtc: string | null;
  readonly lastRecordUtc: string | null;
  readonly earliestUtc: string | null;
  readonly emptyDays: number;
  readonly isSilent: boolean;
  readonly silentHours: number | null;
}

/** Each watched table in the period; `history` is what the tables held from where the report looks back to, up to the snapshot. */
export function trueTables(
  watched: readonly WatchedTable[],
  { records }: TruthMeasures,
  history: readonly RecordMeasure[],
  endMs: number,
): readonly TrueTable[] {
  return watched.map(({ name, silentAfterHours }) => {
    const own = records.find(({ table }) => table === name)!;
    const silentHours = own.newestUtc === null ? null : (endMs - Date.parse(own.newestUtc)) / 3_600_000;
    return {
      table: name,
      state: own.rows === 0 ? 'empty' : 'complete',
      records: own.rows,
      firstRecordUtc: own.firstUtc,
      lastRecordUtc: own.lastUtc,
      earliestUtc: history.find(({ table }) => table === name)?.firstUtc ?? null,
      emptyDays: own.emptyDays,
      isSilent: silentAfterHours !== undefined && (silentHours === null || silentHours > silentAfterHours),
      silentHours,
    };
  });
}

/** The same as the report lists it. */
export function trueCoverageView(tables: readonly TrueTable[]): TrueViews {
  return {
    'table-coverage': tables.map((one): TrueRow => ({
      Table: one.table,
      State: one.state === 'complete' ? 'Complete' : 'No records',
      Records: one.records,
      First: one.firstRecordUtc,
      Last: one.lastRecordUtc,
      EmptyDays: one.emptyDays,
      Note: !one.isSilent ? '' : one.silentHours === null ? 'No record in reach.' : `Silent for ${Math.round(one.silentHours)} hours.`,
    })),
  };
}
