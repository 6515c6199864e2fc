import type { KustoType } from '@mxdr/core';
import type { Scalar } from '../../columns/scalar.ts';
import { columnFromScalars, scalarAt } from '../../columns/scalar.ts';
import { Batch, Schema } from '../../engine/batch.ts';
import { DEFAULT_LIMITS, Session } from '../../engine/session.ts';
import type { Expr } from '../../plan/expression.ts';
import { columnExpr, literalExpr } from '../../plan/expression.ts';
import { findAggregate } from '../aggregate-functions.ts';

const POSITION = { line: 1, column: 1, length: 1 };

export function newSession(): Session {
  const provider = { description: 'nothing', list: async () => [], async *scan() {}, partialReasons: () => [] };
  return new Session({ provider, limits: DEFAULT_LIMITS, now: 0, elapsed: () => 0, seed: 1 });
}

/** An argument of an aggregate: a column with its values by row, or a constant. */
export type Argument =
  | { readonly type: KustoType; readonly values: readonly Scalar[] }
  | { readonly type: KustoType; readonly constant: Scalar };

export interface AggregateRun {
  readonly name: string;
  readonly args: readonly Argument[];
  /** Group of every row. @default all rows in group 0 */
  readonly groups?: readonly number[];
  /** @default 1 */
  readonly groupCount?: number;
  /** Rows of each batch; the last takes the rest. @default all in one */
  readonly cuts?: readonly number[];
}

/** Runs one aggregate as summarize does, each batch with a dictionary of its own. Gives, per group, the value of every result column. */
export function runAggregate(run: AggregateRun): { readonly types: readonly KustoType[]; readonly values: readonly (readonly Scalar[])[] } {
  const schema = new Schema(run.args.map((arg, index) => ({ name: `a${index}`, type: arg.type })));
  const args = run.args.map((arg, index): Expr =>
    'constant' in arg ? literalExpr(arg.type, arg.constant, POSITION) : columnExpr(`a${index}`, arg.type, POSITION),
  );
  const definition = findAggregate(run.name);
  if (definition === undefined) throw new Error(`no aggregate ${run.name}`);
  const call = definition.bind({ name: run.name, args, position: POSITION });
  const session = newSession();
  const accumulator = call.start(session);
  const rowCount = Math.max(run.groups?.length ?? 0, ...run.args.map((arg) => ('values' in arg ? arg.values.length : 0)));
  const groupCount = run.groupCount ?? 1;
  let known = 0;
  for (let start = 0, cut = 0; start < rowCount; cut++) {
    const end = Math.min(rowCount, start + (run.cuts?.[cut] ?? rowCount));
    const columns = run.args.map((arg) =>
      columnFromScalars(arg.type, 'values' in arg ? arg.values.slice(start, end) : Array.from({ length: end - start }, () => arg.constant)),
    );
    const groups = Uint32Array.from({ length: end - start }, (_, row) => run.groups?.[start + row] ?? 0);
    // Groups are made known as they appear, as a summarize does.
    known = Math.max(known, ...Array.from(groups, (group) => group + 1));
    accumulator.add(new Batch(schema, end - start, columns, session), groups, known);
    start = end;
  }
  const columns = accumulator.finish(groupCount);
  return {
    types: call.types,
    values: Array.from({ length: groupCount }, (_, group) => columns.map((column) => scalarAt(column, group))),
  };
}
