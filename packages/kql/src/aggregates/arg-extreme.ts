import type { Column } from '../columns/column.ts';
import { isNullAt } from '../columns/column.ts';
import { concatColumns, gatherRows, scalarAt } from '../columns/scalar.ts';
import type { Scalar } from '../columns/scalar.ts';
import type { Batch } from '../engine/batch.ts';
import { compareSameType } from '../functions/compare-scalars.ts';
import { floatLane } from '../functions/lanes.ts';
import type { Expr } from '../plan/expression.ts';
import type { Accumulator } from './aggregate.ts';
import { predicateRows } from './accumulators.ts';

/**
 * Remembers one row per group and gives the arguments' values of that row: arg_max, arg_min and take_any. Values are copied only for rows
 * that win within their batch.
 */
export class WinningRowAccumulator implements Accumulator {
  private readonly args: readonly Expr[];
  private readonly predicate: Expr | undefined;
  /** 1: the greatest first argument wins, -1: the least, 0: the first row. */
  private readonly sign: 1 | -1 | 0;
  private readonly parts: Column[][];
  /** Row of each group's winner in the concatenated parts, -1 without one. */
  private winners = new Int32Array(64).fill(-1);
  private readonly bestScalars: (Scalar | undefined)[] = [];
  private length = 0;

  constructor(args: readonly Expr[], predicate: Expr | undefined, sign: 1 | -1 | 0) {
    this.args = args;
    this.predicate = predicate;
    this.sign = sign;
    this.parts = args.map(() => []);
  }

  add(batch: Batch, groups: Uint32Array, groupCount: number): void {
    if (this.winners.length < groupCount) {
      const grown = new Int32Array(Math.max(groupCount, this.winners.length * 2)).fill(-1);
      grown.set(this.winners);
      this.winners = grown;
    }
    const passes = predicateRows(this.predicate, batch);
    const winnerInBatch =
      this.sign === 0 ? this.firstRows(groups, passes, batch) : this.bestRows(groups, passes, this.args[0]!.evaluate(batch));
    if (winnerInBatch.size === 0) return;
    const rows = Int32Array.from(winnerInBatch.values());
    this.args.forEach((arg, index) => this.parts[index]!.push(gatherRows(arg.evaluate(batch), rows)));
    let at = this.length;
    for (const group of winnerInBatch.keys()) this.winners[group] = at++;
    this.length = at;
  }

  private firstRows(groups: Uint32Array, passes: ((row: number) => boolean) | undefined, batch: Batch): Map<number, number> {
    const found = new Map<number, number>();
    // A single value prefers rows where it is not null, as the service does.
    const only = this.args.length === 1 ? this.args[0]!.evaluate(batch) : undefined;
    for (let row = 0; row < groups.length; row++) {
      const group = groups[row]!;
      if (this.winners[group]! >= 0 || found.has(group) || (passes !== undefined && !passes(row))) continue;
      if (only !== undefined && isNullAt(only, row)) continue;
      found.set(group, row);
    }
    return found;
  }

  private bestRows(groups: Uint32Array, passes: ((row: number) => boolean) | undefined, key: Column): Map<number, number> {
    const found = new Map<number, number>();
    const { sign, bestScalars } = this;
    const lane = key.type === 'datetime' && key.subMs === undefined ? key.ms : floatLane(key);
    for (let row = 0; row < groups.length; row++) {
      if (passes !== undefined && !passes(row)) continue;
      const group = groups[row]!;
      const best = bestScalars[group];
      if (isNullAt(key, row)) {
        // A row without a key stays only while the group has no other.
        if (best === undefined && this.winners[group]! < 0 && !found.has(group)) found.set(group, row);
        continue;
      }
      if (best === undefined) {
        found.set(group, row);
        bestScalars[group] = scalarAt(key, row);
        continue;
      }
      if (lane !== undefined && found.has(group)) {
        const challenger = lane[row]!;
        const champion = lane[found.get(group)!]!;
        if (sign > 0 ? challenger <= champion : challenger >= champion) continue;
      }
      const value = scalarAt(key, row);
      if (compareSameType(key.type, value, best) * sign <= 0) continue;
      found.set(group, row);
      bestScalars[group] = value;
    }
    return found;
  }

  finish(groupCount: number): readonly Column[] {
    const winners = new Int32Array(groupCount).fill(-1);
    winners.set(this.winners.subarray(0, Math.min(groupCount, this.winners.length)));
    return this.args.map((arg, index) => gatherRows(concatColumns(arg.type, this.parts[index]!), winners));
  }
}
