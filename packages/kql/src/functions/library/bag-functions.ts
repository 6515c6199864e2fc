import { dynamicToText } from '../../columns/dynamic-json.ts';
import type { DynamicValue } from '../../columns/dynamic-value.ts';
import { DynamicBag, DynamicTime, isDynamicArray } from '../../columns/dynamic-value.ts';
import { parseJsonText } from '../../columns/parse-json.ts';
import type { QueryPosition } from '../../errors.ts';
import { KqlInvalid, KqlUnsupported } from '../../errors.ts';
import { rowwise } from '../../plan/expression.ts';
import { toText } from '../convert-scalars.ts';
import type { ScalarFunction } from '../scalar-function.ts';
import { exprFunction, valueFunction } from '../scalar-function.ts';
import { arrayAt, bagAt, dynamicAt, literalText, textAt } from './argument-values.ts';
import type { PathStep } from './json-path.ts';
import { followPath, hasPath, parseJsonPath, removePath, setPath } from './json-path.ts';

/** A key as the bag functions take it: a plain name, or a JSON path when it starts with `$.`. Positions in arrays are refused. */
function parseKey(key: string, position: QueryPosition): readonly PathStep[] {
  if (!key.startsWith('$.') && !key.startsWith('$[')) return [key];
  const steps = parseJsonPath(key, position);
  if (steps.length === 0 || steps.some((step) => typeof step === 'number'))
    throw new KqlUnsupported(`the key ${JSON.stringify(key)}`, position);
  return steps;
}

/** Every path through a value; the items of an array share `[0]`. */
function collectPaths(value: DynamicValue, prefix: string, into: Set<string>): void {
  if (value instanceof DynamicBag) {
    for (const [key, item] of value.entries) {
      const path = `${prefix}['${key}']`;
      into.add(path);
      collectPaths(item, path, into);
    }
  } else if (isDynamicArray(value)) {
    for (const item of value) {
      into.add(`${prefix}[0]`);
      collectPaths(item, `${prefix}[0]`, into);
    }
  }
}

/** JSON with the properties of every bag in ordinal order. */
function canonicalText(value: DynamicValue): string {
  if (isDynamicArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (!(value instanceof DynamicBag)) return dynamicToText(value);
  const keys = [...value.entries.keys()].toSorted((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalText(value.get(key) ?? null)}`).join(',')}}`;
}

/** Functions over property bags. */
export const bagFunctions: readonly ScalarFunction[] = [
  exprFunction('bag_pack', { aliases: ['pack', 'pack_dictionary'], doc: 'A bag of names and values', args: [2, 65_534] }, (call) => {
    if (call.args.length % 2 === 1) throw new KqlInvalid(`${call.name}() needs pairs of name and value`, call.position);
    const types = call.args.map((arg) => arg.type);
    return rowwise('dynamic', call.position, call.args, (values) => {
      const entries = new Map<string, DynamicValue>();
      for (let index = 0; index + 1 < values.length; index += 2)
        entries.set(textAt(values, types, index), dynamicAt(values, types, index + 1));
      return new DynamicBag(entries);
    });
  }),
  valueFunction('bag_keys', { doc: 'Names of the properties', args: 1, result: 'dynamic' }, (values, types) => {
    const bag = bagAt(values, types, 0);
    return bag === undefined ? null : [...bag.entries.keys()];
  }),
  valueFunction(
    'bag_merge',
    { doc: 'One bag of several; the first value of a name stays', args: [2, 64], result: 'dynamic', nulls: 'accept' },
    (values, types) => {
      const entries = new Map<string, DynamicValue>();
      let bags = 0;
      for (let index = 0; index < values.length; index++) {
        const bag = bagAt(values, types, index);
        if (bag === undefined) continue;
        bags++;
        for (const [key, value] of bag.entries) if (!entries.has(key)) entries.set(key, value);
      }
      return bags === 0 ? null : new DynamicBag(entries);
    },
  ),
  exprFunction('bag_has_key', { doc: 'Whether a property is there', args: 2 }, (call) => {
    const types = call.args.map((arg) => arg.type);
    return rowwise('bool', call.position, call.args, (values) => {
      const bag = bagAt(values, types, 0);
      return bag === undefined ? null : hasPath(bag, parseKey(textAt(values, types, 1), call.position));
    });
  }),
  exprFunction('bag_remove_keys', { doc: 'The bag without some properties', args: 2 }, (call) => {
    const types = call.args.map((arg) => arg.type);
    return rowwise('dynamic', call.position, call.args, (values) => {
      const bag = bagAt(values, types, 0);
      const keys = arrayAt(values, types, 1);
      if (bag === undefined || keys === undefined) return null;
      let result: DynamicValue = bag;
      for (const key of keys) result = removePath(result, parseKey(toText('dynamic', key), call.position));
      return result;
    });
  }),
  exprFunction('bag_set_key', { doc: 'The bag with one property set', args: 3 }, (call) => {
    const types = call.args.map((arg) => arg.type);
    return rowwise('dynamic', call.position, call.args, (values) => {
      const bag = bagAt(values, types, 0);
      return bag === undefined ? null : setPath(bag, parseKey(textAt(values, types, 1), call.position), dynamicAt(values, types, 2));
    });
  }),
  valueFunction(
    'bag_zip',
    { doc: 'A bag of an array of names and one of values', args: 2, result: 'dynamic', nulls: 'accept' },
    (values, types) => {
      const keys = arrayAt(values, types, 0);
      const items = arrayAt(values, types, 1);
      if (keys === undefined) return null;
      const entries = new Map<string, DynamicValue>();
      keys.forEach((key, index) => {
        if (typeof key === 'string') entries.set(key, items?.[index] ?? null);
      });
      return new DynamicBag(entries);
    },
  ),
  valueFunction('treepath', { doc: 'Every path through a dynamic value', args: 1, result: 'dynamic' }, (values, types) => {
    const paths = new Set<string>();
    collectPaths(dynamicAt(values, types, 0), '', paths);
    return [...paths];
  }),
  exprFunction('dynamic_to_json', { doc: 'JSON with names in order', args: 1 }, (call) => {
    const type = call.args[0]!.type;
    return rowwise('string', call.position, call.args, (values) => {
      if (type !== 'dynamic') return toText(type, values[0]!);
      const value = dynamicAt(values, [type], 0);
      if (value instanceof DynamicTime || value === null) return toText('dynamic', value);
      return isDynamicArray(value) || value instanceof DynamicBag ? canonicalText(value) : toText('dynamic', value);
    });
  }),
  exprFunction('extract_json', { aliases: ['extractjson'], doc: 'The value at a JSON path, as text', args: 2 }, (call) => {
    const types = call.args.map((arg) => arg.type);
    const literal = literalText(call.args[0]);
    const known = literal === undefined ? undefined : parseJsonPath(literal, call.position);
    return rowwise('string', call.position, call.args, (values) => {
      const steps = known ?? parseJsonPath(textAt(values, types, 0), call.position);
      const root = types[1] === 'dynamic' ? dynamicAt(values, types, 1) : parseJsonText(textAt(values, types, 1));
      return root === undefined ? '' : toText('dynamic', followPath(root, steps));
    });
  }),
];
