import type { CellValue, KustoType } from '@mxdr/core';
import { cellValueAt } from '../../../columns/cell-value.ts';
import { parseDecimal } from '../../../columns/decimal-value.ts';
import { parseJsonText } from '../../../columns/parse-json.ts';
import { convertScalar } from '../../convert-scalars.ts';
import type { Scalar } from '../../../columns/scalar.ts';
import { columnFromScalars } from '../../../columns/scalar.ts';
import { Batch, Schema } from '../../../engine/batch.ts';
import { DEFAULT_LIMITS, Session } from '../../../engine/session.ts';
import { columnExpr, literalExpr } from '../../../plan/expression.ts';
import type { ScalarFunction } from '../../scalar-function.ts';

/** A typed literal of a case. */
export interface Argument {
  readonly type: KustoType;
  readonly value: Scalar;
}

/** What `name(args)` gives: the cell as outputs carry it. */
export type FunctionCase = readonly [name: string, args: readonly (Argument | string | number | boolean)[], expected: CellValue];

function converted(type: KustoType, text: string): Argument {
  const value = convertScalar('string', type, text);
  if (value === null) throw new Error(`${text} is no ${type}`);
  return { type, value };
}

export function real(value: number): Argument {
  return { type: 'real', value };
}

export function int(value: number): Argument {
  return { type: 'int', value };
}

export function datetime(text: string): Argument {
  return converted('datetime', text);
}

export function timespan(text: string): Argument {
  return converted('timespan', text);
}

export function guid(text: string): Argument {
  return converted('guid', text);
}

export function decimal(text: string): Argument {
  return { type: 'decimal', value: parseDecimal(text) ?? null };
}

export function dynamic(json: string): Argument {
  const value = parseJsonText(json);
  if (value === undefined) throw new Error(`${json} is no JSON`);
  return { type: 'dynamic', value };
}

export function long(text: string): Argument {
  return converted('long', text);
}

/** A null of a type. */
export function nullOf(type: KustoType): Argument {
  return { type, value: null };
}

function argumentOf(arg: Argument | string | number | boolean): Argument {
  if (typeof arg === 'string') return { type: 'string', value: arg };
  if (typeof arg === 'number') return Number.isInteger(arg) ? { type: 'long', value: arg } : real(arg);
  return typeof arg === 'boolean' ? { type: 'bool', value: arg } : arg;
}

const POSITION = { line: 1, column: 1, length: 0 };

/** 2026-10-01T12:00:00Z, what `now()` is in the cases. */
export const NOW_MS = Date.UTC(2026, 9, 1, 12);

function newSession(): Session {
  const provider = { tables: [], scan: () => [] } as unknown as Session['provider'];
  return new Session({ provider, limits: DEFAULT_LIMITS, now: NOW_MS, elapsed: () => 0, seed: 7 });
}

/** Runs a case with its arguments written as literals in the query. */
export function runWithLiterals(definition: ScalarFunction, [name, args]: FunctionCase): CellValue {
  const exprs = args.map(argumentOf).map((arg) => literalExpr(arg.type, arg.value, POSITION));
  const expr = definition.lower({ name, args: exprs, position: POSITION });
  return cellValueAt(expr.evaluate(new Batch(new Schema([]), 1, [], newSession())), 0);
}

/** Runs a case with its arguments read from columns, in a row between rows of nulls. */
export function runWithColumns(definition: ScalarFunction, [name, args]: FunctionCase, fixed: readonly number[] = []): CellValue {
  const typed = args.map(argumentOf);
  const schema = new Schema(typed.map((arg, index) => ({ name: `a${index}`, type: arg.type })));
  const columns = typed.map((arg) => columnFromScalars(arg.type, [arg.value, arg.value]));
  const exprs = typed.map((arg, index) =>
    fixed.includes(index) ? literalExpr(arg.type, arg.value, POSITION) : columnExpr(`a${index}`, arg.type, POSITION),
  );
  const expr = definition.lower({ name, args: exprs, position: POSITION });
  return cellValueAt(expr.evaluate(new Batch(schema, 2, columns, newSession())), 1);
}
