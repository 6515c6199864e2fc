import type { DynamicValue } from '../columns/dynamic-value.ts';
import { numberOfDynamic } from '../columns/dynamic-value.ts';
import type { Scalar } from '../columns/scalar.ts';
import { toDynamic, toReal } from '../functions/convert-scalars.ts';
import type { Expr } from '../plan/expression.ts';
import { FoldAccumulator } from './accumulators.ts';
import type { AggregateFunction } from './aggregate.ts';
import { ANY_TYPE, argumentOf, constantArgument } from './aggregate-arguments.ts';
import { DistinctValues, WeightedValues } from './sketch-state.ts';

/** Collects into a state that changes in place, one per group. */
function collecting<State extends { toState(): DynamicValue }>(
  args: readonly Expr[],
  start: () => State,
  add: (state: State, values: readonly Scalar[]) => void,
): () => FoldAccumulator<State> {
  return () =>
    new FoldAccumulator<State>(args, undefined, {
      types: ['dynamic'],
      start,
      step(state, values) {
        add(state, values);
        return state;
      },
      finish: (state) => [state.toState()],
    });
}

export const HLL: AggregateFunction = {
  name: 'hll',
  doc: 'State for dcount_hll() and hll_merge(): the distinct values, exact.',
  minArgs: 1,
  maxArgs: 2,
  bind: (site) => {
    const value = argumentOf(site, 0, ANY_TYPE);
    constantArgument(site, 1);
    return {
      name: site.name,
      types: ['dynamic'],
      args: [value],
      start: collecting(
        [value],
        () => new DistinctValues(),
        (state, [item]) => state.add(toDynamic(value.type, item!)),
      ),
    };
  },
};

const HLL_MERGE: AggregateFunction = {
  name: 'hll_merge',
  doc: 'The union of states of hll().',
  minArgs: 1,
  maxArgs: 1,
  bind: (site) => {
    const value = argumentOf(site, 0, ['dynamic']);
    return {
      name: site.name,
      types: ['dynamic'],
      args: [value],
      start: collecting(
        [value],
        () => new DistinctValues(),
        (state, [item]) => state.addState(toDynamic('dynamic', item!)),
      ),
    };
  },
};

const TDIGEST: AggregateFunction = {
  name: 'tdigest',
  doc: 'State for percentile_tdigest() and its kin: all values with their weights, exact.',
  minArgs: 1,
  maxArgs: 2,
  bind: (site) => {
    const value = argumentOf(site, 0, ['int', 'long', 'real', 'decimal']);
    const weight = site.args[1];
    if (weight !== undefined) argumentOf(site, 1, ['int', 'long']);
    const args = weight === undefined ? [value] : [value, weight];
    return {
      name: site.name,
      types: ['dynamic'],
      args,
      start: collecting(
        args,
        () => new WeightedValues(),
        (state, [item, count]) => {
          const number = toReal(value.type, item!);
          const share = weight === undefined ? 1 : numberOfDynamic(toDynamic(weight.type, count!));
          if (number !== null && share !== undefined) state.add(number, share);
        },
      ),
    };
  },
};

const TDIGEST_MERGE: AggregateFunction = {
  name: 'tdigest_merge',
  aliases: ['merge_tdigests', 'merge_tdigest'],
  doc: 'All values of states of tdigest().',
  minArgs: 1,
  maxArgs: 1,
  bind: (site) => {
    const value = argumentOf(site, 0, ['dynamic']);
    return {
      name: site.name,
      types: ['dynamic'],
      args: [value],
      start: collecting(
        [value],
        () => new WeightedValues(),
        (state, [item]) => state.addState(toDynamic('dynamic', item!)),
      ),
    };
  },
};

export const SKETCH_AGGREGATES: readonly AggregateFunction[] = [HLL, HLL_MERGE, TDIGEST, TDIGEST_MERGE];
