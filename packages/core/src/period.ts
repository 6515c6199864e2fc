import { Temporal } from 'temporal-polyfill';
import { periodInvalid } from './errors.ts';
import { languageOf } from './language.ts';
import { periodWords } from './period-words.ts';
import { requireTimeZone } from './time-zone.ts';

/**
 * A stretch of a customer's calendar with its true UTC boundaries. Half-open: `[startUtc, endUtc)`.
 * A month in a zone with daylight saving has 743 or 745 hours twice a year; `hours` says which.
 */
export interface Period {
  readonly kind: 'month' | 'quarter' | 'week' | 'range';
  /** As written on the command line: `2026-10`, `2026-Q3`, `2026-W45`, `2026-10-01..2026-11-01`. */
  readonly id: string;
  /** IANA time zone of the boundaries. */
  readonly timeZone: string;
  /** First local day, `2026-10-01`. */
  readonly startDate: string;
  /** First local day after the period, `2026-11-01`. */
  readonly endDate: string;
  /** `2026-09-30T22:00:00.000Z` */
  readonly startUtc: string;
  readonly endUtc: string;
  /** Calendar days. */
  readonly days: number;
  /** Hours that really pass; a fraction in zones that shift by half an hour. */
  readonly hours: number;
}

const millisecondsPerHour = 3_600_000;

function startOfDay(date: Temporal.PlainDate, timeZone: string): Temporal.Instant {
  // Not midnight: some zones change their clocks at midnight, and the day then begins at one o'clock.
  return date.toZonedDateTime(timeZone).toInstant();
}

function toUtcText(instant: Temporal.Instant): string {
  return instant.toString({ fractionalSecondDigits: 3 });
}

function makePeriod(kind: Period['kind'], id: string, start: Temporal.PlainDate, end: Temporal.PlainDate, timeZone: string): Period {
  requireTimeZone(timeZone);
  const startInstant = startOfDay(start, timeZone);
  const endInstant = startOfDay(end, timeZone);
  return {
    kind,
    id,
    timeZone,
    startDate: start.toString(),
    endDate: end.toString(),
    startUtc: toUtcText(startInstant),
    endUtc: toUtcText(endInstant),
    days: start.until(end, { largestUnit: 'day' }).days,
    hours: (endInstant.epochMilliseconds - startInstant.epochMilliseconds) / millisecondsPerHour,
  };
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

function makeMonth(first: Temporal.PlainDate, timeZone: string): Period {
  return makePeriod('month', `${first.year}-${twoDigits(first.month)}`, first, first.add({ months: 1 }), timeZone);
}

function makeQuarter(first: Temporal.PlainDate, timeZone: string): Period {
  return makePeriod('quarter', `${first.year}-Q${Math.ceil(first.month / 3)}`, first, first.add({ months: 3 }), timeZone);
}

function makeWeek(monday: Temporal.PlainDate, timeZone: string): Period {
  const { yearOfWeek = monday.year, weekOfYear = 1 } = monday;
  return makePeriod('week', `${yearOfWeek}-W${twoDigits(weekOfYear)}`, monday, monday.add({ days: 7 }), timeZone);
}

function makeRange(start: Temporal.PlainDate, end: Temporal.PlainDate, timeZone: string): Period {
  return makePeriod('range', `${start.toString()}..${end.toString()}`, start, end, timeZone);
}

function mondayOfWeek(year: number, week: number): Temporal.PlainDate {
  // The fourth of January always lies in week 1.
  const fourth = new Temporal.PlainDate(year, 1, 4);
  return fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ weeks: week - 1 });
}

function parseDate(text: string, whole: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    throw periodInvalid(whole, `${text} is not a day of the calendar.`);
  }
}

function requireYear(year: number, text: string): void {
  if (year < 1970 || year > 9000) throw periodInvalid(text, 'The year has to lie between 1970 and 9000.');
}

/**
 * Reads `2026-10`, `2026-Q3`, `2026-W45` (ISO week) or `2026-10-01..2026-11-01` (end exclusive) as days of the time zone's calendar.
 * @throws AppError usage `MXDR-PERIOD-INVALID`, `MXDR-TIME-ZONE-UNKNOWN`
 */
export function parsePeriod(text: string, timeZone: string): Period {
  requireTimeZone(timeZone);
  const trimmed = text.trim();
  const match = /^(\d{4})-(?:(\d{2})|[Qq](\d)|[Ww](\d{2})|(\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2}))$/u.exec(trimmed);
  if (match === null) throw periodInvalid(text, 'It has none of the forms below.');
  const [, yearText = '', month, quarter, week, startRest, endText = ''] = match;
  const year = Number(yearText);
  requireYear(year, text);
  if (month !== undefined) {
    if (Number(month) < 1 || Number(month) > 12) throw periodInvalid(text, 'Months go from 01 to 12.');
    return periodOfMonth(year, Number(month), timeZone);
  }
  if (quarter !== undefined) {
    if (Number(quarter) < 1 || Number(quarter) > 4) throw periodInvalid(text, 'Quarters go from Q1 to Q4.');
    return makeQuarter(new Temporal.PlainDate(year, Number(quarter) * 3 - 2, 1), timeZone);
  }
  if (week !== undefined) {
    const monday = mondayOfWeek(year, Number(week));
    if (monday.yearOfWeek !== year || Number(week) < 1)
      throw periodInvalid(text, `${year} has the weeks W01 to W${mondayOfWeek(year + 1, 1).subtract({ weeks: 1 }).weekOfYear}.`);
    return makeWeek(monday, timeZone);
  }
  const start = parseDate(`${yearText}-${startRest ?? ''}`, text);
  const end = parseDate(endText, text);
  requireYear(end.year, text);
  if (Temporal.PlainDate.compare(start, end) >= 0)
    throw periodInvalid(text, 'The end has to lie after the start; it is the first day that no longer belongs to the period.');
  return makeRange(start, end, timeZone);
}

/**
 * The calendar month, `month` from 1 to 12.
 * @throws AppError usage `MXDR-TIME-ZONE-UNKNOWN`
 */
export function periodOfMonth(year: number, month: number, timeZone: string): Period {
  return makeMonth(new Temporal.PlainDate(year, month, 1), timeZone);
}

/** The month that ended last before the instant (milliseconds since 1970 UTC), in the zone's own calendar. */
export function lastFullMonth(nowMs: number, timeZone: string): Period {
  requireTimeZone(timeZone);
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone).toPlainDate();
  return makeMonth(today.with({ day: 1 }).subtract({ months: 1 }), timeZone);
}

/** The whole day, ISO week, month or quarter before the one that the day, `2026-11-20`, lies in. */
export function periodBeforeDay(day: string, unit: 'day' | 'week' | 'month' | 'quarter', timeZone: string): Period {
  const date = parseDate(day, day);
  switch (unit) {
    case 'day':
      return makeRange(date.subtract({ days: 1 }), date, timeZone);
    case 'week':
      return makeWeek(date.subtract({ days: date.dayOfWeek + 6 }), timeZone);
    case 'month':
      return makeMonth(date.with({ day: 1 }).subtract({ months: 1 }), timeZone);
    case 'quarter':
      return makeQuarter(date.with({ month: Math.floor((date.month - 1) / 3) * 3 + 1, day: 1 }).subtract({ months: 3 }), timeZone);
  }
}

/** The UTC instant of a day, `2026-11-20`, and a time of it, `07:30`, in the zone. As RFC 5545 has it: a time that a change of the clocks leaves out is moved past it, of one that comes twice the first is meant. */
export function instantOfDay(day: string, time: string, timeZone: string): string {
  requireTimeZone(timeZone);
  return toUtcText(
    Temporal.PlainDate.from(day)
      .toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) })
      .toInstant(),
  );
}

/** The day that it is at the instant (milliseconds since 1970 UTC) in the zone's own calendar, `2026-11-20`. */
export function localDay(atMs: number, timeZone: string): string {
  requireTimeZone(timeZone);
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** The UTC instant at which a day, `2026-11-20`, begins in the zone. */
export function startOfDayUtc(day: string, timeZone: string): string {
  requireTimeZone(timeZone);
  return toUtcText(startOfDay(Temporal.PlainDate.from(day), timeZone));
}

/** The single day, `2026-11-20`, as a period. */
export function periodOfDay(day: string, timeZone: string): Period {
  const start = parseDate(day, day);
  return makeRange(start, start.add({ days: 1 }), timeZone);
}

function shiftPeriod(period: Period, by: 1 | -1): Period {
  const start = Temporal.PlainDate.from(period.startDate);
  if (period.kind === 'month') return makeMonth(start.add({ months: by }), period.timeZone);
  if (period.kind === 'quarter') return makeQuarter(start.add({ months: 3 * by }), period.timeZone);
  if (period.kind === 'week') return makeWeek(start.add({ weeks: by }), period.timeZone);
  const shift = { days: period.days * by };
  return makeRange(start.add(shift), Temporal.PlainDate.from(period.endDate).add(shift), period.timeZone);
}

/** The period before, of the same kind: the month before a month; before a range, as many days as it has. */
export function previousPeriod(period: Period): Period {
  return shiftPeriod(period, -1);
}

/** The period after, of the same kind. */
export function nextPeriod(period: Period): Period {
  return shiftPeriod(period, 1);
}

/** The same days one year earlier, for comparisons: only months and quarters have them. */
export function samePeriodLastYear(period: Period): Period | undefined {
  const start = Temporal.PlainDate.from(period.startDate).subtract({ years: 1 });
  if (period.kind === 'month') return makeMonth(start, period.timeZone);
  return period.kind === 'quarter' ? makeQuarter(start, period.timeZone) : undefined;
}

/** The last `count` calendar months up to and with the month of the period's last day, oldest first. */
export function trailingMonths(period: Period, count: number): readonly Period[] {
  const last = Temporal.PlainDate.from(period.endDate).subtract({ days: 1 }).with({ day: 1 });
  return Array.from({ length: count }, (_, i) => makeMonth(last.subtract({ months: count - 1 - i }), period.timeZone));
}

/** A piece of a period, a day or a week clipped to the period. */
export interface PeriodPiece {
  /** First local day of the piece, `2026-10-01`: the label of its point in a chart. */
  readonly label: string;
  readonly startUtc: string;
  readonly endUtc: string;
}

/**
 * Cuts the period into local days or ISO weeks (Monday to Sunday, clipped at both ends), oldest first, without gaps.
 * A day that a zone skipped altogether is left out.
 */
export function splitPeriod(period: Period, unit: 'day' | 'week'): readonly PeriodPiece[] {
  const end = Temporal.PlainDate.from(period.endDate);
  const pieces: PeriodPiece[] = [];
  let day = Temporal.PlainDate.from(period.startDate);
  while (Temporal.PlainDate.compare(day, end) < 0) {
    const after = day.add({ days: unit === 'day' ? 1 : 8 - day.dayOfWeek });
    const next = Temporal.PlainDate.compare(after, end) < 0 ? after : end;
    const startUtc = toUtcText(startOfDay(day, period.timeZone));
    const endUtc = toUtcText(startOfDay(next, period.timeZone));
    if (startUtc !== endUtc) pieces.push({ label: day.toString(), startUtc, endUtc });
    day = next;
  }
  return pieces;
}

function dateOf(text: string): Date {
  return new Date(`${text}T00:00:00Z`);
}

/** `October 2026`, `Q3 2026`, `Week 45 of 2026`, `1–14 October 2026` (last day included), in the locale's own language and order. */
export function formatPeriodShort(period: Period, locale: string): string {
  const start = dateOf(period.startDate);
  if (period.kind === 'month') return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(start);
  const [year = '', part = ''] = period.id.split('-');
  const words = periodWords[languageOf(locale)];
  if (period.kind === 'quarter') return words.quarter(part.slice(1), year);
  if (period.kind === 'week') return words.week(String(Number(part.slice(1))), year);
  const last = dateOf(Temporal.PlainDate.from(period.endDate).subtract({ days: 1 }).toString());
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).formatRange(start, last);
}

/** `1 October 2026 up to 1 November 2026, Europe/Amsterdam (745 hours)`: the end is exclusive, and the hours are the true ones. */
export function formatPeriodLong(period: Period, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const hours = new Intl.NumberFormat(locale, { useGrouping: false }).format(period.hours);
  return periodWords[languageOf(locale)].stretch(
    format.format(dateOf(period.startDate)),
    format.format(dateOf(period.endDate)),
    period.timeZone,
    hours,
  );
}
