import type { KustoType } from '@mxdr/core';
import type { Column } from '../columns/column.ts';
import { DecimalValue } from '../columns/decimal-value.ts';
import type { DynamicValue } from '../columns/dynamic-value.ts';
import { isDynamicArray } from '../columns/dynamic-value.ts';
import type { Scalar } from '../columns/scalar.ts';
import { columnFromScalars } from '../columns/scalar.ts';
import type { Batch } from '../engine/batch.ts';
import type { Session } from '../engine/session.ts';
import { KqlInvalid } from '../errors.ts';
import { toDynamic } from '../functions/convert-scalars.ts';
import type { Expr } from '../plan/expression.ts';
import { constantValue } from '../plan/expression.ts';
import type { Accumulator, AggregateFunction, AggregateSite } from './aggregate.ts';
import { argumentOf, constantArgument, numberIn } from './aggregate-arguments.ts';
import { PERCENTILE_TYPES, percentileType, SortableValues } from './sortable-values.ts';

/** Products like 99.9 * 1000 end a hair above the whole number that is meant. */
const RANK_TOLERANCE = 1e-9;

/** 1-based nearest rank of a percentile among so many values; the 0th is the first. */
export function nearestRank(percentile: number, count: number): number {
  return Math.min(count, Math.max(1, Math.ceil((percentile * count) / 100 - RANK_TOLERANCE)));
}

interface PercentileProps {
  readonly name: string;
  readonly value: Expr;
  /** How many rows a row stands for; one when absent. */
  readonly weight: Expr | undefined;
  readonly percentiles: readonly number[];
  /** One dynamic array instead of a column for each percentile. */
  readonly isArray: boolean;
}

class PercentileAccumulator implements Accumulator {
  private readonly props: PercentileProps;
  private readonly values: SortableValues;
  private readonly weights: number[] = [];

  constructor(props: PercentileProps) {
    this.props = props;
    this.values = new SortableValues(props.value.type);
  }

  add(batch: Batch, groups: Uint32Array): void {
    const column = this.props.value.evaluate(batch);
    const weight = this.props.weight?.evaluate(batch);
    if (weight === undefined) this.values.add(column, groups, () => true);
    else if (weight.type === 'int' || weight.type === 'long') {
      this.values.add(column, groups, (row) => {
        const count = Number(weight.values[row]!);
        if (weight.nulls?.[row] === 1 || count <= 0) return false;
        this.weights.push(count);
        return true;
      });
    }
    batch.session.checkHeld(this.values.length, `${this.props.name}()`);
  }

  finish(groupCount: number): readonly Column[] {
    const { percentiles, isArray, value } = this.props;
    const type = percentileType(value.type);
    const { starts, indexes } = this.values.byGroup(groupCount);
    const results: Scalar[][] = percentiles.map(() => []);
    for (let group = 0; group < groupCount; group++) {
      const members = this.membersAt(indexes.subarray(starts[group], starts[group + 1]));
      percentiles.forEach((percentile, index) => {
        const member = members(percentile);
        results[index]!.push(member === undefined ? null : this.values.scalarOf(member));
      });
    }
    if (!isArray) return results.map((column) => columnFromScalars(type, column));
    const arrays = Array.from({ length: groupCount }, (_, group): DynamicValue =>
      starts[group] === starts[group + 1] ? null : results.map((column) => toDynamic(type, column[group]!)),
    );
    return [columnFromScalars('dynamic', arrays)];
  }

  /** Finds the member at a percentile among the values at `indexes`. */
  private membersAt(indexes: Uint32Array): (percentile: number) => number | bigint | undefined {
    const lane = this.values.laneOf(indexes);
    if (lane.length === 0) return () => undefined;
    if (this.props.weight === undefined) {
      const sorted = lane.sort();
      return (percentile) => sorted[nearestRank(percentile, sorted.length) - 1];
    }
    const order = Uint32Array.from({ length: lane.length }, (_, index) => index).sort((left, right) =>
      lane[left]! < lane[right]! ? -1 : lane[left]! > lane[right]! ? 1 : left - right,
    );
    let total = 0;
    const passed = Array.from(order, (at) => (total += this.weights[indexes[at]!]!));
    return (percentile) => {
      const rank = nearestRank(percentile, total);
      return lane[order[passed.findIndex((count) => count >= rank)]!];
    };
  }
}

function percentileAggregate(name: string, form: 'one' | 'columns' | 'array', isWeighted: boolean): AggregateFunction {
  const first = isWeighted ? 2 : 1;
  return {
    name,
    doc: `Nearest-rank percentile${form === 'one' ? '' : 's'}${form === 'array' ? ' as an array' : ''}${isWeighted ? ' of weighted values' : ''}: values of the data.`,
    minArgs: first + 1,
    maxArgs: form === 'one' ? first + 1 : 1000,
    bind: (site) => {
      const value = argumentOf(site, 0, PERCENTILE_TYPES);
      const weight = isWeighted ? argumentOf(site, 1, ['int', 'long']) : undefined;
      const wanted = site.args.slice(first).map((_, index) => constantArgument(site, first + index)!);
      const isArray = form === 'array';
      const type = percentileType(value.type);
      const types: readonly KustoType[] = isArray ? ['dynamic'] : wanted.map(() => type);
      return {
        name: site.name,
        types,
        args: weight === undefined ? [value] : [value, weight],
        start: (session) =>
          new PercentileAccumulator({
            name: site.name,
            value,
            weight,
            isArray,
            percentiles: percentilesOf(site, wanted, isArray, session),
          }),
      };
    },
  };
}

/** The percentiles that the arguments name; an array of them may stand for several where the result is an array. */
function percentilesOf(site: AggregateSite, wanted: readonly Expr[], isArray: boolean, session: Session): readonly number[] {
  const percentiles = wanted.flatMap((argument): number[] => {
    const value = constantValue(argument, session);
    const items = isArray && !(value instanceof DecimalValue) && isDynamicArray(value) ? value : [value];
    return items.map((item) => numberIn(site.name, argument, item));
  });
  if (percentiles.some((percentile) => percentile < 0 || percentile > 100))
    throw new KqlInvalid(`${site.name}() takes percentiles from 0 to 100`, site.position);
  return percentiles;
}

export const PERCENTILE_AGGREGATES: readonly AggregateFunction[] = [
  percentileAggregate('percentile', 'one', false),
  percentileAggregate('percentiles', 'columns', false),
  percentileAggregate('percentiles_array', 'array', false),
  percentileAggregate('percentilew', 'one', true),
  percentileAggregate('percentilesw', 'columns', true),
  percentileAggregate('percentilesw_array', 'array', true),
];
