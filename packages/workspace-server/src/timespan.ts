import type { TimeWindow } from '@mxdr/core';
import { formatInstantTicks, parseInstantTicks, TICKS_PER_SECOND } from '@mxdr/core';

const durationPattern = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,7}))?S)?)?$/;
/** The service also takes a day without a time, and a time without `Z`, which it reads as UTC. */
const instantPattern = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?(?:Z|\+00:00)?)?$/;

/**
 * The `timespan` of a request: a duration up to now (`P1D`), two instants, or an instant and a duration in either order, with a slash
 * between. The service keeps rows whose time equals the end; our windows leave it out, so the window ends one tick later.
 *
 * @param nowMs milliseconds since 1970
 * @returns undefined where the text is none of these, or its end lies before its start
 */
export function parseTimespan(text: string, nowMs: number): TimeWindow | undefined {
  const parts = text.split('/');
  const [first = '', second] = parts;
  if (parts.length > 2) return undefined;
  const now = BigInt(Math.floor(nowMs)) * (TICKS_PER_SECOND / 1000n);
  const duration = parseDuration(first) ?? (second === undefined ? undefined : parseDuration(second));
  const instants = [first, ...(second === undefined ? [] : [second])].map(parseInstant).filter((ticks) => ticks !== undefined);
  const [instant, other] = instants;
  if (second === undefined) return duration === undefined ? undefined : windowOf(now - duration, now);
  if (instant !== undefined && other !== undefined) return windowOf(instant, other);
  if (instant === undefined || duration === undefined) return undefined;
  return parseInstant(first) === undefined ? windowOf(instant - duration, instant) : windowOf(instant, instant + duration);
}

function windowOf(start: bigint, end: bigint): TimeWindow | undefined {
  const [least, most] = [parseInstantTicks('0001-01-01T00:00:00Z')!, parseInstantTicks('9999-12-31T23:59:59.9999998Z')!];
  if (start > end || start > most || end < least) return undefined;
  return { start: formatInstantTicks(start < least ? least : start), end: formatInstantTicks((end > most ? most : end) + 1n) };
}

/** Ticks of a duration in ISO 8601. Months and years have no length of their own, so they are none. */
function parseDuration(text: string): bigint | undefined {
  const match = durationPattern.exec(text);
  if (match === null || /^P$|T$/.test(text)) return undefined;
  const [weeks, days, hours, minutes, seconds] = match.slice(1, 6).map((digits) => BigInt(digits ?? '0'));
  const whole = (((weeks! * 7n + days!) * 24n + hours!) * 60n + minutes!) * 60n + seconds!;
  return whole * TICKS_PER_SECOND + BigInt((match[6] ?? '').padEnd(7, '0'));
}

function parseInstant(text: string): bigint | undefined {
  const match = instantPattern.exec(text);
  if (match === null) return undefined;
  const [, day, minute = '00:00', second = '00', fraction] = match;
  return parseInstantTicks(`${day}T${minute}:${second}${fraction === undefined ? '' : `.${fraction}`}Z`);
}
