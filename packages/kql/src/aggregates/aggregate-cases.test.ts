import type { KustoType } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { parseDecimal } from '../columns/decimal-value.ts';
import { dynamicToText } from '../columns/dynamic-json.ts';
import { datetimeTicks } from '../columns/instant.ts';
import { parseDynamicText } from '../columns/parse-json.ts';
import type { Scalar } from '../columns/scalar.ts';
import { toDynamic } from '../functions/convert-scalars.ts';
import { aggregateNames } from './aggregate-functions.ts';
import type { Argument } from './testing/run-aggregate.ts';
import { runAggregate } from './testing/run-aggregate.ts';

const column = (type: KustoType, ...values: Scalar[]): Argument => ({ type, values });
const constant = (value: Scalar, type: KustoType = 'long'): Argument => ({ type, constant: value });
const decimal = (text: string): Scalar => parseDecimal(text) ?? null;
const json = (text: string): Scalar => parseDynamicText(text);
const day = (dayOfMonth: number, subMs = 0): bigint => datetimeTicks(Date.UTC(2026, 9, dayOfMonth), subMs);
const MAX_LONG = 2n ** 63n - 1n;

interface AggregateCase {
  readonly name: string;
  readonly args: readonly Argument[];
  /** One JSON text per result column: the value inside a dynamic. */
  readonly gives: readonly string[];
  /** The results' types, where they are not those of every case of the aggregate. */
  readonly types?: readonly KustoType[];
}

const numbers = column('long', 3, null, 1, 2);
const flags = column('bool', true, true, false, null);
const words = column('string', 'b', '', 'a', 'b');
const sizes = column('real', 1, 2, 3, null);

const CASES: readonly AggregateCase[] = [
  { name: 'count', args: [numbers], gives: ['4'] },
  { name: 'cnt', args: [numbers], gives: ['4'] },
  { name: 'countif', args: [flags], gives: ['2'] },
  { name: 'sum', args: [numbers], gives: ['6'], types: ['long'] },
  { name: 'sum', args: [column('int', 2_147_483_647, 1)], gives: ['2147483648'], types: ['long'] },
  { name: 'sum', args: [column('long', MAX_LONG, 1)], gives: ['-9223372036854775808'], types: ['long'] },
  { name: 'sum', args: [column('long', 9_007_199_254_740_991, 2)], gives: ['9007199254740993'], types: ['long'] },
  { name: 'sum', args: [column('decimal', decimal('0.1'), decimal('0.20'), null)], gives: ['"0.30"'], types: ['decimal'] },
  { name: 'sum', args: [column('timespan', 10_000_000n, 1n)], gives: ['"00:00:01.0000001"'], types: ['timespan'] },
  { name: 'sumif', args: [numbers, flags], gives: ['3'] },
  { name: 'avg', args: [column('long', 1, 2, null)], gives: ['1.5'], types: ['real'] },
  { name: 'avg', args: [column('datetime', day(1), day(3), null)], gives: ['"2026-10-02T00:00:00.0000000Z"'], types: ['datetime'] },
  { name: 'avg', args: [column('timespan', 1n, 4n)], gives: ['"00:00:00.0000002"'], types: ['timespan'] },
  { name: 'avg', args: [column('decimal', decimal('1.10'), decimal('2.2'))], gives: ['"1.65"'], types: ['decimal'] },
  { name: 'avgif', args: [numbers, flags], gives: ['3.0'] },
  { name: 'min', args: [numbers], gives: ['1'], types: ['long'] },
  { name: 'min', args: [words], gives: ['""'], types: ['string'] },
  { name: 'min', args: [column('datetime', day(2, 1), day(2), null)], gives: ['"2026-10-02T00:00:00.0000000Z"'], types: ['datetime'] },
  { name: 'min', args: [column('long', -(2n ** 62n), -(2n ** 62n) - 1n, 5)], gives: ['-4611686018427387905'] },
  { name: 'min', args: [column('real', 2, Number.NaN)], gives: ['"NaN"'] },
  { name: 'max', args: [column('string', 'a', 'Z')], gives: ['"a"'], types: ['string'] },
  { name: 'max', args: [column('decimal', decimal('10'), decimal('9.99'))], gives: ['"10"'], types: ['decimal'] },
  { name: 'max', args: [column('timespan', -5n, -4n)], gives: ['"-00:00:00.0000004"'], types: ['timespan'] },
  { name: 'max', args: [column('bool', false, true)], gives: ['true'], types: ['bool'] },
  { name: 'max', args: [column('real', Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN)], gives: ['"-Infinity"'] },
  { name: 'minif', args: [numbers, column('bool', true, true, false, true)], gives: ['2'] },
  { name: 'maxif', args: [numbers, column('bool', false, true, true, null)], gives: ['1'] },
  { name: 'dcount', args: [words], gives: ['3'] },
  { name: 'dcount', args: [numbers, constant(4)], gives: ['3'] },
  { name: 'dcount', args: [column('dynamic', json('1'), json('"1"'), json('[1]'), json('[1]'), null)], gives: ['3'] },
  { name: 'dcountif', args: [words, flags], gives: ['2'] },
  { name: 'count_distinct', args: [words], gives: ['3'] },
  { name: 'count_distinctif', args: [words, flags], gives: ['2'] },
  { name: 'make_set', args: [words], gives: ['["b","","a"]'] },
  { name: 'make_set', args: [words, constant(2)], gives: ['["b",""]'] },
  {
    name: 'make_set',
    args: [column('dynamic', json('["a","b"]'), json('["b",null]'), json('{"k":1}'), json('{"k":1}'))],
    gives: ['["a","b",{"k":1}]'],
  },
  { name: 'make_set', args: [column('real', 1, null, 1)], gives: ['[1.0]'] },
  {
    name: 'makeset',
    args: [column('long', ...Array.from({ length: 130 }, (_, index) => index))],
    gives: [JSON.stringify(Array.from({ length: 128 }, (_, index) => index))],
  },
  { name: 'make_set_if', args: [words, flags], gives: ['["b",""]'] },
  { name: 'make_list', args: [words], gives: ['["b","","a","b"]'] },
  { name: 'make_list', args: [column('dynamic', json('[1]'), null, json('[1]'))], gives: ['[[1],[1]]'] },
  { name: 'make_list', args: [column('datetime', day(1, 5))], gives: ['["2026-10-01T00:00:00.0000005Z"]'] },
  { name: 'makelist', args: [column('long', ...Array.from({ length: 130 }, () => 7)), constant(2)], gives: ['[7,7]'] },
  { name: 'make_list_if', args: [numbers, column('bool', true, true, true, false)], gives: ['[3,1]'] },
  { name: 'make_list_with_nulls', args: [numbers], gives: ['[3,null,1,2]'] },
  { name: 'make_bag', args: [column('dynamic', json('{"a":1}'), json('"x"'), null, json('{"b":2,"a":3}'))], gives: ['{"a":1,"b":2}'] },
  { name: 'make_bag', args: [column('dynamic', json('{"a":1,"b":2}')), constant(1)], gives: ['{"a":1}'] },
  { name: 'make_dictionary', args: [column('dynamic', json('{"a":1}'))], gives: ['{"a":1}'] },
  { name: 'make_bag_if', args: [column('dynamic', json('{"a":1}'), json('{"b":1}')), column('bool', false, true)], gives: ['{"b":1}'] },
  { name: 'arg_max', args: [numbers, words], gives: ['3', '"b"'], types: ['long', 'string'] },
  { name: 'arg_max', args: [column('long', null, 1, 1), column('string', 'null', 'first', 'second')], gives: ['1', '"first"'] },
  { name: 'arg_max', args: [column('long', null, null), column('string', 'first', 'second')], gives: ['null', '"first"'] },
  { name: 'argmax', args: [column('datetime', day(1), day(1, 1)), words], gives: ['"2026-10-01T00:00:00.0000001Z"', '""'] },
  { name: 'arg_min', args: [numbers, words, sizes], gives: ['1', '"a"', '3.0'] },
  { name: 'argmin', args: [column('string', 'b', 'a'), column('int', 1, 2)], gives: ['"a"', '2'] },
  { name: 'take_any', args: [column('string', '', 'x')], gives: ['"x"'] },
  { name: 'take_any', args: [column('long', null, null)], gives: ['null'] },
  { name: 'take_any', args: [column('long', null, 1), column('string', 'row 1', 'row 2')], gives: ['null', '"row 1"'] },
  { name: 'any', args: [column('guid', null, '00000000-0000-0000-0000-000000000001')], gives: ['"00000000-0000-0000-0000-000000000001"'] },
  { name: 'take_anyif', args: [words, column('bool', false, false, true, true)], gives: ['"a"'] },
  { name: 'anyif', args: [words, column('bool', false, false, false, false)], gives: ['""'] },
  { name: 'percentile', args: [column('int', 5, 1, 4, null, 2, 3), constant(50)], gives: ['3'], types: ['long'] },
  { name: 'percentile', args: [column('decimal', decimal('2.5')), constant(50)], gives: ['2.5'], types: ['real'] },
  {
    name: 'percentile',
    args: [column('datetime', day(2, 3), day(1)), constant(100)],
    gives: ['"2026-10-02T00:00:00.0000003Z"'],
    types: ['datetime'],
  },
  { name: 'percentile', args: [column('long', MAX_LONG, 1, 2), constant(100)], gives: ['9223372036854775807'] },
  {
    name: 'percentiles',
    args: [numbers, constant(0), constant(34), constant(100)],
    gives: ['1', '2', '3'],
    types: ['long', 'long', 'long'],
  },
  { name: 'percentiles_array', args: [numbers, constant(json('[50, 99.9]'), 'dynamic')], gives: ['[2,3]'] },
  { name: 'percentilew', args: [column('long', 10, 20, 30), column('long', 8, 6, 3), constant(50)], gives: ['20'] },
  {
    name: 'percentilesw',
    args: [column('long', 40, 10, 20, 30), column('long', 1, 8, 6, 3), constant(50), constant(75), constant(99.9, 'real')],
    gives: ['20', '20', '40'],
  },
  { name: 'percentilesw_array', args: [column('long', 1, 2, 3), column('int', 1, 0, null), constant(50), constant(100)], gives: ['[1,1]'] },
  { name: 'stdev', args: [column('long', 2, 4, 4, 4, 5, 5, 7, 9, null)], gives: ['2.138089935299395'] },
  { name: 'stdev', args: [column('long', 2)], gives: ['0.0'] },
  { name: 'stdevp', args: [column('long', 2, 4, 4, 4, 5, 5, 7, 9)], gives: ['2.0'] },
  { name: 'stdevif', args: [column('long', 1, 100, 3), column('bool', true, false, true)], gives: ['1.4142135623730951'] },
  { name: 'variance', args: [column('decimal', decimal('1'), decimal('3'))], gives: ['2.0'] },
  { name: 'variancep', args: [column('real', 1, 3)], gives: ['1.0'] },
  { name: 'varianceif', args: [column('long', 1, 100, 3), column('bool', true, null, true)], gives: ['2.0'] },
  { name: 'variancepif', args: [column('long', 1, 100, 3), column('bool', true, false, true)], gives: ['1.0'] },
  { name: 'covariance', args: [column('long', 1, 2, 3, 9), column('real', 2, 4, 6, null)], gives: ['2.0'] },
  { name: 'covariancep', args: [column('long', 1, 3), column('long', 1, 3)], gives: ['1.0'] },
  { name: 'covarianceif', args: [column('long', 1, 9, 3), column('long', 1, 9, 3), column('bool', true, false, true)], gives: ['2.0'] },
  { name: 'covariancepif', args: [column('long', 1, 9, 3), column('long', 1, 9, 3), column('bool', true, false, true)], gives: ['1.0'] },
  { name: 'binary_all_and', args: [column('long', 7, null, 14)], gives: ['6'], types: ['long'] },
  { name: 'binary_all_or', args: [column('int', 1, 6)], gives: ['7'], types: ['int'] },
  { name: 'hll', args: [words], gives: ['{"distinct values":["b","","a"]}'], types: ['dynamic'] },
  { name: 'hll_if', args: [numbers, flags], gives: ['{"distinct values":[3]}'] },
  {
    name: 'hll_merge',
    args: [column('dynamic', json('{"distinct values":[1,2]}'), null, json('{"distinct values":[2,"2"]}'))],
    gives: ['{"distinct values":[1,2,"2"]}'],
  },
  { name: 'tdigest', args: [numbers], gives: ['{"values":[3.0,1.0,2.0],"weights":[1,1,1]}'], types: ['dynamic'] },
  ...['tdigest_merge', 'merge_tdigests', 'merge_tdigest'].map((name) => ({
    name,
    args: [column('dynamic', json('{"values":[3],"weights":[1]}'), json('{"values":[0.5],"weights":[4]}'))],
    gives: ['{"values":[3.0,0.5],"weights":[1,4]}'],
  })),
  {
    name: 'buildschema',
    args: [column('dynamic', json('{"x":1,"y":3.5}'), json('{"x":"s","z":[1,"a"]}'), json('{"y":{"w":true}}'), null)],
    gives: ['{"x":["long","string"],"y":["double",{"w":"bool"}],"z":{"`indexer`":["long","string"]}}'],
  },
  { name: 'buildschema', args: [column('dynamic', json('"x"'))], gives: ['"string"'] },
  { name: 'binary_all_xor', args: [column('long', -1, MAX_LONG)], gives: ['-9223372036854775808'], types: ['long'] },
];

/** Runs a case in one group. A column given to count() only says how many rows there are. */
function runCase(given: AggregateCase): { readonly types: readonly KustoType[]; readonly texts: readonly string[] } {
  const { types, values } = runAggregate({ name: given.name, args: given.args });
  return { types, texts: values[0]!.map((value, index) => dynamicToText(toDynamic(types[index]!, value))) };
}

describe('the table of aggregates', () => {
  it.each(CASES.map((given, index) => ({ ...given, title: `${given.name} ${index}` })))('$title gives what its case says', (given) => {
    // GIVEN rows in one group WHEN aggregated
    const { types, texts } = runCase(given);
    // THEN the values and their types are those of the case
    expect({ texts, types }).toEqual({ texts: given.gives, types: given.types ?? types });
  });

  it('has a case for every name', () => {
    // GIVEN the names WHEN compared with those of the cases THEN none is without
    expect(aggregateNames().filter((name) => !CASES.some((given) => given.name === name))).toEqual([]);
  });
});
