import type { Column } from '../columns/column.ts';
import type { Batch } from '../engine/batch.ts';
import type { Expr } from '../plan/expression.ts';
import { rowsWhere } from '../plan/expression.ts';
import type { Accumulator, AggregateFunction } from './aggregate.ts';
import { argumentOf } from './aggregate-arguments.ts';

/** Hands on only the rows for which a predicate holds; null counts as false. */
class ConditionalAccumulator implements Accumulator {
  private readonly predicate: Expr;
  private readonly inner: Accumulator;

  constructor(predicate: Expr, inner: Accumulator) {
    this.predicate = predicate;
    this.inner = inner;
  }

  add(batch: Batch, groups: Uint32Array, groupCount: number): void {
    const rows = rowsWhere(this.predicate, batch);
    if (rows.length === batch.rowCount) this.inner.add(batch, groups, groupCount);
    else if (rows.length > 0)
      this.inner.add(
        batch.select(rows),
        Uint32Array.from(rows, (row) => groups[row]!),
        groupCount,
      );
  }

  finish(groupCount: number): readonly Column[] {
    return this.inner.finish(groupCount);
  }
}

/** The `...if` form of an aggregate: the same over the rows for which the argument at `predicateIndex` holds. */
export function conditional(base: AggregateFunction, name: string, predicateIndex = 1, aliases: readonly string[] = []): AggregateFunction {
  return {
    name,
    aliases,
    doc: `As ${base.name}(), over the rows for which the predicate holds.`,
    minArgs: Math.max(base.minArgs, predicateIndex) + 1,
    maxArgs: base.maxArgs + 1,
    bind: (site) => {
      const predicate = argumentOf(site, predicateIndex, ['bool']);
      const { withOnly: _ofBase, ...call } = base.bind({ ...site, args: site.args.filter((_, index) => index !== predicateIndex) });
      return { ...call, args: site.args, start: (session) => new ConditionalAccumulator(predicate, call.start(session)) };
    },
  };
}
