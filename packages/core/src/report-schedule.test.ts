import { describe, expect, it } from 'vitest';
import { formatProblem } from './problem.ts';
import { readReportSchedule } from './report-schedule.ts';

const reports = [{ name: 'service-review' }, { name: 'weekly-operations' }, { name: 'incident', fault: 'it is about one incident' }];
const read = (...entries: readonly string[]): readonly string[] => {
  const reading = readReportSchedule(`reports:\n${entries.map((entry) => `  - { ${entry} }\n`).join('')}`, 'schedule.yaml', reports);
  return 'problems' in reading ? reading.problems.map(formatProblem) : [];
};
const good = 'report: service-review, when: FREQ=MONTHLY;BYMONTHDAY=3, covers: previous-month, from: 2026-01-01';

describe('a schedule', () => {
  it('is read, with what is not written filled in', () => {
    const reading = readReportSchedule(`reports:\n  - { ${good} }\n`, 'schedule.yaml', reports);
    expect('value' in reading ? reading.value.reports : reading.problems).toEqual([
      {
        report: 'service-review',
        when: 'FREQ=MONTHLY;BYMONTHDAY=3',
        at: '06:00',
        covers: 'previous-month',
        from: '2026-01-01',
        settleHours: 12,
        redact: [],
        attachRows: true,
      },
    ]);
  });

  it.each([
    ['a rule that is none', good.replace('BYMONTHDAY=3', 'BYMONTHDAY=40'), /^schedule\.yaml:2:\d+ error .*must have days from 1 to 31/u],
    [
      'a report that is not there',
      good.replace('service-review', 'service-revue'),
      /:2:15 error MXDR-SCHEDULE-REPORT: .*did you mean "service-review"/u,
    ],
    ['a report that cannot come by itself', good.replace('service-review', 'incident'), /cannot come by itself: it is about one incident/u],
    [
      'a day that never comes',
      good.replace('BYMONTHDAY=3', 'BYMONTHDAY=30;BYMONTH=2'),
      /MXDR-SCHEDULE-WHEN: .*never comes from 2026-01-01 on/u,
    ],
    [
      'two reports of one period',
      good.replace('FREQ=MONTHLY;BYMONTHDAY=3', "'FREQ=MONTHLY;BYMONTHDAY=3,17'"),
      /comes on 2026-01-03 and on 2026-01-17 for the same period, 2025-12/u,
    ],
    ['a time that is none', `${good}, at: '24:00'`, /:2:\d+ error .*must be a time of day/u],
    ['a word that is not known', `${good}, hour: 7`, /:2:\d+ error .*hour/u],
    ['an offset instead of a day', good.replace('2026-01-01', 'yesterday'), /:2:\d+ error/u],
  ])('is refused for %s, with its place', (_, entry, expected) => {
    expect(read(entry)).toEqual([expect.stringMatching(expected)]);
  });

  it('takes the same report for two periods, and refuses it twice for one', () => {
    const weekly = good.replace('FREQ=MONTHLY;BYMONTHDAY=3', 'FREQ=WEEKLY;BYDAY=MO').replace('previous-month', 'previous-week');
    expect(read(good, weekly)).toEqual([]);
    expect(read(good, `${good}, redact: [users]`)).toEqual([]);
    expect(read(good, good.replace('=3', '=4'))).toEqual([
      expect.stringMatching(/^schedule\.yaml:3:15 error MXDR-SCHEDULE-TWICE: .*entry 1/u),
    ]);
  });

  it('takes a leap day as its first day', () => {
    expect(read(good.replace('2026-01-01', '2028-02-29'))).toEqual([]);
  });
});
