import type { Column } from '../columns/column.ts';
import type { Batch } from '../engine/batch.ts';
import { KeyEncoder } from '../operators/key-encoder.ts';
import type { Expr } from '../plan/expression.ts';
import type { Accumulator, AggregateFunction } from './aggregate.ts';
import { ANY_TYPE, argumentOf, constantArgument } from './aggregate-arguments.ts';
import { countColumn } from './count-column.ts';
import { floatsFor } from './group-lanes.ts';
import { PairSet } from './pair-set.ts';

class DistinctCount implements Accumulator {
  private readonly value: Expr;
  private readonly encoder = new KeyEncoder();
  private readonly pairs = new PairSet();
  private counts = new Float64Array(0);

  constructor(value: Expr) {
    this.value = value;
  }

  add(batch: Batch, groups: Uint32Array, groupCount: number): void {
    const counts = floatsFor(this.counts, groupCount);
    this.counts = counts;
    const ids = this.encoder.encode(this.value.evaluate(batch));
    const { pairs } = this;
    const nullId = this.encoder.idOfNull;
    for (let row = 0; row < ids.length; row++) {
      const id = ids[row]!;
      const group = groups[row]!;
      if (id !== nullId && pairs.add(group, id)) counts[group]!++;
    }
  }

  finish(groupCount: number): readonly Column[] {
    return [countColumn(this.counts, groupCount)];
  }
}

export const DCOUNT: AggregateFunction = {
  name: 'dcount',
  doc: 'Number of distinct values. Exact here, whatever accuracy is asked for; the service estimates.',
  minArgs: 1,
  maxArgs: 2,
  bind: (site) => {
    const value = argumentOf(site, 0, ANY_TYPE);
    constantArgument(site, 1);
    return { name: site.name, types: ['long'], args: [value], start: () => new DistinctCount(value) };
  },
};

export const COUNT_DISTINCT: AggregateFunction = { ...DCOUNT, name: 'count_distinct', doc: 'Exact number of distinct values.', maxArgs: 1 };
