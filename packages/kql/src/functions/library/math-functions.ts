import type { KustoType } from '@mxdr/core';
import { narrowLong } from '../../columns/parse-values.ts';
import type { Scalar } from '../../columns/scalar.ts';
import { KqlUnsupported } from '../../errors.ts';
import type { Expr } from '../../plan/expression.ts';
import { columnwise, rowwise, unionOfReads } from '../../plan/expression.ts';
import { toLong, toReal } from '../convert-scalars.ts';
import { floatLane } from '../lanes.ts';
import type { CallSite, ScalarFunction } from '../scalar-function.ts';
import { exprFunction, valueFunction } from '../scalar-function.ts';
import { longAt, realAt } from './argument-values.ts';
import { asType } from './choose-rows.ts';

/** A real of a real. Where the mathematical function has no value the result is null. */
function realFunction(
  name: string,
  doc: string,
  compute: (x: number) => number,
  hasValue: (x: number) => boolean = () => true,
): ScalarFunction {
  return exprFunction(name, { doc, args: 1 }, (call) => {
    const arg = asType(call.args[0]!, 'real');
    return columnwise('real', call.position, [arg], (batch) => {
      const column = arg.evaluate(batch);
      const lane = floatLane(column);
      if (lane === undefined || column.type !== 'real') throw new Error('a real column was expected');
      const values = new Float64Array(lane.length);
      let nulls = column.nulls?.slice();
      for (let row = 0; row < values.length; row++) {
        const x = lane[row]!;
        if (hasValue(x)) values[row] = compute(x);
        else {
          nulls ??= new Uint8Array(values.length);
          nulls[row] = 1;
        }
      }
      return { type: 'real', length: values.length, values, nulls };
    });
  });
}

/** A test of a real; a null argument gives null. */
function realTest(name: string, doc: string, test: (x: number) => boolean): ScalarFunction {
  return valueFunction(name, { doc, args: 1, result: 'bool' }, (values, types) => {
    const x = realAt(values, types, 0);
    return x === null ? null : test(x);
  });
}

/** Half away from zero, on the decimal digits that the number shows. */
export function roundTo(value: number, digits: number): number {
  if (!Number.isFinite(value)) return value;
  const scale = 10 ** Math.abs(digits);
  if (!Number.isFinite(scale)) return digits > 0 ? value : 0;
  const scaled = digits >= 0 ? value * scale : value / scale;
  if (!Number.isFinite(scaled) || Math.abs(scaled) >= 2 ** 52) return value;
  const rounded = Math.sign(scaled) * Math.floor(Math.abs(scaled) + 0.5);
  return (digits >= 0 ? rounded / scale : rounded * scale) + 0;
}

/** Types that a function of numbers keeps. */
function numberType(call: CallSite): KustoType {
  const type = call.args[0]!.type;
  if (type === 'int' || type === 'long' || type === 'real' || type === 'timespan') return type;
  if (type === 'dynamic') return 'real';
  throw new KqlUnsupported(`${call.name}() of ${type}`, call.position);
}

function lowerAbs(call: CallSite): Expr {
  const source = numberType(call);
  const type = source === 'int' ? 'long' : source;
  return rowwise(type, call.position, [asType(call.args[0]!, type)], ([value]) => {
    if (typeof value === 'bigint')
      return type === 'timespan' ? (value < 0n ? -value : value) : narrowLong(BigInt.asIntN(64, value < 0n ? -value : value));
    return typeof value === 'number' ? Math.abs(value) : null;
  });
}

function lowerRound(call: CallSite): Expr {
  const type = numberType(call);
  if (type === 'timespan') throw new KqlUnsupported('round() of timespan', call.position);
  const [value, digits] = call.args;
  const args = digits === undefined ? [asType(value!, type)] : [asType(value!, type), asType(digits, 'long')];
  return rowwise(type, call.position, args, ([x, precision]) => {
    if (x === null || precision === null) return null;
    const places = precision === undefined ? 0 : Number(toLong('long', precision));
    if (type === 'real') return roundTo(toReal(type, x!) ?? 0, places);
    return places >= 0 ? x! : roundWhole(toLong(type, x!) ?? 0, -places, call);
  });
}

function roundWhole(value: number | bigint, zeros: number, call: CallSite): Scalar {
  if (typeof value === 'bigint') throw new KqlUnsupported('round() of integers beyond 2^53', call.position);
  return roundTo(value, -zeros);
}

/** `rand()`: a new number for every row; `rand(n)`: a whole number below n. */
function lowerRand(call: CallSite): Expr {
  const bound = call.args[0] === undefined ? undefined : asType(call.args[0], 'long');
  return {
    type: 'real',
    position: call.position,
    reads: unionOfReads(call.args),
    evaluate(batch) {
      const values = new Float64Array(batch.rowCount);
      const bounds = bound === undefined ? undefined : floatLane(bound.evaluate(batch));
      for (let row = 0; row < values.length; row++) {
        const random = batch.session.random();
        const below = bounds?.[row] ?? 1;
        values[row] = bound === undefined || below <= 1 ? random : Math.floor(random * below);
      }
      return { type: 'real', length: values.length, values };
    },
  };
}

/** Two 64-bit integers. */
function bitFunction(name: string, doc: string, compute: (a: bigint, b: bigint) => bigint | null): ScalarFunction {
  return valueFunction(name, { doc, args: 2, result: 'long' }, (values, types) => {
    const a = longAt(values, types, 0);
    const b = longAt(values, types, 1);
    if (a === null || b === null) return null;
    const result = compute(BigInt(a), BigInt(b));
    return result === null ? null : narrowLong(BigInt.asIntN(64, result));
  });
}

function countOnes(value: bigint): number {
  let count = 0;
  for (let rest = BigInt.asUintN(64, value); rest > 0n; rest &= rest - 1n) count++;
  return count;
}

/** Functions of numbers. */
export const mathFunctions: readonly ScalarFunction[] = [
  exprFunction('abs', { doc: 'Absolute value', args: 1 }, lowerAbs),
  exprFunction('round', { doc: 'Rounded to some digits', args: [1, 2] }, lowerRound),
  exprFunction('ceiling', { doc: 'The least whole number not below', args: 1 }, (call) => {
    const type = numberType(call);
    if (type === 'timespan') throw new KqlUnsupported('ceiling() of timespan', call.position);
    return rowwise(type, call.position, [asType(call.args[0]!, type)], ([value]) =>
      typeof value === 'number' ? Math.ceil(value) + 0 : (value ?? null),
    );
  }),
  realFunction('sign', 'Sign of a number', Math.sign),
  realFunction('sqrt', 'Square root', Math.sqrt, (x) => !(x < 0)),
  realFunction('exp', 'e to the power', Math.exp),
  realFunction('exp2', '2 to the power', (x) => 2 ** x),
  realFunction('exp10', '10 to the power', (x) => 10 ** x),
  realFunction('log', 'Natural logarithm', Math.log, (x) => !(x < 0)),
  realFunction('log2', 'Logarithm to base 2', Math.log2, (x) => !(x < 0)),
  realFunction('log10', 'Logarithm to base 10', Math.log10, (x) => !(x < 0)),
  realFunction('sin', 'Sine', Math.sin),
  realFunction('cos', 'Cosine', Math.cos),
  realFunction('tan', 'Tangent', Math.tan),
  realFunction('cot', 'Cotangent', (x) => 1 / Math.tan(x)),
  realFunction('asin', 'Arc sine', Math.asin, (x) => !(Math.abs(x) > 1)),
  realFunction('acos', 'Arc cosine', Math.acos, (x) => !(Math.abs(x) > 1)),
  realFunction('atan', 'Arc tangent', Math.atan),
  realFunction('radians', 'Radians of degrees', (x) => (x * Math.PI) / 180),
  realFunction('degrees', 'Degrees of radians', (x) => (x * 180) / Math.PI),
  valueFunction('pi', { doc: 'The number pi', args: 0, result: 'real' }, () => Math.PI),
  valueFunction('pow', { doc: 'A number to a power', args: 2, result: 'real' }, (values, types) => {
    const base = realAt(values, types, 0);
    const exponent = realAt(values, types, 1);
    return base === null || exponent === null ? null : base ** exponent;
  }),
  valueFunction('atan2', { doc: 'Angle of a point', args: 2, result: 'real' }, (values, types) => {
    const y = realAt(values, types, 0);
    const x = realAt(values, types, 1);
    return x === null || y === null ? null : Math.atan2(y, x);
  }),
  realTest('isnan', 'Whether the number is NaN', Number.isNaN),
  realTest('isinf', 'Whether the number is infinite', (x) => Math.abs(x) === Number.POSITIVE_INFINITY),
  realTest('isfinite', 'Whether the number is neither infinite nor NaN', Number.isFinite),
  exprFunction('rand', { doc: 'A random number from the seed of the query', args: [0, 1] }, lowerRand),
  bitFunction('binary_and', 'Bits in both', (a, b) => a & b),
  bitFunction('binary_or', 'Bits in either', (a, b) => a | b),
  bitFunction('binary_xor', 'Bits in one', (a, b) => a ^ b),
  bitFunction('binary_shift_left', 'Bits moved to the left', (a, b) => (b < 0n ? null : a << (b % 64n))),
  bitFunction('binary_shift_right', 'Bits moved to the right', (a, b) => (b < 0n ? null : a >> (b % 64n))),
  valueFunction('binary_not', { doc: 'All bits turned', args: 1, result: 'long' }, (values, types) => {
    const value = longAt(values, types, 0);
    return value === null ? null : narrowLong(~BigInt(value));
  }),
  valueFunction('bitset_count_ones', { doc: 'How many bits are set', args: 1, result: 'long' }, (values, types) => {
    const value = longAt(values, types, 0);
    return value === null ? null : countOnes(BigInt(value));
  }),
];
