import type { KustoType } from '@mxdr/core';
import type { Column } from '../../columns/column.ts';
import { DecimalValue } from '../../columns/decimal-value.ts';
import { UNIX_EPOCH_MS } from '../../columns/instant.ts';
import { narrowLong } from '../../columns/parse-values.ts';
import type { Scalar } from '../../columns/scalar.ts';
import type { Batch } from '../../engine/batch.ts';
import { KqlUnsupported } from '../../errors.ts';
import type { Expr } from '../../plan/expression.ts';
import { columnwise, constantValue, rowwise } from '../../plan/expression.ts';
import { arithmeticType } from '../arithmetic.ts';
import { floatLane } from '../lanes.ts';
import type { CallSite, ScalarFunction } from '../scalar-function.ts';
import { exprFunction } from '../scalar-function.ts';
import { asType } from './choose-rows.ts';

const MAX_DATETIME_TICKS = 3_155_378_975_999_999_999n;

function floorDivide(value: bigint, size: bigint): bigint {
  const quotient = value / size;
  return value % size < 0n ? quotient - 1n : quotient;
}

/** The greatest multiple of `size`, counted from `anchor`, that is not above the value. No bins of size zero or less: null. */
function binTicks(value: bigint, size: bigint, anchor: bigint): bigint | null {
  return size <= 0n ? null : anchor + floorDivide(value - anchor, size) * size;
}

function binReal(value: number, size: number, anchor: number): number | null {
  if (!(size > 0)) return null;
  return Math.floor((value - anchor) / size) * size + anchor;
}

function binLong(value: number | bigint, size: number | bigint, anchor: number | bigint): number | bigint | null {
  if (typeof value === 'number' && typeof size === 'number' && typeof anchor === 'number' && size > 0) {
    const distance = value - anchor;
    if (Number.isSafeInteger(distance)) {
      const rest = distance % size;
      return value - (rest < 0 ? rest + size : rest);
    }
  }
  const result = binTicks(BigInt(value), BigInt(size), BigInt(anchor));
  return result === null ? null : narrowLong(BigInt.asIntN(64, result));
}

function binDecimal(value: DecimalValue, size: DecimalValue): DecimalValue | null {
  const scale = Math.max(value.scale, size.scale);
  const result = binTicks(value.unscaled * 10n ** BigInt(scale - value.scale), size.unscaled * 10n ** BigInt(scale - size.scale), 0n);
  return result === null ? null : new DecimalValue(result, scale);
}

/** Type of the result of binning: that of the value, widened by the size among numbers. */
function binType(call: CallSite): KustoType {
  if (call.type !== undefined) return call.type;
  const [value, size] = call.args;
  if (value!.type === 'datetime' || value!.type === 'timespan') return value!.type;
  return arithmeticType('+', value!.type, size!.type) ?? 'real';
}

function isTime(type: KustoType): boolean {
  return type === 'datetime' || type === 'timespan';
}

function lowerBin(call: CallSite): Expr {
  const type = binType(call);
  const [value, size] = call.args as readonly [Expr, Expr];
  const sizeType = isTime(type) ? 'timespan' : type;
  if (isTime(type) && size.type !== 'timespan' && size.type !== 'dynamic')
    throw new KqlUnsupported(`${call.name}() of ${value.type} by ${size.type}`, call.position);
  if (!isTime(type) && (isTime(value.type) || isTime(size.type)))
    throw new KqlUnsupported(`${call.name}() of ${value.type} by ${size.type}`, call.position);
  const typedValue = asType(value, type);
  const typedSize = asType(size, sizeType);
  const compute = (a: Scalar, b: Scalar): Scalar => {
    if (a === null || b === null) return null;
    if (isTime(type)) return checkedTime(type, binTicks(a as bigint, b as bigint, 0n));
    if (type === 'decimal') return binDecimal(a as DecimalValue, b as DecimalValue);
    return type === 'real' ? binReal(a as number, b as number, 0) : binLong(a as number | bigint, b as number | bigint, 0);
  };
  const byValue = rowwise(type, call.position, [typedValue, typedSize], (values) => compute(values[0]!, values[1]!));
  if (typedSize.constant === undefined || typedValue.constant !== undefined) return byValue;
  return columnwise(
    type,
    call.position,
    [typedValue, typedSize],
    (batch) => binLanes(type, typedValue, typedSize, batch) ?? byValue.evaluate(batch),
  );
}

function checkedTime(type: KustoType, ticks: bigint | null): bigint | null {
  return ticks !== null && type === 'datetime' && (ticks < 0n || ticks > MAX_DATETIME_TICKS) ? null : ticks;
}

/** Whole columns at once, where the numbers stay exact in doubles: times by whole milliseconds, and plain numbers. */
function binLanes(type: KustoType, value: Expr, size: Expr, batch: Batch): Column | undefined {
  const step = constantValue(size, batch.session);
  if (step === null) return undefined;
  const source = value.evaluate(batch);
  if (source.type === 'datetime' || source.type === 'timespan') {
    const stepTicks = step as bigint;
    if (stepTicks <= 0n || stepTicks % 10_000n !== 0n) return undefined;
    const stepMs = Number(stepTicks / 10_000n);
    // Datetimes are binned from 0001-01-01, not from 1970.
    const origin = source.type === 'datetime' ? UNIX_EPOCH_MS : 0;
    const ms = new Float64Array(source.length);
    for (let row = 0; row < ms.length; row++) {
      const distance = source.ms[row]! + origin;
      const rest = distance % stepMs;
      ms[row] = source.ms[row]! - (rest < 0 ? rest + stepMs : rest);
    }
    return { type: source.type, length: source.length, ms, nulls: source.nulls };
  }
  const lane = floatLane(source);
  if (type !== 'real' || lane === undefined || !('nulls' in source) || !((step as number) > 0)) return undefined;
  const values = new Float64Array(lane.length);
  for (let row = 0; row < values.length; row++) values[row] = Math.floor(lane[row]! / (step as number)) * (step as number);
  return { type, length: values.length, values, nulls: source.nulls };
}

function lowerBinAt(call: CallSite): Expr {
  const [value, size, anchor] = call.args as readonly [Expr, Expr, Expr];
  const type = isTime(value.type)
    ? value.type
    : (call.type ?? arithmeticType('+', arithmeticType('+', value.type, size.type) ?? 'real', anchor.type) ?? 'real');
  const sizeType = isTime(type) ? 'timespan' : type;
  if (isTime(type) && size.type !== 'timespan') throw new KqlUnsupported(`bin_at() of ${value.type} by ${size.type}`, call.position);
  if (type === 'decimal') throw new KqlUnsupported('bin_at() of decimal', call.position);
  const args = [asType(value, type), asType(size, sizeType), asType(anchor, type)];
  return rowwise(type, call.position, args, ([a, b, c]) => {
    if (a === null || b === null || c === null) return null;
    if (isTime(type)) return checkedTime(type, binTicks(a as bigint, b as bigint, c as bigint));
    return type === 'real'
      ? binReal(a as number, b as number, c as number)
      : binLong(a as number | bigint, b as number | bigint, c as number | bigint);
  });
}

/** Functions that round down to multiples. */
export const binFunctions: readonly ScalarFunction[] = [
  exprFunction('bin', { aliases: ['floor'], doc: 'The multiple of a size at or below the value', args: 2 }, lowerBin),
  exprFunction('bin_at', { doc: 'As bin, counted from a fixed point', args: 3 }, lowerBinAt),
];
