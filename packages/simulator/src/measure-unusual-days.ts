import type { Truth } from './truth.ts';

/** A table and a UTC day on which it took in far more than usual. */
export interface UnusualDay {
  readonly table: string;
  readonly dayUtc: string;
  readonly gigabytes: number;
  /** Median of the same weekday, by nearest rank, over all whole days from the look-back to the end of the window. */
  readonly usualGigabytes: number;
}

/** Instants of what is asked, in milliseconds since 1970 UTC. */
export interface MeasuredStretch {
  readonly startMs: number;
  readonly endMs: number;
  readonly lookbackMs: number;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** Without two weeks nobody knows what is usual. */
const fewestDays = 14;

/** What is known of volumes. */
export interface VolumeWatch {
  /** Whole days of the window of which it can be told whether they are unusual; 0 with too little history. */
  readonly days: number;
  readonly tables: readonly string[];
  /** By day, then by table. */
  readonly unusual: readonly UnusualDay[];
}

/** A day that the tenant's time or the window cuts is not looked at. */
export function measureUnusualDays(truth: Truth, { startMs, endMs, lookbackMs }: MeasuredStretch): VolumeWatch {
  const looked = truth.ingestion.flatMap(({ reports }) =>
    reports.map(([atUtc]) => Date.parse(atUtc)).filter((atMs) => atMs >= lookbackMs && atMs < endMs),
  );
  const first = Math.floor(Math.min(...looked) / dayMs) + 1;
  const last = Math.min(Math.floor(endMs / dayMs), Math.floor((Math.max(...looked) + hourMs) / dayMs));
  if (!(last - first >= fewestDays)) return { days: 0, tables: [], unusual: [] };
  const days = Array.from({ length: last - first }, (_, index) => first + index);
  const unusual = truth.ingestion.flatMap(({ table, reports, swellsUtc }): readonly UnusualDay[] => {
    const volumes = new Map(days.map((day) => [day, 0]));
    for (const [atUtc, megabytes] of reports) {
      const day = Math.floor(Date.parse(atUtc) / dayMs);
      const sum = volumes.get(day);
      if (sum !== undefined) volumes.set(day, sum + megabytes / 1000);
    }
    const swollen = [...new Set(swellsUtc.map((utc) => Math.floor(Date.parse(utc) / dayMs)))];
    return swollen
      .filter((day) => volumes.has(day) && day * dayMs >= startMs)
      .map((day) => {
        const alike = days.filter((other) => other % 7 === day % 7).map((other) => volumes.get(other)!);
        return {
          table,
          dayUtc: new Date(day * dayMs).toISOString().slice(0, 10),
          gigabytes: volumes.get(day)!,
          usualGigabytes: alike.toSorted((left, right) => left - right)[Math.ceil(alike.length / 2) - 1]!,
        };
      });
  });
  return {
    days: days.filter((day) => day * dayMs >= startMs).length,
    tables: truth.ingestion.map(({ table }) => table),
    unusual: unusual.toSorted((left, right) =>
      left.dayUtc === right.dayUtc ? (left.table < right.table ? -1 : 1) : left.dayUtc < right.dayUtc ? -1 : 1,
    ),
  };
}
