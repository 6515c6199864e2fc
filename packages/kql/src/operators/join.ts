import type { Column } from '../columns/column.ts';
import { gatherRows } from '../columns/scalar.ts';
import { isNullAt } from '../columns/column.ts';
import { Batch, nullColumn } from '../engine/batch.ts';
import type { Expr } from '../plan/expression.ts';
import type { JoinNode } from '../plan/plan.ts';
import { GroupIndex } from './key-encoder.ts';
import type { Rows } from './rows.ts';
import { collect } from './rows.ts';
import type { Runner } from './run-plan.ts';

/** Rows of the result that one round may make before they are handed on. */
const MAX_PAIRS = 65_536;

export async function runJoin(node: JoinNode, runner: Runner): Promise<Rows> {
  return { schema: node.schema, batches: joinBatches(node, runner) };
}

/** Rows of the right side by the number of their key. */
interface RightIndex {
  readonly batch: Batch;
  readonly groups: GroupIndex;
  /** Rows by key: those of key k stand at `starts[k]` to `starts[k + 1]`. */
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
  readonly keyCount: number;
}

function keyColumns(keys: readonly Expr[], batch: Batch): Column[] {
  return keys.map((key) => key.evaluate(batch));
}

/** 1 where a key of the row is null; such rows match nothing. */
function nullKeys(columns: readonly Column[], rowCount: number): Uint8Array {
  const flags = new Uint8Array(rowCount);
  for (const column of columns) {
    if (column.type === 'string') continue;
    for (let row = 0; row < rowCount; row++) if (isNullAt(column, row)) flags[row] = 1;
  }
  return flags;
}

function indexRight(node: JoinNode, batch: Batch): RightIndex {
  const groups = new GroupIndex(node.rightKeys.length);
  const columns = keyColumns(node.rightKeys, batch);
  const ids = groups.encode(columns, batch.rowCount);
  const isNull = nullKeys(columns, batch.rowCount);
  const keyCount = groups.size;
  const starts = new Uint32Array(keyCount + 1);
  for (let row = 0; row < ids.length; row++) if (isNull[row] === 0) starts[ids[row]! + 1]!++;
  for (let key = 0; key < keyCount; key++) starts[key + 1]! += starts[key]!;
  const rows = new Uint32Array(starts[keyCount]!);
  const next = starts.slice();
  for (let row = 0; row < ids.length; row++) if (isNull[row] === 0) rows[next[ids[row]!]!++] = row;
  return { batch, groups, starts, rows, keyCount };
}

async function* joinBatches(node: JoinNode, runner: Runner): AsyncGenerator<Batch> {
  const { session } = runner;
  const right = indexRight(node, await collect(await runner.run(node.right), session, 'the right side of a join'));
  const matched = new Uint8Array(right.batch.rowCount);
  const seenKeys = new Set<number>();
  const left = await runner.run(node.left);
  for await (const batch of left.batches) {
    session.checkPoint();
    if (batch.rowCount === 0) continue;
    yield* joinLeft(node, batch, right, matched, seenKeys);
  }
  if (node.joinKind === 'rightouter' || node.joinKind === 'fullouter' || node.joinKind === 'rightanti' || node.joinKind === 'rightsemi') {
    const wanted = node.joinKind === 'rightsemi' ? 1 : 0;
    const rows: number[] = [];
    for (let row = 0; row < matched.length; row++) if (matched[row] === wanted) rows.push(row);
    if (rows.length > 0) {
      const rightRows = Int32Array.from(rows);
      yield outputBatch(node, undefined, new Int32Array(rows.length).fill(-1), right.batch, rightRows);
    }
  }
}

function* joinLeft(node: JoinNode, batch: Batch, right: RightIndex, matched: Uint8Array, seenKeys: Set<number>): Generator<Batch> {
  const columns = keyColumns(node.leftKeys, batch);
  const ids = right.groups.encode(columns, batch.rowCount);
  const isNull = nullKeys(columns, batch.rowCount);
  const kind = node.joinKind;
  const keepsUnmatched = kind === 'leftouter' || kind === 'fullouter';
  let leftRows: number[] = [];
  let rightRows: number[] = [];
  const flush = (): Batch => {
    batch.session.countMade(leftRows.length);
    batch.session.checkPoint();
    const output = outputBatch(node, batch, Int32Array.from(leftRows), right.batch, Int32Array.from(rightRows));
    leftRows = [];
    rightRows = [];
    return output;
  };
  for (let row = 0; row < batch.rowCount; row++) {
    const id = ids[row]!;
    const isMatch = isNull[row] === 0 && id < right.keyCount && right.starts[id]! < right.starts[id + 1]!;
    if (kind === 'leftsemi' || kind === 'leftanti') {
      if (isMatch === (kind === 'leftsemi')) {
        leftRows.push(row);
        rightRows.push(-1);
      }
      continue;
    }
    if (!isMatch) {
      if (keepsUnmatched) {
        leftRows.push(row);
        rightRows.push(-1);
      }
      continue;
    }
    if (kind === 'innerunique') {
      if (seenKeys.has(id)) continue;
      seenKeys.add(id);
    }
    for (let at = right.starts[id]!; at < right.starts[id + 1]!; at++) {
      const rightRow = right.rows[at]!;
      matched[rightRow] = 1;
      if (kind === 'rightsemi' || kind === 'rightanti') continue;
      leftRows.push(row);
      rightRows.push(rightRow);
      if (leftRows.length >= MAX_PAIRS) yield flush();
    }
  }
  if (leftRows.length > 0) yield flush();
}

function outputBatch(node: JoinNode, left: Batch | undefined, leftRows: Int32Array, right: Batch, rightRows: Int32Array): Batch {
  const { session } = right;
  const columns = node.outputs.map((output, index) => () => {
    if (output.side === 'right') return gatherRows(right.column(output.index), rightRows);
    if (left === undefined) return nullFilled(node, index, leftRows.length);
    return gatherRows(left.column(output.index), leftRows);
  });
  return new Batch(node.schema, leftRows.length, columns, session);
}

function nullFilled(node: JoinNode, index: number, length: number): Column {
  return nullColumn(node.schema.columns[index]!.type, length);
}
