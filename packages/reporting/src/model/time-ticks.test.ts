import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeTicks } from './time-ticks.ts';

const labels = (from: string, to: string, zone: string): readonly string[] =>
  timeTicks(Date.parse(from), Date.parse(to), 'en-GB', zone).map(({ label }) => label);

describe('the ticks of an axis of time', () => {
  it('stand on the hours of the zone, also in zones between hours', () => {
    expect(labels('2026-10-14T06:50:00Z', '2026-10-14T12:05:00Z', 'Asia/Kolkata')).toEqual([
      '14 Oct, 13:00',
      '14:00',
      '15:00',
      '16:00',
      '17:00',
    ]);
  });

  it('name a day once, and days by their own midnight across a change of the clocks', () => {
    expect(labels('2026-10-24T20:00:00Z', '2026-10-25T05:00:00Z', 'Europe/Amsterdam')).toEqual(['25 Oct, 00:00', '03:00', '06:00']);
    expect(labels('2026-10-23T12:00:00Z', '2026-10-27T12:00:00Z', 'Europe/Amsterdam')).toEqual(['24 Oct', '25 Oct', '26 Oct', '27 Oct']);
  });

  it('are few, in order and within the stretch, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000_000_000 }),
        fc.integer({ min: 0, max: 90 * 86_400 }),
        fc.constantFrom('Europe/Amsterdam', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC'),
        (start, span, zone) => {
          const [from, to] = [start * 1000, (start + span) * 1000];
          const ticks = timeTicks(from, to, 'en-GB', zone);
          expect(ticks.length).toBeLessThanOrEqual(8);
          expect(ticks.every(({ atMs }) => atMs >= from && atMs <= to)).toBe(true);
          expect(ticks.every(({ atMs }, index) => index === 0 || atMs > ticks[index - 1]!.atMs)).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });
});
