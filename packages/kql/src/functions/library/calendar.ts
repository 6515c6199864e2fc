import { MAX_DATETIME_MS, MIN_DATETIME_MS } from '../../columns/instant.ts';

export const MS_PER_DAY = 86_400_000;

/** Periods of the calendar that `startof*` and `endof*` know. */
export type CalendarPeriod = 'day' | 'week' | 'month' | 'year';

/** Milliseconds since 1970 of a calendar date; years below 100 are themselves. Months outside 0-11 carry over. */
export function dateMs(year: number, monthIndex: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, monthIndex, day);
  return date.getTime();
}

export function isDatetimeMs(ms: number): boolean {
  return ms >= MIN_DATETIME_MS && ms <= MAX_DATETIME_MS;
}

/** Start of the period that holds `ms`, moved by `offset` periods. Weeks start on Sunday. */
export function startOfPeriod(period: CalendarPeriod, ms: number, offset: number): number {
  switch (period) {
    case 'day':
      return (Math.floor(ms / MS_PER_DAY) + offset) * MS_PER_DAY;
    case 'week': {
      const day = Math.floor(ms / MS_PER_DAY);
      return (day - dayOfWeek(ms) + 7 * offset) * MS_PER_DAY;
    }
    case 'month': {
      const date = new Date(ms);
      return dateMs(date.getUTCFullYear(), date.getUTCMonth() + offset, 1);
    }
    default:
      return dateMs(new Date(ms).getUTCFullYear() + offset, 0, 1);
  }
}

/** 0 for Sunday to 6. */
export function dayOfWeek(ms: number): number {
  return (((Math.floor(ms / MS_PER_DAY) + 4) % 7) + 7) % 7;
}

/** 1 for 1 January. */
export function dayOfYear(ms: number): number {
  return (Math.floor(ms / MS_PER_DAY) * MS_PER_DAY - dateMs(new Date(ms).getUTCFullYear(), 0, 1)) / MS_PER_DAY + 1;
}

/** The ISO 8601 week: it starts on Monday and belongs to the year of its Thursday. */
export function isoWeek(ms: number): number {
  const thursday = Math.floor(ms / MS_PER_DAY) * MS_PER_DAY + (4 - (dayOfWeek(ms) || 7)) * MS_PER_DAY;
  return Math.floor((dayOfYear(thursday) - 1) / 7) + 1;
}

/** The date some months later; the 31st becomes the last day of a shorter month. */
export function addMonths(ms: number, months: number): number {
  const date = new Date(ms);
  const clock = ms - Math.floor(ms / MS_PER_DAY) * MS_PER_DAY;
  const first = new Date(dateMs(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const lastDay = new Date(dateMs(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return dateMs(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date.getUTCDate(), lastDay)) + clock;
}
