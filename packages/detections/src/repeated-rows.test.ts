import { describe, expect, it } from 'vitest';
import { repeatRow, testRowSchema } from './repeated-rows.ts';

describe('repeating a row', () => {
  it('GIVEN times and every WHEN repeated THEN both columns of time move on and the number counts', () => {
    const row = testRowSchema.parse({
      $repeat: { times: 3, every: '2m' },
      TimeGenerated: '2026-10-01T11:40:00Z',
      Timestamp: '2026-10-01T11:40:00Z',
      UserId: 'u{{n}}',
      ResultType: '50126',
    });
    expect(repeatRow(row)).toEqual([
      { TimeGenerated: '2026-10-01T11:40:00.000Z', Timestamp: '2026-10-01T11:40:00.000Z', UserId: 'u1', ResultType: '50126' },
      { TimeGenerated: '2026-10-01T11:42:00.000Z', Timestamp: '2026-10-01T11:42:00.000Z', UserId: 'u2', ResultType: '50126' },
      { TimeGenerated: '2026-10-01T11:44:00.000Z', Timestamp: '2026-10-01T11:44:00.000Z', UserId: 'u3', ResultType: '50126' },
    ]);
  });

  it('leaves a row without it alone', () => {
    expect(repeatRow({ UserId: '{{n}}' })).toEqual([{ UserId: '{{n}}' }]);
  });

  it.each([{ UserId: 'u' }, { TimeGenerated: 'yesterday' }, { TimeGenerated: null }])('refuses to repeat %o, which has no time', (row) => {
    expect(testRowSchema.safeParse({ ...row, $repeat: { times: 2, every: '2m' } }).success).toBe(false);
  });
});
