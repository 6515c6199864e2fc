import { makeInstant } from '../columns/parse-values.ts';
import type { ColumnBuilder } from '../columns/column-builder.ts';

/** Digits at `[start, end)` as a number, or -1 when there is anything but digits or too many of them to be exact. */
export function readDigits(bytes: Uint8Array, start: number, end: number): number {
  if (end <= start || end - start > 15) return -1;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = bytes[i]! - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** A whole number with an optional minus and at most 15 digits; `NaN` for every other text. */
export function readSmallInteger(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] === 0x2d) {
    const magnitude = readDigits(bytes, start + 1, end);
    return magnitude < 0 ? Number.NaN : -magnitude + 0;
  }
  const value = readDigits(bytes, start, end);
  return value < 0 ? Number.NaN : value;
}

// Rows of one file lie close together in time: most share their hour with the row before.
let lastHour = '';
let lastHourMs = Number.NaN;

function readHour(bytes: Buffer, start: number): number {
  const hour = bytes.toString('latin1', start, start + 13);
  if (hour === lastHour) return lastHourMs;
  if (bytes[start + 4] !== 0x2d || bytes[start + 7] !== 0x2d || (bytes[start + 10] !== 0x54 && bytes[start + 10] !== 0x20))
    return Number.NaN;
  const year = readDigits(bytes, start, start + 4);
  const month = readDigits(bytes, start + 5, start + 7);
  const day = readDigits(bytes, start + 8, start + 10);
  const clock = readDigits(bytes, start + 11, start + 13);
  if (year < 0 || month < 0 || day < 0 || clock < 0) return Number.NaN;
  const lanes = makeInstant(year, month, day, clock, 0, 0, '', 0);
  if (lanes === undefined) return Number.NaN;
  lastHour = hour;
  lastHourMs = lanes.ms;
  return lanes.ms;
}

/**
 * Appends `2026-10-01T00:00:00[.fffffff][Z]`, the form of nearly every time in exports, without making a string of it.
 * `false` when the text has another form: nothing is appended then, and the slow reader decides.
 */
export function appendIsoTime(builder: ColumnBuilder, bytes: Buffer, start: number, end: number): boolean {
  let last = end;
  if (bytes[last - 1] === 0x5a) last--;
  const length = last - start;
  if (length < 19 || length === 20 || length > 27 || bytes[start + 13] !== 0x3a || bytes[start + 16] !== 0x3a) return false;
  const minute = readDigits(bytes, start + 14, start + 16);
  const second = readDigits(bytes, start + 17, start + 19);
  if (minute < 0 || minute > 59 || second < 0 || second > 59) return false;
  let fraction = 0;
  if (length > 20) {
    fraction = bytes[start + 19] === 0x2e ? readDigits(bytes, start + 20, last) : -1;
    if (fraction < 0) return false;
    for (let digits = length - 20; digits < 7; digits++) fraction *= 10;
  }
  const hourMs = readHour(bytes, start);
  if (Number.isNaN(hourMs)) return false;
  const wholeMs = Math.trunc(fraction / 10_000);
  return builder.appendTime(hourMs + minute * 60_000 + second * 1000 + wholeMs, fraction - wholeMs * 10_000);
}
