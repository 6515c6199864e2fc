import type { KustoType } from '@mxdr/core';
import { datetimeTicks } from '../../columns/instant.ts';
import { makeInstant } from '../../columns/parse-values.ts';
import type { Scalar } from '../../columns/scalar.ts';
import type { Expr } from '../../plan/expression.ts';
import { constantExpr, rowwise } from '../../plan/expression.ts';
import { toDatetime, toTimespan } from '../convert-scalars.ts';
import type { CallSite, ScalarFunction } from '../scalar-function.ts';
import { exprFunction, valueFunction } from '../scalar-function.ts';
import { longAt, realAt, timespanAt, wholeAt } from './argument-values.ts';

const TICKS_PER_SECOND = 10_000_000n;
const UNIX_EPOCH_TICKS = 621_355_968_000_000_000n;
const MAX_DATETIME_TICKS = 3_155_378_975_999_999_999n;

function checkedDatetime(ticks: bigint): bigint | null {
  return ticks < 0n || ticks > MAX_DATETIME_TICKS ? null : ticks;
}

/** The query's moment, moved by an argument. The same everywhere in one query. */
function moment(call: CallSite, direction: 1n | -1n): Expr {
  const nowTicks = (now: number): bigint => datetimeTicks(Math.floor(now), 0);
  const [offset] = call.args;
  if (offset === undefined) return constantExpr('datetime', call.position, (session) => nowTicks(session.now));
  const types = [offset.type];
  const compute = (value: Scalar, now: number): bigint | null => {
    const span = timespanAt([value], types, 0);
    return span === null ? null : checkedDatetime(nowTicks(now) + direction * span);
  };
  // A literal argument must not be folded while lowering: there is no clock yet.
  if (offset.constant !== undefined)
    return constantExpr('datetime', call.position, (session) => compute(offset.constant!(session), session.now));
  return rowwise('datetime', call.position, [offset], (values, session) => compute(values[0]!, session.now));
}

/** `unixtime_<unit>_todatetime`. */
function fromUnixTime(unit: string, unitsPerSecond: bigint): ScalarFunction {
  return valueFunction(
    `unixtime_${unit}_todatetime`,
    { doc: `The datetime of ${unit} since 1970`, args: 1, result: 'datetime' },
    (values, types) => {
      const whole = types[0] === 'int' || types[0] === 'long' ? longAt(values, types, 0) : null;
      if (whole !== null) return checkedDatetime(UNIX_EPOCH_TICKS + (BigInt(whole) * TICKS_PER_SECOND) / unitsPerSecond);
      const real = realAt(values, types, 0);
      if (real === null || !Number.isFinite(real)) return null;
      // The fraction apart, so that large numbers keep their ticks.
      const floor = Math.floor(real);
      const ticks =
        (BigInt(floor) * TICKS_PER_SECOND) / unitsPerSecond +
        BigInt(Math.floor((real - floor) * (Number(TICKS_PER_SECOND) / Number(unitsPerSecond))));
      return checkedDatetime(UNIX_EPOCH_TICKS + ticks);
    },
  );
}

function makeDatetime(values: readonly Scalar[], types: readonly KustoType[]): bigint | null {
  const parts: number[] = [];
  for (let index = 0; index < 5; index++) parts.push(index < values.length ? (wholeAt(values, types, index) ?? -1) : 0);
  const seconds = values.length > 5 ? realAt(values, types, 5) : 0;
  if (seconds === null || !(seconds >= 0 && seconds < 60)) return null;
  const [year, month, day, hour, minute] = parts as [number, number, number, number, number];
  if (year < 1 || year > 9999 || hour < 0 || minute < 0) return null;
  const instant = makeInstant(year, month, day, hour, minute, 0, '', 0);
  return instant === undefined
    ? null
    : checkedDatetime(datetimeTicks(instant.ms, 0) + BigInt(Math.round(seconds * Number(TICKS_PER_SECOND))));
}

function makeTimespan(values: readonly Scalar[], types: readonly KustoType[]): bigint | null {
  const shift = values.length === 4 ? 1 : 0;
  const days = shift === 1 ? wholeAt(values, types, 0) : 0;
  const hours = wholeAt(values, types, shift);
  const minutes = wholeAt(values, types, shift + 1);
  const seconds = values.length > 2 ? realAt(values, types, shift + 2) : 0;
  if (days === null || hours === null || minutes === null || seconds === null) return null;
  if (days < 0 || hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || !(seconds >= 0 && seconds < 60)) return null;
  const wholeSeconds = BigInt(days) * 86_400n + BigInt(hours * 3600 + minutes * 60);
  return wholeSeconds * TICKS_PER_SECOND + BigInt(Math.round(seconds * Number(TICKS_PER_SECOND)));
}

/** Functions that make times. */
export const timeFunctions: readonly ScalarFunction[] = [
  exprFunction('now', { doc: "The query's moment, moved by a timespan", args: [0, 1] }, (call) => moment(call, 1n)),
  exprFunction('ago', { doc: "A timespan before the query's moment", args: 1 }, (call) => moment(call, -1n)),
  fromUnixTime('seconds', 1n),
  fromUnixTime('milliseconds', 1000n),
  fromUnixTime('microseconds', 1_000_000n),
  fromUnixTime('nanoseconds', 1_000_000_000n),
  valueFunction('make_datetime', { doc: 'A datetime of its parts', args: [1, 6], result: 'datetime' }, (values, types) =>
    values.length === 1 ? toDatetime(types[0]!, values[0]!) : makeDatetime(values, types),
  ),
  valueFunction('make_timespan', { doc: 'A timespan of its parts', args: [1, 4], result: 'timespan' }, (values, types) =>
    values.length === 1 ? toTimespan(types[0]!, values[0]!) : makeTimespan(values, types),
  ),
];
