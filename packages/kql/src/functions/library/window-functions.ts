import type { KustoType } from '@mxdr/core';
import type { Column } from '../../columns/column.ts';
import type { Scalar } from '../../columns/scalar.ts';
import { columnFromScalars, constantColumn, gatherRows, scalarAt } from '../../columns/scalar.ts';
import type { Batch } from '../../engine/batch.ts';
import { KqlUnsupported } from '../../errors.ts';
import type { Expr } from '../../plan/expression.ts';
import { constantValue, unionOfReads } from '../../plan/expression.ts';
import { compareSameType } from '../compare-scalars.ts';
import { convertScalar } from '../convert-scalars.ts';
import type { CallSite, ScalarFunction } from '../scalar-function.ts';
import { exprFunction } from '../scalar-function.ts';

/** prev() and next(): the value some rows away. */
function neighbour(name: string, direction: 1 | -1): ScalarFunction {
  return inOrder(name, `the value some rows ${direction < 0 ? 'before' : 'after'}`, [1, 3], ({ args }) => {
    const [value, distance, fallback] = args;
    const { type } = value!;
    return {
      type,
      evaluate: (batch) => {
        const column = value!.evaluate(batch);
        const steps = (distance === undefined ? 1 : Number(constantValue(distance, batch.session))) * direction;
        const rows = new Int32Array(batch.rowCount);
        for (let row = 0; row < rows.length; row++) {
          const at = row + steps;
          rows[row] = at >= 0 && at < rows.length ? at : -1;
        }
        const moved = gatherRows(column, rows);
        if (fallback === undefined) return moved;
        const filler = convertScalar(fallback.type, type, constantValue(fallback, batch.session));
        const results: Scalar[] = [];
        for (let row = 0; row < rows.length; row++) results.push(rows[row]! < 0 ? filler : scalarAt(moved, row));
        return columnFromScalars(type, results);
      },
    };
  });
}

/** Rows at which counting starts again. */
function restarts(expr: Expr | undefined): (batch: Parameters<Expr['evaluate']>[0]) => (row: number) => boolean {
  return (batch) => {
    if (expr === undefined) return () => false;
    const column = expr.type === 'bool' ? expr.evaluate(batch) : constantColumn('bool', false, batch.rowCount);
    return (row) => column.type === 'bool' && column.values[row] === 1 && column.nulls?.[row] !== 1;
  };
}

/** What a function of rows in an order makes of a call: its type, and the column over all rows. */
interface OrderedColumn {
  readonly type: KustoType;
  evaluate(batch: Batch): Column;
}

function inOrder(
  name: string,
  doc: string,
  args: readonly [number, number],
  lower: (call: CallSite) => OrderedColumn,
  aliases: readonly string[] = [],
): ScalarFunction {
  const definition = exprFunction(name, { doc, args, aliases }, (call): Expr => ({
    ...lower(call),
    position: call.position,
    reads: unionOfReads(call.args),
  }));
  return { ...definition, usesOrder: true };
}

/** The sum of two whole numbers, exact beyond 2^53; it wraps around at 64 bits as all sums do. */
function addExactly(left: number | bigint, right: number | bigint): number | bigint {
  const sum = typeof left === 'number' && typeof right === 'number' ? left + right : Number.NaN;
  return Number.isSafeInteger(sum) ? sum : BigInt.asIntN(64, BigInt(left) + BigInt(right));
}

/** Functions of rows in an order. */
export const windowFunctions: readonly ScalarFunction[] = [
  neighbour('prev', -1),
  neighbour('next', 1),
  inOrder('row_number', 'number of the row, from 1', [0, 2], ({ args }) => {
    const [start, restart] = args;
    const restartAt = restarts(restart);
    return {
      type: 'long',
      evaluate: (batch) => {
        const first = start === undefined ? 1 : Number(constantValue(start, batch.session));
        const isRestart = restartAt(batch);
        const values = new Float64Array(batch.rowCount);
        for (let row = 0, next = first; row < values.length; row++) {
          if (isRestart(row)) next = first;
          values[row] = next++;
        }
        return { type: 'long', length: values.length, values };
      },
    };
  }),
  inOrder('row_cumsum', 'sum of a value over the rows so far', [1, 2], ({ args, position }) => {
    const [value, restart] = args;
    const { type } = value!;
    if (type === 'decimal' || type === 'dynamic' || type === 'string') throw new KqlUnsupported(`row_cumsum() of a ${type}`, position);
    const result = type === 'int' ? 'long' : type;
    const restartAt = restarts(restart);
    return {
      type: result,
      evaluate: (batch) => {
        const column = value!.evaluate(batch);
        const isRestart = restartAt(batch);
        const zero = type === 'timespan' ? 0n : 0;
        let sum: number | bigint = zero;
        const results: Scalar[] = [];
        for (let row = 0; row < batch.rowCount; row++) {
          if (isRestart(row)) sum = zero;
          const item = scalarAt(column, row) as number | bigint | null;
          if (item !== null) sum = result === 'real' ? (sum as number) + (item as number) : addExactly(sum, item);
          results.push(sum);
        }
        return columnFromScalars(result, results);
      },
    };
  }),
  rank('row_rank_min', true),
  rank('row_rank_dense', false, ['row_rank']),
  inOrder('row_window_session', 'first time of the session that the row belongs to', [3, 4], ({ args, position }) => {
    const [value, maxFromFirst, maxBetween, restart] = args;
    if (value!.type !== 'datetime') throw new KqlUnsupported(`row_window_session() of a ${value!.type}`, position);
    const restartAt = restarts(restart);
    return {
      type: 'datetime',
      evaluate: (batch) => {
        const column = value!.evaluate(batch);
        const isRestart = restartAt(batch);
        const longest = constantValue(maxFromFirst!, batch.session) as bigint;
        const gap = constantValue(maxBetween!, batch.session) as bigint;
        let first: bigint | null = null;
        let last: bigint | null = null;
        const results: Scalar[] = [];
        for (let row = 0; row < batch.rowCount; row++) {
          const at = scalarAt(column, row) as bigint | null;
          if (at === null) {
            // The next value starts a session of its own.
            first = null;
            results.push(null);
            continue;
          }
          // A distance that is reached ends the session, not only one that is passed.
          if (first === null || last === null || isRestart(row) || at - first >= longest || at - last >= gap) first = at;
          last = at;
          results.push(first);
        }
        return columnFromScalars('datetime', results);
      },
    };
  }),
];

function rank(name: string, skips: boolean, aliases: readonly string[] = []): ScalarFunction {
  return inOrder(
    name,
    'rank of the row among rows in order',
    [1, 2],
    ({ args }) => {
      const [value, restart] = args;
      const restartAt = restarts(restart);
      return {
        type: 'long',
        evaluate: (batch) => {
          const column = value!.evaluate(batch);
          const isRestart = restartAt(batch);
          const values = new Float64Array(batch.rowCount);
          let current = 0;
          let passed = 0;
          let before: Scalar | undefined;
          for (let row = 0; row < values.length; row++) {
            const item = scalarAt(column, row);
            if (isRestart(row)) {
              current = 0;
              passed = 0;
              before = undefined;
            }
            passed++;
            const isSame =
              before !== undefined &&
              (before === item || (before !== null && item !== null && compareSameType(value!.type, before, item) === 0));
            if (!isSame) current = skips ? passed : current + 1;
            values[row] = current;
            before = item;
          }
          return { type: 'long', length: values.length, values };
        },
      };
    },
    aliases,
  );
}
