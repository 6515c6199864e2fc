import type { KustoType } from '@mxdr/core';
import type { Column } from '../../columns/column.ts';
import type { DynamicArray, DynamicValue } from '../../columns/dynamic-value.ts';
import { isDynamicArray } from '../../columns/dynamic-value.ts';
import type { Scalar } from '../../columns/scalar.ts';
import type { Batch } from '../../engine/batch.ts';
import type { Session } from '../../engine/session.ts';
import type { Expr, LiteralFolding } from '../../plan/expression.ts';
import { rowwise } from '../../plan/expression.ts';
import { convertScalar } from '../convert-scalars.ts';
import type { CallSite, ScalarFunction } from '../scalar-function.ts';
import { exprFunction } from '../scalar-function.ts';

/** One of the columns that a function of several columns gives. */
export interface TupleColumn {
  readonly name: string;
  readonly type: KustoType;
}

/**
 * A function that gives several columns: `extend (a, b) = f(x)`. As a value it is the array of them, so that `f(x)[1]` takes the second.
 * @param compute the cells in the order of the columns; `undefined` for nulls only
 */
export function tupleExpr(
  call: CallSite,
  columns: readonly TupleColumn[],
  compute: (values: readonly Scalar[], types: readonly KustoType[], session: Session) => DynamicArray | undefined,
  literals?: LiteralFolding,
): Expr {
  const types = call.args.map((arg) => arg.type);
  const once = rowwise(
    'dynamic',
    call.position,
    call.args,
    (values, session) => compute(values, types, session) ?? columns.map(() => null),
    literals,
  );
  // Every column asks for the whole; it is computed once for each batch.
  const known = new WeakMap<Batch, Column>();
  const whole: Expr = {
    ...once,
    evaluate(batch) {
      const column = known.get(batch) ?? once.evaluate(batch);
      known.set(batch, column);
      return column;
    },
  };
  const components = columns.map(({ name, type }, index) => ({
    name,
    expr: rowwise(type, call.position, [whole], ([cells]) => {
      const cell: DynamicValue = isDynamicArray(cells as DynamicValue) ? ((cells as DynamicArray)[index] ?? null) : null;
      return convertScalar('dynamic', type, cell);
    }),
  }));
  return { ...whole, components };
}

export function tupleFunction(
  name: string,
  doc: string,
  args: number | readonly [number, number],
  columns: readonly TupleColumn[],
  compute: (values: readonly Scalar[], types: readonly KustoType[]) => DynamicArray | undefined,
): ScalarFunction {
  return exprFunction(name, { doc, args }, (call) => tupleExpr(call, columns, compute));
}
