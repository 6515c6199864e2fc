import type { KustoType } from '@mxdr/core';
import { narrowLong } from '../columns/parse-values.ts';
import type { Column } from '../columns/column.ts';
import type { Scalar } from '../columns/scalar.ts';
import { columnFromScalars } from '../columns/scalar.ts';
import { KqlUnsupported } from '../errors.ts';
import { rowwise } from '../plan/expression.ts';
import { compareSameType } from './compare-scalars.ts';
import { convertScalar, toReal } from './convert-scalars.ts';
import { commonType } from './logic-functions.ts';
import type { ScalarFunction } from './scalar-function.ts';
import { exprFunction, valueFunction } from './scalar-function.ts';

function realFunction(
  name: string,
  doc: string,
  compute: (x: number, y: number) => number,
  args: number | readonly [number, number] = 1,
): ScalarFunction {
  return valueFunction(name, { doc, args, result: 'real' }, (values, types) => {
    const [x, y] = values.map((value, index) => toReal(types[index]!, value));
    if (x === null || y === null) return null;
    const result = compute(x!, y!);
    return Number.isNaN(result) && !Number.isNaN(x!) ? Number.NaN : result;
  });
}

/** Banker's rounding is not what the service does: halves go away from zero. */
function roundTo(value: number, digits: number): number {
  if (!Number.isFinite(value)) return value;
  if (digits <= 0) {
    const factor = 10 ** -digits;
    return Math.sign(value) * Math.round(Math.abs(value) / factor) * factor;
  }
  const shifted = Number(`${Math.abs(value)}e${digits}`);
  if (!Number.isFinite(shifted)) return value;
  return Math.sign(value) * Number(`${Math.round(shifted)}e-${digits}`);
}

function bits(name: string, doc: string, compute: (a: bigint, b: bigint) => bigint, args = 2): ScalarFunction {
  return valueFunction(name, { doc, args, result: 'long' }, (values, types) => {
    const [a, b] = values.map((value, index) => BigInt((convertScalar(types[index]!, 'long', value) as number | bigint | null) ?? 0));
    return narrowLong(BigInt.asIntN(64, compute(a!, b ?? 0n)));
  });
}

function extremeOf(name: string, sign: 1 | -1): ScalarFunction {
  return exprFunction(name, { doc: `the ${sign > 0 ? 'greatest' : 'least'} of the arguments`, args: [1, 64] }, (call) => {
    const types = call.args.map((arg) => arg.type);
    const type = call.type ?? commonType(types);
    return rowwise(type, call.position, call.args, (values) => {
      let best: Scalar = null;
      values.forEach((value, index) => {
        const own = convertScalar(types[index]!, type, value);
        if (own !== null && (best === null || compareSameType(type, own, best) * sign > 0)) best = own;
      });
      return best;
    });
  });
}

function gamma(x: number): number {
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
  return Math.exp(logGamma(x));
}

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
  const shifted = x - 1;
  let sum = LANCZOS[0]!;
  for (let index = 1; index < LANCZOS.length; index++) sum += LANCZOS[index]! / (shifted + index);
  const t = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
}

export const MATH_FUNCTIONS: readonly ScalarFunction[] = [
  valueFunction(
    'abs',
    { doc: 'value without its sign', args: 1, result: (types) => (types[0] === 'int' ? 'long' : types[0]!) },
    ([value], [type]) => {
      if (typeof value === 'bigint') return value < 0n ? narrowOrTicks(type!, -value) : value;
      if (type === 'decimal' || type === 'dynamic') return convertScalar('real', type, Math.abs(toReal(type, value!) ?? Number.NaN));
      return Math.abs(value as number);
    },
  ),
  valueFunction(
    'round',
    {
      doc: 'nearest number with so many digits',
      args: [1, 2],
      result: (types) => (types[0] === 'int' || types[0] === 'long' ? 'long' : types[0] === 'decimal' ? 'decimal' : 'real'),
    },
    ([value, digits], types) => {
      const number = toReal(types[0]!, value!);
      if (number === null) return null;
      const rounded = roundTo(number, digits === undefined ? 0 : Number(digits));
      return types[0] === 'decimal' ? convertScalar('real', 'decimal', rounded) : rounded;
    },
  ),
  valueFunction('ceiling', { doc: 'the next whole number up', args: 1, result: 'long' }, ([value], [type]) => {
    const number = toReal(type!, value!);
    return number === null || !Number.isFinite(number) ? null : Math.ceil(number) + 0;
  }),
  valueFunction('sign', { doc: '-1, 0 or 1', args: 1, result: 'real' }, ([value], [type]) =>
    Math.sign(toReal(type!, value!) ?? Number.NaN),
  ),
  realFunction('sqrt', 'square root', Math.sqrt),
  realFunction('exp', 'e to a power', Math.exp),
  realFunction('exp2', '2 to a power', (x) => 2 ** x),
  realFunction('exp10', '10 to a power', (x) => 10 ** x),
  realFunction('log', 'natural logarithm', Math.log),
  realFunction('log2', 'logarithm to base 2', Math.log2),
  realFunction('log10', 'logarithm to base 10', Math.log10),
  realFunction('loggamma', 'logarithm of the gamma function', logGamma),
  realFunction('gamma', 'gamma function', gamma),
  realFunction('pow', 'a number to a power', (x, y) => x ** y, 2),
  realFunction('sin', 'sine', Math.sin),
  realFunction('cos', 'cosine', Math.cos),
  realFunction('tan', 'tangent', Math.tan),
  realFunction('cot', 'cotangent', (x) => 1 / Math.tan(x)),
  realFunction('asin', 'arc sine', Math.asin),
  realFunction('acos', 'arc cosine', Math.acos),
  realFunction('atan', 'arc tangent', Math.atan),
  realFunction('atan2', 'angle of a point', Math.atan2, 2),
  realFunction('degrees', 'radians to degrees', (x) => (x * 180) / Math.PI),
  realFunction('radians', 'degrees to radians', (x) => (x * Math.PI) / 180),
  valueFunction('pi', { doc: 'the number pi', args: 0, result: 'real' }, () => Math.PI),
  valueFunction('isnan', { doc: 'whether a real is NaN', args: 1, result: 'bool' }, ([value], [type]) =>
    Number.isNaN(toReal(type!, value!) ?? 0),
  ),
  valueFunction(
    'isinf',
    { doc: 'whether a real is infinite', args: 1, result: 'bool' },
    ([value], [type]) => Math.abs(toReal(type!, value!) ?? 0) === Number.POSITIVE_INFINITY,
  ),
  valueFunction('isfinite', { doc: 'whether a real is finite', args: 1, result: 'bool' }, ([value], [type]) =>
    Number.isFinite(toReal(type!, value!) ?? Number.NaN),
  ),
  extremeOf('max_of', 1),
  extremeOf('min_of', -1),
  bits('binary_and', 'bits of both', (a, b) => a & b),
  bits('binary_or', 'bits of either', (a, b) => a | b),
  bits('binary_xor', 'bits of one but not both', (a, b) => a ^ b),
  bits('binary_not', 'all other bits', (a) => ~a, 1),
  bits('binary_shift_left', 'bits moved up', (a, b) => BigInt.asIntN(64, a << (((b % 64n) + 64n) % 64n))),
  bits('binary_shift_right', 'bits moved down', (a, b) => a >> (((b % 64n) + 64n) % 64n)),
  valueFunction(
    'bitset_count_ones',
    { doc: 'number of set bits', args: 1, result: 'long' },
    ([value]) =>
      BigInt.asUintN(64, BigInt(value as number))
        .toString(2)
        .replaceAll('0', '').length,
  ),
  exprFunction('rand', { doc: 'a random number from 0 to 1, or a whole one below a bound', args: [0, 1] }, ({ args, position }) => {
    const [bound] = args;
    if (bound !== undefined && bound.literal === undefined) throw new KqlUnsupported('rand() of a bound that is not a literal', position);
    const limit = bound === undefined ? undefined : Number(bound.literal!.value);
    return {
      type: 'real',
      position,
      reads: new Set<string>(),
      evaluate: (batch) => {
        const values = new Float64Array(batch.rowCount);
        for (let row = 0; row < values.length; row++)
          values[row] = limit === undefined || limit <= 1 ? batch.session.random() : Math.floor(batch.session.random() * limit);
        return { type: 'real', length: values.length, values };
      },
    };
  }),
  exprFunction('new_guid', { doc: 'a random guid, from the seed of the query', args: 0 }, ({ position }) => ({
    type: 'guid',
    position,
    reads: new Set<string>(),
    evaluate: (batch) => rowwiseGuids(batch.rowCount, () => batch.session.random()),
  })),
];

function narrowOrTicks(type: KustoType, value: bigint): number | bigint {
  return type === 'timespan' || type === 'datetime' ? value : narrowLong(value);
}

function rowwiseGuids(count: number, random: () => number): Column {
  const hex = (digits: number): string => Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
  return columnFromScalars(
    'guid',
    Array.from(
      { length: count },
      () => `${hex(8)}-${hex(4)}-4${hex(3)}-${(8 + Math.floor(random() * 4)).toString(16)}${hex(3)}-${hex(12)}`,
    ),
  );
}
