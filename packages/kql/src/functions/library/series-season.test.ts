import { beforeAll, describe, expect, it } from 'vitest';
import { createKqlEngine } from '../../engine/kql-engine.ts';
import { createMemoryTables } from '../../tables/memory-tables.ts';
import { customFences, scoreOutliers } from './series-outliers.ts';
import { findPeriod } from './series-period.ts';

const engine = createKqlEngine({ provider: createMemoryTables({ tables: {} }), clock: { now: () => Date.UTC(2026, 0, 5) } });

/** A month of traffic, twice a day; the documentation of series_periods_detect finds the week of 14 items in it and nothing else. */
const TRAFFIC = [
  80, 139, 87, 110, 68, 54, 50, 51, 53, 133, 86, 141, 97, 156, 94, 149, 95, 140, 77, 61, 50, 54, 47, 133, 72, 152, 94, 148, 105, 162, 101,
  160, 87, 63, 53, 55, 54, 151, 103, 189, 108, 183, 113, 175, 113, 178, 90, 71, 62, 62, 65, 165, 109, 181, 115, 182, 121, 178, 114, 170,
];

const noStep = (): void => undefined;

describe('the period of a series', () => {
  it('is the one that the documentation finds in its example', () => {
    expect(findPeriod(TRAFFIC, 0.6, noStep)).toBe(14);
  });

  it.each([4, 5, 7, 24])('is %d where a pattern of that length repeats on a slope', (period) => {
    // GIVEN a pattern without a shorter one in it, on a rising line
    const series = Array.from({ length: period * 4 }, (_, index) => index * 0.5 + (index % period === 0 ? 20 : (index % period) * 0.1));
    // WHEN looked for THEN it is found
    expect(findPeriod(series, 0.6, noStep)).toBe(period);
  });

  it.each([
    ['a short series', [1, 2, 1, 2, 1, 2, 1]],
    ['a constant', Array.from({ length: 20 }, () => 0.1)],
    ['a line', Array.from({ length: 20 }, (_, index) => index * 0.1)],
    ['a single spike', Array.from({ length: 20 }, (_, index) => (index === 13 ? 100 : 0))],
    ['a pattern of two items, which is too short', Array.from({ length: 7 }, (_, index) => index % 2)],
  ])('is none in %s', (_name, series) => {
    expect(findPeriod(series, 0.6, noStep)).toBe(0);
  });
});

describe('scores of outliers', () => {
  it('are about the same for every pair of percentiles of a normal distribution', () => {
    // GIVEN items at the quantiles of a normal distribution and one at Tukey's fence
    const items = Array.from({ length: 999 }, (_, index) => quantile((index + 1) / 1000));
    for (const [low, high] of [
      [25, 75],
      [10, 90],
      [5, 95],
      [10, 75],
    ] as const) {
      // WHEN scored by these percentiles
      const { scores } = scoreOutliers([...items, 2.698, -2.698], customFences(low, high));
      // THEN it scores 1.5, up to the service's rounding of its quantiles
      expect(scores.at(-2)).toBeGreaterThan(1.45);
      expect(scores.at(-2)).toBeLessThan(1.55);
      expect(-scores.at(-1)!).toBeGreaterThan(1.45);
      expect(-scores.at(-1)!).toBeLessThan(1.55);
    }
  });

  it('change sign when the series does', () => {
    const series = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5];
    const mirrored = scoreOutliers(
      series.map((item) => -item),
      customFences(10, 90),
    ).scores;
    expect(mirrored.map((score) => 0 - score)).toEqual(scoreOutliers(series, customFences(10, 90)).scores.map((score) => 0 + score));
  });
});

describe('what is not published', () => {
  beforeAll(() => engine.analyse('print 1'), 60_000);

  it.each([
    ['a period that is looked for', 'series_decompose_anomalies(range(1, 20, 1))', 'period'],
    ['a period that is looked for', 'series_decompose(range(1, 20, 1), -1)', 'period'],
    ['a period that is looked for', 'series_decompose_forecast(range(1, 20, 1), 2)', 'period'],
    ['a period that is looked for', 'series_seasonal(range(1, 20, 1))', 'period'],
    ['a pair of percentiles', 'series_outliers(range(1, 20, 1), "ctukey", real(null), 20, 80)', 'percentiles of its own'],
    ['percentiles that coincide', 'series_outliers(dynamic([0,0,0,0,0,0,0,0,0,0,0,9]))', 'coincide'],
  ])('is told: %s in %s', async (_what, call, says) => {
    // GIVEN a call that needs a method of our own WHEN run
    const outcome = await engine.query(`print x = ${call}`);
    // THEN the result says so
    expect(outcome).toMatchObject({
      status: 'partial',
      partial: [{ code: 'MXDR-KQL-APPROXIMATE', message: expect.stringContaining(says) }],
    });
  });

  it.each([
    'series_decompose_anomalies(range(1, 20, 1), 1.5, 5)',
    'series_decompose_anomalies(range(1, 20, 1), 1.5, 0, "linefit", 0, "tukey")',
    'series_decompose_anomalies(range(1, 7, 1))',
    'series_outliers(dynamic([1,2,3,4,50]))',
    'series_outliers(dynamic([0,0,0,0]))',
  ])('is not told of what is published: %s', async (call) => {
    expect(await engine.query(`print x = ${call}`)).toMatchObject({ status: 'complete' });
  });

  it('is told once for a query, in every run of it', async () => {
    // GIVEN a query over two series
    const query = 'range x from 1 to 2 step 1 | extend (f, s, b) = series_decompose_anomalies(range(1, 20, x))';
    // WHEN run twice
    const [first, second] = [await engine.query(query), await engine.query(query)];
    // THEN each result has one reason
    for (const outcome of [first, second]) expect(outcome.status !== 'failed' && outcome.partial).toHaveLength(1);
  });

  it('refuses methods, trends and percentiles that there are not', async () => {
    for (const call of [
      'series_outliers(range(1, 20, 1), "other")',
      'series_outliers(range(1, 20, 1), "ctukey", real(null), 1, 99)',
      'series_outliers(range(1, 20, 1), "ctukey", real(null), 90, 10)',
      'series_decompose_anomalies(range(1, 20, 1), 1.5, 0, "other")',
    ])
      expect(await engine.query(`print x = ${call}`)).toMatchObject({ status: 'failed', code: 'MXDR-KQL-INVALID' });
  });
});

/** Of the standard normal distribution, by bisection of its integral summed in small steps. */
function quantile(share: number): number {
  if (share < 0.5) return -quantile(1 - share);
  let sum = 0.5;
  let x = 0;
  while (sum < share) {
    sum += 0.0005 * (Math.exp(-((x + 0.00025) ** 2) / 2) / Math.sqrt(2 * Math.PI));
    x += 0.0005;
  }
  return x;
}
