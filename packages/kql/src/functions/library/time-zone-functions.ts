import { datetimeTicks, lanesOfDatetime } from '../../columns/instant.ts';
import type { QueryPosition } from '../../errors.ts';
import { KqlInvalid } from '../../errors.ts';
import { rowwise } from '../../plan/expression.ts';
import type { ScalarFunction } from '../scalar-function.ts';
import { exprFunction } from '../scalar-function.ts';
import { datetimeAt, literalText, textAt } from './argument-values.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The clock of an IANA time zone, by the platform's copy of the time zone database. */
function clockOf(zone: string, position: QueryPosition): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    try {
      format = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        era: 'short',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    } catch {
      throw new KqlInvalid(`'${zone}' is not the name of a time zone`, position);
    }
    formats.set(zone, format);
  }
  return format;
}

/** Milliseconds that the zone's clock is ahead of UTC at a moment. */
function offsetAt(format: Intl.DateTimeFormat, ms: number): number {
  const wholeSecond = Math.floor(ms / 1000) * 1000;
  const parts = Object.fromEntries(format.formatToParts(wholeSecond).map((part) => [part.type, part.value]));
  const year = parts['era'] === 'BC' ? 1 - Number(parts['year']) : Number(parts['year']);
  const local = new Date(0);
  local.setUTCFullYear(year, Number(parts['month']) - 1, Number(parts['day']));
  local.setUTCHours(Number(parts['hour']), Number(parts['minute']), Number(parts['second']));
  return local.getTime() - wholeSecond;
}

function toLocal(format: Intl.DateTimeFormat, ms: number): number {
  return ms + offsetAt(format, ms);
}

/** The moment when the zone's clock shows a time. Of two such moments the later, whose offset is that of standard time. */
function toUtc(format: Intl.DateTimeFormat, local: number): number {
  const candidates = [local - offsetAt(format, local - 86_400_000), local - offsetAt(format, local + 86_400_000)];
  const fitting = candidates.filter((candidate) => toLocal(format, candidate) === local);
  // A time that the clock skips counts with the offset before the change.
  return fitting.length > 0 ? Math.max(...fitting) : candidates[0]!;
}

function zoneFunction(name: string, doc: string, convert: (format: Intl.DateTimeFormat, ms: number) => number): ScalarFunction {
  return exprFunction(name, { doc, args: 2 }, (call) => {
    const types = call.args.map((arg) => arg.type);
    const literal = literalText(call.args[1]);
    if (literal !== undefined) clockOf(literal, call.position);
    return rowwise('datetime', call.position, call.args, (values) => {
      const ticks = datetimeAt(values, types, 0);
      if (ticks === null) return null;
      const { ms, subMs } = lanesOfDatetime(ticks);
      return datetimeTicks(convert(clockOf(textAt(values, types, 1), call.position), ms), subMs);
    });
  });
}

/** Functions between UTC and the clocks of time zones. */
export const timeZoneFunctions: readonly ScalarFunction[] = [
  zoneFunction('datetime_utc_to_local', 'What the clock of a time zone shows', toLocal),
  zoneFunction('datetime_local_to_utc', 'The moment when the clock of a time zone shows a time', toUtc),
];
