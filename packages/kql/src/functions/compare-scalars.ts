import type { KustoType } from '@mxdr/core';
import type { DecimalValue } from '../columns/decimal-value.ts';
import { compareDecimals } from '../columns/decimal-value.ts';
import type { DynamicValue } from '../columns/dynamic-value.ts';
import type { Scalar } from '../columns/scalar.ts';
import { dynamicToText } from '../columns/dynamic-json.ts';
import { toDecimal, unwrapDynamic } from './convert-scalars.ts';

/** Order of two values of one type that are not null: negative, zero, positive. NaN is smaller than every number. */
export function compareSameType(type: KustoType, left: Scalar, right: Scalar): number {
  switch (type) {
    case 'string':
    case 'guid':
      return compareText(left as string, right as string);
    case 'decimal':
      return compareDecimals(left as DecimalValue, right as DecimalValue);
    case 'dynamic':
      return compareDynamics(left as DynamicValue, right as DynamicValue);
    default:
      return compareNumbers(left as number, right as number);
  }
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function compareNumbers(left: number, right: number): number {
  if (left < right) return -1;
  if (left > right) return 1;
  if (left === right) return 0;
  const leftIsNaN = Number.isNaN(Number(left));
  const rightIsNaN = Number.isNaN(Number(right));
  return leftIsNaN === rightIsNaN ? 0 : leftIsNaN ? -1 : 1;
}

const NUMERIC: ReadonlySet<KustoType> = new Set(['int', 'long', 'real', 'bool']);

/** Which kind of order two types share; `undefined` when they have none. */
export function commonOrder(left: KustoType, right: KustoType): KustoType | undefined {
  if (left === right) return left;
  if (NUMERIC.has(left) && NUMERIC.has(right)) return 'real';
  if ((left === 'decimal' && NUMERIC.has(right)) || (right === 'decimal' && NUMERIC.has(left))) return 'decimal';
  if ((left === 'guid' && right === 'string') || (left === 'string' && right === 'guid')) return 'string';
  return undefined;
}

/** Order of two values of any types that are not null; `undefined` when they cannot be compared. */
export function compareAny(leftType: KustoType, left: Scalar, rightType: KustoType, right: Scalar): number | undefined {
  if (leftType === 'dynamic' && rightType === 'dynamic') return compareDynamics(left as DynamicValue, right as DynamicValue);
  if (leftType === 'dynamic' || rightType === 'dynamic') {
    const a = leftType === 'dynamic' ? unwrapDynamic(left as DynamicValue) : { type: leftType, value: left };
    const b = rightType === 'dynamic' ? unwrapDynamic(right as DynamicValue) : { type: rightType, value: right };
    return a.type === 'dynamic' || b.type === 'dynamic' ? undefined : compareAny(a.type, a.value, b.type, b.value);
  }
  const order = commonOrder(leftType, rightType);
  if (order === undefined) return undefined;
  if (order === 'decimal') return compareDecimals(toDecimal(leftType, left)!, toDecimal(rightType, right)!);
  return compareSameType(order, left, right);
}

const DYNAMIC_RANK: Readonly<Record<string, number>> = { bool: 1, long: 2, real: 2, datetime: 3, timespan: 4, string: 5, dynamic: 6 };

/** A total order of dynamic values: by kind, then by value; bags and arrays by their JSON text. */
export function compareDynamics(left: DynamicValue, right: DynamicValue): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
  const a = unwrapDynamic(left);
  const b = unwrapDynamic(right);
  const rankA = DYNAMIC_RANK[a.type] ?? 9;
  const rankB = DYNAMIC_RANK[b.type] ?? 9;
  if (rankA !== rankB) return rankA - rankB;
  if (a.type === 'dynamic') return compareText(dynamicToText(left), dynamicToText(right));
  return compareSameType(rankA === 2 ? 'real' : a.type, a.value, b.value);
}
