import { parsePeriod } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import type { TuningRecord } from './tuning-records.ts';
import { makeTuningView } from './tuning-view.ts';

const october = parsePeriod('2026-10', 'Europe/Amsterdam');
const record = (detection: string, expires: string | null): TuningRecord => ({
  detection,
  kind: 'severity',
  what: 'Low',
  reason: 'noise',
  owner: 'Desk',
  expires,
});
const statesOf = (records: readonly TuningRecord[], asOfUtc = october.endUtc): readonly unknown[] =>
  makeTuningView(records, october, asOfUtc).rows.map((row) => [row[0], row.at(-1)]);

describe('tuning in a report', () => {
  it('counts no more from the day that it expires, and what has expired stands last', () => {
    // GIVEN tuning that ends on the last day, on the day behind it, and never
    const records = [record('a', '2026-10-31'), record('c', '2026-11-01'), record('b', null)];
    // WHEN the month is reported THEN the last day decides
    expect(statesOf(records)).toEqual([
      ['b', 'In force'],
      ['c', 'In force'],
      ['a', 'Expired'],
    ]);
  });

  it("is judged by the snapshot while a period still runs, and by the customer's calendar", () => {
    // GIVEN a snapshot at one o'clock on the 15th in Amsterdam, which is still the 14th by UTC
    const asOfUtc = '2026-10-14T23:00:00.000Z';
    expect(statesOf([record('a', '2026-10-15'), record('b', '2026-10-16')], asOfUtc)).toEqual([
      ['b', 'In force'],
      ['a', 'Expired'],
    ]);
    // A later look at October sees October.
    expect(statesOf([record('a', '2026-11-05')], '2026-12-01T00:00:00.000Z')).toEqual([['a', 'In force']]);
  });

  it('tells nothing tuned apart from not told', () => {
    expect(makeTuningView([], october, october.endUtc)).toMatchObject({ state: 'known', rows: [] });
    expect(makeTuningView(undefined, october, october.endUtc)).toMatchObject({ state: 'unavailable' });
  });
});
