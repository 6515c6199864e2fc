import type { KustoType } from '@mxdr/core';
import type { Column } from '../columns/column.ts';
import { isNullAt } from '../columns/column.ts';
import { DynamicBag, isDynamicArray } from '../columns/dynamic-value.ts';
import type { DynamicValue } from '../columns/dynamic-value.ts';
import type { Scalar } from '../columns/scalar.ts';
import { columnFromScalars, scalarAt } from '../columns/scalar.ts';
import type { Expr } from '../plan/expression.ts';
import { columnwise } from '../plan/expression.ts';
import { convertScalar, toText } from './convert-scalars.ts';
import type { CallSite, ScalarFunction } from './scalar-function.ts';
import { exprFunction, valueFunction } from './scalar-function.ts';

const NUMERIC_RANK: Readonly<Partial<Record<KustoType, number>>> = { bool: 0, int: 1, long: 2, real: 3, decimal: 4 };

/** The type of a choice between values: equal types stay, numbers widen, a dynamic beside a typed value takes its type. */
export function commonType(types: readonly KustoType[]): KustoType {
  let result: KustoType | undefined;
  for (const type of types) {
    if (result === undefined || result === type || result === 'dynamic') {
      result = result === undefined || type !== 'dynamic' ? type : result;
      continue;
    }
    const a = NUMERIC_RANK[result];
    const b = NUMERIC_RANK[type];
    if (a !== undefined && b !== undefined) result = b > a ? type : result;
    else if (type !== 'dynamic') result = 'string';
  }
  return result ?? 'dynamic';
}

function isTrue(column: Column, row: number): boolean {
  return column.type === 'bool' && column.values[row] === 1 && column.nulls?.[row] !== 1;
}

/** Takes each row from the first branch whose condition is true; null conditions count as false. */
function choose(call: CallSite, conditions: readonly Expr[], branches: readonly Expr[]): Expr {
  const type = call.type ?? commonType(branches.map((branch) => branch.type));
  return columnwise(type, call.position, [...conditions, ...branches], (batch) => {
    const flags = conditions.map((condition) => condition.evaluate(batch));
    const columns: (Column | undefined)[] = branches.map(() => undefined);
    const column = (index: number): Column => (columns[index] ??= branches[index]!.evaluate(batch));
    const results: Scalar[] = [];
    for (let row = 0; row < batch.rowCount; row++) {
      let chosen = 0;
      while (chosen < flags.length && !isTrue(flags[chosen]!, row)) chosen++;
      results.push(convertScalar(branches[chosen]!.type, type, scalarAt(column(chosen), row)));
    }
    return columnFromScalars(type, results);
  });
}

function asCondition(expr: Expr): Expr {
  if (expr.type === 'bool') return expr;
  return columnwise('bool', expr.position, [expr], (batch) => {
    const column = expr.evaluate(batch);
    const results: Scalar[] = [];
    for (let row = 0; row < batch.rowCount; row++) results.push(convertScalar(expr.type, 'bool', scalarAt(column, row)));
    return columnFromScalars('bool', results);
  });
}

function isEmptyValue(type: KustoType, value: Scalar): boolean {
  if (value === null || value === '') return true;
  if (type !== 'dynamic') return false;
  const dynamic = value as DynamicValue;
  return (isDynamicArray(dynamic) && dynamic.length === 0) || (dynamic instanceof DynamicBag && dynamic.entries.size === 0);
}

export const LOGIC_FUNCTIONS: readonly ScalarFunction[] = [
  exprFunction('iff', { aliases: ['iif'], doc: 'one of two values by a condition', args: 3 }, (call) =>
    choose(call, [asCondition(call.args[0]!)], call.args.slice(1)),
  ),
  exprFunction('case', { doc: 'the value behind the first true condition', args: [3, 256] }, (call) => {
    const conditions: Expr[] = [];
    const branches: Expr[] = [];
    call.args.slice(0, -1).forEach((arg, index) => (index % 2 === 0 ? conditions.push(asCondition(arg)) : branches.push(arg)));
    return choose(call, conditions, [...branches, call.args.at(-1)!]);
  }),
  exprFunction('coalesce', { doc: 'the first value that is not null (not empty for strings)', args: [1, 64] }, (call) => {
    const type = call.type ?? commonType(call.args.map((arg) => arg.type));
    return columnwise(type, call.position, call.args, (batch) => {
      const columns = call.args.map((arg) => arg.evaluate(batch));
      const results: Scalar[] = [];
      for (let row = 0; row < batch.rowCount; row++) {
        let result: Scalar = null;
        for (let index = 0; index < columns.length; index++) {
          const value = scalarAt(columns[index]!, row);
          if (value === null || (type === 'string' && value === '')) continue;
          result = convertScalar(call.args[index]!.type, type, value);
          break;
        }
        results.push(result);
      }
      return columnFromScalars(type, results);
    });
  }),
  exprFunction('not', { doc: 'the opposite of a bool', args: 1 }, (call) => {
    const operand = asCondition(call.args[0]!);
    return columnwise('bool', call.position, [operand], (batch) => {
      const column = operand.evaluate(batch);
      if (column.type !== 'bool') throw new Error('not() needs a bool');
      return { type: 'bool', length: column.length, values: column.values.map((value) => 1 - value), nulls: column.nulls };
    });
  }),
  exprFunction('isnull', { doc: 'whether a value is null; strings never are', args: 1 }, (call) => nullTest(call, true)),
  exprFunction('isnotnull', { aliases: ['notnull'], doc: 'whether a value is not null', args: 1 }, (call) => nullTest(call, false)),
  valueFunction('isempty', { doc: 'whether a value is null or empty text', args: 1, result: 'bool', nulls: 'accept' }, ([value], [type]) =>
    emptyText(type!, value!),
  ),
  valueFunction(
    'isnotempty',
    { aliases: ['notempty'], doc: 'whether a value is neither null nor empty text', args: 1, result: 'bool', nulls: 'accept' },
    ([value], [type]) => !emptyText(type!, value!),
  ),
];

function emptyText(type: KustoType, value: Scalar): boolean {
  return type === 'dynamic' ? isEmptyValue('string', value) : toText(type, value) === '';
}

function nullTest(call: CallSite, wanted: boolean): Expr {
  const operand = call.args[0]!;
  return columnwise('bool', call.position, [operand], (batch) => {
    const column = operand.evaluate(batch);
    const values = new Uint8Array(column.length);
    for (let row = 0; row < column.length; row++) values[row] = isNullAt(column, row) === wanted ? 1 : 0;
    return { type: 'bool', length: column.length, values };
  });
}
