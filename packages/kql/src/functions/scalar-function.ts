import type { KustoType } from '@mxdr/core';
import type { Scalar } from '../columns/scalar.ts';
import type { Session } from '../engine/session.ts';
import type { QueryPosition } from '../errors.ts';
import type { Expr } from '../plan/expression.ts';
import { rowwise } from '../plan/expression.ts';

/** What a function is told about its call. */
export interface CallSite {
  readonly name: string;
  readonly args: readonly Expr[];
  readonly position: QueryPosition;
  /** The result type by Microsoft's analysis, where it knows. */
  readonly type?: KustoType;
}

/** A scalar function of the language, as one row of the table of functions. */
export interface ScalarFunction {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** What it does, in a few words, for `mxdr` coverage listings. */
  readonly doc: string;
  readonly minArgs: number;
  readonly maxArgs: number;
  /** It looks at neighbouring rows, so that they must have an order. */
  readonly usesOrder?: boolean;
  /** Makes the expression of a call. */
  lower(call: CallSite): Expr;
}

export type ResultType = KustoType | ((types: readonly KustoType[]) => KustoType);

/** Computes a value of values whose types are known. */
export type TypedFunction = (values: readonly Scalar[], types: readonly KustoType[], session: Session) => Scalar;

export interface FunctionProps {
  readonly aliases?: readonly string[];
  readonly doc: string;
  /** Number of arguments, or least and most. */
  readonly args: number | readonly [number, number];
  readonly result: ResultType;
  /** What a null argument does. `propagate`: the result is null (`""` for strings) without a call. @default 'propagate' */
  readonly nulls?: 'propagate' | 'accept';
}

/** A function computed value by value. */
export function valueFunction(name: string, props: FunctionProps, compute: TypedFunction): ScalarFunction {
  const [minArgs, maxArgs] = typeof props.args === 'number' ? [props.args, props.args] : props.args;
  return {
    name,
    ...(props.aliases === undefined ? {} : { aliases: props.aliases }),
    doc: props.doc,
    minArgs,
    maxArgs,
    lower(call) {
      const types = call.args.map((arg) => arg.type);
      const type = typeof props.result === 'function' ? (call.type ?? props.result(types)) : props.result;
      const onNull = type === 'string' ? '' : null;
      const run =
        props.nulls === 'accept'
          ? (values: readonly Scalar[], session: Session): Scalar => compute(values, types, session)
          : (values: readonly Scalar[], session: Session): Scalar => {
              for (const value of values) if (value === null) return onNull;
              return compute(values, types, session);
            };
      return rowwise(type, call.position, call.args, run);
    },
  };
}

/** A function with its own way to make an expression. */
export function exprFunction(
  name: string,
  props: Omit<FunctionProps, 'result' | 'nulls'>,
  lower: (call: CallSite) => Expr,
): ScalarFunction {
  const [minArgs, maxArgs] = typeof props.args === 'number' ? [props.args, props.args] : props.args;
  return { name, ...(props.aliases === undefined ? {} : { aliases: props.aliases }), doc: props.doc, minArgs, maxArgs, lower };
}
