import type { KustoType } from '@mxdr/core';
import type { Column } from '../columns/column.ts';
import { DynamicDictionary, StringDictionary } from '../columns/column.ts';
import type { DynamicValue } from '../columns/dynamic-value.ts';
import { parseDynamicText } from '../columns/parse-json.ts';
import type { Scalar } from '../columns/scalar.ts';
import { columnFromScalars, constantColumn, scalarAt } from '../columns/scalar.ts';
import type { Batch } from '../engine/batch.ts';
import { singleRow } from '../engine/batch.ts';
import type { RowSelection } from '../engine/row-selection.ts';
import { selectWithin, trueRows } from '../engine/row-selection.ts';
import type { Session } from '../engine/session.ts';
import type { QueryPosition } from '../errors.ts';

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
  /** The column's name when the expression is nothing but a column. */
  readonly columnName?: string;
  /** Members of an `and`, for pushing time ranges into scans. */
  readonly conjuncts?: readonly Expr[];
  /** Set on `column <op> constant` over one column, for pushing time ranges into scans. */
  readonly bound?: TimeBound;
  /** The columns that a function of several columns gives to `extend (a, b) = f(x)`; as a value it is the array of them. */
  readonly components?: readonly { readonly name: string; readonly expr: Expr }[];
  /** A function of rows in order, like `row_number()`; must see whole tables. */
  readonly needsOrder?: boolean;
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
  return { type, position, reads: new Set([name]), columnName: name, evaluate: (batch) => batch.named(name) };
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

/**
 * An expression computed value by value. When a single argument varies and its column is dictionary-coded, each distinct value is computed
 * once.
 */
export function rowwise(type: KustoType, position: QueryPosition, args: readonly Expr[], compute: RowFunction): Expr {
  const varying = args.flatMap((arg, index) => (arg.constant === undefined ? [index] : []));
  if (varying.length === 0) {
    if (args.length > 0 && args.every((arg) => arg.literal !== undefined)) {
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
  const computeDistinct = (session: Session): ((value: Scalar) => Scalar) => {
    const values: Scalar[] = args.map((arg) => arg.constant?.(session) ?? null);
    return (value) => {
      values[slot] = value;
      return compute(values, session);
    };
  };
  const evaluate = (batch: Batch): Column => {
    const { session } = batch;
    const columns = varying.map((index) => args[index]!.evaluate(batch));
    const only = columns[0]!;
    if (varying.length === 1 && isDictionaryColumn(only)) return mapDistinct(type, only, memosOf(session), computeDistinct(session));
    const values: Scalar[] = args.map((arg) => arg.constant?.(session) ?? null);
    const results: Scalar[] = [];
    for (let row = 0; row < batch.rowCount; row++) {
      for (let i = 0; i < varying.length; i++) values[varying[i]!] = scalarAt(columns[i]!, row);
      results.push(compute(values, session));
    }
    return columnFromScalars(type, results);
  };
  const expr: Expr = { type, position, reads: unionOfReads(args), evaluate };
  if (type !== 'bool' || varying.length !== 1) return expr;
  const subject = args[slot]!;
  return {
    ...expr,
    keep(batch, rows) {
      // A column is there already; anything else is only computed for the rows asked for.
      const isWhole = rows === undefined || subject.columnName !== undefined;
      const target = isWhole ? batch : batch.select(rows);
      const column = subject.evaluate(target);
      if (isDictionaryColumn(column)) {
        const kept = keepDistinct(column, isWhole ? rows : undefined, memosOf(batch.session), computeDistinct(batch.session));
        return isWhole ? kept : selectWithin(rows, kept);
      }
      return rows === undefined ? trueRows(evaluate(batch)) : selectWithin(rows, trueRows(evaluate(batch.select(rows))));
    },
  };
}

type DictionaryColumn = Column & { readonly type: 'string' | 'dynamic' | 'guid' };

/** Whether equal codes mean equal values in every row: then each distinct value is computed once. */
function isDictionaryColumn(column: Column): column is DictionaryColumn {
  return column.type === 'string' || column.type === 'dynamic' || (column.type === 'guid' && column.nulls === undefined);
}

/** Weak, because a scan may go through many dictionaries. */
type MemoTable = WeakMap<StringDictionary | DynamicDictionary, Memo>;

const FALSE_STATE = 1;
const NULL_STATE = 2;
/** The only state with this bit, so that a count of true rows needs no branch. */
const TRUE_STATE = 4;

/** What was computed for the codes of one dictionary. Grows with it. */
interface Memo {
  /** bool: a state; string and dynamic: 1 + code in the target dictionary; 0: not computed yet. */
  codes: Int32Array;
  readonly scalars: (Scalar | undefined)[];
  readonly strings: StringDictionary;
  readonly dynamics: DynamicDictionary;
}

function memoFor(memos: MemoTable, dictionary: StringDictionary | DynamicDictionary): Memo {
  const size = dictionary instanceof StringDictionary ? dictionary.values.length : dictionary.size;
  let memo = memos.get(dictionary);
  if (memo === undefined) {
    memo = { codes: new Int32Array(size), scalars: [], strings: new StringDictionary(), dynamics: new DynamicDictionary(parseDynamicText) };
    memos.set(dictionary, memo);
  } else if (memo.codes.length < size) {
    const codes = new Int32Array(size * 2);
    codes.set(memo.codes);
    memo.codes = codes;
  }
  return memo;
}

function valueOfCode(dictionary: StringDictionary | DynamicDictionary, code: number): Scalar {
  return dictionary instanceof StringDictionary ? dictionary.values[code]! : dictionary.get(code);
}

function stateOf(value: Scalar): number {
  return value === true ? TRUE_STATE : value === null ? NULL_STATE : FALSE_STATE;
}

/** The rows whose value satisfies a predicate, computed once per distinct value. */
function keepDistinct(
  column: DictionaryColumn,
  rows: RowSelection | undefined,
  memos: MemoTable,
  compute: (value: Scalar) => Scalar,
): RowSelection {
  const { dictionary, codes, length } = column;
  const states = memoFor(memos, dictionary).codes;
  const kept = new Int32Array(rows?.length ?? length);
  let count = 0;
  for (let i = 0; i < kept.length; i++) {
    const row = rows === undefined ? i : rows[i]!;
    const code = codes[row]!;
    let state = states[code]!;
    if (state === 0) {
      state = stateOf(compute(valueOfCode(dictionary, code)));
      states[code] = state;
    }
    kept[count] = row;
    count += state >> 2;
  }
  return kept.subarray(0, count);
}

function mapDistinct(type: KustoType, column: DictionaryColumn, memos: MemoTable, compute: (value: Scalar) => Scalar): Column {
  const { dictionary, codes, length } = column;
  const memo = memoFor(memos, dictionary);
  if (type === 'bool') {
    const values = new Uint8Array(length);
    const states = memo.codes;
    let nulls: Uint8Array | undefined;
    for (let row = 0; row < length; row++) {
      const code = codes[row]!;
      let state = states[code]!;
      if (state === 0) {
        state = stateOf(compute(valueOfCode(dictionary, code)));
        states[code] = state;
      }
      values[row] = state >> 2;
      if (state === NULL_STATE) {
        nulls ??= new Uint8Array(length);
        nulls[row] = 1;
      }
    }
    return { type, length, values, nulls };
  }
  if (type === 'string' || type === 'dynamic') {
    const target = new Uint32Array(length);
    for (let row = 0; row < length; row++) {
      const code = codes[row]!;
      let mapped = memo.codes[code]!;
      if (mapped === 0) {
        const value = compute(valueOfCode(dictionary, code));
        mapped = 1 + (type === 'string' ? memo.strings.codeOf((value as string | null) ?? '') : memo.dynamics.add(value as DynamicValue));
        memo.codes[code] = mapped;
      }
      target[row] = mapped - 1;
    }
    return type === 'string'
      ? { type, length, codes: target, dictionary: memo.strings }
      : { type, length, codes: target, dictionary: memo.dynamics };
  }
  const results: Scalar[] = [];
  for (let row = 0; row < length; row++) {
    const code = codes[row]!;
    let value = memo.scalars[code];
    if (value === undefined) {
      value = compute(valueOfCode(dictionary, code));
      memo.scalars[code] = value;
    }
    results.push(value);
  }
  return columnFromScalars(type, results);
}

/** The value of an expression that must be constant. */
export function constantValue(expr: Expr, session: Session): Scalar {
  return expr.constant === undefined ? scalarAt(expr.evaluate(singleRow(session)), 0) : expr.constant(session);
}
