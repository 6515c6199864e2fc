import { languageOf } from '@mxdr/core';
import { messagesFor } from '../languages/find-messages.ts';
import { isSingular } from '../languages/plural.ts';
import type { MetricUnit } from '../metrics/metric-definition.ts';

/** Writes numbers, times and dates for one locale and time zone. Examples are of en-GB. */
export interface LocaleFormat {
  readonly count: (value: number) => string;
  readonly decimal: (value: number) => string;
  /** `12.5 min` below an hour, `2:05 h` from there on. */
  readonly minutes: (value: number) => string;
  /** The same without tenths: `12 min`. */
  readonly wholeMinutes: (value: number) => string;
  readonly percent: (value: number) => string;
  readonly gigabytes: (value: number) => string;
  /** `14 Oct 2026, 13:05` in the zone. */
  readonly instant: (iso: string) => string;
  /** `14 Oct 2026` in the zone; a plain day stays the day that it is. */
  readonly date: (text: string) => string;
  /** `14 October 2026, 13:05 (Europe/Amsterdam)` */
  readonly longInstant: (iso: string) => string;
  /** `14 Oct`, for axes; what is no plain day stays as it is. */
  readonly shortDay: (text: string) => string;
  /** A number of the unit, without its sign: `12`, `3.4`, `12.5 min`. */
  readonly amount: (value: number, unit: MetricUnit) => string;
  /** Whether so many are told in the singular. */
  readonly isSingular: (count: number) => boolean;
  /** `+12`, `−3`; no sign for 0. */
  signed(value: number, write: (value: number) => string): string;
}

const minus = '\u2212';
const cache = new Map<string, LocaleFormat>();

/** Formats are expensive to make: one set for each locale and zone. */
export function localeFormat(locale: string, timeZone: string): LocaleFormat {
  const key = `${locale} ${timeZone}`;
  const made = cache.get(key) ?? makeFormat(locale, timeZone);
  cache.set(key, made);
  return made;
}

function withMinus(text: string): string {
  return text.replace(/^-/u, minus);
}

/** A number with the locale's sign for per cent, where and how far away the locale puts it: `12.5%`, `12,5 %`. */
export function percentWriter<Value>(locale: string, write: (value: Value) => string): (value: Value) => string {
  const parts = new Intl.NumberFormat(locale, { style: 'percent' }).formatToParts(0.01);
  const at = parts.findIndex(({ type }) => type === 'integer');
  const text = (some: typeof parts): string => some.map(({ value }) => value).join('');
  const [before, after] = [text(parts.slice(0, at)), text(parts.slice(at + 1))];
  return (value) => `${before}${write(value)}${after}`;
}

function isPlainDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/u.test(text) && !Number.isNaN(Date.parse(text));
}

function makeFormat(locale: string, timeZone: string): LocaleFormat {
  const number = (options: Intl.NumberFormatOptions): ((value: number) => string) => {
    const format = new Intl.NumberFormat(locale, options);
    // Negative zero is a sign without a meaning.
    return (value) => withMinus(format.format(value === 0 ? 0 : value));
  };
  const whole = number({ maximumFractionDigits: 0 });
  const one = number({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const upToOne = number({ maximumFractionDigits: 1 });
  const percent = percentWriter(locale, one);
  const { amounts } = messagesFor(locale);
  const instantFormat = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const dateFormats = (zone: string): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: zone });
  const zoneDate = dateFormats(timeZone);
  const plainDate = dateFormats('UTC');
  const longDate = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  const dayMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });

  const minutes = (value: number): string => {
    const sign = value < 0 ? minus : '';
    const size = Math.abs(value);
    // 59.96 would be written as 60.0: from there on it is an hour.
    if (Math.round(size * 10) < 600) return amounts.minutes(one(Math.round(size * 10) === 0 ? 0 : value));
    const rounded = Math.round(size);
    return `${sign}${amounts.hoursAndMinutes(whole(Math.floor(rounded / 60)), String(rounded % 60).padStart(2, '0'))}`;
  };
  const wholeMinutes = (value: number): string =>
    Math.abs(Math.round(value)) < 60 ? amounts.minutes(whole(Math.round(value))) : minutes(value);
  const gigabytes = (value: number): string => amounts.gigabytes(upToOne(value));
  const amount = (value: number, unit: MetricUnit): string => {
    switch (unit) {
      case 'minutes':
        return minutes(value);
      case 'percent':
        return percent(value);
      case 'gigabytes':
        return gigabytes(value);
      case 'ratio':
        return one(value);
      default:
        return whole(value);
    }
  };
  return {
    count: whole,
    decimal: one,
    minutes,
    wholeMinutes,
    percent,
    gigabytes,
    instant: (iso) => instantFormat.format(new Date(iso)),
    date: (text) => (isPlainDay(text) ? plainDate.format(new Date(`${text}T00:00:00Z`)) : zoneDate.format(new Date(text))),
    longInstant: (iso) => messagesFor(locale).longInstant(longDate.format(new Date(iso)), clock.format(new Date(iso)), timeZone),
    shortDay: (text) => (isPlainDay(text) ? dayMonth.format(new Date(`${text}T00:00:00Z`)) : text),
    amount,
    isSingular: (count) => isSingular(languageOf(locale), count),
    signed: (value, write) => (value > 0 ? `+${write(value)}` : write(value)),
  };
}
