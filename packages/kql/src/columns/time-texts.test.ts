import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datetimeTicks, formatDatetimeTicks, formatTimespanTicks } from './instant.ts';
import { parseDatetime, parseTimespanTicks } from './parse-values.ts';

const MAX_TICKS = 3_155_378_975_999_999_999n;

describe('texts of times', () => {
  it('of durations are read back to the tick', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -MAX_TICKS, max: MAX_TICKS }), (ticks) => {
        expect(parseTimespanTicks(formatTimespanTicks(ticks))).toBe(ticks);
      }),
    );
  });

  it('of durations of less than a day are their hours, minutes and seconds', () => {
    const part = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(part(23), part(59), part(59), (hours, minutes, seconds) => {
        const ticks = BigInt(hours * 3600 + minutes * 60 + seconds) * 10_000_000n;
        const text = [hours, minutes, seconds].map((number) => String(number).padStart(2, '0')).join(':');
        expect([formatTimespanTicks(ticks), parseTimespanTicks(text)]).toEqual([text, ticks]);
      }),
    );
  });

  it('of points in time are read back to the tick', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: MAX_TICKS }), (ticks) => {
        const lanes = parseDatetime(formatDatetimeTicks(ticks));
        expect(lanes === undefined ? undefined : datetimeTicks(lanes.ms, lanes.subMs)).toBe(ticks);
      }),
    );
  });
});
