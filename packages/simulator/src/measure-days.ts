import type { Severity } from '@mxdr/core';
import { eachSeverity } from './each-severity.ts';
import { createLocalCalendar } from './local-calendar.ts';
import type { KnownIncident } from './measure-truth.ts';

/** Incidents of one local day, as far as the day lies in the window. */
export interface DayMeasure {
  /** `2026-10-25`; of 23 or 25 hours where the clocks change. */
  readonly date: string;
  /** Of `created`, those created on the day. */
  readonly created: number;
  readonly createdBySeverity: Readonly<Record<Severity, number>>;
  /** Of `closed`, those whose last close lies on the day. */
  readonly closed: number;
}

/** Every local day that overlaps the window, oldest first; a day without incidents is there with zeros. */
export function measureDays(
  timeZone: string,
  startMs: number,
  endMs: number,
  created: readonly KnownIncident[],
  closed: readonly KnownIncident[],
): readonly DayMeasure[] {
  const calendar = createLocalCalendar(timeZone);
  const createdOn = groupByDate(created, ({ incident }) => calendar.dayOf(Date.parse(incident.createdUtc)).date);
  const closedOn = groupByDate(closed, ({ state }) => calendar.dayOf(Date.parse(state.closedUtc ?? '')).date);
  return calendar.days(startMs, endMs).map(({ date }) => {
    const opened = createdOn.get(date) ?? [];
    return {
      date,
      created: opened.length,
      createdBySeverity: eachSeverity((severity) => opened.filter(({ state }) => state.severity === severity).length),
      closed: closedOn.get(date)?.length ?? 0,
    };
  });
}

function groupByDate(
  incidents: readonly KnownIncident[],
  dateOf: (incident: KnownIncident) => string,
): ReadonlyMap<string, readonly KnownIncident[]> {
  const groups = new Map<string, KnownIncident[]>();
  for (const incident of incidents) {
    const date = dateOf(incident);
    groups.set(date, [...(groups.get(date) ?? []), incident]);
  }
  return groups;
}
