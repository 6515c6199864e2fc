import { describe, expect, it } from 'vitest';
import { createLocalCalendar } from './local-calendar.ts';

describe('the local calendar', () => {
  it('gives the days on which clocks change 23 and 25 hours', () => {
    const calendar = createLocalCalendar('Europe/Amsterdam');
    const hours = (date: string) => {
      const day = calendar.dayOf(Date.parse(`${date}T12:00:00Z`));
      return [day.date, (day.endMs - day.startMs) / 3_600_000];
    };
    expect(hours('2026-03-29')).toEqual(['2026-03-29', 23]);
    expect(hours('2026-10-25')).toEqual(['2026-10-25', 25]);
    expect(hours('2026-10-26')).toEqual(['2026-10-26', 24]);
  });

  it('shows nine in the morning on the wall before and after the change of clocks', () => {
    const calendar = createLocalCalendar('Europe/Amsterdam');
    const nine = (noon: string) => new Date(calendar.instant(calendar.dayOf(Date.parse(noon)), 9 * 60)).toISOString();
    expect(nine('2026-10-24T12:00:00Z')).toBe('2026-10-24T07:00:00.000Z');
    expect(nine('2026-10-25T12:00:00Z')).toBe('2026-10-25T08:00:00.000Z');
    expect(nine('2026-10-26T12:00:00Z')).toBe('2026-10-26T08:00:00.000Z');
  });

  it.each(['America/Santiago', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Africa/Cairo', 'UTC'])(
    'covers a year in %s without gaps',
    (zone) => {
      const days = createLocalCalendar(zone).days(Date.parse('2026-01-01T00:00:00Z'), Date.parse('2027-01-01T00:00:00Z'));
      expect(days.length).toBeGreaterThanOrEqual(365);
      expect(days.slice(1).filter((day, index) => day.startMs !== days[index]?.endMs)).toEqual([]);
    },
  );

  it('moves on to the next working morning', () => {
    const calendar = createLocalCalendar('Europe/Amsterdam');
    const next = (utc: string) => new Date(calendar.nextBusinessInstant(Date.parse(utc))).toISOString();
    expect(next('2026-10-23T20:00:00Z')).toBe('2026-10-26T07:30:00.000Z');
    expect(next('2026-10-21T10:00:00Z')).toBe('2026-10-21T10:00:00.000Z');
  });
});
