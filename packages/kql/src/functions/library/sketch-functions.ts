import type { KustoType } from '@mxdr/core';
import { DistinctValues, WeightedValues } from '../../aggregates/sketch-state.ts';
import { DecimalValue } from '../../columns/decimal-value.ts';
import type { DynamicValue } from '../../columns/dynamic-value.ts';
import { isDynamicArray, toDynamicReal } from '../../columns/dynamic-value.ts';
import type { Scalar } from '../../columns/scalar.ts';
import { toDynamic, toReal } from '../convert-scalars.ts';
import type { ScalarFunction } from '../scalar-function.ts';
import { valueFunction } from '../scalar-function.ts';

function distinctOf(states: readonly Scalar[]): DistinctValues | undefined {
  const all = new DistinctValues();
  return states.every((state) => all.addState(toDynamic('dynamic', state))) ? all : undefined;
}

function weightedOf(states: readonly Scalar[]): WeightedValues | undefined {
  const all = new WeightedValues();
  return states.every((state) => all.addState(toDynamic('dynamic', state))) ? all : undefined;
}

function dynamicNumber(value: number | undefined): DynamicValue {
  return value === undefined ? null : toDynamicReal(value);
}

/** Numbers given one by one or as arrays. */
function numbersOf(values: readonly Scalar[], types: readonly KustoType[]): readonly number[] {
  return values.flatMap((value, index) => {
    const items = !(value instanceof DecimalValue) && isDynamicArray(value) ? value : undefined;
    return items === undefined ? [toReal(types[index]!, value) ?? Number.NaN] : items.map((item) => toReal('dynamic', item) ?? Number.NaN);
  });
}

/** Functions over the states that hll() and tdigest() give. A value that is no state gives null. */
export const sketchFunctions: readonly ScalarFunction[] = [
  valueFunction('dcount_hll', { doc: 'number of distinct values in a state of hll()', args: 1, result: 'long' }, (states) => {
    return distinctOf(states)?.size ?? null;
  }),
  valueFunction('hll_merge', { doc: 'union of states of hll()', args: [1, 64], result: 'dynamic' }, (states) => {
    return distinctOf(states)?.toState() ?? null;
  }),
  valueFunction(
    'merge_tdigest',
    { aliases: ['tdigest_merge'], doc: 'all values of states of tdigest()', args: [1, 64], result: 'dynamic' },
    (states) => weightedOf(states)?.toState() ?? null,
  ),
  valueFunction(
    'percentile_tdigest',
    { doc: 'nearest-rank percentile of a state of tdigest()', args: 2, result: 'dynamic' },
    ([state, percentile], types) => dynamicNumber(weightedOf([state!])?.percentile(toReal(types[1]!, percentile!) ?? Number.NaN)),
  ),
  valueFunction(
    'percentiles_array_tdigest',
    { doc: 'nearest-rank percentiles of a state of tdigest()', args: [2, 100], result: 'dynamic' },
    ([state, ...percentiles], types) => {
      const values = weightedOf([state!]);
      return values === undefined
        ? null
        : numbersOf(percentiles, types.slice(1)).map((percentile) => dynamicNumber(values.percentile(percentile)));
    },
  ),
  valueFunction('rank_tdigest', { doc: 'how many values are not above a value', args: 2, result: 'real' }, ([state, value], types) => {
    return weightedOf([state!])?.rank(toReal(types[1]!, value!) ?? Number.NaN) ?? null;
  }),
  valueFunction(
    'percentrank_tdigest',
    { doc: 'share in percent of the values that are not above a value', args: 2, result: 'real' },
    ([state, value], types) => weightedOf([state!])?.percentRank(toReal(types[1]!, value!) ?? Number.NaN) ?? null,
  ),
];
