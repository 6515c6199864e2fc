import { describe, expect, it } from 'vitest';
import { readRetryAfter } from './retry-after.ts';

const now = Date.parse('2026-11-02T08:00:00Z');

describe('readRetryAfter', () => {
  it.each([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': 'Mon, 02 Nov 2026 08:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Mon, 02 Nov 2026 07:00:00 GMT' }, 0],
    [{ 'retry-after': 'Mon, 02 Nov 2026 08:10:30 GMT', date: 'Mon, 02 Nov 2026 08:10:00 GMT' }, 30_000],
    [{ 'retry-after': 'Mon, 02 Nov 2026 07:50:30 GMT', date: 'Mon, 02 Nov 2026 07:50:00 GMT' }, 30_000],
    [{ 'retry-after-ms': '250', 'retry-after': '7' }, 250],
    [{ 'x-ms-retry-after-ms': '250' }, 250],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after-ms': '-5' }, undefined],
    [{}, undefined],
  ])('reads %j as %s', (headers: Readonly<Record<string, string>>, expected) => {
    // GIVEN the headers of a busy service
    // WHEN they are read
    // THEN they give milliseconds, or nothing
    expect(readRetryAfter((name) => headers[name], now)).toBe(expected);
  });
});
