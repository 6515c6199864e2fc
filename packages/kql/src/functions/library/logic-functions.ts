import type { KustoType } from '@mxdr/core';
import type { Column } from '../../columns/column.ts';
import { isNullAt } from '../../columns/column.ts';
import type { DynamicValue } from '../../columns/dynamic-value.ts';
import type { Scalar } from '../../columns/scalar.ts';
import { KqlInvalid, KqlUnsupported } from '../../errors.ts';
import type { Expr } from '../../plan/expression.ts';
import { columnwise } from '../../plan/expression.ts';
import { arithmeticType } from '../arithmetic.ts';
import { compareSameType } from '../compare-scalars.ts';
import type { CallSite, ScalarFunction } from '../scalar-function.ts';
import { exprFunction } from '../scalar-function.ts';
import { rowwise } from '../../plan/expression.ts';
import { asType, chooseRows, isEmptyAt, isTrueAt } from './choose-rows.ts';

/** The type that all branches share: what the analysis says, else the widest of theirs. */
function commonType(call: CallSite, branches: readonly Expr[]): KustoType {
  if (call.type !== undefined) return call.type;
  let type: KustoType | undefined;
  for (const branch of branches) {
    if (branch.literal?.value === null && branch.type === 'dynamic') continue;
    if (type === undefined || type === branch.type) type = branch.type;
    else if (isNumeric(type) && isNumeric(branch.type)) type = arithmeticType('+', type, branch.type) ?? 'dynamic';
    else type = 'dynamic';
  }
  return type ?? 'dynamic';
}

function isNumeric(type: KustoType): boolean {
  return type === 'int' || type === 'long' || type === 'real' || type === 'decimal';
}

/** `iff` and `case`: the branch of the first predicate that is true; a null predicate counts as false. */
function lowerBranches(call: CallSite): Expr {
  const { args } = call;
  const predicates: Expr[] = [];
  const branches: Expr[] = [];
  for (let index = 0; index + 1 < args.length; index += 2) {
    predicates.push(asType(args[index]!, 'bool'));
    branches.push(args[index + 1]!);
  }
  branches.push(args.at(-1)!);
  const type = commonType(call, branches);
  const typed = branches.map((branch) => asType(branch, type));
  return columnwise(type, call.position, [...predicates, ...typed], (batch) => {
    const picks = new Int32Array(batch.rowCount).fill(predicates.length);
    const conditions = predicates.map((predicate) => predicate.evaluate(batch));
    for (let row = 0; row < picks.length; row++) {
      for (let index = 0; index < conditions.length; index++) {
        if (isTrueAt(conditions[index]!, row)) {
          picks[row] = index;
          break;
        }
      }
    }
    return chooseUsed(type, typed, picks, (expr) => expr.evaluate(batch));
  });
}

/** Evaluates only the branches that some row takes. */
function chooseUsed(type: KustoType, branches: readonly Expr[], picks: Int32Array, evaluate: (expr: Expr) => Column): Column {
  const places = new Int32Array(branches.length).fill(-1);
  const columns: Column[] = [];
  for (const pick of picks) {
    if (pick < 0 || places[pick]! >= 0) continue;
    places[pick] = columns.length;
    columns.push(evaluate(branches[pick]!));
  }
  const single = columns[0];
  if (columns.length === 1 && picks.every((pick) => pick >= 0)) return single!;
  return chooseRows(
    type,
    columns,
    picks.map((pick) => (pick < 0 ? -1 : places[pick]!)),
  );
}

function lowerCoalesce(call: CallSite): Expr {
  const type = commonType(call, call.args);
  const typed = call.args.map((arg) => asType(arg, type));
  return columnwise(type, call.position, typed, (batch) => {
    const picks = new Int32Array(batch.rowCount).fill(-1);
    const columns = typed.map((expr) => expr.evaluate(batch));
    for (let row = 0; row < picks.length; row++) {
      for (let index = 0; index < columns.length; index++) {
        if (!isEmptyAt(columns[index]!, row)) {
          picks[row] = index;
          break;
        }
      }
    }
    return chooseRows(type, columns, picks);
  });
}

/** `isnull` and `isempty` with their opposites: never null themselves. */
function emptiness(
  name: string,
  doc: string,
  aliases: readonly string[],
  isHit: (column: Column, row: number) => boolean,
  isHitText: (text: string) => boolean,
): ScalarFunction {
  return exprFunction(name, { aliases, doc, args: 1 }, (call) => {
    const [arg] = call.args;
    if (arg!.type === 'string') return rowwise('bool', call.position, [arg!], (values) => isHitText(values[0] as string));
    if (arg!.type === 'dynamic') return rowwise('bool', call.position, [arg!], (values) => isHitDynamic(values[0] as DynamicValue));
    return columnwise('bool', call.position, [arg!], (batch) => {
      const column = arg!.evaluate(batch);
      const hits = new Uint8Array(batch.rowCount);
      for (let row = 0; row < hits.length; row++) hits[row] = isHit(column, row) ? 1 : 0;
      return { type: 'bool', length: hits.length, values: hits };
    });
  });

  function isHitDynamic(value: DynamicValue): boolean {
    // An empty string inside a dynamic is empty for isempty and isnotempty, and not null for isnull and isnotnull.
    if (value === '') return isHitText('');
    const isNull = value === null;
    return name === 'isempty' || name === 'isnull' ? isNull : !isNull;
  }
}

/** The least or greatest argument; nulls do not count. */
function extreme(name: string, doc: string, direction: 1 | -1): ScalarFunction {
  return exprFunction(name, { doc, args: [2, 64] }, (call) => {
    const type = commonType(call, call.args);
    // The documentation takes every scalar; only how guids are ordered it does not say.
    if (type === 'guid') throw new KqlUnsupported(`${name}() of ${type}`, call.position);
    const typed = call.args.map((arg) => asType(arg, type));
    return rowwise(type, call.position, typed, (values) => {
      let best: Scalar = null;
      for (const value of values) {
        if (value !== null && (best === null || compareSameType(type, value, best) * direction > 0)) best = value;
      }
      return best;
    });
  });
}

/** Functions that choose and test. */
export const logicFunctions: readonly ScalarFunction[] = [
  exprFunction('iff', { aliases: ['iif'], doc: 'One of two values by a predicate', args: 3 }, lowerBranches),
  exprFunction('case', { doc: 'The value of the first predicate that is true', args: [3, 65_535] }, (call) => {
    if (call.args.length % 2 === 0)
      throw new KqlInvalid('case() needs pairs of predicate and value, and one value for the rest', call.position);
    return lowerBranches(call);
  }),
  exprFunction('coalesce', { doc: 'The first value that is not null or empty', args: [2, 64] }, lowerCoalesce),
  exprFunction('not', { doc: 'The opposite; null stays null', args: 1 }, (call) => {
    const arg = asType(call.args[0]!, 'bool');
    return columnwise('bool', call.position, [arg], (batch) => {
      const column = arg.evaluate(batch);
      if (column.type !== 'bool') throw new Error('a predicate did not give a bool column');
      const values = new Uint8Array(column.length);
      for (let row = 0; row < values.length; row++) values[row] = column.values[row] === 1 || column.nulls?.[row] === 1 ? 0 : 1;
      return { type: 'bool', length: values.length, values, nulls: column.nulls };
    });
  }),
  emptiness('isnull', 'Whether the value is null; text never is', [], isNullAt, () => false),
  emptiness(
    'isnotnull',
    'Whether the value is not null',
    ['notnull'],
    (column, row) => !isNullAt(column, row),
    () => true,
  ),
  emptiness('isempty', 'Whether the value is null or empty text', [], isEmptyAt, (text) => text === ''),
  emptiness(
    'isnotempty',
    'Whether the value is neither null nor empty text',
    ['notempty'],
    (column, row) => !isEmptyAt(column, row),
    (text) => text !== '',
  ),
  extreme('max_of', 'The greatest argument; nulls do not count', 1),
  extreme('min_of', 'The least argument; nulls do not count', -1),
  exprFunction('around', { doc: 'Whether a value lies within a distance of another, ends included', args: 3 }, (call) => {
    const [value, center, delta] = call.args as readonly [Expr, Expr, Expr];
    const isTime = value.type === 'datetime' || value.type === 'timespan';
    const type = isTime ? value.type : (arithmeticType('+', value.type, center.type) ?? 'real');
    if (type === 'decimal' || type === 'string') throw new KqlUnsupported(`around() of ${value.type}`, call.position);
    const distance = isTime ? 'timespan' : type;
    return rowwise('bool', call.position, [asType(value, type), asType(center, type), asType(delta, distance)], ([x, c, d]) => {
      if (x === null || c === null || d === null) return null;
      // Both kinds of numbers are of one kind each: ticks, or int, long and real.
      const [from, to] =
        typeof c === 'bigint' || typeof d === 'bigint'
          ? [BigInt(c as bigint) - BigInt(d as bigint), BigInt(c as bigint) + BigInt(d as bigint)]
          : [(c as number) - (d as number), (c as number) + (d as number)];
      return (x as number) >= from && (x as number) <= to;
    });
  }),
  exprFunction('assert', { doc: 'Ends the query with a message unless a constant predicate is true', args: 2 }, (call) => {
    const [predicate, message] = call.args as readonly [Expr, Expr];
    if (predicate.literal === undefined || message.literal === undefined)
      throw new KqlUnsupported('assert() of a predicate that is not constant', call.position);
    if (predicate.literal.value !== true) throw new KqlInvalid(`Assert failed: ${String(message.literal.value)}`, call.position);
    return predicate;
  }),
];
