import type { Column } from '../columns/column.ts';
import { gatherRows } from '../columns/scalar.ts';
import { isNullAt } from '../columns/column.ts';
import { Batch, nullColumn } from '../engine/batch.ts';
import type { Expr } from '../plan/expression.ts';
import type { JoinNode } from '../plan/plan.ts';
import { GroupIndex, NOT_FOUND } from './key-encoder.ts';
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
  return { batch, groups, starts, rows };
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
  const { session, rowCount } = batch;
  const kind = node.joinKind;
  const columns = keyColumns(node.leftKeys, batch);
  const ids = right.groups.find(columns, rowCount);
  const isNull = nullKeys(columns, rowCount);
  for (let row = 0; row < rowCount; row++) if (isNull[row] === 1) ids[row] = NOT_FOUND;
  if (kind === 'innerunique') dropSeen(ids, right, seenKeys);
  if (kind === 'rightsemi' || kind === 'rightanti') {
    for (let row = 0; row < rowCount; row++) markMatched(right, ids[row]!, matched);
    return;
  }
  if (kind === 'leftsemi' || kind === 'leftanti') {
    const rows = rowsWithMatch(ids, right, kind === 'leftsemi');
    if (rows.length > 0) yield outputBatch(node, batch, rows, right.batch, new Int32Array(rows.length).fill(-1));
    return;
  }
  const keepsUnmatched = kind === 'leftouter' || kind === 'fullouter';
  const tellsRight = kind === 'rightouter' || kind === 'fullouter';
  const pairs = new Pairs(Math.max(1024, rowCount));
  for (let row = 0; row < rowCount; row++) {
    const id = ids[row]!;
    const start = id === NOT_FOUND ? 0 : right.starts[id]!;
    const end = id === NOT_FOUND ? 0 : right.starts[id + 1]!;
    if (start === end) {
      if (keepsUnmatched) pairs.add(row, -1);
      continue;
    }
    if (tellsRight) markMatched(right, id, matched);
    for (let at = start; at < end; at++) {
      pairs.add(row, right.rows[at]!);
      if (pairs.count < MAX_PAIRS) continue;
      session.countMade(pairs.count);
      session.checkPoint();
      yield outputBatch(node, batch, pairs.takeLeft(), right.batch, pairs.takeRight());
      pairs.count = 0;
    }
  }
  if (pairs.count === 0) return;
  session.countMade(pairs.count);
  yield outputBatch(node, batch, pairs.takeLeft(), right.batch, pairs.takeRight());
}

/** Rows of both sides that go together, in arrays that grow. */
class Pairs {
  count = 0;
  private left: Int32Array;
  private right: Int32Array;

  constructor(capacity: number) {
    this.left = new Int32Array(capacity);
    this.right = new Int32Array(capacity);
  }

  add(left: number, right: number): void {
    if (this.count === this.left.length) {
      this.left = doubled(this.left);
      this.right = doubled(this.right);
    }
    this.left[this.count] = left;
    this.right[this.count++] = right;
  }

  takeLeft(): Int32Array {
    return this.left.slice(0, this.count);
  }

  takeRight(): Int32Array {
    return this.right.slice(0, this.count);
  }
}

function doubled(rows: Int32Array): Int32Array {
  const longer = new Int32Array(rows.length * 2);
  longer.set(rows);
  return longer;
}

function markMatched(right: RightIndex, id: number, matched: Uint8Array): void {
  if (id === NOT_FOUND) return;
  for (let at = right.starts[id]!; at < right.starts[id + 1]!; at++) matched[right.rows[at]!] = 1;
}

/** Of the left rows with one key that the right side has, `innerunique` lets the first through. */
function dropSeen(ids: Uint32Array, right: RightIndex, seenKeys: Set<number>): void {
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row]!;
    if (id === NOT_FOUND || right.starts[id] === right.starts[id + 1]) continue;
    if (seenKeys.has(id)) ids[row] = NOT_FOUND;
    else seenKeys.add(id);
  }
}

function rowsWithMatch(ids: Uint32Array, right: RightIndex, isWanted: boolean): Int32Array {
  const rows = new Int32Array(ids.length);
  let count = 0;
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row]!;
    const isMatch = id !== NOT_FOUND && right.starts[id]! < right.starts[id + 1]!;
    if (isMatch === isWanted) rows[count++] = row;
  }
  return rows.slice(0, count);
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
