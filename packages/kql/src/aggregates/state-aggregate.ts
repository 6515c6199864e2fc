import type { DynamicValue } from '../columns/dynamic-value.ts';
import type { Scalar } from '../columns/scalar.ts';
import type { Expr } from '../plan/expression.ts';
import { FoldAccumulator } from './accumulators.ts';
import type { AggregateFunction } from './aggregate.ts';

type Site = Parameters<AggregateFunction['bind']>[0];

/** How the rows of a group are gathered. */
export interface Gathering<State> {
  readonly args: readonly Expr[];
  start(): State;
  /** Takes a row into the state, which changes in place. */
  add(state: State, values: readonly Scalar[]): void;
  finish(state: State): DynamicValue;
}

/** An aggregate that gathers its rows into a state of its own, one per group, and gives one dynamic value. */
export function stateAggregate<State>(
  about: Pick<AggregateFunction, 'name' | 'aliases' | 'doc' | 'minArgs' | 'maxArgs'>,
  gather: (site: Site) => Gathering<State>,
): AggregateFunction {
  return {
    ...about,
    bind: (site) => {
      const { args, start, add, finish } = gather(site);
      return {
        name: site.name,
        types: ['dynamic'],
        args,
        start: () =>
          new FoldAccumulator<State>(args, undefined, {
            types: ['dynamic'],
            start,
            step(state, values) {
              add(state, values);
              return state;
            },
            finish: (state) => [finish(state)],
          }),
      };
    },
  };
}
