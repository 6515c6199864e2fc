import { formatInstantTicks, parseInstantTicks } from '@mxdr/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTimespan } from './timespan.ts';

const nowMs = Date.parse('2026-11-02T08:00:00Z');
const instant = fc.bigInt({ min: parseInstantTicks('1900-01-01T00:00:00Z')!, max: parseInstantTicks('2100-01-01T00:00:00Z')! });
const seconds = fc.integer({ min: 0, max: 10_000_000 });

describe('a timespan', () => {
  it('of two instants keeps both, and not the tick after the end', () => {
    fc.assert(
      fc.property(instant, instant, (one, other) => {
        const [start, end] = one <= other ? [one, other] : [other, one];
        const window = { start: formatInstantTicks(start), end: formatInstantTicks(end + 1n) };
        expect(parseTimespan(`${formatInstantTicks(start)}/${formatInstantTicks(end)}`, nowMs)).toEqual(window);
      }),
    );
  });

  it('of an instant and a duration is that of the two instants, in either order', () => {
    fc.assert(
      fc.property(instant, seconds, (start, length) => {
        const end = start + BigInt(length) * 10_000_000n;
        const [first, last] = [formatInstantTicks(start), formatInstantTicks(end)];
        const whole = parseTimespan(`${first}/${last}`, nowMs);
        expect(parseTimespan(`${first}/PT${length}S`, nowMs)).toEqual(whole);
        expect(parseTimespan(`PT${length}S/${last}`, nowMs)).toEqual(whole);
      }),
    );
  });

  it.each([
    ['P1D', '2026-11-01T08:00:00.0000000Z'],
    ['PT1H30M', '2026-11-02T06:30:00.0000000Z'],
    ['P1W', '2026-10-26T08:00:00.0000000Z'],
    ['P1DT0.5S', '2026-11-01T07:59:59.5000000Z'],
    ['P9999999D', '0001-01-01T00:00:00.0000000Z'],
  ])('%s ends now', (text, start) => {
    expect(parseTimespan(text, nowMs)).toEqual({ start, end: '2026-11-02T08:00:00.0000001Z' });
  });

  it.each([
    ['2026-10-01/2026-10-02', '2026-10-01T00:00:00.0000000Z', '2026-10-02T00:00:00.0000001Z'],
    ['2026-10-01T10:00/2026-10-01T11:00:00+00:00', '2026-10-01T10:00:00.0000000Z', '2026-10-01T11:00:00.0000001Z'],
  ])('%s is read as UTC', (text, start, end) => {
    expect(parseTimespan(text, nowMs)).toEqual({ start, end });
  });

  it.each([
    '',
    'P',
    'PT',
    'P1M',
    'P1Y',
    'yesterday',
    '2026-10-02/2026-10-01',
    '2026-10-01',
    'P1D/P1D',
    'a/b',
    '2026-10-01/P1D/x',
    '2026-02-30/2026-03-01',
  ])('"%s" is none', (text) => {
    expect(parseTimespan(text, nowMs)).toBeUndefined();
  });
});
