import type { Column } from '../columns/column.ts';
import { scalarAt } from '../columns/scalar.ts';
import type { Batch } from '../engine/batch.ts';
import { concatBatches } from '../engine/batch.ts';
import type { Session } from '../engine/session.ts';
import { compareSameType } from '../functions/compare-scalars.ts';
import { floatLane } from '../functions/lanes.ts';
import { constantValue } from '../plan/expression.ts';
import type { SortKey, SortNode } from '../plan/plan.ts';
import type { Rows } from './rows.ts';
import { collect, emptyBatch, sequence } from './rows.ts';
import type { Runner } from './run-plan.ts';

/** Compares two rows by one key: negative when `a` comes first. */
type RowOrder = (a: number, b: number) => number;

/** How the rows of a batch are ordered. Nulls and NaN stand together at the end that the key says. */
export function rowOrder(keys: readonly SortKey[], batch: Batch): RowOrder {
  const orders = keys.map((key) => keyOrder(key, key.expr.evaluate(batch)));
  const [only] = orders;
  if (orders.length === 1 && only !== undefined) return only;
  return (a, b) => {
    for (const order of orders) {
      const result = order(a, b);
      if (result !== 0) return result;
    }
    return 0;
  };
}

function keyOrder(key: SortKey, column: Column): RowOrder {
  const sign = key.isDescending ? -1 : 1;
  const nullSign = key.nullsFirst ? -1 : 1;
  const ranks = rankLane(column);
  if (ranks === undefined) {
    return (a, b) => {
      const x = scalarAt(column, a);
      const y = scalarAt(column, b);
      if (x === null || y === null) return x === y ? 0 : x === null ? nullSign : -nullSign;
      return sign * compareSameType(column.type, x, y);
    };
  }
  const { lane, sub, nulls } = ranks;
  return (a, b) => {
    const x = lane[a]!;
    const y = lane[b]!;
    // NaN is the only value that differs from itself.
    const xNull = nulls?.[a] === 1 || x !== x;
    const yNull = nulls?.[b] === 1 || y !== y;
    if (xNull || yNull) {
      if (xNull && yNull) return nanOrder(nulls, a, b) * sign;
      return xNull ? nullSign : -nullSign;
    }
    if (x !== y) return x < y ? -sign : sign;
    return sub === undefined ? 0 : (sub[a]! - sub[b]!) * sign;
  };
}

/** Null before NaN. */
function nanOrder(nulls: Uint8Array | undefined, a: number, b: number): number {
  return (nulls?.[b] ?? 0) - (nulls?.[a] ?? 0);
}

interface RankLane {
  readonly lane: ArrayLike<number>;
  readonly sub?: ArrayLike<number> | undefined;
  readonly nulls?: Uint8Array | undefined;
}

/** Numbers that order as the values do; strings are ranked once per distinct value. */
function rankLane(column: Column): RankLane | undefined {
  if (column.type === 'string') {
    const { values } = column.dictionary;
    const used = new Set(column.codes);
    const order = [...used].sort((a, b) => (values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : 0));
    const rankOf = new Uint32Array(values.length);
    order.forEach((code, rank) => {
      rankOf[code] = rank;
    });
    return { lane: Uint32Array.from(column.codes, (code) => rankOf[code]!) };
  }
  if (column.type === 'datetime' || column.type === 'timespan') return { lane: column.ms, sub: column.subMs, nulls: column.nulls };
  const lane = floatLane(column);
  return lane === undefined ? undefined : { lane, nulls: 'nulls' in column ? column.nulls : undefined };
}

export function sortedRows(keys: readonly SortKey[], batch: Batch): Uint32Array {
  const rows = new Uint32Array(batch.rowCount);
  for (let row = 0; row < rows.length; row++) rows[row] = row;
  const order = rowOrder(keys, batch);
  const { session } = batch;
  return rows.sort((a, b) => {
    session.step();
    return order(a, b);
  });
}

export async function runSort(node: SortNode, runner: Runner): Promise<Rows> {
  const source = await runner.run(node.source);
  const { session } = runner;
  if (node.limit !== undefined) {
    const limit = Number(constantValue(node.limit, session));
    return { schema: node.schema, batches: sequence(await topRows(node, source, limit > 0 ? limit : 0, session)) };
  }
  const batch = await collect(source, session, 'sort');
  return { schema: node.schema, batches: sequence(batch.select(sortedRows(node.keys, batch))) };
}

/** Keeps the best rows seen so far and one batch more, so that memory follows the result and not the input. */
async function topRows(node: SortNode, source: Rows, limit: number, session: Session): Promise<Batch> {
  let best: Batch | undefined;
  let waiting: Batch[] = [];
  let waitingRows = 0;
  const reduce = (): void => {
    const all = concatBatches(node.schema, best === undefined ? waiting : [best, ...waiting], session);
    best = all.select(sortedRows(node.keys, all).subarray(0, limit)).settle();
    waiting = [];
    waitingRows = 0;
  };
  for await (const batch of source.batches) {
    session.checkPoint();
    if (batch.rowCount === 0) continue;
    waiting.push(batch);
    waitingRows += batch.rowCount;
    if (waitingRows > limit + 65_536) reduce();
  }
  if (waiting.length > 0) reduce();
  return best ?? emptyBatch(node.schema, session);
}
