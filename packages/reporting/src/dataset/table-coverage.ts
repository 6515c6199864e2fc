import type { Period } from '@mxdr/core';
import type { WatchedTable } from '../definition/report-definition-schema.ts';
import type { PeriodStanding, TableCoverage } from './dataset.ts';
import type { FinishedRun } from './run-queries.ts';
import { numbersOf } from './period-answers.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

function instants(run: FinishedRun, column: string): readonly (string | null)[] {
  const index = run.result?.columns.findIndex(({ name }) => name === column) ?? -1;
  return (run.result?.rows ?? []).map((row) => {
    const value = row[index] ?? null;
    return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? new Date(Date.parse(value)).toISOString() : null;
  });
}

/** Whole UTC days of the period that have no record. Days cut by the period's ends are not judged. */
function countEmptyDays(daysWithRecords: ReadonlySet<number>, period: Period, asOfMs: number): number {
  const first = Math.ceil(Date.parse(period.startUtc) / dayMs) * dayMs;
  const last = Math.min(Date.parse(period.endUtc), asOfMs);
  let empty = 0;
  for (let day = first; day + dayMs <= last; day += dayMs) if (!daysWithRecords.has(day)) empty++;
  return empty;
}

function newest(values: readonly (string | null)[]): string | null {
  return (
    values
      .filter((value) => value !== null)
      .toSorted()
      .at(-1) ?? null
  );
}

/** Tells what a watched table held in the period, from its records by day. */
export function describeCoverage(table: WatchedTable, finished: FinishedRun, period: Period, asOfUtc: string): TableCoverage {
  const evidence = [finished.run.id];
  const unknown = {
    records: null,
    firstRecordUtc: null,
    lastRecordUtc: null,
    earliestUtc: null,
    emptyDays: null,
    isSilent: false,
    silentHours: null,
    evidence,
  } as const;
  const { failure } = finished.run;
  if (failure) {
    const isMissing = failure.reason === 'table-missing';
    return { table: table.name, state: isMissing ? 'missing' : 'failed', ...unknown, notes: [isMissing ? table.mend : failure.message] };
  }
  const days = instants(finished, 'Day');
  const counts = numbersOf(finished.result!, 'Records') ?? [];
  const firsts = instants(finished, 'FirstRecord');
  const lasts = instants(finished, 'LastRecord');
  const endMs = Math.min(Date.parse(period.endUtc), Date.parse(asOfUtc));
  const inPeriod = days.map((_, index) => index).filter((index) => (counts[index] ?? 0) > 0);
  const records = inPeriod.reduce((sum, index) => sum + (counts[index] ?? 0), 0);
  const earliestUtc = firsts.filter((value) => value !== null).toSorted()[0] ?? null;
  const lastSeen = newest(lasts);
  const silentHours = lastSeen === null ? null : Math.max(0, (endMs - Date.parse(lastSeen)) / hourMs);
  const firstInside =
    instants(finished, 'FirstInside')
      .filter((value) => value !== null)
      .toSorted()[0] ?? null;
  return {
    table: table.name,
    state: finished.run.status === 'partial' ? 'partial' : records === 0 ? 'empty' : 'complete',
    records,
    firstRecordUtc: firstInside,
    lastRecordUtc: records === 0 ? null : lastSeen,
    earliestUtc,
    emptyDays: countEmptyDays(new Set(inPeriod.map((index) => Date.parse(days[index] ?? ''))), period, endMs),
    // Without any record in reach the table has been silent for longer than anybody can tell.
    isSilent: table.silentAfterHours !== undefined && (silentHours === null || silentHours > table.silentAfterHours),
    silentHours,
    notes: finished.run.partial.map((reason) => reason.message),
    evidence,
  };
}

/** A first record may come some hours after the workspace was there. */
const toleranceMs = dayMs;

/** Whether the workspace was there for the whole of a period, judged by the first record of any watched table. */
export function standingOf(period: Period, tables: readonly TableCoverage[]): PeriodStanding {
  const earliest = tables.flatMap((table) => (table.earliestUtc === null ? [] : [Date.parse(table.earliestUtc)]));
  // Without any record to judge by, the answers of the queries speak for themselves.
  if (earliest.length === 0) return 'whole';
  const first = Math.min(...earliest);
  if (first >= Date.parse(period.endUtc)) return 'before-data';
  return first <= Date.parse(period.startUtc) + toleranceMs ? 'whole' : 'incomplete';
}

/**
 * Whether single tables were there for the whole of a period. Only a table that is not allowed to fall silent can tell: where its first record comes
 * later than the silence that it is allowed, it was connected within the period, whatever the workspace held before.
 */
export function standingOfTables(
  period: Period,
  names: readonly string[],
  watched: readonly WatchedTable[],
  tables: readonly TableCoverage[],
): PeriodStanding {
  const standings = watched.flatMap(({ name, silentAfterHours }): readonly PeriodStanding[] => {
    const earliestUtc = tables.find(({ table }) => table === name)?.earliestUtc ?? null;
    if (!names.includes(name) || silentAfterHours === undefined || earliestUtc === null) return [];
    const first = Date.parse(earliestUtc);
    if (first >= Date.parse(period.endUtc)) return ['before-data'];
    return first <= Date.parse(period.startUtc) + Math.max(toleranceMs, silentAfterHours * hourMs) ? [] : ['incomplete'];
  });
  return standings.find((standing) => standing === 'before-data') ?? standings[0] ?? 'whole';
}
