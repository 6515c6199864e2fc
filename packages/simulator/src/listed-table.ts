import type { LogRow } from './log-row.ts';
import type { PlannedEvent, TelemetryTable } from './telemetry.ts';

/** One row that is known beforehand, as in tables with a few rows a day. */
export interface ListedEvent {
  readonly atMs: number;
  /** One of the table's kinds. */
  readonly kind: string;
  readonly row: LogRow;
}

/** A table of rows that are held in memory. */
export function listedTable(name: string, kinds: readonly string[], events: readonly ListedEvent[]): TelemetryTable {
  const planned = events.map(({ atMs, kind }, sequence): PlannedEvent => ({ atMs, kind: kinds.indexOf(kind), sequence }));
  return {
    name,
    kinds,
    plan: (day) => planned.filter(({ atMs }) => atMs >= day.startMs && atMs < day.endMs),
    row: ({ sequence }) => events[sequence]!.row,
  };
}

/** Where the listed rows of a table begin to be counted, so that no row of the table itself has their number. */
const firstListed = 100_000;

/** The rows of both, under the name of the first; rows of the first stay as they are. */
export function withListed(table: TelemetryTable, listed: TelemetryTable): TelemetryTable {
  return {
    name: table.name,
    kinds: [...table.kinds, ...listed.kinds],
    plan: (day, tenant) => [
      ...table.plan(day, tenant),
      ...listed
        .plan(day, tenant)
        .map((event) => ({ ...event, kind: event.kind + table.kinds.length, sequence: event.sequence + firstListed })),
    ],
    row: (event, day, tenant) =>
      event.sequence < firstListed
        ? table.row(event, day, tenant)
        : listed.row({ ...event, kind: event.kind - table.kinds.length, sequence: event.sequence - firstListed }, day, tenant),
  };
}
