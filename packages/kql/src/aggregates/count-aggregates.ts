import type { Column } from '../columns/column.ts';
import type { Batch } from '../engine/batch.ts';
import type { Expr } from '../plan/expression.ts';
import type { Accumulator, AggregateFunction } from './aggregate.ts';
import { argumentOf } from './aggregate-arguments.ts';
import { floatsFor } from './group-lanes.ts';

/** A `long` column of counts. */
export function countColumn(counts: Float64Array<ArrayBuffer>, groupCount: number): Column {
  return { type: 'long', length: groupCount, values: floatsFor(counts, groupCount).slice(0, groupCount) };
}

class RowCount implements Accumulator {
  private counts = new Float64Array(0);

  add(batch: Batch, groups: Uint32Array, groupCount: number): void {
    const counts = floatsFor(this.counts, groupCount);
    this.counts = counts;
    const { rowCount } = batch;
    if (groupCount === 1) {
      counts[0]! += rowCount;
      return;
    }
    for (let row = 0; row < rowCount; row++) counts[groups[row]!]!++;
  }

  finish(groupCount: number): readonly Column[] {
    return [countColumn(this.counts, groupCount)];
  }
}

class RowCountIf implements Accumulator {
  private readonly predicate: Expr;
  private counts = new Float64Array(0);

  constructor(predicate: Expr) {
    this.predicate = predicate;
  }

  add(batch: Batch, groups: Uint32Array, groupCount: number): void {
    const counts = floatsFor(this.counts, groupCount);
    this.counts = counts;
    const column = this.predicate.evaluate(batch);
    if (column.type !== 'bool') return;
    const { values, nulls } = column;
    for (let row = 0; row < values.length; row++) {
      if (values[row] === 1 && nulls?.[row] !== 1) counts[groups[row]!]!++;
    }
  }

  finish(groupCount: number): readonly Column[] {
    return [countColumn(this.counts, groupCount)];
  }
}

export const COUNT_AGGREGATES: readonly AggregateFunction[] = [
  {
    name: 'count',
    aliases: ['cnt'],
    doc: 'Number of rows, nulls or not.',
    minArgs: 0,
    maxArgs: 0,
    bind: (site) => ({ name: site.name, types: ['long'], args: [], start: () => new RowCount() }),
  },
  {
    name: 'countif',
    doc: 'Number of rows for which the predicate holds.',
    minArgs: 1,
    maxArgs: 1,
    bind: (site) => {
      const predicate = argumentOf(site, 0, ['bool']);
      return { name: site.name, types: ['long'], args: [predicate], start: () => new RowCountIf(predicate) };
    },
  },
];
