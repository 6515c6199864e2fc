import type { Column } from '../columns/column.ts';
import { concatColumns, gatherRows } from '../columns/scalar.ts';
import { Batch } from '../engine/batch.ts';
import type { SummarizeNode } from '../plan/plan.ts';
import { GroupIndex } from './key-encoder.ts';
import type { Rows } from './rows.ts';
import { sequence } from './rows.ts';
import type { Runner } from './run-plan.ts';

/** Collects the key values of groups as they first appear. */
export class GroupKeys {
  private readonly index: GroupIndex;
  private readonly parts: Column[][];
  private known = 0;

  constructor(keyCount: number) {
    this.index = new GroupIndex(keyCount);
    this.parts = Array.from({ length: keyCount }, () => []);
  }

  get size(): number {
    return this.known;
  }

  /** The group of every row of a batch. */
  add(columns: readonly Column[], rowCount: number): Uint32Array {
    const groups = this.index.encode(columns, rowCount);
    if (columns.length === 0) {
      this.known = 1;
      return groups;
    }
    if (this.index.size === this.known) return groups;
    // Groups are numbered in order of appearance, so a new one is always the next number.
    const firsts: number[] = [];
    for (let row = 0; this.known < this.index.size; row++) {
      if (groups[row] === this.known) {
        this.known++;
        firsts.push(row);
      }
    }
    if (firsts.length > 0) {
      const rows = Int32Array.from(firsts);
      columns.forEach((column, key) => this.parts[key]!.push(gatherRows(column, rows)));
    }
    return groups;
  }

  /** The key columns, one row per group. */
  finish(types: readonly Column['type'][]): Column[] {
    return this.parts.map((parts, key) => concatColumns(types[key]!, parts));
  }
}

export async function runSummarize(node: SummarizeNode, runner: Runner): Promise<Rows> {
  const { session } = runner;
  const source = await runner.run(node.source);
  const keys = new GroupKeys(node.keys.length);
  const accumulators = node.aggregates.map((aggregate) => aggregate.start(session));
  for await (const batch of source.batches) {
    session.checkPoint();
    if (batch.rowCount === 0) continue;
    const groups = keys.add(
      node.keys.map((key) => key.evaluate(batch)),
      batch.rowCount,
    );
    session.checkHeld(keys.size, 'summarize');
    for (const accumulator of accumulators) accumulator.add(batch, groups, keys.size);
  }
  // Without rows: no group when there are keys, one group of defaults when there are none.
  const groupCount = node.keys.length === 0 ? 1 : keys.size;
  const columns = [
    ...keys.finish(node.keys.map((key) => key.type)),
    ...accumulators.flatMap((accumulator) => accumulator.finish(groupCount)),
  ];
  const aggregated = new Batch(node.aggregateSchema, groupCount, columns, session);
  const outputs = node.outputs.map((output) => output.evaluate(aggregated));
  return { schema: node.schema, batches: sequence(new Batch(node.schema, groupCount, outputs, session)) };
}
