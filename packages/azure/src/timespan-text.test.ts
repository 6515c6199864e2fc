import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTimespan } from './timespan-text.ts';

describe('formatTimespan', () => {
  it.each([
    ['2026-10-01T00:00:00Z', '2026-11-01T00:00:00Z', '2026-10-01T00:00:00.0000000Z/2026-10-31T23:59:59.9999999Z'],
    ['2026-09-30T22:00:00.000Z', '2026-09-30T22:00:00.0000001Z', '2026-09-30T22:00:00.0000000Z/2026-09-30T22:00:00.0000000Z'],
    ['1969-12-31T23:59:59.5Z', '1970-01-01T00:00:00Z', '1969-12-31T23:59:59.5000000Z/1969-12-31T23:59:59.9999999Z'],
  ])('turns %s up to %s into %s', (start, end, expected) => {
    // GIVEN a half-open window
    // WHEN it is written for the service, which keeps its end
    // THEN the end is one tick earlier
    expect(formatTimespan({ start, end })).toBe(expected);
  });

  it.each([
    ['2026-10-02T00:00:00Z', '2026-10-01T00:00:00Z'],
    ['2026-10-01T00:00:00Z', '2026-10-01T00:00:00.0000000Z'],
    ['2026-02-30T00:00:00Z', '2026-03-05T00:00:00Z'],
    ['2026-10-01', '2026-11-01'],
    ['2026-10-01T00:00:00+02:00', '2026-11-01T00:00:00+01:00'],
    ['2026-10-01T00:00:00.12345678Z', '2026-11-01T00:00:00Z'],
  ])('refuses %s up to %s', (start, end) => {
    // GIVEN a window that is inverted, empty, or not written as UTC instants
    // WHEN it is formatted
    // THEN there is no text
    expect(formatTimespan({ start, end })).toBeUndefined();
  });

  it('leaves neither gap nor overlap between two windows that meet', () => {
    const instant = fc
      .tuple(fc.integer({ min: 0, max: 4_102_444_800 }), fc.integer({ min: 0, max: 9_999_999 }))
      .map(([seconds, ticks]) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${String(ticks).padStart(7, '0')}Z`);
    fc.assert(
      fc.property(fc.uniqueArray(instant, { minLength: 3, maxLength: 3 }), (instants) => {
        // GIVEN two windows that meet
        const [start = '', middle = '', end = ''] = instants.toSorted();
        // WHEN both are formatted
        const lastOfFirst = formatTimespan({ start, end: middle })!.split('/')[1]!;
        const firstOfSecond = formatTimespan({ start: middle, end })!.split('/')[0]!;
        // THEN the second begins one tick after the first ends
        expect(firstOfSecond).toBe(middle);
        expect(ticksOf(firstOfSecond) - ticksOf(lastOfFirst)).toBe(1n);
      }),
    );
  });
});

function ticksOf(text: string): bigint {
  return BigInt(Date.parse(`${text.slice(0, 19)}Z`)) * 10_000n + BigInt(text.slice(20, 27));
}
