import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIsoDuration, parseDuration } from './duration.ts';

describe('durations of rules', () => {
  it.each([
    ['20m', 20],
    ['1h', 60],
    ['14d', 20_160],
    ['01:30:00', 90],
    ['1.00:05:00', 1445],
    ['PT5M', 5],
    ['PT1H30M', 90],
    ['P1D', 1440],
    ['P1DT12H', 2160],
  ])('reads %s as %d minutes', (text, minutes) => {
    expect(parseDuration(text)).toBe(minutes);
  });

  it.each(['', '5', '5s', '5 m', '-5m', '1h30m', 'P', 'PT', 'P1DT', '00:00:30', '1:61:00', 'PT1.5H', 'p1d'])(
    'does not take %j for a duration',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  it('reads back every whole number of minutes that it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 * 24 * 400 }), (minutes) => {
        expect(parseDuration(formatIsoDuration(minutes))).toBe(minutes);
      }),
    );
  });
});
