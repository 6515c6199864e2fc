import type { KustoType } from '@mxdr/core';
import type { DynamicValue } from '../../columns/dynamic-value.ts';
import { parseDynamicText } from '../../columns/parse-json.ts';
import { rowwise } from '../../plan/expression.ts';
import { convertScalar, dynamicTypeName } from '../convert-scalars.ts';
import type { ScalarFunction } from '../scalar-function.ts';
import { exprFunction, valueFunction } from '../scalar-function.ts';
import { longAt, wholeAt } from './argument-values.ts';

/** `to<type>()`: null (`""` for strings) where the value cannot be read as the type, never an error. */
function conversion(name: string, type: KustoType, aliases: readonly string[] = []): ScalarFunction {
  return exprFunction(name, { aliases, doc: `The value as ${type}`, args: 1 }, (call) => {
    const [arg] = call.args;
    if (arg!.type === type) return arg!;
    return rowwise(type, call.position, [arg!], (values) => convertScalar(arg!.type, type, values[0]!));
  });
}

function toHex(value: number | bigint, bits: number, minLength: number): string {
  return BigInt.asUintN(bits, BigInt(value)).toString(16).padStart(minLength, '0');
}

/** Functions from one type to another. */
export const conversionFunctions: readonly ScalarFunction[] = [
  conversion('tostring', 'string'),
  conversion('toint', 'int'),
  conversion('tolong', 'long'),
  conversion('toreal', 'real', ['todouble']),
  conversion('todecimal', 'decimal'),
  conversion('tobool', 'bool', ['toboolean']),
  conversion('todatetime', 'datetime'),
  conversion('totimespan', 'timespan', ['totime']),
  conversion('toguid', 'guid'),
  exprFunction(
    'parse_json',
    { aliases: ['parsejson', 'todynamic', 'toobject'], doc: 'The JSON value of a text; text that is no JSON stays text', args: 1 },
    (call) => {
      const [arg] = call.args;
      if (arg!.type === 'dynamic') return arg!;
      return rowwise('dynamic', call.position, [arg!], (values) =>
        arg!.type === 'string' ? parseDynamicText(values[0] as string) : convertScalar(arg!.type, 'dynamic', values[0]!),
      );
    },
  ),
  valueFunction('tohex', { doc: 'Hexadecimal digits', args: [1, 2], result: 'string' }, (values, types) => {
    const value = longAt(values, types, 0);
    return value === null ? '' : toHex(value, types[0] === 'int' ? 32 : 64, Math.min(wholeAt(values, types, 1) ?? 0, 16));
  }),
  valueFunction('gettype', { doc: 'Name of the type', args: 1, result: 'string', nulls: 'accept' }, (values, types) =>
    types[0] === 'dynamic' ? dynamicTypeName(values[0] as DynamicValue) : values[0] === null ? 'null' : types[0]!,
  ),
];
