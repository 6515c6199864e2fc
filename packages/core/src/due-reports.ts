import type { Customer } from './customer.ts';
import type { Period } from './period.ts';
import { instantOfDay, localDay, periodBeforeDay } from './period.ts';
import type { ReportSchedule, ScheduledReport } from './report-schedule.ts';
import { scheduledDays, unitOf } from './report-schedule.ts';

/** One coming of one scheduled report. */
export interface DueReport {
  readonly customerId: Customer['id'];
  readonly entry: ScheduledReport;
  /** Day in the customer's calendar on which it comes. */
  readonly day: string;
  /** When the schedule has it, UTC. */
  readonly comesAtUtc: string;
  /** When it may be made, UTC: then, or once the data of the period has settled, whichever is later. */
  readonly dueAtUtc: string;
  readonly period: Period;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * What becomes due from `sinceUtc` up to `untilUtc` (exclusive), in that order. It depends on nothing else: windows that follow each other give
 * together what the whole gives, so that nothing is lost or doubled however often it is asked.
 */
export function dueReports(
  schedule: ReportSchedule,
  { id, timeZone }: Pick<Customer, 'id' | 'timeZone'>,
  sinceUtc: string,
  untilUtc: string,
): readonly DueReport[] {
  const [since, until] = [Date.parse(sinceUtc), Date.parse(untilUtc)];
  if (!(since < until)) return [];
  return schedule.reports
    .flatMap((entry) => {
      // What comes may wait for its data, but no longer than that; the days at both ends are taken whole and looked at by the instant.
      const from = localDay(since - entry.settleHours * hourMs - 2 * dayMs, timeZone);
      const to = localDay(until + 2 * dayMs, timeZone);
      return scheduledDays(entry, from, to).map((day): DueReport => {
        const period = periodBeforeDay(day, unitOf(entry.covers), timeZone);
        const comesAtUtc = instantOfDay(day, entry.at, timeZone);
        const settledMs = Date.parse(period.endUtc) + entry.settleHours * hourMs;
        const dueAtUtc = new Date(Math.max(Date.parse(comesAtUtc), settledMs)).toISOString();
        return { customerId: id, entry, day, comesAtUtc, dueAtUtc, period };
      });
    })
    .filter(({ dueAtUtc }) => Date.parse(dueAtUtc) >= since && Date.parse(dueAtUtc) < until)
    .toSorted((a, b) => (a.dueAtUtc < b.dueAtUtc ? -1 : a.dueAtUtc > b.dueAtUtc ? 1 : 0));
}
