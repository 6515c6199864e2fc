import type { KustoType } from '@mxdr/core';
import type { DecimalValue } from '../columns/decimal-value.ts';
import type { Scalar } from '../columns/scalar.ts';
import type { QueryPosition } from '../errors.ts';
import { KqlUnsupported } from '../errors.ts';
import { toReal, convertScalar } from '../functions/convert-scalars.ts';
import { arithmetic } from '../functions/arithmetic.ts';
import type { Expr } from '../plan/expression.ts';
import { rowwise } from '../plan/expression.ts';
import type { Accumulator, AggregateCall, AggregateFunction, AggregateSite } from './aggregate.ts';
import { CountAccumulator, FoldAccumulator, SumAccumulator } from './accumulators.ts';
import { BUILD_SCHEMA } from './build-schema.ts';
import { BIT_AGGREGATES } from './bit-aggregates.ts';
import { COLLECT_AGGREGATES, MAKE_BAG, MAKE_LIST, MAKE_SET } from './collect-aggregates.ts';
import { conditional } from './conditional-aggregate.ts';
import { COUNT_DISTINCT, DCOUNT } from './distinct-count-aggregates.ts';
import { AVG } from './mean-aggregate.ts';
import { PERCENTILE_AGGREGATES } from './percentile-aggregates.ts';
import { ANY, MAX, MIN, ROW_CHOICE_AGGREGATES } from './row-choice-aggregates.ts';
import { HLL, SKETCH_AGGREGATES } from './sketch-aggregates.ts';
import { COVARIANCE, COVARIANCEP, SPREAD_AGGREGATES, STDEV, VARIANCE, VARIANCEP } from './variance-aggregates.ts';

function row(
  name: string,
  doc: string,
  args: readonly [number, number],
  bind: (site: AggregateSite) => { types: readonly KustoType[]; start: () => Accumulator },
  aliases: readonly string[] = [],
): AggregateFunction {
  return {
    name,
    aliases,
    doc,
    minArgs: args[0],
    maxArgs: args[1],
    bind: (site): AggregateCall => ({ name: site.name, args: site.args, ...bind(site) }),
  };
}

function sumType(type: KustoType): KustoType {
  if (type === 'int' || type === 'long' || type === 'bool') return 'long';
  return type;
}

/** Numbers in dynamic values and decimals count as reals. */
function asNumber(expr: Expr, position: QueryPosition): Expr {
  if (expr.type === 'dynamic' || expr.type === 'string')
    return rowwise('real', position, [expr], (values) => toReal(expr.type, values[0]!));
  return expr;
}

function sum(name: string, hasPredicate: boolean, mode: 'sum' | 'avg'): AggregateFunction {
  const arity = hasPredicate ? 2 : 1;
  return row(name, mode === 'sum' ? 'total of values' : 'mean of values', [arity, arity], ({ args, position }) => {
    const value = asNumber(args[0]!, position);
    const predicate = hasPredicate ? args[1] : undefined;
    if (value.type === 'datetime' && mode === 'sum') throw new KqlUnsupported(`${name}() of datetime`, value.position);
    if (value.type === 'decimal') return decimalSum(value, predicate, mode, position);
    const type = mode === 'sum' ? sumType(value.type) : value.type === 'timespan' || value.type === 'datetime' ? value.type : 'real';
    return { types: [type], start: () => new SumAccumulator(value, predicate, type, mode) };
  });
}

function decimalSum(
  value: Expr,
  predicate: Expr | undefined,
  mode: 'sum' | 'avg',
  position: QueryPosition,
): { types: readonly KustoType[]; start: () => Accumulator } {
  const literal = (number: Scalar): Expr => ({
    ...value,
    literal: { value: number },
    constant: () => number,
    reads: new Set(),
    evaluate: value.evaluate,
    position,
  });
  const combine = (operator: '+' | '/', a: Scalar, b: Scalar): Scalar => {
    const left: Expr = {
      ...literal(a),
      type: 'decimal',
      evaluate: (batch) => ({ type: 'decimal', length: batch.rowCount, values: [a as DecimalValue] }),
    };
    const right: Expr = {
      ...literal(b),
      type: 'decimal',
      evaluate: (batch) => ({ type: 'decimal', length: batch.rowCount, values: [b as DecimalValue] }),
    };
    return arithmetic(operator, left, right, position).literal?.value ?? null;
  };
  return {
    types: ['decimal'],
    start: () =>
      new FoldAccumulator<{ total: Scalar; count: number }>([value], predicate, {
        types: ['decimal'],
        start: () => ({ total: convertScalar('long', 'decimal', 0), count: 0 }),
        step: (state, [item]) => (item === null ? state : { total: combine('+', state.total, item!), count: state.count + 1 }),
        finish: (state) => [
          mode === 'sum'
            ? state.total
            : state.count === 0
              ? null
              : combine('/', state.total, convertScalar('long', 'decimal', state.count)),
        ],
      }),
  };
}

export const AGGREGATE_FUNCTIONS: readonly AggregateFunction[] = [
  row('count', 'number of rows', [0, 0], () => ({ types: ['long'], start: () => new CountAccumulator(undefined) }), ['cnt']),
  row('countif', 'number of rows for which a predicate is true', [1, 1], ({ args }) => ({
    types: ['long'],
    start: () => new CountAccumulator(args[0]),
  })),
  sum('sum', false, 'sum'),
  sum('sumif', true, 'sum'),
  AVG,
  conditional(AVG, 'avgif'),
  MIN,
  conditional(MIN, 'minif'),
  MAX,
  conditional(MAX, 'maxif'),
  DCOUNT,
  conditional(DCOUNT, 'dcountif'),
  COUNT_DISTINCT,
  conditional(COUNT_DISTINCT, 'count_distinctif'),
  ...ROW_CHOICE_AGGREGATES,
  ANY,
  conditional(ANY, 'take_anyif', 1, ['anyif']),
  ...COLLECT_AGGREGATES,
  conditional(MAKE_LIST, 'make_list_if'),
  conditional(MAKE_SET, 'make_set_if'),
  conditional(MAKE_BAG, 'make_bag_if'),
  ...PERCENTILE_AGGREGATES,
  ...SPREAD_AGGREGATES,
  conditional(STDEV, 'stdevif'),
  conditional(VARIANCE, 'varianceif'),
  conditional(VARIANCEP, 'variancepif'),
  conditional(COVARIANCE, 'covarianceif', 2),
  conditional(COVARIANCEP, 'covariancepif', 2),
  ...BIT_AGGREGATES,
  ...SKETCH_AGGREGATES,
  conditional(HLL, 'hll_if'),
  BUILD_SCHEMA,
];

const BY_NAME = new Map(
  AGGREGATE_FUNCTIONS.flatMap((definition) => [definition.name, ...(definition.aliases ?? [])].map((name) => [name, definition] as const)),
);

export function findAggregate(name: string): AggregateFunction | undefined {
  return BY_NAME.get(name);
}

/** Every name under which an aggregate is known. */
export function aggregateNames(): readonly string[] {
  return [...BY_NAME.keys()];
}
