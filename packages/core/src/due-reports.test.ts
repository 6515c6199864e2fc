import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customerIdSchema } from './customer.ts';
import { dueReports } from './due-reports.ts';
import type { ReportSchedule } from './report-schedule.ts';
import { reportScheduleSchema } from './report-schedule.ts';

const id = customerIdSchema.parse('contoso');
const scheduleOf = (...reports: readonly Readonly<Record<string, unknown>>[]): ReportSchedule =>
  reportScheduleSchema.parse({ reports: reports.map((one) => ({ report: 'service-review', from: '2020-01-01', settleHours: 0, ...one })) });
const monthly = { when: 'FREQ=MONTHLY;BYMONTHDAY=1', covers: 'previous-month', at: '07:00' };

const zones = ['Europe/Amsterdam', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/Sao_Paulo', 'Asia/Kathmandu', 'UTC'];
const anySchedule = fc
  .array(
    fc.record({
      when: fc.constantFrom(
        'FREQ=DAILY',
        'FREQ=WEEKLY;BYDAY=MO',
        'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU',
        'FREQ=MONTHLY;BYMONTHDAY=1',
        'FREQ=MONTHLY;BYMONTHDAY=31',
        'FREQ=MONTHLY;BYMONTHDAY=-1',
        'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2',
        'FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=2',
      ),
      at: fc.constantFrom('00:00', '02:30', '07:00', '23:59'),
      covers: fc.constantFrom('previous-day', 'previous-week', 'previous-month', 'previous-quarter'),
      settleHours: fc.constantFrom(0, 1, 12, 72, 168),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((entries) => scheduleOf(...entries));
/** An instant of some years in which clocks change, days are left out and weeks run across years. */
const anyInstant = (first: string, days: number) =>
  fc.integer({ min: 0, max: days * 1440 }).map((minutes) => new Date(Date.parse(first) + minutes * 60_000).toISOString());

describe('due reports', () => {
  it('come at the customer’s time of day, whatever the clocks do, about the month before', () => {
    const due = dueReports(scheduleOf(monthly), { id, timeZone: 'Europe/Amsterdam' }, '2026-10-01T00:00:00Z', '2026-12-02T00:00:00Z');
    expect(due.map(({ dueAtUtc, period }) => [dueAtUtc, period.id])).toEqual([
      ['2026-10-01T05:00:00.000Z', '2026-09'],
      ['2026-11-01T06:00:00.000Z', '2026-10'],
      ['2026-12-01T06:00:00.000Z', '2026-11'],
    ]);
  });

  it.each([
    ['a time that the change of the clocks leaves out is moved past it', '2026-03-29', '2026-03-29T01:30:00.000Z'],
    ['of a time that comes twice the first is meant', '2026-10-25', '2026-10-25T00:30:00.000Z'],
  ])('%s', (_, day, expected) => {
    const schedule = scheduleOf({ when: 'FREQ=DAILY', covers: 'previous-day', at: '02:30', from: day });
    const [first] = dueReports(schedule, { id, timeZone: 'Europe/Amsterdam' }, `${day}T00:00:00Z`, `${day}T12:00:00Z`);
    expect(first?.dueAtUtc).toBe(expected);
  });

  it('wait for the data of their period, and no longer', () => {
    const due = dueReports(
      scheduleOf({ ...monthly, at: '00:30', settleHours: 24 }, { ...monthly, when: 'FREQ=MONTHLY;BYMONTHDAY=5', settleHours: 24 }),
      { id, timeZone: 'UTC' },
      '2026-11-01T00:00:00Z',
      '2026-12-01T00:00:00Z',
    );
    expect(due.map(({ comesAtUtc, dueAtUtc }) => [comesAtUtc, dueAtUtc])).toEqual([
      ['2026-11-01T00:30:00.000Z', '2026-11-02T00:00:00.000Z'],
      ['2026-11-05T07:00:00.000Z', '2026-11-05T07:00:00.000Z'],
    ]);
  });

  it.each([
    ['previous-day', '2028-03-01', '2028-02-29..2028-03-01'],
    ['previous-week', '2027-01-04', '2026-W53'],
    ['previous-week', '2027-01-10', '2026-W53'],
    ['previous-month', '2028-03-31', '2028-02'],
    ['previous-quarter', '2027-02-28', '2026-Q4'],
  ])('are about the %s of %s: %s', (covers, from, period) => {
    const schedule = scheduleOf({ when: 'FREQ=DAILY', covers, from });
    expect(dueReports(schedule, { id, timeZone: 'UTC' }, `${from}T00:00:00Z`, `${from}T23:00:00Z`)[0]?.period.id).toBe(period);
  });

  it('are over when they come, and so is their data', () => {
    fc.assert(
      fc.property(anySchedule, fc.constantFrom(...zones), anyInstant('2024-01-01T00:00:00Z', 1000), (schedule, timeZone, since) => {
        const until = new Date(Date.parse(since) + 40 * 86_400_000).toISOString();
        for (const { entry, dueAtUtc, comesAtUtc, period } of dueReports(schedule, { id, timeZone }, since, until)) {
          expect(Date.parse(dueAtUtc)).toBeGreaterThanOrEqual(Date.parse(period.endUtc) + entry.settleHours * 3_600_000);
          expect(Date.parse(dueAtUtc)).toBeGreaterThanOrEqual(Date.parse(comesAtUtc));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are the same, each once, however time is cut into windows', () => {
    fc.assert(
      fc.property(
        anySchedule,
        fc.constantFrom(...zones),
        fc.array(anyInstant('2026-02-15T00:00:00Z', 300), { minLength: 3, maxLength: 6 }),
        (schedule, timeZone, cuts) => {
          // GIVEN a stretch of time, cut at any instants, also at those at which something is due
          const customer = { id, timeZone };
          const sorted = cuts.toSorted();
          const whole = dueReports(schedule, customer, sorted[0]!, sorted.at(-1)!);
          const all = [...new Set([...sorted, ...whole.slice(0, 3).map(({ dueAtUtc }) => dueAtUtc)])].toSorted();
          // WHEN each window is asked
          const pieces = all.slice(1).flatMap((until, index) => dueReports(schedule, customer, all[index]!, until));
          // THEN together they are the whole
          const named = (due: typeof whole) =>
            due.map(({ entry, day, dueAtUtc }) => [schedule.reports.indexOf(entry), day, dueAtUtc].join(' '));
          expect(named(pieces)).toEqual(named(whole));
          expect(new Set(named(whole)).size).toBe(whole.length);
        },
      ),
      { numRuns: 80 },
    );
  });

  it('are each day of the schedule, in a zone that left a day out', () => {
    // GIVEN Samoa, which had no 30 December 2011
    const schedule = scheduleOf({ when: 'FREQ=DAILY', covers: 'previous-day', from: '2011-12-28', at: '07:00' });
    const due = dueReports(schedule, { id, timeZone: 'Pacific/Apia' }, '2011-12-28T00:00:00Z', '2012-01-02T00:00:00Z');
    expect(due.map(({ day }) => day)).toContain('2011-12-29');
    expect(due.map(({ day }) => day)).toContain('2011-12-31');
  });

  it('do not depend on the zone of the machine', () => {
    const before = process.env['TZ'];
    const ask = (zone: string): string => {
      process.env['TZ'] = zone;
      return JSON.stringify(
        dueReports(scheduleOf(monthly), { id, timeZone: 'Asia/Kathmandu' }, '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'),
      );
    };
    try {
      expect(ask('Pacific/Kiritimati')).toBe(ask('America/Los_Angeles'));
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });

  it('are none in a window that ends before it begins', () => {
    expect(dueReports(scheduleOf(monthly), { id, timeZone: 'UTC' }, '2026-12-01T00:00:00Z', '2026-11-01T00:00:00Z')).toEqual([]);
  });
});
