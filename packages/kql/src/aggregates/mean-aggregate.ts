import type { KustoType } from '@mxdr/core';
import type { Column } from '../columns/column.ts';
import { TICKS_PER_MS, UNIX_EPOCH_MS } from '../columns/instant.ts';
import type { Scalar } from '../columns/scalar.ts';
import { columnFromScalars } from '../columns/scalar.ts';
import type { Batch } from '../engine/batch.ts';
import type { Expr } from '../plan/expression.ts';
import type { Accumulator, AggregateFunction } from './aggregate.ts';
import { argumentOf } from './aggregate-arguments.ts';
import { DecimalSums } from './decimal-sums.ts';
import { ExactSums } from './exact-sums.ts';
import { floatsFor } from './group-lanes.ts';

/** Sums of one column by group, in the column's own arithmetic. */
interface Sums {
  add(column: Column, groups: Uint32Array, groupCount: number): void;
  /** The sum divided by the number of values, which is above zero. */
  mean(group: number, count: number): Scalar;
}

class RealSums implements Sums {
  private sums = new Float64Array(0);

  add(column: Column, groups: Uint32Array, groupCount: number): void {
    if (column.type !== 'real') return;
    const sums = floatsFor(this.sums, groupCount);
    this.sums = sums;
    const { values, nulls } = column;
    for (let row = 0; row < values.length; row++) {
      if (nulls !== undefined && nulls[row] === 1) continue;
      sums[groups[row]!]! += values[row]!;
    }
  }

  mean(group: number, count: number): Scalar {
    return this.sums[group]! / count;
  }
}

/** `int` and `long`, exact before the division. */
class LongSums implements Sums {
  private readonly sums = new ExactSums();

  add(column: Column, groups: Uint32Array, groupCount: number): void {
    if (column.type !== 'int' && column.type !== 'long') return;
    this.sums.reserve(groupCount);
    const { values, nulls } = column;
    if (!(values instanceof BigInt64Array)) {
      this.sums.addLane(values, nulls, groups);
      return;
    }
    for (let row = 0; row < values.length; row++) if (nulls?.[row] !== 1) this.sums.addExact(groups[row]!, values[row]!);
  }

  mean(group: number, count: number): Scalar {
    return Number(this.sums.total(group)) / count;
  }
}

/** Times in two lanes: whole milliseconds and the ticks above them, each summed exactly. */
class TimeSums implements Sums {
  private readonly ms = new ExactSums();
  private readonly ticks = new ExactSums();
  private readonly epochTicks: bigint;

  constructor(type: 'datetime' | 'timespan') {
    this.epochTicks = type === 'datetime' ? BigInt(UNIX_EPOCH_MS) * TICKS_PER_MS : 0n;
  }

  add(column: Column, groups: Uint32Array, groupCount: number): void {
    if (column.type !== 'datetime' && column.type !== 'timespan') return;
    this.ms.reserve(groupCount);
    this.ticks.reserve(groupCount);
    this.ms.addLane(column.ms, column.nulls, groups);
    if (column.subMs !== undefined) this.ticks.addLane(column.subMs, column.nulls, groups);
  }

  mean(group: number, count: number): Scalar {
    return (this.ms.total(group) * TICKS_PER_MS + this.ticks.total(group)) / BigInt(count) + this.epochTicks;
  }
}

function sumsOf(type: KustoType): Sums {
  if (type === 'real') return new RealSums();
  if (type === 'decimal') return new DecimalSums();
  if (type === 'datetime' || type === 'timespan') return new TimeSums(type);
  return new LongSums();
}

class MeanAccumulator implements Accumulator {
  private readonly value: Expr;
  private readonly type: KustoType;
  private readonly sums: Sums;
  private counts = new Float64Array(0);

  constructor(value: Expr, type: KustoType) {
    this.value = value;
    this.type = type;
    this.sums = sumsOf(value.type);
  }

  add(batch: Batch, groups: Uint32Array, groupCount: number): void {
    const column = this.value.evaluate(batch);
    this.sums.add(column, groups, groupCount);
    const counts = floatsFor(this.counts, groupCount);
    this.counts = counts;
    if (column.type === 'decimal') {
      for (let row = 0; row < column.length; row++) if (column.values[row] !== null) counts[groups[row]!]!++;
      return;
    }
    const nulls = 'nulls' in column ? column.nulls : undefined;
    for (let row = 0; row < column.length; row++) {
      if (nulls !== undefined && nulls[row] === 1) continue;
      counts[groups[row]!]!++;
    }
  }

  finish(groupCount: number): readonly Column[] {
    const means = Array.from({ length: groupCount }, (_, group): Scalar => {
      const count = this.counts[group] ?? 0;
      return count === 0 ? null : this.sums.mean(group, count);
    });
    return [columnFromScalars(this.type, means)];
  }
}

export const AVG: AggregateFunction = {
  name: 'avg',
  doc: 'Mean of the values; null without any. Times keep their type.',
  minArgs: 1,
  maxArgs: 1,
  bind: (site) => {
    const value = argumentOf(site, 0, ['int', 'long', 'real', 'decimal', 'datetime', 'timespan']);
    const type = value.type === 'int' || value.type === 'long' ? 'real' : value.type;
    return { name: site.name, types: [type], args: site.args, start: () => new MeanAccumulator(value, type) };
  },
};
