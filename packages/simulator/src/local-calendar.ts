import { invalidOption } from './errors.ts';

/** One local calendar day with its true UTC boundaries: 23 or 25 hours long where the clocks change. */
export interface LocalDay {
  /** `2026-10-25` */
  readonly date: string;
  /** `2026-10` */
  readonly month: string;
  readonly startMs: number;
  /** Exclusive. */
  readonly endMs: number;
  readonly isWorkday: boolean;
  /** Days since 1970-01-01, for anything that goes in cycles. */
  readonly number: number;
  /** Milliseconds by which the clock moves during the day; 0 on most days. */
  readonly shiftMs: number;
}

export interface LocalCalendar {
  readonly timeZone: string;
  /** Every local day that overlaps `[startMs, endMs)`, oldest first. */
  days(startMs: number, endMs: number): readonly LocalDay[];
  /** The day that holds the instant. */
  dayOf(ms: number): LocalDay;
  /** The instant at which the local clock shows `minutes` after midnight; a time that the clock skips moves on by the gap. */
  instant(day: LocalDay, minutes: number): number;
  /** Minutes after local midnight, by the clock on the wall. */
  minutesOfDay(ms: number): number;
  /** The first instant at or after `ms` inside 8:30 to 17:30 on a working day. */
  nextBusinessInstant(ms: number): number;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
const businessStart = 8 * 60 + 30;
const businessEnd = 17 * 60 + 30;

/** @throws AppError MXDR-SIMULATION-OPTION for a time zone that the platform does not know. */
export function createLocalCalendar(timeZone: string): LocalCalendar {
  const formatter = createFormatter(timeZone);
  const known = new Map<number, LocalDay>();

  const offsetAt = (ms: number): number => {
    const parts: Record<string, number> = {};
    for (const part of formatter.formatToParts(ms)) if (part.type !== 'literal') parts[part.type] = Number(part.value);
    const wall = Date.UTC(parts['year'] ?? 0, (parts['month'] ?? 1) - 1, parts['day'], parts['hour'], parts['minute'], parts['second']);
    return wall - Math.floor(ms / 1000) * 1000;
  };
  const startOf = (number: number): number => {
    const wall = number * dayMs;
    const early = wall - offsetAt(wall - dayMs);
    const exact = wall - offsetAt(early);
    return Math.floor((exact + offsetAt(exact)) / dayMs) === number ? exact : early;
  };
  const dayNumbered = (number: number): LocalDay => {
    const found = known.get(number);
    if (found) return found;
    const startMs = startOf(number);
    const endMs = startOf(number + 1);
    const date = new Date(number * dayMs).toISOString().slice(0, 10);
    const weekday = new Date(number * dayMs).getUTCDay();
    const day: LocalDay = {
      date,
      month: date.slice(0, 7),
      startMs,
      endMs,
      isWorkday: weekday !== 0 && weekday !== 6,
      number,
      shiftMs: dayMs - (endMs - startMs),
    };
    known.set(number, day);
    return day;
  };
  const dayOf = (ms: number): LocalDay => {
    const guess = Math.floor(ms / dayMs);
    for (const number of [guess, guess - 1, guess + 1]) {
      const day = dayNumbered(number);
      if (ms >= day.startMs && ms < day.endMs) return day;
    }
    return dayNumbered(guess);
  };
  const instant = (day: LocalDay, minutes: number): number => {
    const plain = day.startMs + minutes * minuteMs;
    if (day.shiftMs === 0) return plain;
    const moved = plain - (offsetAt(plain) - offsetAt(day.startMs));
    return Math.min(Math.max(moved, day.startMs), day.endMs - 1);
  };
  const minutesOfDay = (ms: number): number => {
    const day = dayOf(ms);
    const passed = ms - day.startMs;
    return (day.shiftMs === 0 ? passed : passed + offsetAt(ms) - offsetAt(day.startMs)) / minuteMs;
  };

  return {
    timeZone,
    days(startMs, endMs) {
      const days: LocalDay[] = [];
      for (let day = dayOf(startMs); day.startMs < endMs; day = dayNumbered(day.number + 1)) days.push(day);
      return days;
    },
    dayOf,
    instant,
    minutesOfDay,
    nextBusinessInstant(ms) {
      const minutes = minutesOfDay(ms);
      const today = dayOf(ms);
      if (today.isWorkday && minutes < businessEnd) return minutes >= businessStart ? ms : instant(today, businessStart);
      let day = dayNumbered(today.number + 1);
      while (!day.isWorkday) day = dayNumbered(day.number + 1);
      return instant(day, businessStart);
    },
  };
}

function createFormatter(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw invalidOption('timeZone', timeZone, 'an IANA time zone such as Europe/Amsterdam');
  }
}
