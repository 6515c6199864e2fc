import type { Column } from '../columns/column.ts';
import { narrowLong } from '../columns/parse-values.ts';
import { columnFromScalars } from '../columns/scalar.ts';
import type { Batch } from '../engine/batch.ts';
import type { Expr } from '../plan/expression.ts';
import type { Accumulator, AggregateFunction } from './aggregate.ts';
import { argumentOf } from './aggregate-arguments.ts';

class BitAccumulator implements Accumulator {
  private readonly value: Expr;
  private readonly combine: (left: bigint, right: bigint) => bigint;
  private readonly bits: (bigint | undefined)[] = [];

  constructor(value: Expr, combine: (left: bigint, right: bigint) => bigint) {
    this.value = value;
    this.combine = combine;
  }

  add(batch: Batch, groups: Uint32Array): void {
    const column = this.value.evaluate(batch);
    if (column.type !== 'int' && column.type !== 'long') return;
    const { values, nulls } = column;
    for (let row = 0; row < values.length; row++) {
      if (nulls?.[row] === 1) continue;
      const group = groups[row]!;
      const value = BigInt(values[row]!);
      const known = this.bits[group];
      this.bits[group] = known === undefined ? value : this.combine(known, value);
    }
  }

  finish(groupCount: number): readonly Column[] {
    const results = Array.from({ length: groupCount }, (_, group) => {
      const bits = this.bits[group];
      return bits === undefined ? null : narrowLong(bits);
    });
    return [columnFromScalars(this.value.type, results)];
  }
}

function bitAggregate(name: string, verb: string, combine: (left: bigint, right: bigint) => bigint): AggregateFunction {
  return {
    name,
    doc: `All values combined by binary ${verb}; null without any.`,
    minArgs: 1,
    maxArgs: 1,
    bind: (site) => {
      const value = argumentOf(site, 0, ['int', 'long']);
      return { name: site.name, types: [value.type], args: site.args, start: () => new BitAccumulator(value, combine) };
    },
  };
}

export const BIT_AGGREGATES: readonly AggregateFunction[] = [
  bitAggregate('binary_all_and', 'and', (left, right) => left & right),
  bitAggregate('binary_all_or', 'or', (left, right) => left | right),
  bitAggregate('binary_all_xor', 'exclusive or', (left, right) => left ^ right),
];
