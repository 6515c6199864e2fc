import { DynamicBag, isDynamicArray } from '../columns/dynamic-value.ts';
import type { DynamicValue } from '../columns/dynamic-value.ts';
import { parseJsonText } from '../columns/parse-json.ts';
import type { Scalar } from '../columns/scalar.ts';
import { columnFromScalars, gatherRows, scalarAt } from '../columns/scalar.ts';
import { Batch, concatBatches } from '../engine/batch.ts';
import { convertScalar, toDynamic } from '../functions/convert-scalars.ts';
import { constantValue } from '../plan/expression.ts';
import type { MvApplyNode, MvExpandNode, PartitionNode } from '../plan/plan.ts';
import { KeyEncoder } from './key-encoder.ts';
import type { Rows } from './rows.ts';
import { collect, emptyBatch } from './rows.ts';
import type { Runner } from './run-plan.ts';

/** The values that one cell expands to; `undefined` for a scalar or null, which gives one row of itself. */
function expandCell(value: DynamicValue, bagsAsArrays: boolean): readonly DynamicValue[] {
  if (isDynamicArray(value)) return value;
  if (value instanceof DynamicBag) {
    return [...value.entries].map(([key, item]) => (bagsAsArrays ? [key, item] : new DynamicBag(new Map([[key, item]]))));
  }
  return [value];
}

interface Expanded {
  readonly batch: Batch;
  /** Row of the source batch for every row of `batch`. */
  readonly origins: Int32Array;
}

function expandBatch(node: MvExpandNode, batch: Batch): Expanded {
  const { session } = batch;
  const limit = node.limit === undefined ? Number.POSITIVE_INFINITY : Number(constantValue(node.limit, session));
  const inputs = node.columns.map((column) => column.expr.evaluate(batch));
  const origins: number[] = [];
  const positions: number[] = [];
  const values: Scalar[][] = node.columns.map(() => []);
  for (let row = 0; row < batch.rowCount; row++) {
    const cells = inputs.map((input) => {
      const value = scalarAt(input, row);
      const dynamic = input.type === 'string' ? (parseJsonText(value as string) ?? (value as string)) : toDynamic(input.type, value);
      return expandCell(dynamic, node.bagsAsArrays);
    });
    let count = 0;
    for (const cell of cells) count = Math.max(count, cell.length);
    count = Math.min(count, limit);
    for (let index = 0; index < count; index++) {
      origins.push(row);
      positions.push(index);
      cells.forEach((cell, column) => {
        const { type } = node.columns[column]!;
        values[column]!.push(type === 'dynamic' ? (cell[index] ?? null) : convertScalar('dynamic', type, cell[index] ?? null));
      });
    }
  }
  session.countMade(origins.length);
  const rows = Int32Array.from(origins);
  const targets = new Map(node.columns.map((column, index) => [column.target, index]));
  const columns = node.schema.columns.map((column, index) => {
    const expanded = targets.get(index);
    if (expanded !== undefined) return columnFromScalars(column.type, values[expanded]!);
    if (index === node.indexTarget) return columnFromScalars('long', positions);
    return () => gatherRows(batch.column(index), rows);
  });
  return { batch: new Batch(node.schema, rows.length, columns, session), origins: rows };
}

export async function runMvExpand(node: MvExpandNode, runner: Runner): Promise<Rows> {
  const source = await runner.run(node.source);
  return { schema: node.schema, batches: expandBatches(node, source, runner) };
}

async function* expandBatches(node: MvExpandNode, source: Rows, runner: Runner): AsyncGenerator<Batch> {
  for await (const batch of source.batches) {
    runner.session.checkPoint();
    const { batch: expanded } = expandBatch(node, batch);
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
  for await (const batch of source.batches) {
    const { batch: expanded, origins } = expandBatch(node.expand, batch);
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
