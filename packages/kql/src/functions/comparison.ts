import type { Column } from '../columns/column.ts';
import type { Scalar } from '../columns/scalar.ts';
import { scalarAt } from '../columns/scalar.ts';
import type { Batch } from '../engine/batch.ts';
import type { RowSelection } from '../engine/row-selection.ts';
import { mergeRows, rowsWithout, trueRows, trueRowsAmong } from '../engine/row-selection.ts';
import type { QueryPosition } from '../errors.ts';
import type { Expr } from '../plan/expression.ts';
import { columnwise, rowsWhere, rowwise } from '../plan/expression.ts';
import { compareAny } from './compare-scalars.ts';
import { convertScalar } from './convert-scalars.ts';
import type { ComparisonOperator } from './compare-lanes.ts';
import { compareLanes, compareWithConstant } from './compare-lanes.ts';
import { rowsWithin } from './number-range.ts';

/** Whether an order satisfies the operator; `undefined` order (not comparable, NaN) only satisfies `!=`. */
function holds(operator: ComparisonOperator, order: number | undefined): boolean {
  if (order === undefined) return operator === '!=';
  switch (operator) {
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}

/**
 * A comparison with Kusto's nulls: `==` with one null is false, `!=` with one null is true, both null is null; the orders are null when
 * either side is.
 */
export function comparison(operator: ComparisonOperator, left: Expr, right: Expr, position: QueryPosition): Expr {
  const isEquality = operator === '==' || operator === '!=';
  const compare = (a: Scalar, b: Scalar): boolean | null => {
    if (a === null || b === null) return a === b || !isEquality ? null : operator === '!=';
    if (typeof a === 'number' && typeof b === 'number' && (Number.isNaN(a) || Number.isNaN(b))) return holds(operator, undefined);
    return holds(operator, compareForComparison(left, a, right, b));
  };
  const isDictionary = (expr: Expr): boolean => expr.type === 'string' || expr.type === 'dynamic' || expr.type === 'guid';
  const sources = new Set([left, right].map((side) => (side.constant === undefined ? side.distinct?.columnName : '')));
  sources.delete('');
  const isOfOneColumn = sources.size === 1 && !sources.has(undefined);
  if (isOfOneColumn || isDictionary(left) || isDictionary(right) || left.type === 'decimal' || right.type === 'decimal') {
    return rowwise('bool', position, [left, right], (values) => compare(values[0]!, values[1]!));
  }
  const expr = columnwise('bool', position, [left, right], (batch) => {
    if (right.constant !== undefined) {
      const masked = compareWithConstant(operator, left.evaluate(batch), right.constant(batch.session));
      if (masked !== undefined) return masked;
    } else if (left.constant !== undefined) {
      const masked = compareWithConstant(MIRRORED[operator], right.evaluate(batch), left.constant(batch.session));
      if (masked !== undefined) return masked;
    }
    const a = left.evaluate(batch);
    const b = right.evaluate(batch);
    return compareLanes(operator, a, b) ?? compareRows(a, b, compare);
  });
  return withBound(keepingRange(expr, operator, left, right), operator, left, right);
}

/** A string beside a datetime, number or guid is read as that type, as the service's binder does. */
function compareForComparison(left: Expr, a: Scalar, right: Expr, b: Scalar): number | undefined {
  if (left.type === 'string' && right.type !== 'string' && right.type !== 'dynamic') {
    const converted = convertScalar('string', right.type, a);
    return converted === null ? undefined : compareAny(right.type, converted, right.type, b);
  }
  if (right.type === 'string' && left.type !== 'string' && left.type !== 'dynamic') {
    const converted = convertScalar('string', left.type, b);
    return converted === null ? undefined : compareAny(left.type, a, left.type, converted);
  }
  return compareAny(left.type, a, right.type, b);
}

/** Marks a comparison of a column with a constant, and lets it tell its rows without making a column. */
function keepingRange(expr: Expr, operator: ComparisonOperator, left: Expr, right: Expr): Expr {
  const [column, value, own] = left.columnName === undefined ? [right, left, MIRRORED[operator]] : [left, right, operator];
  if (column.columnName === undefined || value.constant === undefined || expr.constant !== undefined) return expr;
  if (own === '!=') {
    // The column is there anyway: to compare all of it is cheaper than to copy the rows asked for first.
    return {
      ...expr,
      keep: (batch, rows) => (rows === undefined ? trueRows(expr.evaluate(batch)) : trueRowsAmong(expr.evaluate(batch), rows)),
    };
  }
  const ranged: Expr = { ...expr, range: { columnName: column.columnName, operator: own, value } };
  return { ...ranged, keep: keepAll([ranged]) };
}

/** Keeps the rows for which all members are true: ranges of one column in one pass, each member only among the rows that are left. */
function keepAll(members: readonly Expr[]): NonNullable<Expr['keep']> {
  const steps: Expr[][] = [];
  for (const member of members) {
    const known = member.range === undefined ? undefined : steps.find(([first]) => first!.range?.columnName === member.range!.columnName);
    if (known === undefined) steps.push([member]);
    else known.push(member);
  }
  return (batch, rows) => {
    let kept = rows;
    for (const step of steps) {
      const [first] = step;
      if (first!.range === undefined) {
        kept = rowsWhere(first!, batch, kept);
        continue;
      }
      const bounds = step.map(({ range }) => ({ operator: range!.operator, value: range!.value.constant!(batch.session) }));
      const within = rowsWithin(batch.named(first!.range.columnName), bounds, kept);
      if (within !== undefined) kept = within;
      else for (const member of step) kept = compareAmong(member, batch, kept);
    }
    return kept!;
  };
}

function compareAmong(member: Expr, batch: Batch, rows: RowSelection | undefined): RowSelection {
  const column = member.evaluate(batch);
  return rows === undefined ? trueRows(column) : trueRowsAmong(column, rows);
}

const MIRRORED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' } as const;

function withBound(expr: Expr, operator: ComparisonOperator, left: Expr, right: Expr): Expr {
  if (operator === '!=' || left.type !== 'datetime' || right.type !== 'datetime') return expr;
  if (left.columnName !== undefined && right.constant !== undefined) {
    return { ...expr, bound: { columnName: left.columnName, operator, value: right } };
  }
  if (right.columnName !== undefined && left.constant !== undefined) {
    return { ...expr, bound: { columnName: right.columnName, operator: MIRRORED[operator], value: left } };
  }
  return expr;
}

function compareRows(a: Column, b: Column, compare: (x: Scalar, y: Scalar) => boolean | null): Column {
  const values = new Uint8Array(a.length);
  let nulls: Uint8Array | undefined;
  for (let row = 0; row < a.length; row++) {
    const result = compare(scalarAt(a, row), scalarAt(b, row));
    if (result === true) values[row] = 1;
    else if (result === null) {
      nulls ??= new Uint8Array(a.length);
      nulls[row] = 1;
    }
  }
  return { type: 'bool', length: a.length, values, nulls };
}

/** `x between (low .. high)`, both ends included; a timespan as `high` of a datetime counts from `low`. */
export function between(isNegated: boolean, value: Expr, low: Expr, high: Expr, position: QueryPosition): Expr {
  const expr = columnwise('bool', position, [value, low, high], (batch) => {
    const columns = [value.evaluate(batch), low.evaluate(batch), high.evaluate(batch)];
    const results = new Uint8Array(batch.rowCount);
    let nulls: Uint8Array | undefined;
    const addsLow = value.type === 'datetime' && high.type === 'timespan';
    for (let row = 0; row < batch.rowCount; row++) {
      const x = scalarAt(columns[0]!, row);
      const from = scalarAt(columns[1]!, row);
      let to = scalarAt(columns[2]!, row);
      if (x === null || from === null || to === null) {
        nulls ??= new Uint8Array(batch.rowCount);
        nulls[row] = 1;
        continue;
      }
      if (addsLow) to = (from as bigint) + (to as bigint);
      const highType = addsLow ? 'datetime' : high.type;
      const isInside = (compareAny(value.type, x, low.type, from) ?? -1) >= 0 && (compareAny(value.type, x, highType, to) ?? 1) <= 0;
      results[row] = isInside === isNegated ? 0 : 1;
    }
    return { type: 'bool', length: batch.rowCount, values: results, nulls };
  });
  return expr;
}

/** `a and b` / `a or b` with three values. */
export function logical(operator: 'and' | 'or', left: Expr, right: Expr, position: QueryPosition): Expr {
  const decisive = operator === 'or' ? 1 : 0;
  const expr = columnwise('bool', position, [left, right], (batch) => {
    const a = left.evaluate(batch);
    const b = right.evaluate(batch);
    if (a.type !== 'bool' || b.type !== 'bool') throw new Error('logical operators need bool columns');
    const values = new Uint8Array(a.length);
    let nulls: Uint8Array | undefined;
    for (let row = 0; row < values.length; row++) {
      const xNull = a.nulls?.[row] === 1;
      const yNull = b.nulls?.[row] === 1;
      const x = a.values[row]!;
      const y = b.values[row]!;
      if (!xNull && !yNull) values[row] = operator === 'and' ? x & y : x | y;
      else if ((!xNull && x === decisive) || (!yNull && y === decisive)) values[row] = decisive;
      else {
        nulls ??= new Uint8Array(a.length);
        nulls[row] = 1;
      }
    }
    return { type: 'bool', length: a.length, values, nulls };
  });
  if (expr.constant !== undefined) return expr;
  if (operator === 'or') {
    return {
      ...expr,
      keep(batch, rows) {
        const kept = rowsWhere(left, batch, rows);
        return mergeRows(kept, rowsWhere(right, batch, rowsWithout(rows, batch.rowCount, kept)));
      },
    };
  }
  const conjuncts = [...(left.conjuncts ?? [left]), ...(right.conjuncts ?? [right])];
  return { ...expr, keep: keepAll(conjuncts), conjuncts };
}
