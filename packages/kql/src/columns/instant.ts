/** Ticks (100 ns) in a millisecond. */
export const TICKS_PER_MS = 10_000n;

/** Milliseconds from 0001-01-01 to 1970-01-01. */
export const UNIX_EPOCH_MS = 62_135_596_800_000;

const UNIX_EPOCH_MS_EXACT = BigInt(UNIX_EPOCH_MS);

/** First and last millisecond that a datetime can hold: years 1 to 9999. */
export const MIN_DATETIME_MS = -UNIX_EPOCH_MS;
export const MAX_DATETIME_MS = 253_402_300_799_999;

/** A point in time or a duration in two lanes, see `TimeColumn`. */
export interface TimeLanes {
  readonly ms: number;
  readonly subMs: number;
}

/** Ticks since 0001-01-01 of a datetime's lanes. */
export function datetimeTicks(ms: number, subMs: number): bigint {
  return (BigInt(ms) + UNIX_EPOCH_MS_EXACT) * TICKS_PER_MS + BigInt(subMs);
}

/** Ticks of a timespan's lanes. */
export function timespanTicks(ms: number, subMs: number): bigint {
  return BigInt(ms) * TICKS_PER_MS + BigInt(subMs);
}

export function lanesOfTimespan(ticks: bigint): TimeLanes {
  let subMs = ticks % TICKS_PER_MS;
  if (subMs < 0n) subMs += TICKS_PER_MS;
  return { ms: Number((ticks - subMs) / TICKS_PER_MS), subMs: Number(subMs) };
}

export function lanesOfDatetime(ticks: bigint): TimeLanes {
  const { ms, subMs } = lanesOfTimespan(ticks);
  return { ms: ms - UNIX_EPOCH_MS, subMs };
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** `2026-10-01T00:00:00.0000000Z` */
export function formatDatetime(ms: number, subMs: number): string {
  const date = new Date(ms);
  const iso = date.toISOString();
  // toISOString writes years 0000-9999 with four digits, which is the whole range.
  return `${iso.slice(0, 23)}${pad(subMs, 4)}Z`;
}

/** `[-][d.]hh:mm:ss[.fffffff]` */
export function formatTimespan(ms: number, subMs: number): string {
  const ticks = timespanTicks(ms, subMs);
  return formatTimespanTicks(ticks);
}

export function formatDatetimeTicks(ticks: bigint): string {
  const { ms, subMs } = lanesOfDatetime(ticks);
  return formatDatetime(ms, subMs);
}

export function formatTimespanTicks(ticks: bigint): string {
  const isNegative = ticks < 0n;
  const magnitude = isNegative ? -ticks : ticks;
  const fraction = Number(magnitude % 10_000_000n);
  const totalSeconds = Number(magnitude / 10_000_000n);
  const days = Math.floor(totalSeconds / 86_400);
  const clock = `${pad(Math.floor(totalSeconds / 3600) % 24, 2)}:${pad(Math.floor(totalSeconds / 60) % 60, 2)}:${pad(totalSeconds % 60, 2)}`;
  return `${isNegative ? '-' : ''}${days > 0 ? `${days}.` : ''}${clock}${fraction > 0 ? `.${pad(fraction, 7)}` : ''}`;
}
