import type { KustoType } from '@mxdr/core';
import type { Column } from '../columns/column.ts';
import type { Scalar } from '../columns/scalar.ts';
import { columnFromScalars, constantColumn, scalarAt } from '../columns/scalar.ts';
import type { Batch } from '../engine/batch.ts';
import { singleRow } from '../engine/batch.ts';
import type { RowSelection } from '../engine/row-selection.ts';
import { selectWithin, trueRows } from '../engine/row-selection.ts';
import type { Session } from '../engine/session.ts';
import type { QueryPosition } from '../errors.ts';
import type { MemoTable, ValueMap } from './distinct-values.ts';
import { isDictionaryColumn, keepDistinct, mapDistinct } from './distinct-values.ts';

/** A scalar expression, ready to run over batches. */
export interface Expr {
  readonly type: KustoType;
  readonly position: QueryPosition;
  /** The names of the columns it reads, for pruning scans. */
  readonly reads: ReadonlySet<string>;
  evaluate(batch: Batch): Column;
  /** On predicates that can tell their rows without making a column: those of `rows` (of all when absent) for which they are true. */
  readonly keep?: (batch: Batch, rows: RowSelection | undefined) => RowSelection;
  /** Present when the value is the same for every row of a query: literals, `now()`, `toscalar(...)`, and functions of them. */
  readonly constant?: (session: Session) => Scalar;
  /** Present when the value is known while lowering. */
  readonly literal?: { readonly value: Scalar };
  /** Present when the value follows from that of one coded column alone: it can be computed once per distinct value, in one step. */
  readonly distinct?: DistinctForm;
  /** The column's name when the expression is nothing but a column. */
  readonly columnName?: string;
  /** Members of an `and`, for pushing time ranges into scans. */
  readonly conjuncts?: readonly Expr[];
  /** Set on comparisons of a column with a constant: several over one column are answered in one pass. */
  readonly range?: { readonly columnName: string; readonly operator: '<' | '<=' | '>' | '>=' | '=='; readonly value: Expr };
  /** Set on `column <op> constant` over one column, for pushing time ranges into scans. */
  readonly bound?: TimeBound;
  /** The columns that a function of several columns gives to `extend (a, b) = f(x)`; as a value it is the array of them. */
  readonly components?: readonly { readonly name: string; readonly expr: Expr }[];
  /** A function of rows in order, like `row_number()`; must see whole tables. */
  readonly needsOrder?: boolean;
}

/** A function of the value of one coded column. */
export interface DistinctForm {
  readonly columnName: string;
  compute(session: Session): ValueMap;
}

/** `column >= start` and `column < end` (or inclusive), whatever is known. */
export interface TimeBound {
  readonly columnName: string;
  readonly operator: '<' | '<=' | '>' | '>=' | '==';
  readonly value: Expr;
}

const NO_COLUMNS: ReadonlySet<string> = new Set();

export function literalExpr(type: KustoType, value: Scalar, position: QueryPosition): Expr {
  return {
    type,
    position,
    reads: NO_COLUMNS,
    literal: { value },
    constant: () => value,
    evaluate: (batch) => constantColumn(type, value, batch.rowCount),
  };
}

/** A value computed once per query, when first asked for. */
export function constantExpr(type: KustoType, position: QueryPosition, compute: (session: Session) => Scalar): Expr {
  const key = {};
  const constant = (session: Session): Scalar => {
    const known = session.computed.get(key);
    if (known !== undefined) return known as Scalar;
    const value = compute(session);
    session.computed.set(key, value);
    return value;
  };
  return {
    type,
    position,
    reads: NO_COLUMNS,
    constant,
    evaluate: (batch) => constantColumn(type, constant(batch.session), batch.rowCount),
  };
}

export function columnExpr(name: string, type: KustoType, position: QueryPosition): Expr {
  const expr: Expr = { type, position, reads: new Set([name]), columnName: name, evaluate: (batch) => batch.named(name) };
  const isCoded = type === 'string' || type === 'dynamic' || type === 'guid';
  return isCoded ? { ...expr, distinct: { columnName: name, compute: () => (value) => value } } : expr;
}

export function unionOfReads(args: readonly Expr[]): ReadonlySet<string> {
  const reads = new Set<string>();
  for (const arg of args) for (const name of arg.reads) reads.add(name);
  return reads;
}

/** An expression over other expressions with its own way to compute whole columns. Folded when every argument is constant. */
export function columnwise(type: KustoType, position: QueryPosition, args: readonly Expr[], evaluate: (batch: Batch) => Column): Expr {
  if (args.every((arg) => arg.constant !== undefined)) {
    const folded = constantExpr(type, position, (session) => scalarAt(evaluate(singleRow(session)), 0));
    if (args.every((arg) => arg.literal !== undefined)) return foldLiteral(folded, args, evaluate);
    return folded;
  }
  return { type, position, reads: unionOfReads(args), evaluate };
}

/** Literals need no session: their value is known now. */
function foldLiteral(folded: Expr, args: readonly Expr[], evaluate: (batch: Batch) => Column): Expr {
  if (args.length === 0) return folded;
  const value = scalarAt(evaluate(singleRow(undefined as unknown as Session)), 0);
  return literalExpr(folded.type, value, folded.position);
}

/** The rows of `rows` (of all when absent) for which a predicate is true; a null is not true. */
export function rowsWhere(predicate: Expr, batch: Batch, rows?: RowSelection): RowSelection {
  if (rows?.length === 0) return rows;
  if (predicate.keep !== undefined) return predicate.keep(batch, rows);
  if (rows === undefined) return trueRows(predicate.evaluate(batch));
  return selectWithin(rows, trueRows(predicate.evaluate(batch.select(rows))));
}

/** Computes one value of the values of the arguments. The array is reused between rows. */
export type RowFunction = (values: readonly Scalar[], session: Session) => Scalar;

/** When a call with nothing but literals is computed: while the query is lowered, without a session, or in every run of it. */
export type LiteralFolding = 'at-once' | 'per-query';

/**
 * An expression computed value by value. When a single argument varies and its column is dictionary-coded, each distinct value is computed
 * once.
 * @param literals `per-query` when `compute` needs the session
 */
export function rowwise(
  type: KustoType,
  position: QueryPosition,
  args: readonly Expr[],
  compute: RowFunction,
  literals: LiteralFolding = 'at-once',
): Expr {
  const varying = args.flatMap((arg, index) => (arg.constant === undefined ? [index] : []));
  if (varying.length === 0) {
    if (literals === 'at-once' && args.length > 0 && args.every((arg) => arg.literal !== undefined)) {
      const value = compute(
        args.map((arg) => arg.literal!.value),
        undefined as unknown as Session,
      );
      return literalExpr(type, value, position);
    }
    return constantExpr(type, position, (session) =>
      compute(
        args.map((arg) => arg.constant!(session)),
        session,
      ),
    );
  }
  const memoKey = {};
  const memosOf = (session: Session): MemoTable => {
    let memos = session.computed.get(memoKey) as MemoTable | undefined;
    if (memos === undefined) {
      memos = new WeakMap();
      session.computed.set(memoKey, memos);
    }
    return memos;
  };
  const slot = varying[0]!;
  const distinct = composeDistinct(args, varying, compute);
  const evaluateRows = (batch: Batch): Column => {
    const { session } = batch;
    const values: Scalar[] = args.map((arg) => arg.constant?.(session) ?? null);
    const columns = varying.map((index) => args[index]!.evaluate(batch));
    const only = columns[0]!;
    if (varying.length === 1 && isDictionaryColumn(only)) {
      return mapDistinct(type, only, memosOf(session), (value) => {
        session.step();
        values[slot] = value;
        return compute(values, session);
      });
    }
    const results: Scalar[] = [];
    for (let row = 0; row < batch.rowCount; row++) {
      session.step();
      for (let i = 0; i < varying.length; i++) values[varying[i]!] = scalarAt(columns[i]!, row);
      results.push(compute(values, session));
    }
    return columnFromScalars(type, results);
  };
  const expr: Expr = { type, position, reads: unionOfReads(args), evaluate: evaluateRows };
  if (distinct === undefined) return expr;
  const evaluate = (batch: Batch): Column => {
    const column = batch.named(distinct.columnName);
    return isDictionaryColumn(column)
      ? mapDistinct(type, column, memosOf(batch.session), distinct.compute(batch.session))
      : evaluateRows(batch);
  };
  if (type !== 'bool') return { ...expr, evaluate, distinct };
  return {
    ...expr,
    evaluate,
    distinct,
    keep(batch, rows) {
      const column = batch.named(distinct.columnName);
      if (isDictionaryColumn(column)) return keepDistinct(column, rows, memosOf(batch.session), distinct.compute(batch.session));
      // Values that are not coded are only computed for the rows asked for.
      if (rows === undefined) return trueRows(evaluateRows(batch));
      return selectWithin(rows, trueRows(evaluateRows(batch.select(rows))));
    },
  };
}

/** How the value follows from that of one coded column, when every argument that varies does. */
function composeDistinct(args: readonly Expr[], varying: readonly number[], compute: RowFunction): DistinctForm | undefined {
  const forms = varying.map((index) => args[index]!.distinct);
  const first = forms[0];
  if (first === undefined || !forms.every((form) => form?.columnName === first.columnName)) return undefined;
  return {
    columnName: first.columnName,
    compute(session) {
      const values: Scalar[] = args.map((arg) => arg.constant?.(session) ?? null);
      const inner = forms.map((form) => form!.compute(session));
      return (value) => {
        session.step();
        for (let i = 0; i < inner.length; i++) values[varying[i]!] = inner[i]!(value);
        return compute(values, session);
      };
    },
  };
}

/** The value of an expression that must be constant. */
export function constantValue(expr: Expr, session: Session): Scalar {
  return expr.constant === undefined ? scalarAt(expr.evaluate(singleRow(session)), 0) : expr.constant(session);
}
