import type { Period } from '@mxdr/core';

/** A change of status on a day of the customer. */
interface Step<State extends string> {
  readonly on: string;
  readonly to: State;
}

/**
 * Where an entry stood at the end of a period: a report that is made again says the same, whatever came later.
 * @param history the oldest change first
 * @returns the last change before the period's end; undefined where the entry was not there yet
 */
export function standingAt<State extends string>(history: readonly Step<State>[], { endDate }: Period): Step<State> | undefined {
  return history.findLast(({ on }) => on < endDate);
}

/** Days of the calendar from one to the other; 0 where the other is not later. */
export function daysBetween(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000));
}

/** The period's last day: `2026-10-31`. */
export function lastDayOf({ endDate }: Period): string {
  return new Date(Date.parse(`${endDate}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** Whether a day of the customer lies in the period. */
export function isDayWithin(day: string, { startDate, endDate }: Period): boolean {
  return day >= startDate && day < endDate;
}
