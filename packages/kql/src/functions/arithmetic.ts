import type { KustoType } from '@mxdr/core';
import type { Column } from '../columns/column.ts';
import type { DecimalValue } from '../columns/decimal-value.ts';
import { compareDecimals, DecimalValue as Decimal } from '../columns/decimal-value.ts';
import { narrowLong } from '../columns/parse-values.ts';
import type { Scalar } from '../columns/scalar.ts';
import { columnFromScalars, scalarAt } from '../columns/scalar.ts';
import type { Batch } from '../engine/batch.ts';
import type { QueryPosition } from '../errors.ts';
import { KqlUnsupported } from '../errors.ts';
import type { Expr } from '../plan/expression.ts';
import { columnwise } from '../plan/expression.ts';
import { convertScalar } from './convert-scalars.ts';
import { combineNulls, floatLane } from './lanes.ts';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

const WHOLE: ReadonlySet<KustoType> = new Set(['int', 'long', 'bool']);
const TIME: ReadonlySet<KustoType> = new Set(['datetime', 'timespan']);

/** The type of `left operator right`; `undefined` when the language has no such operation. */
export function arithmeticType(operator: ArithmeticOperator, left: KustoType, right: KustoType): KustoType | undefined {
  if (left === 'dynamic' && right === 'dynamic') return 'real';
  if (left === 'dynamic') return arithmeticType(operator, partnerOf(operator, right), right);
  if (right === 'dynamic') return arithmeticType(operator, left, partnerOf(operator, left));
  if (TIME.has(left) || TIME.has(right)) return timeArithmeticType(operator, left, right);
  if (left === 'decimal' || right === 'decimal') return 'decimal';
  if (left === 'real' || right === 'real') return 'real';
  return WHOLE.has(left) && WHOLE.has(right) ? 'long' : undefined;
}

/** What a dynamic operand is taken for beside a typed one. */
function partnerOf(operator: ArithmeticOperator, other: KustoType): KustoType {
  if (!TIME.has(other)) return other === 'int' ? 'long' : other;
  return operator === '*' || operator === '/' ? 'real' : other === 'datetime' && operator === '+' ? 'timespan' : other;
}

function timeArithmeticType(operator: ArithmeticOperator, left: KustoType, right: KustoType): KustoType | undefined {
  const bothTime = TIME.has(left) && TIME.has(right);
  switch (operator) {
    case '+':
      if (!bothTime) return undefined;
      return left === 'datetime' || right === 'datetime' ? 'datetime' : 'timespan';
    case '-':
      if (!bothTime) return undefined;
      return left === right ? 'timespan' : 'datetime';
    case '*':
      return bothTime ? undefined : 'timespan';
    case '/':
      if (bothTime) return 'real';
      return left === 'timespan' ? 'timespan' : undefined;
    default:
      return bothTime ? 'timespan' : undefined;
  }
}

/** `left operator right` with Kusto's rules: nulls spread, longs wrap at 64 bits, `%` is never negative. */
export function arithmetic(operator: ArithmeticOperator, left: Expr, right: Expr, position: QueryPosition): Expr {
  const type = arithmeticType(operator, left.type, right.type);
  if (type === undefined) throw new KqlUnsupported(`${left.type} ${operator} ${right.type}`, position);
  const leftType = left.type === 'dynamic' ? dynamicOperandType(operator, right.type, type) : left.type;
  const rightType = right.type === 'dynamic' ? dynamicOperandType(operator, left.type, type) : right.type;
  const isPlain = left.type !== 'dynamic' && right.type !== 'dynamic';
  return columnwise(type, position, [left, right], (batch) => {
    const a = left.evaluate(batch);
    const b = right.evaluate(batch);
    if (isPlain && type === 'real') return realArithmetic(operator, a, b, leftType, rightType) ?? byValue(a, b);
    if (isPlain && type === 'long') return longArithmetic(operator, a, b) ?? byValue(a, b);
    if (isPlain && operator === '-' && (type === 'timespan' || type === 'datetime')) return timeDifference(type, a, b) ?? byValue(a, b);
    return byValue(a, b);
  });

  function byValue(a: Column, b: Column): Column {
    const results: Scalar[] = [];
    for (let row = 0; row < a.length; row++) {
      const x = convertScalar(left.type, leftType, scalarAt(a, row));
      const y = convertScalar(right.type, rightType, scalarAt(b, row));
      results.push(x === null || y === null ? null : computeArithmetic(operator, type!, leftType, x, rightType, y));
    }
    return columnFromScalars(type!, results);
  }
}

function dynamicOperandType(operator: ArithmeticOperator, other: KustoType, type: KustoType): KustoType {
  return other === 'dynamic' ? type : partnerOf(operator, other);
}

function computeArithmetic(
  operator: ArithmeticOperator,
  type: KustoType,
  leftType: KustoType,
  x: Scalar,
  rightType: KustoType,
  y: Scalar,
): Scalar {
  switch (type) {
    case 'long':
      return longResult(operator, Number(x), Number(y)) ?? exactResult(operator, BigInt(x as number), BigInt(y as number));
    case 'real':
      if (TIME.has(leftType)) return Number(x) / Number(y);
      return realResult(operator, Number(x), Number(y));
    case 'decimal':
      return decimalResult(
        operator,
        convertScalar(leftType, 'decimal', x) as DecimalValue,
        convertScalar(rightType, 'decimal', y) as DecimalValue,
      );
    default:
      return timeResult(operator, type, leftType, x, rightType, y);
  }
}

function realResult(operator: ArithmeticOperator, x: number, y: number): number {
  switch (operator) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    case '/':
      return x / y;
    default: {
      const rest = x % y;
      return rest < 0 ? rest + Math.abs(y) : rest;
    }
  }
}

/** The result in doubles where that is exact; `undefined` where 64-bit arithmetic is needed; `null` for a division by zero. */
function longResult(operator: ArithmeticOperator, x: number, y: number): number | null | undefined {
  if (!Number.isSafeInteger(x) || !Number.isSafeInteger(y)) return undefined;
  let result: number;
  switch (operator) {
    case '+':
      result = x + y;
      break;
    case '-':
      result = x - y;
      break;
    case '*':
      result = x * y;
      break;
    case '/':
      if (y === 0) return null;
      result = Math.trunc(x / y);
      // The double quotient of two big integers may round up to the next integer.
      if (Math.abs(result) > 2 ** 50) return undefined;
      break;
    default:
      if (y === 0) return null;
      result = x % y;
      if (result < 0) result += Math.abs(y);
  }
  return Number.isSafeInteger(result) ? result + 0 : undefined;
}

function exactResult(operator: ArithmeticOperator, x: bigint, y: bigint): number | bigint | null {
  let result: bigint;
  switch (operator) {
    case '+':
      result = x + y;
      break;
    case '-':
      result = x - y;
      break;
    case '*':
      result = x * y;
      break;
    case '/':
      if (y === 0n) return null;
      result = x / y;
      break;
    default: {
      if (y === 0n) return null;
      result = x % y;
      if (result < 0n) result += y < 0n ? -y : y;
    }
  }
  return narrowLong(BigInt.asIntN(64, result));
}

/** Digits kept behind the point of a quotient. */
const DECIMAL_DIGITS = 17;

function decimalResult(operator: ArithmeticOperator, x: DecimalValue, y: DecimalValue): DecimalValue | null {
  const scale = Math.max(x.scale, y.scale);
  const a = x.unscaled * 10n ** BigInt(scale - x.scale);
  const b = y.unscaled * 10n ** BigInt(scale - y.scale);
  switch (operator) {
    case '+':
      return new Decimal(a + b, scale);
    case '-':
      return new Decimal(a - b, scale);
    case '*':
      return new Decimal(x.unscaled * y.unscaled, x.scale + y.scale);
    case '/': {
      if (b === 0n) return null;
      return trimZeros(new Decimal((a * 10n ** BigInt(DECIMAL_DIGITS)) / b, DECIMAL_DIGITS), scale);
    }
    default: {
      if (b === 0n) return null;
      const rest = a % b;
      return new Decimal(rest < 0n ? rest + (b < 0n ? -b : b) : rest, scale);
    }
  }
}

function trimZeros(value: DecimalValue, scale: number): DecimalValue {
  let current = value;
  while (current.scale > scale && current.unscaled % 10n === 0n) current = new Decimal(current.unscaled / 10n, current.scale - 1);
  return compareDecimals(current, value) === 0 ? current : value;
}

function timeResult(
  operator: ArithmeticOperator,
  type: KustoType,
  leftType: KustoType,
  x: Scalar,
  rightType: KustoType,
  y: Scalar,
): bigint | null {
  if (operator === '+') return checkTime(type, (x as bigint) + (y as bigint));
  if (operator === '-') return checkTime(type, (x as bigint) - (y as bigint));
  if (operator === '%') {
    if (y === 0n) return null;
    const rest = (x as bigint) % (y as bigint);
    return rest < 0n ? rest + ((y as bigint) < 0n ? -(y as bigint) : (y as bigint)) : rest;
  }
  const ticks = TIME.has(leftType) ? (x as bigint) : (y as bigint);
  const factor = TIME.has(leftType) ? { type: rightType, value: y } : { type: leftType, value: x };
  if (WHOLE.has(factor.type)) {
    const whole = BigInt(Number(factor.value));
    if (operator === '*') return checkTime(type, ticks * whole);
    return whole === 0n ? null : ticks / whole;
  }
  const real = convertScalar(factor.type, 'real', factor.value) as number;
  const result = operator === '*' ? Number(ticks) * real : Number(ticks) / real;
  return Number.isFinite(result) ? BigInt(Math.round(result)) : null;
}

/** Years 1 to 9999. */
const MAX_DATETIME_TICKS = 3_155_378_975_999_999_999n;

function checkTime(type: KustoType, ticks: bigint): bigint | null {
  if (type === 'datetime') return ticks < 0n || ticks > MAX_DATETIME_TICKS ? null : ticks;
  return BigInt.asIntN(64, ticks);
}

function realArithmetic(operator: ArithmeticOperator, a: Column, b: Column, leftType: KustoType, rightType: KustoType): Column | undefined {
  if (TIME.has(leftType) || TIME.has(rightType)) return undefined;
  const x = floatLane(a);
  const y = floatLane(b);
  if (x === undefined || y === undefined) return undefined;
  const values = new Float64Array(a.length);
  switch (operator) {
    case '+':
      for (let row = 0; row < values.length; row++) values[row] = x[row]! + y[row]!;
      break;
    case '-':
      for (let row = 0; row < values.length; row++) values[row] = x[row]! - y[row]!;
      break;
    case '*':
      for (let row = 0; row < values.length; row++) values[row] = x[row]! * y[row]!;
      break;
    default:
      for (let row = 0; row < values.length; row++) values[row] = realResult(operator, x[row]!, y[row]!);
  }
  return { type: 'real', length: a.length, values, nulls: combineNulls(a, b) };
}

function longArithmetic(operator: ArithmeticOperator, a: Column, b: Column): Column | undefined {
  const x = floatLane(a);
  const y = floatLane(b);
  if (x === undefined || y === undefined) return undefined;
  const values = new Float64Array(a.length);
  let nulls = combineNulls(a, b);
  for (let row = 0; row < values.length; row++) {
    if (nulls?.[row] === 1) continue;
    const result = longResult(operator, x[row]!, y[row]!);
    if (result === undefined) return undefined;
    if (result === null) {
      nulls ??= new Uint8Array(a.length);
      nulls[row] = 1;
    } else values[row] = result;
  }
  return { type: 'long', length: a.length, values, nulls };
}

function timeDifference(type: 'datetime' | 'timespan', a: Column, b: Column): Column | undefined {
  if ((a.type !== 'datetime' && a.type !== 'timespan') || (b.type !== 'datetime' && b.type !== 'timespan')) return undefined;
  if (a.subMs !== undefined || b.subMs !== undefined || type === 'datetime') return undefined;
  const ms = new Float64Array(a.length);
  for (let row = 0; row < ms.length; row++) ms[row] = a.ms[row]! - b.ms[row]!;
  return { type, length: a.length, ms, nulls: combineNulls(a, b) };
}

/** `-x`. */
export function negate(operand: Expr, position: QueryPosition, batchType?: KustoType): Expr {
  const type = batchType ?? (operand.type === 'int' ? 'long' : operand.type);
  return columnwise(type, position, [operand], (batch: Batch) => {
    const column = operand.evaluate(batch);
    const results: Scalar[] = [];
    for (let row = 0; row < column.length; row++) results.push(negateScalar(operand.type, scalarAt(column, row)));
    return columnFromScalars(type, results);
  });
}

function negateScalar(type: KustoType, value: Scalar): Scalar {
  if (value === null) return null;
  if (type === 'decimal') return new Decimal(-(value as DecimalValue).unscaled, (value as DecimalValue).scale);
  if (type === 'timespan') return -(value as bigint);
  if (type === 'dynamic') {
    const number = convertScalar('dynamic', 'real', value) as number | null;
    return number === null ? null : -number;
  }
  if (typeof value === 'bigint') return narrowLong(BigInt.asIntN(64, -value));
  return -(value as number) + 0;
}
