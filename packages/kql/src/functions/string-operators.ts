import type { DynamicValue } from '../columns/dynamic-value.ts';
import { DynamicBag, isDynamicArray } from '../columns/dynamic-value.ts';
import type { Scalar } from '../columns/scalar.ts';
import type { QueryPosition } from '../errors.ts';
import type { Expr } from '../plan/expression.ts';
import { rowwise } from '../plan/expression.ts';
import { compareAny } from './compare-scalars.ts';
import { convertScalar, toText } from './convert-scalars.ts';
import { compilePattern } from './regular-expressions.ts';
import { foldCase, hasTerm } from './terms.ts';

type Test = (text: string, needle: string) => boolean;

interface StringOperator {
  readonly test: Test;
  readonly isCaseSensitive: boolean;
}

const TESTS: Readonly<Record<string, Test>> = {
  '=~': (text, needle) => text === needle,
  contains: (text, needle) => text.includes(needle),
  startswith: (text, needle) => text.startsWith(needle),
  endswith: (text, needle) => text.endsWith(needle),
  has: (text, needle) => hasTerm(text, needle, true, true),
  hasprefix: (text, needle) => hasTerm(text, needle, true, false),
  hassuffix: (text, needle) => hasTerm(text, needle, false, true),
};

/** Spellings from before the negated operators had a `!`. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  '!~': '!=~',
  notcontains: '!contains',
  notcontainscs: '!contains_cs',
  containscs: 'contains_cs',
};

/** A string operator by its token; `undefined` when it is none. */
function findOperator(token: string): (StringOperator & { readonly isNegated: boolean }) | undefined {
  const spelled = OLD_NAMES[token] ?? token;
  const isNegated = spelled.startsWith('!');
  const positive = isNegated ? spelled.slice(1) : spelled;
  const isCaseSensitive = positive.endsWith('_cs');
  const test = TESTS[isCaseSensitive ? positive.slice(0, -3) : positive];
  return test === undefined ? undefined : { test, isCaseSensitive, isNegated };
}

/** `text <operator> needle`; `undefined` when the token is no string operator. */
export function stringOperation(token: string, left: Expr, right: Expr, position: QueryPosition): Expr | undefined {
  if (token === 'matches regex') return matchesRegex(left, right, position);
  const operator = findOperator(token);
  if (operator === undefined) return undefined;
  const { test, isCaseSensitive, isNegated } = operator;
  let lastNeedle: Scalar = null;
  let foldedNeedle = '';
  return rowwise('bool', position, [left, right], (values) => {
    const [text, needle] = values;
    if (text === null || needle === null) return text === needle ? null : isNegated;
    const subject = toText(left.type, text!);
    if (isCaseSensitive) return test(subject, toText(right.type, needle!)) !== isNegated;
    if (needle !== lastNeedle || lastNeedle === null) {
      lastNeedle = needle!;
      foldedNeedle = foldCase(toText(right.type, needle!));
    }
    return test(foldCase(subject), foldedNeedle) !== isNegated;
  });
}

function matchesRegex(left: Expr, right: Expr, position: QueryPosition): Expr {
  return rowwise('bool', position, [left, right], (values) => {
    const [text, pattern] = values;
    if (text === null || pattern === null) return text === pattern ? null : false;
    return compilePattern(toText(right.type, pattern!), position).test(toText(left.type, text!));
  });
}

/** Every scalar of an argument list: dynamic arrays are opened, nested ones too. */
function flatten(value: Scalar, into: DynamicValue[]): void {
  if (isDynamicArray(value as DynamicValue)) for (const item of value as readonly DynamicValue[]) flatten(item, into);
  else if (value instanceof DynamicBag) for (const item of value.entries.values()) flatten(item, into);
  else into.push(value as DynamicValue);
}

/** `text has_any (a, b)` and `has_all`. */
export function hasList(token: 'has_any' | 'has_all', left: Expr, list: readonly Expr[], position: QueryPosition): Expr {
  let lastLists: readonly Scalar[] = [];
  let needles: readonly string[] = [];
  return rowwise('bool', position, [left, ...list], (values) => {
    const [text, ...lists] = values;
    if (text === null) return false;
    if (lists.length !== lastLists.length || lists.some((item, index) => item !== lastLists[index])) {
      const flat: DynamicValue[] = [];
      lists.forEach((item, index) => flatten(list[index]!.type === 'dynamic' ? item : toText(list[index]!.type, item), flat));
      needles = flat.filter((item) => item !== null).map((item) => foldCase(toText('dynamic', item)));
      lastLists = lists;
    }
    const subject = foldCase(toText(left.type, text!));
    const has = (needle: string): boolean => hasTerm(subject, needle, true, true);
    return token === 'has_any' ? needles.some(has) : needles.every(has);
  });
}

/** `x in (a, b)` with scalars and dynamic arrays; `in~` folds case. */
export function inList(token: 'in' | '!in' | 'in~' | '!in~', left: Expr, list: readonly Expr[], position: QueryPosition): Expr {
  const isNegated = token.startsWith('!');
  const foldsCase = token.endsWith('~');
  const isText = left.type === 'string' || foldsCase;
  let lastLists: readonly Scalar[] = [];
  let texts: ReadonlySet<string> = new Set();
  return rowwise('bool', position, [left, ...list], (values) => {
    const [value, ...lists] = values;
    if (value === null) return isNegated;
    if (isText) {
      if (lists.length !== lastLists.length || lists.some((item, index) => item !== lastLists[index])) {
        const found = new Set<string>();
        lists.forEach((item, index) => {
          for (const member of membersOf(list[index]!, item))
            found.add(foldsCase ? foldCase(toText(member.type, member.value)) : toText(member.type, member.value));
        });
        texts = found;
        lastLists = lists;
      }
      const text = toText(left.type, value!);
      return texts.has(foldsCase ? foldCase(text) : text) !== isNegated;
    }
    const isMember = lists.some((item, index) => membersOf(list[index]!, item).some((member) => isEqual(left, value!, member)));
    return isMember !== isNegated;
  });
}

interface Member {
  readonly type: Expr['type'];
  readonly value: Scalar;
}

function membersOf(expr: Expr, value: Scalar): readonly Member[] {
  if (value === null) return [];
  if (expr.type !== 'dynamic') return [{ type: expr.type, value }];
  const flat: DynamicValue[] = [];
  flatten(value, flat);
  return flat.filter((item) => item !== null).map((item) => ({ type: 'dynamic', value: item }));
}

function isEqual(left: Expr, value: Scalar, member: Member): boolean {
  if (compareAny(left.type, value, member.type, member.value) === 0) return true;
  if (member.type === 'dynamic' && left.type !== 'dynamic') {
    const converted = convertScalar('dynamic', left.type, member.value);
    return converted !== null && compareAny(left.type, value, left.type, converted) === 0;
  }
  if (member.type === 'string' && left.type !== 'string' && left.type !== 'dynamic') {
    const converted = convertScalar('string', left.type, member.value);
    return converted !== null && compareAny(left.type, value, left.type, converted) === 0;
  }
  return false;
}
