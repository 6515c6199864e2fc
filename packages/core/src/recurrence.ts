import { Temporal } from 'temporal-polyfill';

/**
 * Days that come again, by the rules of RFC 5545 (iCalendar) as far as days go: `FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2` is the second
 * working day of each month. Cron has no words for that, for a last day, or for every second week. Weeks begin on Monday.
 */
export interface Recurrence {
  readonly frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  /** Every so many days, weeks, months or years, counted from the first day. */
  readonly interval: number;
  /** 1 to 12. */
  readonly months: readonly number[];
  /** 1 to 31, or -1 for the last day of a month, -2 for the one before. A month without such a day has none. */
  readonly monthDays: readonly number[];
  /** 1 is Monday. `nth` is which of its kind in the month, -1 for the last; null for each of them. */
  readonly weekdays: readonly { readonly nth: number | null; readonly day: number }[];
  /** Which of the days found, in order, -1 for the last. */
  readonly positions: readonly number[];
  /** Last day, `2027-12-31`; null for ever. */
  readonly until: string | null;
}

/** A rule, or why the text is none: a sentence that goes on after "must". */
export type RecurrenceReading = { readonly recurrence: Recurrence } | { readonly fault: string };

const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
const known = ['FREQ', 'INTERVAL', 'BYMONTH', 'BYMONTHDAY', 'BYDAY', 'BYSETPOS', 'UNTIL', 'WKST'];

/** What a part of RFC 5545 that is not taken should be written as. */
const instead: Readonly<Record<string, string>> = {
  COUNT: 'say the last day with UNTIL=20271231: a count depends on where one begins to count',
  BYHOUR: 'write the time of day into "at"',
  BYMINUTE: 'write the time of day into "at"',
  BYSECOND: 'write the time of day into "at"',
  BYWEEKNO: 'use FREQ=WEEKLY with INTERVAL',
  BYYEARDAY: 'use BYMONTH with BYMONTHDAY',
};

/** Whole numbers of a list within ±`most`, without zero; undefined where one is anything else. */
function readNumbers(text: string | undefined, most: number, isSigned: boolean): readonly number[] | undefined {
  if (text === undefined) return [];
  const numbers = text.split(',').map((word) => (/^[+-]?\d{1,3}$/u.test(word) ? Number(word) : 0));
  return numbers.every((number) => number !== 0 && Math.abs(number) <= most && (isSigned || number > 0)) ? numbers : undefined;
}

function readWeekdays(text: string | undefined): Recurrence['weekdays'] | undefined {
  if (text === undefined) return [];
  const days = text.split(',').map((word) => {
    const [, nth = '', name = ''] = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/u.exec(word) ?? [];
    return { nth: nth === '' ? null : Number(nth), day: weekdayNames.indexOf(name) + 1 };
  });
  return days.every(({ nth, day }) => day > 0 && nth !== 0 && Math.abs(nth ?? 1) <= 5) ? days : undefined;
}

function readDay(text: string | undefined): string | null | undefined {
  if (text === undefined) return null;
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/u.exec(text) ?? [];
  try {
    return Temporal.PlainDate.from(`${year}-${month}-${day}`, { overflow: 'reject' }).toString();
  } catch {
    return undefined;
  }
}

/** Reads `FREQ=…;…`. What is not taken is refused, never passed over. */
export function readRecurrence(text: string): RecurrenceReading {
  const parts = new Map<string, string>();
  for (const part of text.split(';')) {
    const [, name, value] = /^([A-Z]+)=(\S+)$/u.exec(part) ?? [];
    if (name === undefined || value === undefined)
      return { fault: `be parts such as FREQ=MONTHLY;BYMONTHDAY=3, with semicolons between; ${JSON.stringify(part)} is none` };
    if (parts.has(name)) return { fault: `name ${name} once` };
    if (!known.includes(name)) return { fault: `not name ${name}: ${instead[name] ?? `known are ${known.join(', ')}`}` };
    parts.set(name, value);
  }
  const frequency = frequencies.find((one) => one === parts.get('FREQ'));
  if (frequency === undefined) return { fault: `have FREQ, one of ${frequencies.join(', ')}` };
  const wanted = {
    interval: /^[1-9]\d{0,2}$/u.test(parts.get('INTERVAL') ?? '1') ? Number(parts.get('INTERVAL') ?? '1') : undefined,
    months: readNumbers(parts.get('BYMONTH'), 12, false),
    monthDays: readNumbers(parts.get('BYMONTHDAY'), 31, true),
    weekdays: readWeekdays(parts.get('BYDAY')),
    positions: readNumbers(parts.get('BYSETPOS'), 366, true),
    until: readDay(parts.get('UNTIL')),
  };
  const { interval, months, monthDays, weekdays, positions, until } = wanted;
  if (interval === undefined) return { fault: 'have an INTERVAL from 1 to 999' };
  if (months === undefined) return { fault: 'have months from 1 to 12 in BYMONTH' };
  if (monthDays === undefined) return { fault: 'have days from 1 to 31, or -1 for the last and so on, in BYMONTHDAY' };
  if (weekdays === undefined) return { fault: 'have days such as MO or -1FR (the last Friday) in BYDAY' };
  if (positions === undefined) return { fault: 'have positions such as 2 or -1 in BYSETPOS' };
  if (until === undefined) return { fault: 'have a last day such as UNTIL=20271231, in the customer’s calendar' };
  const recurrence: Recurrence = { frequency, interval, months, monthDays, weekdays, positions, until };
  const fault = findContradiction(recurrence, parts.get('WKST'));
  return fault === undefined ? { recurrence } : { fault };
}

/** Combinations that RFC 5545 forbids, or that it gives a meaning which nobody expects. */
function findContradiction({ frequency, months, monthDays, weekdays, positions }: Recurrence, weekStart: string | undefined) {
  const isNumbered = weekdays.some(({ nth }) => nth !== null);
  if (weekStart !== undefined && weekStart !== 'MO') return 'have weeks that begin on Monday, as ISO weeks do: leave WKST out';
  if (isNumbered && frequency !== 'MONTHLY' && frequency !== 'YEARLY') return 'number days (1MO, -1FR) with FREQ=MONTHLY or YEARLY only';
  if (frequency === 'WEEKLY' && monthDays.length > 0) return 'not have BYMONTHDAY with FREQ=WEEKLY';
  if (frequency === 'YEARLY' && months.length === 0 && monthDays.length + weekdays.length > 0)
    return 'say with BYMONTH which months of the year are meant';
  if (positions.length > 0 && monthDays.length + weekdays.length === 0) return 'have BYSETPOS only beside BYDAY or BYMONTHDAY';
  return undefined;
}

const monthNumber = (day: Temporal.PlainDate): number => day.year * 12 + day.month - 1;
const firstOfMonth = (number: number): Temporal.PlainDate => new Temporal.PlainDate(Math.floor(number / 12), (number % 12) + 1, 1);
const mondayOf = (day: Temporal.PlainDate): Temporal.PlainDate => day.subtract({ days: day.dayOfWeek - 1 });

function matchesDay({ monthDays, weekdays }: Recurrence, day: Temporal.PlainDate): boolean {
  const left = day.daysInMonth - day.day + 1;
  return (
    (monthDays.length === 0 || monthDays.includes(day.day) || monthDays.includes(-left)) &&
    (weekdays.length === 0 ||
      weekdays.some(
        (one) => one.day === day.dayOfWeek && (one.nth === null || one.nth === Math.ceil(day.day / 7) || one.nth === -Math.ceil(left / 7)),
      ))
  );
}

function daysOf(first: Temporal.PlainDate, count: number): readonly Temporal.PlainDate[] {
  return Array.from({ length: count }, (_, index) => first.add({ days: index }));
}

/** The days of one interval (a day, week, month or year) that the rule picks, in order. `anchor` is the first day of all. */
function daysOfInterval(rule: Recurrence, start: Temporal.PlainDate, anchor: Temporal.PlainDate): readonly Temporal.PlainDate[] {
  const isPlain = rule.monthDays.length + rule.weekdays.length === 0;
  const inMonths = (day: Temporal.PlainDate): boolean => rule.months.length === 0 || rule.months.includes(day.month);
  const pick = (): readonly Temporal.PlainDate[] => {
    switch (rule.frequency) {
      case 'DAILY':
        return [start].filter((day) => matchesDay(rule, day));
      case 'WEEKLY':
        return daysOf(start, 7).filter((day) => (isPlain ? day.dayOfWeek === anchor.dayOfWeek : matchesDay(rule, day)));
      case 'MONTHLY':
        return daysOf(start, start.daysInMonth).filter((day) => (isPlain ? day.day === anchor.day : matchesDay(rule, day)));
      case 'YEARLY': {
        const months = rule.months.length === 0 ? [anchor.month] : [...new Set(rule.months)].toSorted((one, other) => one - other);
        return months
          .map((month) => start.with({ month }))
          .flatMap((first) => daysOf(first, first.daysInMonth))
          .filter((day) => (isPlain ? day.day === anchor.day : matchesDay(rule, day)));
      }
    }
  };
  const days = pick().filter(inMonths);
  if (rule.positions.length === 0) return days;
  return days.filter((_, index) => rule.positions.includes(index + 1) || rule.positions.includes(index - days.length));
}

/** How many whole units lie between the interval of the first day and that of another day, and how an interval is reached. */
function intervalsOf(rule: Recurrence, anchor: Temporal.PlainDate) {
  switch (rule.frequency) {
    case 'DAILY':
      return {
        unitsTo: (day: Temporal.PlainDate) => anchor.until(day, { largestUnit: 'day' }).days,
        startOf: (units: number) => anchor.add({ days: units }),
      };
    case 'WEEKLY':
      return {
        unitsTo: (day: Temporal.PlainDate) => mondayOf(anchor).until(mondayOf(day), { largestUnit: 'day' }).days / 7,
        startOf: (units: number) => mondayOf(anchor).add({ weeks: units }),
      };
    case 'MONTHLY':
      return {
        unitsTo: (day: Temporal.PlainDate) => monthNumber(day) - monthNumber(anchor),
        startOf: (units: number) => firstOfMonth(monthNumber(anchor) + units),
      };
    case 'YEARLY':
      return {
        unitsTo: (day: Temporal.PlainDate) => day.year - anchor.year,
        startOf: (units: number) => new Temporal.PlainDate(anchor.year + units, 1, 1),
      };
  }
}

/**
 * The days on which the rule comes, from `from` up to `to` (exclusive), in order, `2026-10-03`. None lies before the first day of all, `since`, from
 * which intervals are counted; that day itself is one only where the rule says so.
 */
export function daysBetween(rule: Recurrence, since: string, from: string, to: string): readonly string[] {
  const anchor = Temporal.PlainDate.from(since);
  const last = rule.until === null ? undefined : Temporal.PlainDate.from(rule.until);
  const begin = Temporal.PlainDate.compare(Temporal.PlainDate.from(from), anchor) < 0 ? anchor : Temporal.PlainDate.from(from);
  const end = Temporal.PlainDate.from(to);
  const { unitsTo, startOf } = intervalsOf(rule, anchor);
  const found: string[] = [];
  for (let units = Math.floor(unitsTo(begin) / rule.interval) * rule.interval; ; units += rule.interval) {
    const start = startOf(units);
    if (Temporal.PlainDate.compare(start, end) >= 0) return found;
    for (const day of daysOfInterval(rule, start, anchor)) {
      const isInside = Temporal.PlainDate.compare(day, begin) >= 0 && Temporal.PlainDate.compare(day, end) < 0;
      if (isInside && (last === undefined || Temporal.PlainDate.compare(day, last) <= 0)) found.push(day.toString());
    }
  }
}
