import type { TimeLanes } from './instant.ts';
import { lanesOfTimespan, MAX_DATETIME_MS, MIN_DATETIME_MS } from './instant.ts';

export { parseDecimal } from './decimal-value.ts';

const MAX_LONG = 2n ** 63n - 1n;
const MIN_LONG = -(2n ** 63n);

/** A whole number of 64 bits: `number` while safe, `bigint` beyond. `undefined` when the text is no such number. Takes `0x` forms. */
export function parseLong(text: string): number | bigint | undefined {
  const trimmed = text.trim();
  if (/^[+-]?\d{1,15}$/.test(trimmed)) return Number(trimmed) + 0;
  if (/^[+-]?0[xX][0-9a-fA-F]{1,16}$/.test(trimmed)) {
    const isNegative = trimmed.startsWith('-');
    const magnitude = BigInt.asIntN(64, BigInt(trimmed.replace(/^[+-]/, '')));
    return narrowLong(isNegative ? BigInt.asIntN(64, -magnitude) : magnitude);
  }
  if (!/^[+-]?\d+$/.test(trimmed)) return undefined;
  const exact = BigInt(trimmed.startsWith('+') ? trimmed.slice(1) : trimmed);
  return exact < MIN_LONG || exact > MAX_LONG ? undefined : narrowLong(exact);
}

/** `number` while it holds the value exactly. */
export function narrowLong(value: bigint): number | bigint {
  return value >= -9_007_199_254_740_991n && value <= 9_007_199_254_740_991n ? Number(value) : value;
}

/** A real number; `NaN`, `inf`, `Infinity`, `-inf` count. `undefined` when the text is none. */
export function parseReal(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(trimmed)) return Number(trimmed);
  switch (trimmed.toLowerCase()) {
    case 'nan':
      return Number.NaN;
    case 'inf':
    case '+inf':
    case 'infinity':
    case '+infinity':
      return Number.POSITIVE_INFINITY;
    case '-inf':
    case '-infinity':
      return Number.NEGATIVE_INFINITY;
    default:
      return /^[+-]?0[xX]/.test(trimmed) ? toNumber(parseLong(trimmed)) : undefined;
  }
}

function toNumber(value: number | bigint | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

/** `true`, `false` in any case, or a whole number (not zero is true). */
export function parseBool(text: string): boolean | undefined {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === 'true') return true;
  if (trimmed === 'false') return false;
  return /^[+-]?\d+$/.test(trimmed) ? Number(trimmed) !== 0 : undefined;
}

/** 32 hex digits with or without dashes and braces, in lower case with dashes. */
export function parseGuid(text: string): string | undefined {
  const match = /^\s*[{(]?([0-9a-fA-F]{8})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{12})[)}]?\s*$/.exec(text);
  return match === null ? undefined : match.slice(1, 6).join('-').toLowerCase();
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const CLOCK = String.raw`(?<hour>\d{1,2}):(?<minute>\d{1,2})(?::(?<second>\d{1,2})(?:[.,:](?<fraction>\d{1,9}))?)?`;
const HALF = String.raw`(?:\s*(?<half>[AaPp][Mm]))?`;
const ZONE = String.raw`(?:\s*(?<zone>Z|z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?))?`;

const DATETIME_FORMS: readonly RegExp[] = [
  new RegExp(String.raw`^(?<year>\d{4})(?:-(?<month>\d{1,2})(?:-(?<day>\d{1,2})(?:(?:[T ]|\s+)${CLOCK}${HALF}${ZONE}|Z)?)?)?$`),
  new RegExp(String.raw`^(?<year>\d{4})/(?<month>\d{1,2})/(?<day>\d{1,2})(?:[T ,]\s*${CLOCK}${HALF}${ZONE})?$`),
  new RegExp(String.raw`^(?<month>\d{1,2})[/-](?<day>\d{1,2})[/-](?<year>\d{4})(?:,?\s+${CLOCK}${HALF}${ZONE})?$`),
  new RegExp(String.raw`^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$`),
  new RegExp(
    String.raw`^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})T(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})(?:\.(?<fraction>\d{1,9}))?${ZONE}$`,
  ),
  new RegExp(
    String.raw`^(?:[A-Za-z]{3,9},?\s+)?(?<day>\d{1,2})[ -](?<monthName>[A-Za-z]{3,9})[ -](?<year>\d{2}|\d{4})(?:,?\s+${CLOCK}${HALF}${ZONE})?$`,
  ),
  new RegExp(
    String.raw`^(?:[A-Za-z]{3,9},?\s+)?(?<monthName>[A-Za-z]{3,9})\.?\s+(?<day>\d{1,2}),?\s+(?<year>\d{4})(?:,?\s+${CLOCK}${HALF}${ZONE})?$`,
  ),
  new RegExp(String.raw`^(?:[A-Za-z]{3}\s+)(?<monthName>[A-Za-z]{3})\s+(?<day>\d{1,2})\s+${CLOCK}\s+(?<year>\d{4})$`),
];

const FAST_ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,7}))?Z?$/;

/**
 * A point in time, UTC unless the text names an offset: ISO 8601 in all its lengths, `m/d/yyyy, h:mm:ss.000 PM` (portal exports), RFC 822
 * and 850. `undefined` when the text is none or outside years 1-9999.
 */
export function parseDatetime(text: string): TimeLanes | undefined {
  const fast = FAST_ISO.exec(text);
  if (fast !== null) {
    return makeInstant(+fast[1]!, +fast[2]!, +fast[3]!, +fast[4]!, +fast[5]!, +fast[6]!, fast[7] ?? '', 0);
  }
  const trimmed = text.trim();
  for (const form of DATETIME_FORMS) {
    const groups = form.exec(trimmed)?.groups;
    if (groups !== undefined) return instantFromGroups(groups);
  }
  return undefined;
}

function instantFromGroups(groups: Readonly<Record<string, string | undefined>>): TimeLanes | undefined {
  const { year, month, monthName, day, hour, minute, second, fraction, half, zone } = groups;
  let fullYear = Number(year);
  if (year?.length === 2) fullYear += fullYear < 50 ? 2000 : 1900;
  const monthNumber = monthName === undefined ? Number(month ?? '1') : MONTHS.indexOf(monthName.slice(0, 3).toLowerCase()) + 1;
  let hours = Number(hour ?? '0');
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return undefined;
    hours = (hours % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  }
  return makeInstant(
    fullYear,
    monthNumber,
    Number(day ?? '1'),
    hours,
    Number(minute ?? '0'),
    Number(second ?? '0'),
    fraction ?? '',
    offsetMinutes(zone),
  );
}

function offsetMinutes(zone: string | undefined): number {
  const match = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone ?? '');
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? '0');
  return match[1] === '-' ? -minutes : minutes;
}

/** Lanes of a calendar time; `undefined` when a part is out of range (there is no 30 February). */
export function makeInstant(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  fraction: string,
  offset: number,
): TimeLanes | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCDate() !== day) return undefined;
  const padded = fraction.slice(0, 7).padEnd(7, '0');
  const ms = date.getTime() + hour * 3_600_000 + minute * 60_000 + second * 1000 + Number(padded.slice(0, 3)) - offset * 60_000;
  return ms < MIN_DATETIME_MS || ms > MAX_DATETIME_MS ? undefined : { ms, subMs: Number(padded.slice(3)) };
}

const UNIT_TICKS: Readonly<Record<string, number>> = {
  d: 864e9,
  day: 864e9,
  days: 864e9,
  h: 36e9,
  hr: 36e9,
  hrs: 36e9,
  hour: 36e9,
  hours: 36e9,
  m: 6e8,
  min: 6e8,
  minute: 6e8,
  minutes: 6e8,
  s: 1e7,
  sec: 1e7,
  second: 1e7,
  seconds: 1e7,
  ms: 1e4,
  milli: 1e4,
  millis: 1e4,
  millisec: 1e4,
  millisecond: 1e4,
  milliseconds: 1e4,
  micro: 10,
  micros: 10,
  microsec: 10,
  microsecond: 10,
  microseconds: 10,
  nano: 0.01,
  nanos: 0.01,
  nanosec: 0.01,
  nanosecond: 0.01,
  nanoseconds: 0.01,
  tick: 1,
  ticks: 1,
};

const TIMESPAN_CLOCK = /^(-?)(?:(\d+)\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?$/;
/** Days before a colon need all three parts of the clock: `01:02:03` is three seconds past two past one. */
const TIMESPAN_COLONS = /^(-?)(\d+):(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,7}))?$/;

/** A duration: `[-][d.]hh:mm[:ss[.fffffff]]`, a whole number of days, or a literal like `1.5h`. Ticks; `undefined` when the text is none. */
export function parseTimespanTicks(text: string): bigint | undefined {
  const trimmed = text.trim();
  const clock = TIMESPAN_CLOCK.exec(trimmed) ?? TIMESPAN_COLONS.exec(trimmed);
  if (clock !== null) {
    const hours = Number(clock[3]);
    const minutes = Number(clock[4]);
    const seconds = Number(clock[5] ?? '0');
    if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
    const wholeSeconds = BigInt(clock[2] ?? '0') * 86_400n + BigInt(hours * 3600 + minutes * 60 + seconds);
    const ticks = wholeSeconds * 10_000_000n + BigInt((clock[6] ?? '').padEnd(7, '0'));
    return clock[1] === '-' ? -ticks : ticks;
  }
  const literal = /^(-?)(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(trimmed);
  if (literal === null) return undefined;
  const unit = UNIT_TICKS[(literal[3] ?? '').toLowerCase() || 'day'];
  if (unit === undefined || (literal[3] === '' && literal[2]!.includes('.'))) return undefined;
  const amount = literal[2]!;
  const ticks = /^\d{1,9}$/.test(amount) && unit >= 1 ? BigInt(amount) * BigInt(unit) : BigInt(Math.round(Number(amount) * unit));
  return literal[1] === '-' ? -ticks : ticks;
}

/** As {@link parseTimespanTicks}, in lanes. */
export function parseTimespan(text: string): TimeLanes | undefined {
  const ticks = parseTimespanTicks(text);
  return ticks === undefined ? undefined : lanesOfTimespan(ticks);
}
