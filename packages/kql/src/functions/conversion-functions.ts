import type { KustoType } from '@mxdr/core';
import { DynamicBag, isDynamicArray } from '../columns/dynamic-value.ts';
import type { DynamicValue } from '../columns/dynamic-value.ts';
import { parseDynamicText } from '../columns/parse-json.ts';
import { KqlUnsupported } from '../errors.ts';
import { castExpr } from '../plan/lower-expression.ts';
import { rowwise } from '../plan/expression.ts';
import { convertScalar, dynamicTypeName, toDynamic } from './convert-scalars.ts';
import type { ScalarFunction } from './scalar-function.ts';
import { exprFunction, valueFunction } from './scalar-function.ts';

function conversion(name: string, type: KustoType, aliases: readonly string[] = []): ScalarFunction {
  return exprFunction(name, { aliases, doc: `the value as ${type}; null when it is none`, args: 1 }, ({ args, position }) => {
    const [value] = args;
    // Numbers as times would need a unit that the language does not fix.
    if ((type === 'datetime' || type === 'timespan') && (value!.type === 'real' || value!.type === 'bool'))
      throw new KqlUnsupported(`${name}() of a ${value!.type}`, position);
    return castExpr(value!, type);
  });
}

export const CONVERSION_FUNCTIONS: readonly ScalarFunction[] = [
  conversion('tostring', 'string'),
  conversion('toint', 'int'),
  conversion('tolong', 'long'),
  conversion('toreal', 'real', ['todouble']),
  conversion('todecimal', 'decimal'),
  conversion('tobool', 'bool', ['toboolean']),
  conversion('todatetime', 'datetime'),
  conversion('totimespan', 'timespan'),
  conversion('toguid', 'guid'),
  exprFunction(
    'parse_json',
    { aliases: ['parsejson', 'todynamic', 'toobject'], doc: 'text read as JSON; dynamic values pass', args: 1 },
    ({ args, position }) => {
      const [value] = args;
      return rowwise('dynamic', position, [value!], ([item]) =>
        value!.type === 'string' ? parseDynamicText(item as string) : toDynamic(value!.type, item!),
      );
    },
  ),
  exprFunction('gettype', { doc: 'name of the type of a value', args: 1 }, ({ args, position }) => {
    const [value] = args;
    return rowwise('string', position, [value!], ([item]) => {
      if (value!.type === 'dynamic') return dynamicTypeName(item as DynamicValue);
      return value!.type === 'real' ? 'real' : value!.type;
    });
  }),
  valueFunction(
    'dynamic_to_json',
    { doc: 'JSON text of a dynamic value with its keys in order', args: 1, result: 'string' },
    ([value], [type]) => convertScalar('dynamic', 'string', sortKeys(toDynamic(type!, value!))),
  ),
];

function sortKeys(value: DynamicValue): DynamicValue {
  if (isDynamicArray(value)) return value.map(sortKeys);
  if (!(value instanceof DynamicBag)) return value;
  return new DynamicBag(new Map([...value.entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sortKeys(item)])));
}
