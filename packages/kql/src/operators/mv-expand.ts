import type { Column } from '../columns/column.ts';
import { gatherRows } from '../columns/scalar.ts';
import { Batch, concatBatches } from '../engine/batch.ts';
import { constantValue } from '../plan/expression.ts';
import type { MvApplyNode, MvExpandNode, PartitionNode } from '../plan/plan.ts';
import { CellExpander } from './cell-expander.ts';
import { KeyEncoder } from './key-encoder.ts';
import type { Rows } from './rows.ts';
import { collect, emptyBatch } from './rows.ts';
import type { Runner } from './run-plan.ts';

interface Expanded {
  readonly batch: Batch;
  /** Row of the source batch for every row of `batch`. */
  readonly origins: Int32Array;
}

function expandersOf(node: MvExpandNode): readonly CellExpander[] {
  return node.columns.map((column) => new CellExpander(column.type, node.bagsAsArrays));
}

function expandBatch(node: MvExpandNode, expanders: readonly CellExpander[], batch: Batch): Expanded {
  const { session, rowCount } = batch;
  const limit = node.limit === undefined ? Number.POSITIVE_INFINITY : Number(constantValue(node.limit, session));
  const cells = node.columns.map((column, index) => expanders[index]!.cellsOf(column.expr.evaluate(batch)));
  const counts = new Float64Array(rowCount);
  for (const own of cells) for (let row = 0; row < rowCount; row++) counts[row] = Math.max(counts[row]!, own[row]!.length);
  let total = 0;
  for (let row = 0; row < rowCount; row++) total += counts[row] = Math.max(0, Math.min(counts[row]!, Math.ceil(limit)));
  // Before anything of that size is made.
  session.countMade(total);
  const origins = new Int32Array(total);
  const positions = new Float64Array(total);
  let next = 0;
  for (let row = 0; row < rowCount; row++) {
    for (let position = 0; position < counts[row]!; position++) {
      origins[next] = row;
      positions[next++] = position;
    }
  }
  const targets = new Map(node.columns.map((column, index) => [column.target, index]));
  const columns = node.schema.columns.map((_, index) => {
    const expanded = targets.get(index);
    if (expanded !== undefined) return () => expanders[expanded]!.elements(cells[expanded]!, origins, positions);
    if (index === node.indexTarget) return (): Column => ({ type: 'long', length: total, values: positions });
    return () => gatherRows(batch.column(index), origins);
  });
  return { batch: new Batch(node.schema, total, columns, session), origins };
}

export async function runMvExpand(node: MvExpandNode, runner: Runner): Promise<Rows> {
  const source = await runner.run(node.source);
  return { schema: node.schema, batches: expandBatches(node, source, runner) };
}

async function* expandBatches(node: MvExpandNode, source: Rows, runner: Runner): AsyncGenerator<Batch> {
  const expanders = expandersOf(node);
  for await (const batch of source.batches) {
    runner.session.checkPoint();
    const { batch: expanded } = expandBatch(node, expanders, batch);
    if (expanded.rowCount > 0) yield expanded;
  }
}

export async function runMvApply(node: MvApplyNode, runner: Runner): Promise<Rows> {
  const source = await runner.run(node.expand.source);
  return { schema: node.schema, batches: applyBatches(node, source, runner) };
}

/** Runs the sub-query once per source row, over the rows that it expands to. */
async function* applyBatches(node: MvApplyNode, source: Rows, runner: Runner): AsyncGenerator<Batch> {
  const { session } = runner;
  const expanders = expandersOf(node.expand);
  for await (const batch of source.batches) {
    const { batch: expanded, origins } = expandBatch(node.expand, expanders, batch);
    const results: Batch[] = [];
    let start = 0;
    for (let row = 0; row < batch.rowCount; row++) {
      session.checkPoint();
      let end = start;
      while (end < origins.length && origins[end] === row) end++;
      const isEmpty = end === start;
      const context = expanded.slice(start, end);
      start = end;
      // A row that expands to nothing gives nothing, even when the sub-query would summarise it.
      if (isEmpty) continue;
      const result = await collect(await runner.runWith(node.subquery, node.context, context), session, 'mv-apply');
      if (result.rowCount === 0) continue;
      const repeated = new Int32Array(result.rowCount).fill(row);
      results.push(
        new Batch(
          node.schema,
          result.rowCount,
          node.schema.columns.map((_, index) => {
            const kept = node.kept[index];
            return kept === undefined ? result.lazy(index - node.kept.length) : () => gatherRows(batch.column(kept), repeated);
          }),
          session,
        ),
      );
    }
    if (results.length > 0) yield concatBatches(node.schema, results, session);
  }
}

export async function runPartition(node: PartitionNode, runner: Runner): Promise<Rows> {
  const source = await collect(await runner.run(node.source), runner.session, 'partition');
  return { schema: node.schema, batches: partitionBatches(node, source, runner) };
}

async function* partitionBatches(node: PartitionNode, source: Batch, runner: Runner): AsyncGenerator<Batch> {
  const encoder = new KeyEncoder();
  const ids = encoder.encode(node.key.evaluate(source));
  const rowsByKey = Array.from({ length: encoder.size }, (): number[] => []);
  for (let row = 0; row < ids.length; row++) rowsByKey[ids[row]!]!.push(row);
  for (const rows of rowsByKey) {
    runner.session.checkPoint();
    const result = await runner.runWith(node.subquery, node.context, source.select(Int32Array.from(rows)));
    yield* result.batches;
  }
  if (rowsByKey.length === 0) yield emptyBatch(node.schema, runner.session);
}
