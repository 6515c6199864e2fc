import { toText } from '../convert-scalars.ts';
import type { ScalarFunction, TypedFunction } from '../scalar-function.ts';
import { exprFunction, valueFunction } from '../scalar-function.ts';
import { rowwise } from '../../plan/expression.ts';
import { foldCase, hasTerm } from '../terms.ts';
import { arrayAt, textAt, wholeAt } from './argument-values.ts';
import { allMatches, patternFunction } from './pattern-function.ts';
import { characterIndex, sliceCharacters, countCharacters } from './characters.ts';

/** Where to look for the `occurrence`th hit, in characters. `undefined`: the arguments make no sense, the result is null. */
interface SearchRange {
  readonly start: number;
  readonly end: number;
  readonly occurrence: number;
}

/** Reads `start`, `length`, `occurrence` from the third argument on. */
function searchRange(values: Parameters<TypedFunction>[0], types: Parameters<TypedFunction>[1], total: number): SearchRange | undefined {
  const start = values.length > 2 ? (wholeAt(values, types, 2) ?? 0) : 0;
  const length = values.length > 3 ? (wholeAt(values, types, 3) ?? -1) : -1;
  const occurrence = values.length > 4 ? (wholeAt(values, types, 4) ?? 1) : 1;
  const from = start < 0 ? total + start : start;
  if (length < -1 || occurrence < 1 || from < 0) return undefined;
  return { start: from, end: length === -1 ? total : Math.min(total, from + length), occurrence };
}

/** Every occurrence is looked for over the whole length behind the one before: the limit moves along. */
function indexOf(text: string, search: string, range: SearchRange, total: number): number {
  const length = range.end - range.start;
  let from = range.start;
  for (let count = 0; ; count++) {
    const part = sliceCharacters(text, from, Math.min(total, from + length));
    const at = part.indexOf(search);
    if (at < 0) return -1;
    from += characterIndex(part, at);
    if (count + 1 === range.occurrence) return from;
    from++;
  }
}

const ADDRESS = /\d{1,3}(?:\.\d{1,3}){3}/g;

/** Whether four numbers make an IPv4 address. */
export function isAddressText(text: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) <= 255);
}

/** IPv4 addresses in a text that stand between characters which are neither letters nor digits. */
function addressesIn(text: string): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(ADDRESS)) {
    const before = text[match.index - 1];
    const after = text[match.index + match[0].length];
    if (
      (before === undefined || !/[\p{L}\p{N}]/u.test(before)) &&
      (after === undefined || !/[\p{L}\p{N}]/u.test(after)) &&
      isAddressText(match[0])
    )
      found.push(match[0]);
  }
  return found;
}

type AddressTest = (address: string, wanted: string) => boolean;

const isSameAddress: AddressTest = (address, wanted) => isAddressText(wanted) && address === wanted;

/** A prefix is a whole address, or some of its numbers and a dot behind each. */
const hasPrefix: AddressTest = (address, wanted) =>
  isAddressText(wanted) ? address === wanted : /^(?:\d{1,3}\.){1,3}$/.test(wanted) && address.startsWith(wanted);

function addressSearch(name: string, doc: string, maxArgs: number, test: AddressTest): ScalarFunction {
  return valueFunction(name, { doc, args: [2, maxArgs], result: 'bool' }, (values, types) => {
    const addresses = addressesIn(textAt(values, types, 0));
    if (addresses.length === 0) return false;
    for (let index = 1; index < values.length; index++) {
      const wanted =
        types[index] === 'dynamic'
          ? (arrayAt(values, types, index) ?? []).map((item) => toText('dynamic', item))
          : [textAt(values, types, index)];
      if (wanted.some((item) => addresses.some((address) => test(address, item)))) return true;
    }
    return false;
  });
}

/** Functions that look for something inside a text. */
export const searchFunctions: readonly ScalarFunction[] = [
  exprFunction('indexof', { doc: 'Position of a text, -1 when it is not there', args: [2, 5] }, (call) => {
    const types = call.args.map((arg) => arg.type);
    return rowwise('long', call.position, call.args, (values) => {
      for (const value of values) if (value === null) return null;
      const text = textAt(values, types, 0);
      const total = countCharacters(text);
      const range = searchRange(values, types, total);
      return range === undefined ? null : indexOf(text, textAt(values, types, 1), range, total);
    });
  }),
  patternFunction(
    'indexof_regex',
    { doc: 'Position of a match, -1 when there is none', args: [2, 5], result: 'long', pattern: 1 },
    (pattern, values, types) => {
      const text = textAt(values, types, 0);
      if (values.length > 2 && (wholeAt(values, types, 2) ?? 0) < 0) return null;
      const range = searchRange(values, types, countCharacters(text));
      if (range === undefined) return null;
      const part = sliceCharacters(text, range.start, range.end);
      let count = 0;
      for (const match of allMatches(pattern, part)) {
        count++;
        if (count === range.occurrence) return range.start + characterIndex(part, match.start);
      }
      return -1;
    },
  ),
  valueFunction('has_any_index', { doc: 'Which of the terms occurs, -1 when none does', args: 2, result: 'long' }, (values, types) => {
    const text = foldCase(textAt(values, types, 0));
    const terms = arrayAt(values, types, 1);
    return terms === undefined ? null : terms.findIndex((term) => hasTerm(text, foldCase(toText('dynamic', term))));
  }),
  addressSearch('has_ipv4', 'Whether an IPv4 address occurs', 2, isSameAddress),
  addressSearch('has_any_ipv4', 'Whether any of the IPv4 addresses occurs', 32_768, isSameAddress),
  addressSearch('has_ipv4_prefix', 'Whether an IPv4 address with a prefix occurs', 2, hasPrefix),
  addressSearch('has_any_ipv4_prefix', 'Whether an IPv4 address with any of the prefixes occurs', 32_768, hasPrefix),
];
