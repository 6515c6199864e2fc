import type { Column } from '../columns/column.ts';
import { concatColumns, gatherRows } from '../columns/scalar.ts';
import type { Batch } from '../engine/batch.ts';
import { selectWithin } from '../engine/row-selection.ts';
import type { Expr } from '../plan/expression.ts';
import { rowNumbersFor } from './group-lanes.ts';

/** Rows that may be held besides the rows that are still wanted. Beyond, the wanted ones are copied and the others let go. */
const WASTE_LIMIT = 1 << 20;

/** A batch is held as it is where at least one of so many of its rows is wanted; of others the wanted rows are copied at once. */
const SPARSE = 8;

interface Part {
  readonly batch: Batch;
  /** Rows that the batch keeps in memory. */
  readonly held: number;
  /** Number of its first row among the rows of all parts. */
  readonly start: number;
}

/**
 * Keeps the values of some expressions for one row per group. Rows are copied late, since most of them will be beaten; memory follows the
 * number of groups, not of rows.
 */
export class KeptRows {
  private readonly values: readonly Expr[];
  private copied: readonly Column[] | undefined;
  private copiedCount = 0;
  private parts: Part[] = [];
  private rowCount = 0;
  private heldCount = 0;
  /** Number of each group's row among the copied rows and then those of the parts; -1 without one. */
  private positions = new Int32Array(0);

  constructor(values: readonly Expr[]) {
    this.values = values;
  }

  has(group: number): boolean {
    return (this.positions[group] ?? -1) >= 0;
  }

  /** Takes the row `winners[group]` of the batch for every group that has one there; -1 leaves what was kept before. */
  keep(batch: Batch, winners: Int32Array, groupCount: number): void {
    this.positions = rowNumbersFor(this.positions, groupCount);
    const { positions } = this;
    let count = 0;
    for (let group = 0; group < groupCount; group++) count += +(winners[group]! >= 0);
    if (count === 0) return;
    const start = this.rowCount;
    if (count * SPARSE >= batch.heldRows) {
      for (let group = 0; group < groupCount; group++) if (winners[group]! >= 0) positions[group] = start + winners[group]!;
      this.hold(batch);
    } else {
      const rows = new Int32Array(count);
      let next = 0;
      for (let group = 0; group < groupCount; group++) {
        if (winners[group]! < 0) continue;
        positions[group] = start + next;
        rows[next++] = winners[group]!;
      }
      this.hold(batch.select(rows).settle());
    }
    if (this.heldCount > groupCount + WASTE_LIMIT) this.copy(groupCount);
  }

  private hold(batch: Batch): void {
    this.parts.push({ batch, held: batch.heldRows, start: this.rowCount });
    this.rowCount += batch.rowCount;
    this.heldCount += batch.heldRows;
  }

  /** Copies the wanted rows of all parts together. */
  private copy(groupCount: number): void {
    const { positions } = this;
    const isWanted = new Uint8Array(this.rowCount);
    for (let group = 0; group < groupCount; group++) if (positions[group]! >= 0) isWanted[positions[group]!] = 1;
    const numbers = new Int32Array(this.rowCount);
    const wanted = new Int32Array(this.rowCount);
    let count = 0;
    for (let row = 0; row < isWanted.length; row++) {
      numbers[row] = count;
      wanted[count] = row;
      count += isWanted[row]!;
    }
    const columns: Column[][] = this.values.map(() => []);
    let at = 0;
    const rowsUpTo = (end: number): Int32Array => {
      const from = at;
      while (at < count && wanted[at]! < end) at++;
      return wanted.slice(from, at);
    };
    if (this.copied !== undefined) {
      const rows = rowsUpTo(this.copiedCount);
      this.copied.forEach((column, index) => columns[index]!.push(gatherRows(column, rows)));
    }
    for (const { batch, start } of this.parts) {
      const rows = rowsUpTo(start + batch.rowCount).map((row) => row - start);
      if (rows.length === 0) continue;
      const selected = batch.select(rows);
      this.values.forEach((value, index) => columns[index]!.push(value.evaluate(selected)));
    }
    this.copied = this.values.map((value, index) => concatColumns(value.type, columns[index]!));
    this.copiedCount = count;
    this.parts = [];
    this.rowCount = count;
    this.heldCount = count;
    this.positions = selectWithin(numbers, positions) as Int32Array<ArrayBuffer>;
  }

  /** One column per expression, one row per group; null where no row was kept. */
  finish(groupCount: number): readonly Column[] {
    this.positions = rowNumbersFor(this.positions, groupCount);
    this.copy(groupCount);
    const rows = this.positions.slice(0, groupCount);
    return this.copied!.map((column) => gatherRows(column, rows));
  }
}
