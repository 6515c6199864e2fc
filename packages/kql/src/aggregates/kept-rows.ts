import type { Column } from '../columns/column.ts';
import { concatColumns, gatherRows } from '../columns/scalar.ts';
import type { Batch } from '../engine/batch.ts';
import type { Expr } from '../plan/expression.ts';
import { rowNumbersFor } from './group-lanes.ts';

/** Rows that were kept and then beaten: beyond this many, and beyond the rows still wanted, they are thrown away. */
const WASTE_LIMIT = 65_536;

/** Keeps the values of some expressions for one row per group. Memory follows the number of groups, not of rows. */
export class KeptRows {
  private readonly values: readonly Expr[];
  private parts: Column[][];
  private keptCount = 0;
  /** Position among the kept rows of each group's row, -1 without one. */
  private positions = new Int32Array(0);

  constructor(values: readonly Expr[]) {
    this.values = values;
    this.parts = values.map(() => []);
  }

  has(group: number): boolean {
    return (this.positions[group] ?? -1) >= 0;
  }

  /** Takes the row `winners[group]` of the batch for every group that has one there; -1 leaves what was kept before. */
  keep(batch: Batch, winners: Int32Array, groupCount: number): void {
    this.positions = rowNumbersFor(this.positions, groupCount);
    let count = 0;
    for (let group = 0; group < groupCount; group++) if (winners[group]! >= 0) count++;
    if (count === 0) return;
    const rows = new Int32Array(count);
    let next = 0;
    for (let group = 0; group < groupCount; group++) {
      const row = winners[group]!;
      if (row < 0) continue;
      this.positions[group] = this.keptCount + next;
      rows[next++] = row;
    }
    const selected = batch.select(rows);
    this.values.forEach((value, index) => this.parts[index]!.push(value.evaluate(selected)));
    this.keptCount += count;
    if (this.keptCount > 2 * groupCount + WASTE_LIMIT) this.compact(groupCount);
  }

  private compact(groupCount: number): void {
    const live: number[] = [];
    for (let group = 0; group < groupCount; group++) {
      const position = this.positions[group]!;
      if (position < 0) continue;
      this.positions[group] = live.length;
      live.push(position);
    }
    const rows = Int32Array.from(live);
    this.parts = this.values.map((value, index) => [gatherRows(concatColumns(value.type, this.parts[index]!), rows)]);
    this.keptCount = rows.length;
  }

  /** One column per expression, one row per group; null where no row was kept. */
  finish(groupCount: number): readonly Column[] {
    const rows = rowNumbersFor(this.positions, groupCount).slice(0, groupCount);
    return this.values.map((value, index) => gatherRows(concatColumns(value.type, this.parts[index]!), rows));
  }
}
