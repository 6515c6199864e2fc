import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAppError } from './app-error.ts';
import type { Period } from './period.ts';
import {
  formatPeriodLong,
  formatPeriodShort,
  lastFullMonth,
  localDay,
  nextPeriod,
  parsePeriod,
  periodOfDay,
  periodOfMonth,
  previousPeriod,
  samePeriodLastYear,
  splitPeriod,
  trailingMonths,
} from './period.ts';

const zones = [
  'Europe/Amsterdam',
  'America/New_York',
  'Pacific/Auckland',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/Sao_Paulo',
  'UTC',
] as const;
const zone = fc.constantFrom(...zones);
const year = fc.integer({ min: 1990, max: 2060 });
const twoDigits = (value: number): string => String(value).padStart(2, '0');
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2060-12-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const anyPeriod: fc.Arbitrary<Period> = fc.oneof(
  fc.tuple(year, fc.integer({ min: 1, max: 12 }), zone).map(([y, m, z]) => parsePeriod(`${y}-${twoDigits(m)}`, z)),
  fc.tuple(year, fc.integer({ min: 1, max: 4 }), zone).map(([y, q, z]) => parsePeriod(`${y}-Q${q}`, z)),
  fc.tuple(year, fc.integer({ min: 1, max: 52 }), zone).map(([y, w, z]) => parsePeriod(`${y}-W${twoDigits(w)}`, z)),
  fc.tuple(day, fc.integer({ min: 1, max: 120 }), zone).map(([start, days, z]) => parsePeriod(`${start}..${addDays(start, days)}`, z)),
);

/** The wall clock of an instant, by another implementation than the one under test. */
function wallClock(instant: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(
    new Date(instant),
  );
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

function before(instant: string): string {
  return new Date(Date.parse(instant) - 1).toISOString();
}

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return isAppError(error) ? error.code : 'not an AppError';
  }
}

describe('parsePeriod', () => {
  it.each([
    ['2026-10', 'Europe/Amsterdam', 745, '2026-09-30T22:00:00.000Z', '2026-10-31T23:00:00.000Z'],
    ['2026-03', 'Europe/Amsterdam', 743, '2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z'],
    ['2026-11', 'America/New_York', 721, '2026-11-01T04:00:00.000Z', '2026-12-01T05:00:00.000Z'],
    ['2026-04', 'Pacific/Auckland', 721, '2026-03-31T11:00:00.000Z', '2026-04-30T12:00:00.000Z'],
    ['2026-10', 'Asia/Kolkata', 744, '2026-09-30T18:30:00.000Z', '2026-10-31T18:30:00.000Z'],
    ['2026-04', 'Australia/Lord_Howe', 720.5, '2026-03-31T13:00:00.000Z', '2026-04-30T13:30:00.000Z'],
    // Cairo changes its clocks at midnight: the last Friday of April 2026 begins at one o'clock.
    ['2026-04-24..2026-04-25', 'Africa/Cairo', 23, '2026-04-23T22:00:00.000Z', '2026-04-24T21:00:00.000Z'],
  ])('gives %s in %s its true %d hours', (text, timeZone, hours, startUtc, endUtc) => {
    // WHEN
    const period = parsePeriod(text, timeZone);
    // THEN
    expect(period).toMatchObject({ hours, startUtc, endUtc, timeZone, id: text });
  });

  it('reads quarters, ISO weeks that begin in another year, and ranges', () => {
    expect(parsePeriod('2026-Q3', 'UTC')).toMatchObject({ kind: 'quarter', startDate: '2026-07-01', endDate: '2026-10-01', days: 92 });
    expect(parsePeriod('2026-W01', 'UTC')).toMatchObject({ kind: 'week', startDate: '2025-12-29', endDate: '2026-01-05', days: 7 });
    expect(parsePeriod('2020-W53', 'UTC')).toMatchObject({ id: '2020-W53', startDate: '2020-12-28' });
    expect(parsePeriod(' 2026-q3 ', 'UTC').id).toBe('2026-Q3');
    expect(parsePeriod('2026-10-05..2026-10-06', 'UTC')).toMatchObject({ kind: 'range', days: 1, hours: 24 });
  });

  it.each([
    '',
    '2026',
    '2026-13',
    '2026-00',
    '2026-Q5',
    '2026-Q0',
    '2026-W00',
    '2026-W54',
    '2025-W53',
    '2026-02-30..2026-03-02',
    '2026-10-02..2026-10-01',
    '2026-10-01..2026-10-01',
    '26-10',
    '0001-01',
    '2026-10-01',
    '2026-10..2026-11',
    '2026-10; rm -rf',
  ])('refuses %j', (text) => {
    expect(codeOf(() => parsePeriod(text, 'UTC'))).toBe('MXDR-PERIOD-INVALID');
  });

  it.each(['', 'Amsterdam', 'europe/amsterdam', '+01:00', 'Mars/Olympus', 'GMT+25'])('refuses the time zone %j', (timeZone) => {
    expect(codeOf(() => parsePeriod('2026-10', timeZone))).toBe('MXDR-TIME-ZONE-UNKNOWN');
  });

  it('reads back the id of every period', () => {
    fc.assert(
      fc.property(anyPeriod, (period) => {
        expect(parsePeriod(period.id, period.timeZone)).toEqual(period);
      }),
      { numRuns: 200 },
    );
  });

  it('begins and ends where the wall clock turns to the first day and to the day after the last', () => {
    fc.assert(
      fc.property(anyPeriod, ({ startUtc, endUtc, startDate, endDate, timeZone }) => {
        expect(wallClock(startUtc, timeZone)).toBe(startDate);
        expect(wallClock(before(startUtc), timeZone)).toBe(addDays(startDate, -1));
        expect(wallClock(endUtc, timeZone)).toBe(endDate);
        expect(wallClock(before(endUtc), timeZone)).toBe(addDays(endDate, -1));
      }),
      { numRuns: 150 },
    );
  });
});

describe('neighbouring periods', () => {
  it('touch without gap or overlap, and lead back', () => {
    fc.assert(
      fc.property(anyPeriod, (period) => {
        expect(nextPeriod(period).startUtc).toBe(period.endUtc);
        expect(previousPeriod(period).endUtc).toBe(period.startUtc);
        expect(previousPeriod(nextPeriod(period))).toEqual(period);
        expect(previousPeriod(period).kind).toBe(period.kind);
      }),
      { numRuns: 200 },
    );
  });

  it('give a range as many days before it as it has', () => {
    expect(previousPeriod(parsePeriod('2026-03-01..2026-03-15', 'Europe/Amsterdam'))).toMatchObject({
      id: '2026-02-15..2026-03-01',
      days: 14,
    });
  });

  it('give the same month a year ago, and nothing for weeks and ranges', () => {
    expect(samePeriodLastYear(parsePeriod('2028-02', 'UTC'))?.id).toBe('2027-02');
    expect(samePeriodLastYear(parsePeriod('2026-Q1', 'UTC'))?.id).toBe('2025-Q1');
    expect(samePeriodLastYear(parsePeriod('2026-W10', 'UTC'))).toBeUndefined();
  });

  it('name the last full month in the zone, not in UTC', () => {
    // GIVEN an instant that is still October in New York and already November in Auckland
    const instant = Date.parse('2026-11-01T02:00:00Z');
    // THEN
    expect(lastFullMonth(instant, 'America/New_York').id).toBe('2026-09');
    expect(lastFullMonth(instant, 'Pacific/Auckland').id).toBe('2026-10');
  });
});

describe('trailingMonths', () => {
  it('ends with the month of the last day, oldest first', () => {
    expect(trailingMonths(parsePeriod('2026-01', 'UTC'), 3).map((month) => month.id)).toEqual(['2025-11', '2025-12', '2026-01']);
    expect(trailingMonths(parsePeriod('2026-Q3', 'UTC'), 2).map((month) => month.id)).toEqual(['2026-08', '2026-09']);
    expect(trailingMonths(parsePeriod('2026-10-01..2026-11-01', 'UTC'), 1).map((month) => month.id)).toEqual(['2026-10']);
  });
});

describe('splitPeriod', () => {
  it('covers the period with pieces that touch', () => {
    fc.assert(
      fc.property(anyPeriod, fc.constantFrom('day' as const, 'week' as const), (period, unit) => {
        const pieces = splitPeriod(period, unit);
        expect(pieces[0]?.startUtc).toBe(period.startUtc);
        expect(pieces.at(-1)?.endUtc).toBe(period.endUtc);
        pieces.slice(1).forEach((piece, i) => expect(piece.startUtc).toBe(pieces[i]?.endUtc));
      }),
      { numRuns: 100 },
    );
  });

  it('gives the day of the change 25 hours, and clips weeks to the period', () => {
    // GIVEN
    const october = periodOfMonth(2026, 10, 'Europe/Amsterdam');
    // WHEN
    const change = splitPeriod(october, 'day').find((piece) => piece.label === '2026-10-25');
    // THEN
    expect((Date.parse(change?.endUtc ?? '') - Date.parse(change?.startUtc ?? '')) / 3_600_000).toBe(25);
    expect(splitPeriod(october, 'week').map((piece) => piece.label)).toEqual([
      '2026-10-01',
      '2026-10-05',
      '2026-10-12',
      '2026-10-19',
      '2026-10-26',
    ]);
  });

  it('leaves out a day that the zone skipped', () => {
    expect(splitPeriod(parsePeriod('2011-12-29..2012-01-01', 'Pacific/Apia'), 'day').map((piece) => piece.label)).toEqual([
      '2011-12-29',
      '2011-12-31',
    ]);
  });
});

describe('period texts', () => {
  it('name periods in the locale of the customer', () => {
    const texts = ['2026-10', '2026-Q3', '2026-W45'].map((text) => formatPeriodShort(parsePeriod(text, 'Europe/Amsterdam'), 'en-GB'));
    expect(texts).toEqual(['October 2026', 'Q3 2026', 'Week 45 of 2026']);
    expect(formatPeriodShort(parsePeriod('2026-10-01..2026-10-15', 'UTC'), 'en-GB').replace(/\s+/gu, ' ')).toMatch(
      /^1 ?– ?14 October 2026$/u,
    );
    expect(formatPeriodLong(parsePeriod('2026-10', 'Europe/Amsterdam'), 'en-GB')).toBe(
      '1 October 2026 up to 1 November 2026, Europe/Amsterdam (745 hours)',
    );
    expect(formatPeriodLong(parsePeriod('2026-10', 'America/New_York'), 'en-US')).toBe(
      'October 1, 2026 up to November 1, 2026, America/New_York (744 hours)',
    );
  });
});

describe('a single day', () => {
  it('is the period of every instant in it, in the calendar of the zone', () => {
    fc.assert(
      fc.property(day, zone, (date, timeZone) => {
        // GIVEN
        const period = periodOfDay(date, timeZone);
        // WHEN its first and last moments are asked for their day THEN it is the same one
        const moments = [Date.parse(period.startUtc), Date.parse(period.endUtc) - 1];
        expect(moments.map((at) => localDay(at, timeZone))).toEqual([date, date]);
        expect([period.days, parsePeriod(period.id, timeZone)]).toEqual([1, period]);
      }),
    );
  });

  it('refuses a day that no calendar has', () => {
    expect(() => periodOfDay('2026-02-30', 'UTC')).toThrow(expect.objectContaining({ code: 'MXDR-PERIOD-INVALID' }));
  });
});
