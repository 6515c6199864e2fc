import { datetimeTicks, lanesOfDatetime } from '../columns/instant.ts';
import type { Column } from '../columns/column.ts';
import type { Scalar } from '../columns/scalar.ts';
import { columnFromScalars, scalarAt } from '../columns/scalar.ts';
import { makeInstant } from '../columns/parse-values.ts';
import type { KustoType } from '@mxdr/core';
import { KqlUnsupported } from '../errors.ts';
import type { Expr } from '../plan/expression.ts';
import { columnwise, constantExpr } from '../plan/expression.ts';
import { convertScalar, toDatetime, toReal, toTimespan } from './convert-scalars.ts';
import { formatDatetimeBy, formatTimespanBy } from './format-times.ts';
import { nullsOf } from './lanes.ts';
import type { ScalarFunction } from './scalar-function.ts';
import { exprFunction, valueFunction } from './scalar-function.ts';

const MS_PER_DAY = 86_400_000;
const TICKS_PER_DAY = 864_000_000_000n;

type Period = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/** First instant of the period that holds `ms`, moved by `offset` periods. Weeks start on Sunday. */
function startOf(period: Period, ms: number, offset: number): number {
  const date = new Date(ms);
  switch (period) {
    case 'day':
      return (Math.floor(ms / MS_PER_DAY) + offset) * MS_PER_DAY;
    case 'week':
      return (Math.floor(ms / MS_PER_DAY) - date.getUTCDay() + offset * 7) * MS_PER_DAY;
    case 'month':
      return monthStart(date.getUTCFullYear(), date.getUTCMonth() + offset);
    case 'quarter':
      return monthStart(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3) * 3 + offset * 3);
    case 'year':
      return monthStart(date.getUTCFullYear() + offset, 0);
    default: {
      const size = period === 'hour' ? 3_600_000 : period === 'minute' ? 60_000 : 1000;
      return (Math.floor(ms / size) + offset) * size;
    }
  }
}

/** `Date.UTC` would take years below 100 for 19xx. */
function monthStart(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 1);
  return date.getTime();
}

function periodFunction(name: string, period: Period, isEnd: boolean): ScalarFunction {
  return valueFunction(
    name,
    { doc: `${isEnd ? 'last tick' : 'first instant'} of the ${period}`, args: [1, 2], result: 'datetime' },
    (values, types) => {
      const ticks = toDatetime(types[0]!, values[0]!);
      if (ticks === null) return null;
      const offset = values[1] === undefined ? 0 : Number(values[1]);
      const { ms } = lanesOfDatetime(ticks);
      return isEnd ? datetimeTicks(startOf(period, ms, offset + 1), 0) - 1n : datetimeTicks(startOf(period, ms, offset), 0);
    },
  );
}

const PARTS: Readonly<Record<string, (date: Date, subMs: number) => number>> = {
  year: (date) => date.getUTCFullYear(),
  quarter: (date) => Math.floor(date.getUTCMonth() / 3) + 1,
  month: (date) => date.getUTCMonth() + 1,
  week_of_year: (date) => isoWeek(date),
  weekofyear: (date) => isoWeek(date),
  week: (date) => isoWeek(date),
  day: (date) => date.getUTCDate(),
  dayofyear: (date) => dayOfYear(date),
  hour: (date) => date.getUTCHours(),
  minute: (date) => date.getUTCMinutes(),
  second: (date) => date.getUTCSeconds(),
  millisecond: (date) => date.getUTCMilliseconds(),
  microsecond: (date, subMs) => date.getUTCMilliseconds() * 1000 + Math.floor(subMs / 10),
  nanosecond: (date, subMs) => date.getUTCMilliseconds() * 1_000_000 + subMs * 100,
};

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - monthStart(date.getUTCFullYear(), 0)) / MS_PER_DAY) + 1;
}

/** ISO 8601: the week that holds the year's first Thursday is week 1. */
function isoWeek(date: Date): number {
  const day = Math.floor(date.getTime() / MS_PER_DAY);
  const thursday = day - ((date.getUTCDay() + 6) % 7) + 3;
  const year = new Date(thursday * MS_PER_DAY).getUTCFullYear();
  const firstOfYear = Math.floor(monthStart(year, 0) / MS_PER_DAY);
  return Math.floor((thursday - firstOfYear) / 7) + 1;
}

function partFunction(name: string, part: string, aliases: readonly string[] = []): ScalarFunction {
  return valueFunction(name, { aliases, doc: `the ${part} of a datetime`, args: 1, result: 'int' }, ([value], [type]) => {
    const ticks = toDatetime(type!, value!);
    if (ticks === null) return null;
    const { ms, subMs } = lanesOfDatetime(ticks);
    return PARTS[part]!(new Date(ms), subMs);
  });
}

/** Boundaries of `period` passed between the first instant of time and `ticks`. */
function boundaryNumber(period: string, ticks: bigint): bigint | undefined {
  const { ms } = lanesOfDatetime(ticks);
  const date = new Date(ms);
  switch (period) {
    case 'year':
      return BigInt(date.getUTCFullYear());
    case 'quarter':
      return BigInt(date.getUTCFullYear() * 4 + Math.floor(date.getUTCMonth() / 3));
    case 'month':
      return BigInt(date.getUTCFullYear() * 12 + date.getUTCMonth());
    case 'week':
      // Tick 0 is a Monday; the Sunday before it starts the week.
      return (ticks / TICKS_PER_DAY + 1n) / 7n;
    case 'day':
      return ticks / TICKS_PER_DAY;
    case 'hour':
      return ticks / 36_000_000_000n;
    case 'minute':
      return ticks / 600_000_000n;
    case 'second':
      return ticks / 10_000_000n;
    case 'millisecond':
      return ticks / 10_000n;
    case 'microsecond':
      return ticks / 10n;
    case 'nanosecond':
      return ticks * 100n;
    default:
      return undefined;
  }
}

const STEP_TICKS: Readonly<Record<string, bigint>> = {
  week: TICKS_PER_DAY * 7n,
  day: TICKS_PER_DAY,
  hour: 36_000_000_000n,
  minute: 600_000_000n,
  second: 10_000_000n,
  millisecond: 10_000n,
  microsecond: 10n,
};

function addPeriods(period: string, amount: number, ticks: bigint): bigint | null {
  const step = STEP_TICKS[period];
  if (step !== undefined) return ticks + step * BigInt(amount);
  if (period === 'nanosecond') return ticks + BigInt(amount) / 100n;
  const months = period === 'year' ? amount * 12 : period === 'quarter' ? amount * 3 : period === 'month' ? amount : undefined;
  if (months === undefined) return null;
  const { ms, subMs } = lanesOfDatetime(ticks);
  const date = new Date(ms);
  const target = new Date(monthStart(date.getUTCFullYear(), date.getUTCMonth() + months));
  const lastDay = new Date(monthStart(target.getUTCFullYear(), target.getUTCMonth() + 1) - 1).getUTCDate();
  const day = Math.min(date.getUTCDate(), lastDay);
  return datetimeTicks(target.getTime() + (day - 1) * MS_PER_DAY + (ms - Math.floor(ms / MS_PER_DAY) * MS_PER_DAY), subMs);
}

function floorTicks(value: bigint, size: bigint, anchor = 0n): bigint {
  const rest = (value - anchor) % size;
  return value - (rest < 0n ? rest + size : rest);
}

function unixTime(name: string, ticksPerUnit: number): ScalarFunction {
  return valueFunction(name, { doc: 'a datetime of a Unix time', args: 1, result: 'datetime' }, ([value], [type]) => {
    const amount = toReal(type!, value!);
    if (amount === null || !Number.isFinite(amount)) return null;
    const ticks = Number.isSafeInteger(amount)
      ? (BigInt(amount) * BigInt(Math.round(ticksPerUnit * 100))) / 100n
      : BigInt(Math.round(amount * ticksPerUnit));
    const result = datetimeTicks(0, 0) + ticks;
    return result < 0n || result > 3_155_378_975_999_999_999n ? null : result;
  });
}

/** floor() of one argument, bin() of any kind of number or time. */
function binExpr(value: Expr, size: Expr, name: string, type: KustoType | undefined): Expr {
  const { position } = value;
  if (value.type === 'datetime' || value.type === 'timespan') {
    const kind = value.type;
    return columnwise(kind, position, [value, size], (batch) => {
      const column = value.evaluate(batch);
      const fixed = size.constant === undefined ? undefined : toTimespan(size.type, size.constant(batch.session));
      const fast = fixed === undefined || fixed === null ? undefined : binTimes(column, fixed);
      if (fast !== undefined) return fast;
      const sizes = size.evaluate(batch);
      const results: Scalar[] = [];
      for (let row = 0; row < column.length; row++) {
        const ticks = scalarAt(column, row);
        const width = toTimespan(size.type, scalarAt(sizes, row));
        results.push(ticks === null || width === null || width <= 0n ? null : floorTicks(ticks as bigint, width));
      }
      return columnFromScalars(kind, results);
    });
  }
  const numeric = value.type === 'dynamic' ? 'real' : value.type;
  if (numeric === 'string' || numeric === 'guid' || numeric === 'decimal')
    throw new KqlUnsupported(`${name}() of a ${value.type}`, position);
  const result = type ?? (numeric === 'real' || size.type === 'real' ? 'real' : 'long');
  return columnwise(result, position, [value, size], (batch) => {
    const column = value.evaluate(batch);
    const sizes = size.evaluate(batch);
    const results: Scalar[] = [];
    for (let row = 0; row < column.length; row++) {
      const x = scalarAt(column, row);
      const width = toReal(size.type, scalarAt(sizes, row));
      if (x === null || width === null || width <= 0) {
        results.push(null);
      } else if (typeof x === 'bigint') {
        results.push(convertScalar('long', result, floorTicks(x, BigInt(width))));
      } else {
        const number = toReal(value.type, x);
        const floored = number === null ? null : Math.floor(number / width) * width;
        results.push(floored);
      }
    }
    return columnFromScalars(result, results);
  });
}

/** Whole milliseconds stay in their lane; `undefined` when ticks are needed. */
function binTimes(column: Column, size: bigint): Column | undefined {
  if ((column.type !== 'datetime' && column.type !== 'timespan') || size <= 0n || size % 10_000n !== 0n) return undefined;
  const width = Number(size / 10_000n);
  // Datetimes count from 0001-01-01.
  const origin = column.type === 'datetime' ? 62_135_596_800_000 : 0;
  const ms = new Float64Array(column.length);
  for (let row = 0; row < ms.length; row++) ms[row] = Math.floor((column.ms[row]! + origin) / width) * width - origin;
  return { type: column.type, length: column.length, ms, nulls: nullsOf(column) };
}

export const DATETIME_FUNCTIONS: readonly ScalarFunction[] = [
  exprFunction('now', { doc: 'the time of the query, the same everywhere in it', args: [0, 1] }, ({ args, position }) =>
    constantExpr('datetime', position, (session) => {
      const offset = args[0]?.constant === undefined ? 0n : (toTimespan(args[0].type, args[0].constant(session)) ?? 0n);
      return datetimeTicks(Math.floor(session.now), 0) + offset;
    }),
  ),
  exprFunction('ago', { doc: 'the time of the query less a timespan', args: 1 }, ({ args, position }) => {
    const [span] = args;
    if (span!.constant !== undefined) {
      return constantExpr('datetime', position, (session) => {
        const ticks = toTimespan(span!.type, span!.constant!(session));
        return ticks === null ? null : datetimeTicks(Math.floor(session.now), 0) - ticks;
      });
    }
    return columnwise('datetime', position, args, (batch) => {
      const column = span!.evaluate(batch);
      const results: Scalar[] = [];
      for (let row = 0; row < column.length; row++) {
        const ticks = toTimespan(span!.type, scalarAt(column, row));
        results.push(ticks === null ? null : datetimeTicks(Math.floor(batch.session.now), 0) - ticks);
      }
      return columnFromScalars('datetime', results);
    });
  }),
  exprFunction('bin', { aliases: ['floor'], doc: 'the multiple of a size at or below a value', args: [1, 2] }, (call) => {
    const [value, size] = call.args;
    if (size === undefined) {
      return columnwise('long', call.position, [value!], (batch) => {
        const column = value!.evaluate(batch);
        const results: Scalar[] = [];
        for (let row = 0; row < column.length; row++) {
          const number = toReal(value!.type, scalarAt(column, row));
          results.push(number === null ? null : Math.floor(number));
        }
        return columnFromScalars('long', results);
      });
    }
    return binExpr(value!, size, call.name, call.type === 'long' || call.type === 'real' || call.type === 'int' ? call.type : undefined);
  }),
  valueFunction(
    'bin_at',
    { doc: 'the multiple of a size, counted from an anchor, at or below a value', args: 3, result: (types) => types[0]! },
    ([value, size, anchor], types) => {
      if (types[0] === 'datetime' || types[0] === 'timespan') {
        const width = toTimespan(types[1]!, size!);
        return width === null || width <= 0n ? null : floorTicks(value as bigint, width, anchor as bigint);
      }
      const width = toReal(types[1]!, size!)!;
      const from = toReal(types[2]!, anchor!)!;
      return width <= 0 ? null : Math.floor((toReal(types[0]!, value!)! - from) / width) * width + from;
    },
  ),
  periodFunction('startofday', 'day', false),
  periodFunction('startofweek', 'week', false),
  periodFunction('startofmonth', 'month', false),
  periodFunction('startofyear', 'year', false),
  periodFunction('endofday', 'day', true),
  periodFunction('endofweek', 'week', true),
  periodFunction('endofmonth', 'month', true),
  periodFunction('endofyear', 'year', true),
  partFunction('dayofmonth', 'day'),
  partFunction('dayofyear', 'dayofyear'),
  partFunction('hourofday', 'hour'),
  partFunction('monthofyear', 'month', ['getmonth']),
  partFunction('getyear', 'year'),
  partFunction('week_of_year', 'week_of_year', ['weekofyear']),
  valueFunction('dayofweek', { doc: 'timespan since the last Sunday', args: 1, result: 'timespan' }, ([value], [type]) => {
    const ticks = toDatetime(type!, value!);
    return ticks === null ? null : BigInt(new Date(lanesOfDatetime(ticks).ms).getUTCDay()) * TICKS_PER_DAY;
  }),
  valueFunction(
    'datetime_part',
    { aliases: ['datepart'], doc: 'a part of a datetime as a number', args: 2, result: 'int' },
    ([part, value], types) => {
      const ticks = toDatetime(types[1]!, value!);
      const read = PARTS[String(part).toLowerCase()];
      if (ticks === null || read === undefined) return null;
      const { ms, subMs } = lanesOfDatetime(ticks);
      return read(new Date(ms), subMs);
    },
  ),
  valueFunction('datetime_add', { doc: 'a datetime moved by periods', args: 3, result: 'datetime' }, ([period, amount, value], types) => {
    const ticks = toDatetime(types[2]!, value!);
    return ticks === null ? null : addPeriods(String(period).toLowerCase(), Number(amount), ticks);
  }),
  valueFunction(
    'datetime_diff',
    { doc: 'number of period boundaries between two datetimes', args: 3, result: 'long' },
    ([period, later, earlier], types) => {
      const kind = String(period).toLowerCase();
      const a = toDatetime(types[1]!, later!);
      const b = toDatetime(types[2]!, earlier!);
      if (a === null || b === null) return null;
      const x = boundaryNumber(kind, a);
      const y = boundaryNumber(kind, b);
      return x === undefined || y === undefined ? null : Number(x - y);
    },
  ),
  valueFunction(
    'make_datetime',
    { doc: 'a datetime of its parts', args: [1, 6], result: 'datetime', nulls: 'propagate' },
    (values, types) => {
      if (values.length === 1) return toDatetime(types[0]!, values[0]!);
      const part = (index: number, fallback: number): number =>
        values[index] === undefined ? fallback : (toReal(types[index]!, values[index]) ?? fallback);
      const seconds = part(5, 0);
      const fraction = String(Math.round((seconds - Math.floor(seconds)) * 1e7)).padStart(7, '0');
      const lanes = makeInstant(part(0, 1), part(1, 1), part(2, 1), part(3, 0), part(4, 0), Math.floor(seconds), fraction, 0);
      return lanes === undefined ? null : datetimeTicks(lanes.ms, lanes.subMs);
    },
  ),
  valueFunction('make_timespan', { doc: 'a timespan of its parts', args: [1, 4], result: 'timespan' }, (values, types) => {
    if (values.length === 1) return toTimespan(types[0]!, values[0]!);
    const numbers = values.map((value, index) => toReal(types[index]!, value) ?? 0);
    const [days, hours, minutes, seconds] =
      numbers.length === 4 ? numbers : [0, ...numbers, ...Array.from({ length: 3 - numbers.length }, () => 0)];
    return (
      BigInt(days!) * TICKS_PER_DAY +
      BigInt(hours!) * 36_000_000_000n +
      BigInt(minutes!) * 600_000_000n +
      BigInt(Math.round((seconds ?? 0) * 1e7))
    );
  }),
  valueFunction('format_datetime', { doc: 'a datetime by a pattern', args: 2, result: 'string' }, ([value, format], types) => {
    const ticks = toDatetime(types[0]!, value!);
    return ticks === null ? '' : formatDatetimeBy(ticks, format as string);
  }),
  valueFunction('format_timespan', { doc: 'a timespan by a pattern', args: 2, result: 'string' }, ([value, format], types) => {
    const ticks = toTimespan(types[0]!, value!);
    return ticks === null ? '' : formatTimespanBy(ticks, format as string);
  }),
  valueFunction(
    'around',
    { doc: 'whether a value is within a distance of another', args: 3, result: 'bool' },
    ([value, center, delta], types) => {
      if (types[0] === 'datetime' || types[0] === 'timespan') {
        const width = toTimespan(types[2]!, delta!);
        if (width === null) return null;
        return (value as bigint) >= (center as bigint) - width && (value as bigint) <= (center as bigint) + width;
      }
      const [x, c, d] = [toReal(types[0]!, value!)!, toReal(types[1]!, center!)!, toReal(types[2]!, delta!)!];
      return x >= c - d && x <= c + d;
    },
  ),
  unixTime('unixtime_seconds_todatetime', 1e7),
  unixTime('unixtime_milliseconds_todatetime', 1e4),
  unixTime('unixtime_microseconds_todatetime', 10),
  unixTime('unixtime_nanoseconds_todatetime', 0.01),
  exprFunction(
    'ingestion_time',
    { doc: 'when the row came in; local tables do not know, so the time of its event', args: 0 },
    ({ position }) => {
      return {
        type: 'datetime',
        position,
        reads: new Set(['TimeGenerated']),
        evaluate: (batch) =>
          batch.schema.indexOf('TimeGenerated') === undefined
            ? columnFromScalars(
                'datetime',
                Array.from({ length: batch.rowCount }, () => null),
              )
            : batch.named('TimeGenerated'),
      };
    },
  ),
];
