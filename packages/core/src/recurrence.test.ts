import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { daysBetween, readRecurrence } from './recurrence.ts';

function days(rule: string, since: string, from: string, to: string): readonly string[] {
  const reading = readRecurrence(rule);
  if ('fault' in reading) throw new Error(reading.fault);
  return daysBetween(reading.recurrence, since, from, to);
}

describe('a recurrence', () => {
  it.each([
    ['the third of each month', 'FREQ=MONTHLY;BYMONTHDAY=3', ['2028-01-03', '2028-02-03', '2028-03-03', '2028-04-03']],
    ['the 31st, which some months do not have', 'FREQ=MONTHLY;BYMONTHDAY=31', ['2028-01-31', '2028-03-31']],
    ['the last day, in a leap year', 'FREQ=MONTHLY;BYMONTHDAY=-1', ['2028-01-31', '2028-02-29', '2028-03-31']],
    ['the second working day', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2', ['2028-01-04', '2028-02-02', '2028-03-02', '2028-04-04']],
    ['the last working day', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', ['2028-01-31', '2028-02-29', '2028-03-31']],
    ['the first Monday', 'FREQ=MONTHLY;BYDAY=1MO', ['2028-01-03', '2028-02-07', '2028-03-06', '2028-04-03']],
    ['the last Friday', 'FREQ=MONTHLY;BYDAY=-1FR', ['2028-01-28', '2028-02-25', '2028-03-31']],
    ['a day of the first month of each quarter', 'FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=5', ['2028-01-05', '2028-04-05']],
    ['the day of the month on which it began', 'FREQ=MONTHLY', ['2028-01-01', '2028-02-01', '2028-03-01', '2028-04-01']],
    ['up to a day, that day included', 'FREQ=MONTHLY;BYMONTHDAY=3;UNTIL=20280203', ['2028-01-03', '2028-02-03']],
  ])('is %s', (_, rule, expected) => {
    expect(days(rule, '2028-01-01', '2028-01-01', '2028-04-06')).toEqual(expected);
  });

  it('is the leap day every fourth year, and every second week across a year of 53', () => {
    expect(days('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2024-01-01', '2024-01-01', '2034-01-01')).toEqual([
      '2024-02-29',
      '2028-02-29',
      '2032-02-29',
    ]);
    expect(days('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', '2026-12-09', '2026-12-01', '2027-02-01')).toEqual([
      '2026-12-21',
      '2027-01-04',
      '2027-01-18',
    ]);
  });

  it.each([
    ['', 'be parts such as'],
    ['every Monday', 'be parts such as'],
    ['BYDAY=MO', 'have FREQ'],
    ['FREQ=HOURLY', 'have FREQ'],
    ['FREQ=MONTHLY;FREQ=DAILY', 'name FREQ once'],
    ['FREQ=MONTHLY;COUNT=3', 'say the last day with UNTIL'],
    ['FREQ=DAILY;BYHOUR=9', 'write the time of day into "at"'],
    ['FREQ=DAILY;X=1', 'not name X'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'days from 1 to 31'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', 'days from 1 to 31'],
    ['FREQ=MONTHLY;BYMONTH=13', 'months from 1 to 12'],
    ['FREQ=MONTHLY;BYDAY=XX', 'days such as MO'],
    ['FREQ=MONTHLY;INTERVAL=0', 'INTERVAL from 1'],
    ['FREQ=MONTHLY;UNTIL=20260230', 'a last day such as'],
    ['FREQ=WEEKLY;BYDAY=1MO', 'number days'],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'not have BYMONTHDAY'],
    ['FREQ=YEARLY;BYDAY=MO', 'which months of the year'],
    ['FREQ=MONTHLY;BYSETPOS=1', 'BYSETPOS only beside'],
    ['FREQ=WEEKLY;WKST=SU', 'weeks that begin on Monday'],
    ['FREQ=MONTHLY;', 'be parts such as'],
    ['freq=monthly', 'be parts such as'],
  ])('refuses %j and says why', (rule, fault) => {
    expect(readRecurrence(rule)).toEqual({ fault: expect.stringContaining(fault) });
  });

  it('comes on the days that another implementation of RFC 5545 finds', () => {
    const some = <Value>(values: readonly Value[], most: number) => fc.subarray([...values], { minLength: 0, maxLength: most });
    const part = (name: string, values: readonly (string | number)[]): string =>
      values.length === 0 ? '' : `;${name}=${values.join(',')}`;
    const anyRule = fc
      .record({
        frequency: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
        interval: fc.integer({ min: 1, max: 5 }),
        months: some([1, 2, 3, 6, 12], 3),
        monthDays: some([1, 15, 28, 29, 30, 31, -1, -2, -31], 3),
        weekdays: some(['MO', 'WE', 'FR', 'SA', 'SU', '1MO', '2TU', '5FR', '-1SU', '-5TH'], 3),
        positions: some([1, 2, -1], 2),
      })
      .map(({ frequency, interval, months, monthDays, weekdays, positions }) =>
        [
          `FREQ=${frequency};INTERVAL=${interval}`,
          part('BYMONTH', months),
          part('BYMONTHDAY', monthDays),
          part('BYDAY', weekdays),
          part('BYSETPOS', frequency === 'DAILY' ? [] : positions),
        ].join(''),
      )
      .filter((rule) => 'recurrence' in readRecurrence(rule));
    const anyDay = fc.integer({ min: 0, max: 1500 }).map((count) => Temporal.PlainDate.from('2024-01-01').add({ days: count }).toString());
    fc.assert(
      fc.property(anyRule, anyDay, fc.integer({ min: -30, max: 900 }), fc.integer({ min: 1, max: 500 }), (rule, since, skip, length) => {
        // GIVEN a rule that holds from a day on, and a stretch of days
        const from = Temporal.PlainDate.from(since).add({ days: skip });
        const to = from.add({ days: length }).toString();
        // WHEN both are asked
        const other = new RRuleTemporal({ rruleString: `DTSTART:${since.replaceAll('-', '')}T000000Z\nRRULE:${rule}` });
        const expected = other
          .between(new Date(`${from.toString()}T00:00:00Z`), new Date(Date.parse(`${to}T00:00:00Z`) - 1), true)
          .map((each) => each.toString().slice(0, 10));
        // THEN they agree
        expect(days(rule, since, from.toString(), to), rule).toEqual(expected);
      }),
      { numRuns: 250 },
    );
  });
});
