import { numberOfDynamic } from '../columns/dynamic-value.ts';
import { toDynamic, toReal } from '../functions/convert-scalars.ts';
import type { AggregateFunction } from './aggregate.ts';
import { ANY_TYPE, argumentOf, constantArgument } from './aggregate-arguments.ts';
import { DistinctValues, WeightedValues } from './sketch-state.ts';
import { stateAggregate } from './state-aggregate.ts';

export const HLL: AggregateFunction = stateAggregate<DistinctValues>(
  { name: 'hll', doc: 'State for dcount_hll() and hll_merge(): the distinct values, exact.', minArgs: 1, maxArgs: 2 },
  (site) => {
    const value = argumentOf(site, 0, ANY_TYPE);
    constantArgument(site, 1);
    return {
      args: [value],
      start: () => new DistinctValues(),
      add: (state, [item]) => state.add(toDynamic(value.type, item!)),
      finish: (state) => state.toState(),
    };
  },
);

const TDIGEST: AggregateFunction = stateAggregate<WeightedValues>(
  {
    name: 'tdigest',
    doc: 'State for percentile_tdigest() and its kin: all values with their weights, exact.',
    minArgs: 1,
    maxArgs: 2,
  },
  (site) => {
    const value = argumentOf(site, 0, ['int', 'long', 'real', 'decimal']);
    const weight = site.args[1];
    if (weight !== undefined) argumentOf(site, 1, ['int', 'long']);
    return {
      args: weight === undefined ? [value] : [value, weight],
      start: () => new WeightedValues(),
      add(state, [item, count]) {
        const number = toReal(value.type, item!);
        const share = weight === undefined ? 1 : numberOfDynamic(toDynamic(weight.type, count!));
        if (number !== null && share !== undefined) state.add(number, share);
      },
      finish: (state) => state.toState(),
    };
  },
);

/** The union of states. */
function merging(
  about: Pick<AggregateFunction, 'name' | 'aliases' | 'doc'>,
  start: () => DistinctValues | WeightedValues,
): AggregateFunction {
  return stateAggregate<DistinctValues | WeightedValues>({ ...about, minArgs: 1, maxArgs: 1 }, (site) => ({
    args: [argumentOf(site, 0, ['dynamic'])],
    start,
    add: (state, [item]) => state.addState(toDynamic('dynamic', item!)),
    finish: (state) => state.toState(),
  }));
}

export const SKETCH_AGGREGATES: readonly AggregateFunction[] = [
  HLL,
  merging({ name: 'hll_merge', doc: 'The union of states of hll().' }, () => new DistinctValues()),
  TDIGEST,
  merging(
    { name: 'tdigest_merge', aliases: ['merge_tdigests', 'merge_tdigest'], doc: 'All values of states of tdigest().' },
    () => new WeightedValues(),
  ),
];
