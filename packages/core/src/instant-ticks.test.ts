import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInstantTicks, parseInstantTicks } from './instant-ticks.ts';

/** Ticks of the years 0 to 9999. */
const ticks = fc.bigInt({ min: -62_167_219_200_0000000n, max: 253_402_300_799_9999999n });

describe('ticks of an instant', () => {
  it('are the same after they were written and read', () => {
    fc.assert(
      fc.property(ticks, (one) => {
        expect(parseInstantTicks(formatInstantTicks(one))).toBe(one);
      }),
    );
  });

  it('stand in the order of their texts', () => {
    fc.assert(
      fc.property(ticks, ticks, (one, other) => {
        expect(formatInstantTicks(one) < formatInstantTicks(other)).toBe(one < other);
      }),
    );
  });

  it.each(['2026-02-30T00:00:00Z', '2026-10-01T24:00:01Z', '2026-10-01', '2026-10-01T00:00:00', '2026-10-01T00:00:00.12345678Z', ''])(
    'are none of "%s"',
    (text) => {
      expect(parseInstantTicks(text)).toBeUndefined();
    },
  );
});
