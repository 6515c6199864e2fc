import type { KustoType } from '@mxdr/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecimalValue } from '../columns/decimal-value.ts';
import { dynamicToText } from '../columns/dynamic-json.ts';
import { parseDynamicText } from '../columns/parse-json.ts';
import type { Scalar } from '../columns/scalar.ts';
import { KqlUnsupported } from '../errors.ts';
import { toDynamic } from '../functions/convert-scalars.ts';
import { aggregateNames } from './aggregate-functions.ts';
import { nearestRank } from './percentile-aggregates.ts';
import type { AggregateRun, Argument } from './testing/run-aggregate.ts';
import { runAggregate } from './testing/run-aggregate.ts';

const column = (type: KustoType, values: readonly Scalar[]): Argument => ({ type, values });

function textsOf(run: AggregateRun): readonly (readonly string[])[] {
  const { types, values } = runAggregate(run);
  return values.map((group) => group.map((value, index) => dynamicToText(toDynamic(types[index]!, value))));
}

/** Values of the kinds of rows that reports and rules aggregate, nulls among them. */
const ROW = fc.record({
  group: fc.nat(3),
  long: fc.option(
    fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constantFrom<number | bigint>(2n ** 62n, -(2n ** 62n), 9_007_199_254_740_991)),
    { nil: null },
  ),
  int: fc.option(fc.integer({ min: 0, max: 9 }), { nil: null }),
  real: fc.option(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { nil: null }),
  decimal: fc.option(
    fc.tuple(fc.bigInt(-999n, 999n), fc.nat(3)).map(([unscaled, scale]) => new DecimalValue(unscaled, scale)),
    { nil: null },
  ),
  datetime: fc.option(fc.bigInt(639_000_000_000_000_000n, 639_000_000_000_050_000n), { nil: null }),
  timespan: fc.option(fc.bigInt(-50_000n, 50_000n), { nil: null }),
  string: fc.constantFrom('', 'a', 'b', 'B', 'ä'),
  bool: fc.option(fc.boolean(), { nil: null }),
  dynamic: fc.constantFrom(...['null', '1', '"1"', '[1,2]', '["a",null]', '{"a":1}', '{"b":[1]}'].map(parseDynamicText)),
});

const TYPES = ['long', 'int', 'real', 'decimal', 'datetime', 'timespan', 'string', 'bool', 'dynamic'] as const;
const constant = (value: number): Argument => ({ type: 'long', constant: value });

/** Ways to call each aggregate over the columns of a row, as far as it takes their types. */
function callsOf(
  name: string,
  rows: readonly (typeof ROW extends fc.Arbitrary<infer Row> ? Row : never)[],
): readonly (readonly Argument[])[] {
  const of = (type: (typeof TYPES)[number]): Argument =>
    column(
      type,
      rows.map((row) => row[type]),
    );
  if (name === 'count' || name === 'cnt') return [[]];
  if (name === 'countif') return [[of('bool')]];
  const second: readonly Argument[] = name.startsWith('percentile')
    ? name.startsWith('percentilew') || name.startsWith('percentilesw')
      ? [of('int'), constant(50)]
      : [constant(50)]
    : name.startsWith('covariance')
      ? [of('int')]
      : name.startsWith('arg')
        ? [of('string'), of('dynamic')]
        : [];
  const predicate = name.endsWith('if') ? [of('bool')] : [];
  return TYPES.map((type) => [of(type), ...second, ...predicate]);
}

/** What an aggregate gives for a group without rows, called over the first type that it takes. */
function textOfNothing(name: string): string | undefined {
  for (const args of callsOf(name, [])) {
    try {
      return textsOf({ name, args })[0]![0];
    } catch (error) {
      if (!(error instanceof KqlUnsupported)) throw error;
    }
  }
  return undefined;
}

const ZERO: ReadonlySet<string> = new Set([
  'count',
  'cnt',
  'countif',
  'dcount',
  'dcountif',
  'count_distinct',
  'count_distinctif',
  'sum',
  'sumif',
]);

function defaultOf(name: string): string {
  if (ZERO.has(name)) return '0';
  if (/^(?:stdev|variance|covariance)/.test(name)) return '0.0';
  if (/^make_?(?:list|set)/.test(name)) return '[]';
  // States of nothing, which merge with other states and answer 0 values.
  if (name.startsWith('hll')) return '{"distinct values":[]}';
  if (name.includes('tdigest') && !name.startsWith('percentile')) return '{"values":[],"weights":[]}';
  return /^make_(?:bag|dictionary)/.test(name) ? '{}' : 'null';
}

describe('laws of aggregates', () => {
  it.each(aggregateNames())('%s gives the same however the rows are cut into batches', (name) => {
    let ran = 0;
    fc.assert(
      fc.property(fc.array(ROW, { maxLength: 24 }), fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 24 }), (rows, cuts) => {
        for (const args of callsOf(name, rows)) {
          // GIVEN rows in four groups
          const run = { name, args, groups: rows.map((row) => row.group), groupCount: 4 };
          let whole: readonly (readonly string[])[];
          try {
            whole = textsOf(run);
          } catch (error) {
            // A type that the aggregate refuses, before any row is read.
            if (error instanceof KqlUnsupported) continue;
            throw error;
          }
          // WHEN the same rows come in several batches THEN nothing changes
          expect(textsOf({ ...run, cuts })).toEqual(whole);
          ran++;
        }
      }),
      { numRuns: 40 },
    );
    expect(ran).toBeGreaterThan(0);
  });

  it('gives every group without rows its default', () => {
    // GIVEN no rows
    // WHEN each aggregate is asked
    const defaults = Object.fromEntries(aggregateNames().map((name) => [name, textOfNothing(name)]));
    // THEN counts and sums are 0, spreads 0, lists, sets and states empty, the rest null
    expect(defaults).toEqual(Object.fromEntries(aggregateNames().map((name) => [name, defaultOf(name)])));
  });

  it('sums whole numbers exactly, wrapped to 64 bits', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n)), (values) => {
        // GIVEN any longs WHEN summed THEN the sum is that of exact arithmetic
        const expected = BigInt.asIntN(
          64,
          values.reduce((sum, value) => sum + value, 0n),
        );
        expect(textsOf({ name: 'sum', args: [column('long', values)] })).toEqual([[String(expected)]]);
      }),
    );
  });

  it('answers percentiles with the smallest value that enough values do not exceed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 1 }), fc.integer({ min: 1, max: 100 }), (values, percentile) => {
        // GIVEN values WHEN asked for a percentile
        const found = Number(textsOf({ name: 'percentile', args: [column('long', values), constant(percentile)] })[0]![0]);
        // THEN it is a value of the data, enough values are at or below it, and too few below
        const atOrBelow = values.filter((value) => value <= found).length;
        const below = values.filter((value) => value < found).length;
        expect(values).toContain(found);
        expect(atOrBelow * 100).toBeGreaterThanOrEqual(percentile * values.length);
        expect(below * 100).toBeLessThan(percentile * values.length);
      }),
    );
  });

  it('does not step over a rank because of binary fractions', () => {
    // GIVEN percentiles whose product with the count is a whole number WHEN ranked THEN it is that number
    expect([nearestRank(7, 100), nearestRank(99.9, 1000), nearestRank(0, 5), nearestRank(100, 5)]).toEqual([7, 999, 1, 5]);
  });

  it('refuses what it does not compute', () => {
    // GIVEN types without an order and sizes out of range WHEN bound THEN they are refused
    expect(() => runAggregate({ name: 'max', args: [column('dynamic', [])] })).toThrow(KqlUnsupported);
    expect(() => runAggregate({ name: 'make_set', args: [column('long', []), column('long', [])] })).toThrow(KqlUnsupported);
    expect(() => runAggregate({ name: 'make_set', args: [column('long', [1]), constant(0)] })).toThrow('a size from 1 to 1048576');
    expect(() => runAggregate({ name: 'percentile', args: [column('long', [1]), constant(101)] })).toThrow('percentiles from 0 to 100');
  });
});
