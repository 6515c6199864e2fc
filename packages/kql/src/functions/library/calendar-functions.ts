import type { KustoType } from '@mxdr/core';
import type { Column, TimeColumn } from '../../columns/column.ts';
import { datetimeTicks, lanesOfDatetime } from '../../columns/instant.ts';
import { narrowLong } from '../../columns/parse-values.ts';
import type { Expr } from '../../plan/expression.ts';
import { columnwise, rowwise } from '../../plan/expression.ts';
import type { CallSite, ScalarFunction } from '../scalar-function.ts';
import { exprFunction } from '../scalar-function.ts';
import { datetimeAt, literalText, textAt, wholeAt } from './argument-values.ts';
import type { CalendarPeriod } from './calendar.ts';
import { addMonths, dayOfWeek, dayOfYear, isDatetimeMs, isoWeek, MS_PER_DAY, startOfPeriod } from './calendar.ts';
import { asType } from './choose-rows.ts';
import { KqlInvalid } from '../../errors.ts';

/** The last of a period's 10,000 ticks in its last millisecond. */
const LAST_SUB_MS = 9999;

function timeColumn(column: Column): TimeColumn {
  if (column.type !== 'datetime' && column.type !== 'timespan') throw new Error(`a ${column.type} column where times are expected`);
  return column;
}

/** `startof<period>` and `endof<period>`, with an offset in periods; the end is the last tick inside. */
function periodEdge(name: string, period: CalendarPeriod, edge: 'start' | 'end'): ScalarFunction {
  return exprFunction(name, { doc: `The ${edge} of the ${period}`, args: [1, 2] }, (call) => {
    const time = asType(call.args[0]!, 'datetime');
    const edgeMs = (ms: number, offset: number): number =>
      edge === 'start' ? startOfPeriod(period, ms, offset) : startOfPeriod(period, ms, offset + 1) - 1;
    const offsetExpr = call.args[1];
    if (offsetExpr !== undefined) {
      const types: KustoType[] = ['datetime', offsetExpr.type];
      return rowwise('datetime', call.position, [time, offsetExpr], (values) => {
        const offset = wholeAt(values, types, 1);
        if (values[0] === null || offset === null) return null;
        const ms = edgeMs(lanesOfDatetime(values[0] as bigint).ms, offset);
        return isDatetimeMs(ms) ? datetimeTicks(ms, edge === 'end' ? LAST_SUB_MS : 0) : null;
      });
    }
    return columnwise('datetime', call.position, [time], (batch) => {
      const source = timeColumn(time.evaluate(batch));
      const ms = new Float64Array(source.length);
      for (let row = 0; row < ms.length; row++) if (source.nulls?.[row] !== 1) ms[row] = edgeMs(source.ms[row]!, 0);
      let nulls = source.nulls;
      for (let row = 0; row < ms.length; row++) {
        if (isDatetimeMs(ms[row]!)) continue;
        nulls = nulls === source.nulls ? (nulls?.slice() ?? new Uint8Array(ms.length)) : nulls;
        nulls![row] = 1;
        ms[row] = 0;
      }
      return {
        type: 'datetime',
        length: ms.length,
        ms,
        subMs: edge === 'end' ? new Uint16Array(ms.length).fill(LAST_SUB_MS) : undefined,
        nulls,
      };
    });
  });
}

/** An int computed from the milliseconds of a datetime. */
function calendarPart(name: string, doc: string, aliases: readonly string[], compute: (ms: number) => number): ScalarFunction {
  return exprFunction(name, { aliases, doc, args: 1 }, (call) => partColumn(call, call.args[0]!, 'int', compute));
}

function partColumn(call: CallSite, arg: Expr, type: 'int', compute: (ms: number) => number): Expr {
  const time = asType(arg, 'datetime');
  return columnwise(type, call.position, [time], (batch) => {
    const source = timeColumn(time.evaluate(batch));
    const values = new Int32Array(source.length);
    for (let row = 0; row < values.length; row++) values[row] = compute(source.ms[row]!);
    return { type, length: values.length, values, nulls: source.nulls };
  });
}

function clockPart(ms: number, unitMs: number, modulus: number): number {
  return Math.floor(ms / unitMs) - Math.floor(ms / (unitMs * modulus)) * modulus;
}

const PARTS: Readonly<Record<string, (ms: number, subMs: number) => number>> = {
  year: (ms) => new Date(ms).getUTCFullYear(),
  quarter: (ms) => Math.floor(new Date(ms).getUTCMonth() / 3) + 1,
  month: (ms) => new Date(ms).getUTCMonth() + 1,
  week_of_year: isoWeek,
  weekofyear: isoWeek,
  day: (ms) => new Date(ms).getUTCDate(),
  dayofyear: dayOfYear,
  hour: (ms) => clockPart(ms, 3_600_000, 24),
  minute: (ms) => clockPart(ms, 60_000, 60),
  second: (ms) => clockPart(ms, 1000, 60),
  millisecond: (ms) => clockPart(ms, 1, 1000),
  microsecond: (ms, subMs) => clockPart(ms, 1, 1000) * 1000 + Math.floor(subMs / 10),
  nanosecond: (ms, subMs) => clockPart(ms, 1, 1000) * 1_000_000 + subMs * 100,
};

/** Ticks of the units whose length never changes. */
const UNIT_TICKS: Readonly<Record<string, bigint>> = {
  week: 6_048_000_000_000n,
  day: 864_000_000_000n,
  hour: 36_000_000_000n,
  minute: 600_000_000n,
  second: 10_000_000n,
  millisecond: 10_000n,
  microsecond: 10n,
};

const MONTHS_IN: Readonly<Record<string, number>> = { year: 12, quarter: 3, month: 1 };

const MAX_TICKS = 3_155_378_975_999_999_999n;

function checkedDatetime(ticks: bigint): bigint | null {
  return ticks < 0n || ticks > MAX_TICKS ? null : ticks;
}

function addToDatetime(part: string, amount: number, ticks: bigint): bigint | null {
  const months = MONTHS_IN[part];
  if (months !== undefined) {
    const { ms, subMs } = lanesOfDatetime(ticks);
    const moved = addMonths(ms, months * amount);
    return isDatetimeMs(moved) ? datetimeTicks(moved, subMs) : null;
  }
  if (part === 'nanosecond') return checkedDatetime(ticks + BigInt(amount) / 100n);
  return checkedDatetime(ticks + UNIT_TICKS[part]! * BigInt(amount));
}

/** How many borders of the unit lie between two times: the last second of a year and the first of the next are one year apart. */
function countBorders(part: string, later: bigint, earlier: bigint): number | bigint {
  const months = MONTHS_IN[part];
  if (months !== undefined) return Math.floor(monthNumber(later) / months) - Math.floor(monthNumber(earlier) / months);
  if (part === 'nanosecond') return narrowLong((later - earlier) * 100n);
  const unit = UNIT_TICKS[part]!;
  // Tick 0 is a Monday; weeks start on Sunday.
  const shift = part === 'week' ? UNIT_TICKS['day']! : 0n;
  return Number((later + shift) / unit - (earlier + shift) / unit);
}

function monthNumber(ticks: bigint): number {
  const date = new Date(lanesOfDatetime(ticks).ms);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** Reads the name of a unit, at once when the query holds it as text. */
function withPart(call: CallSite, isKnown: (part: string) => boolean, lower: (read: (text: string) => string) => Expr): Expr {
  const read = (text: string): string => {
    const part = text.toLowerCase();
    if (!isKnown(part)) throw new KqlInvalid(`${call.name}() does not know the part '${text}'`, call.position);
    return part;
  };
  const literal = literalText(call.args[0]);
  if (literal !== undefined) read(literal);
  return lower(read);
}

function isUnit(part: string): boolean {
  return part in MONTHS_IN || part in UNIT_TICKS || part === 'nanosecond';
}

/** Functions over the calendar. */
export const calendarFunctions: readonly ScalarFunction[] = [
  periodEdge('startofday', 'day', 'start'),
  periodEdge('startofweek', 'week', 'start'),
  periodEdge('startofmonth', 'month', 'start'),
  periodEdge('startofyear', 'year', 'start'),
  periodEdge('endofday', 'day', 'end'),
  periodEdge('endofweek', 'week', 'end'),
  periodEdge('endofmonth', 'month', 'end'),
  periodEdge('endofyear', 'year', 'end'),
  calendarPart('dayofmonth', 'Day of the month', [], PARTS['day'] as (ms: number) => number),
  calendarPart('dayofyear', 'Day of the year', [], dayOfYear),
  calendarPart('hourofday', 'Hour of the day', [], PARTS['hour'] as (ms: number) => number),
  calendarPart('monthofyear', 'Month of the year', ['getmonth'], PARTS['month'] as (ms: number) => number),
  calendarPart('getyear', 'Year', [], PARTS['year'] as (ms: number) => number),
  calendarPart('week_of_year', 'ISO 8601 week', ['weekofyear'], isoWeek),
  exprFunction('dayofweek', { doc: 'Time since Sunday, in whole days', args: 1 }, (call) => {
    const time = asType(call.args[0]!, 'datetime');
    return columnwise('timespan', call.position, [time], (batch) => {
      const source = timeColumn(time.evaluate(batch));
      return { type: 'timespan', length: source.length, ms: source.ms.map((ms) => dayOfWeek(ms) * MS_PER_DAY), nulls: source.nulls };
    });
  }),
  exprFunction('datetime_part', { aliases: ['datepart'], doc: 'One part of a datetime', args: 2 }, (call) =>
    withPart(
      call,
      (part) => Object.hasOwn(PARTS, part),
      (read) => {
        const types = call.args.map((arg) => arg.type);
        return rowwise('int', call.position, call.args, (values) => {
          const ticks = datetimeAt(values, types, 1);
          if (ticks === null || values[0] === null) return null;
          const { ms, subMs } = lanesOfDatetime(ticks);
          return PARTS[read(textAt(values, types, 0))]!(ms, subMs);
        });
      },
    ),
  ),
  exprFunction('datetime_add', { doc: 'A datetime moved by some units', args: 3 }, (call) =>
    withPart(call, isUnit, (read) => {
      const types = call.args.map((arg) => arg.type);
      return rowwise('datetime', call.position, call.args, (values) => {
        const amount = wholeAt(values, types, 1);
        const ticks = datetimeAt(values, types, 2);
        return amount === null || ticks === null || values[0] === null
          ? null
          : addToDatetime(read(textAt(values, types, 0)), amount, ticks);
      });
    }),
  ),
  exprFunction('datetime_diff', { doc: 'Borders of a unit between two datetimes', args: 3 }, (call) =>
    withPart(call, isUnit, (read) => {
      const types = call.args.map((arg) => arg.type);
      return rowwise('long', call.position, call.args, (values) => {
        const later = datetimeAt(values, types, 1);
        const earlier = datetimeAt(values, types, 2);
        return later === null || earlier === null || values[0] === null
          ? null
          : countBorders(read(textAt(values, types, 0)), later, earlier);
      });
    }),
  ),
];
