import { KqlInvalid } from '../../errors.ts';
import type { DynamicValue } from '../../columns/dynamic-value.ts';
import type { Expr } from '../../plan/expression.ts';
import { rowwise } from '../../plan/expression.ts';
import type { Pattern, PatternMatch } from '../regular-expressions.ts';
import { compilePattern } from '../regular-expressions.ts';
import type { CallSite, ScalarFunction } from '../scalar-function.ts';
import { exprFunction } from '../scalar-function.ts';
import { toLong } from '../convert-scalars.ts';
import { arrayAt, textAt, wholeAt } from './argument-values.ts';
import { allMatches, patternFunction } from './pattern-function.ts';

/** `\0` to `\9` stand for groups, `\\` for a backslash; anything else is itself. */
function rewrite(template: string, match: PatternMatch): string {
  if (!template.includes('\\')) return template;
  return template.replace(/\\([\d\\])/g, (_, mark: string) => (mark === '\\' ? '\\' : (match.groups[Number(mark)] ?? '')));
}

function replaceMatches(pattern: Pattern, text: string, template: string): string {
  let result = '';
  let from = 0;
  for (const match of allMatches(pattern, text)) {
    result += text.slice(from, match.start) + rewrite(template, match);
    from = match.end;
  }
  return from === 0 && result === '' ? text : result + text.slice(from);
}

function extractGroup(pattern: Pattern, text: string, group: number): string {
  return pattern.match(text)?.groups[group] ?? '';
}

/** Groups asked for by number or name; all of them when none are. */
function groupNumbers(pattern: Pattern, wanted: readonly DynamicValue[] | undefined): readonly number[] {
  if (wanted === undefined) return Array.from({ length: pattern.groupCount }, (_, index) => index + 1);
  return wanted.map((item) => {
    const name = typeof item === 'string' ? item : undefined;
    const number = name === undefined ? toLong('dynamic', item) : [...pattern.groupNames].find(([, known]) => known === name)?.[0];
    if (number === undefined || number === null || Number(number) < 0 || Number(number) > pattern.groupCount) {
      throw new KqlInvalid(`the regular expression has no group ${String(name ?? number)}`, undefined);
    }
    return Number(number);
  });
}

function extractAll(pattern: Pattern, text: string, wanted: readonly DynamicValue[] | undefined): DynamicValue {
  if (pattern.groupCount === 0) throw new KqlInvalid('extract_all() needs a regular expression with at least one group', undefined);
  const numbers = groupNumbers(pattern, wanted);
  const found: DynamicValue[] = [];
  for (const match of allMatches(pattern, text)) {
    const texts = numbers.map((number) => match.groups[number] ?? '');
    found.push(numbers.length === 1 ? texts[0]! : texts);
  }
  return found.length === 0 ? null : found;
}

/** How often a text occurs, overlaps included. */
function countOverlapping(text: string, search: string): number {
  let count = 0;
  for (let at = text.indexOf(search); at >= 0; at = text.indexOf(search, at + 1)) count++;
  return count;
}

function countMatches(pattern: Pattern, text: string): number {
  let count = 0;
  for (const _ of allMatches(pattern, text)) count++;
  return count;
}

function lowerCount(call: CallSite): Expr {
  const types = call.args.map((arg) => arg.type);
  return rowwise('long', call.position, call.args, (values) => {
    for (const value of values) if (value === null) return null;
    const kind = values.length > 2 ? textAt(values, types, 2) : 'normal';
    const text = textAt(values, types, 0);
    const search = textAt(values, types, 1);
    if (search === '') throw new KqlInvalid('countof() needs a search text that is not empty', call.position);
    if (kind === 'regex') return countMatches(compilePattern(search, call.position), text);
    if (kind !== 'normal') throw new KqlInvalid("the kind of countof() must be 'normal' or 'regex'", call.position);
    return countOverlapping(text, search);
  });
}

/** Functions with regular expressions, by RE2. */
export const patternFunctions: readonly ScalarFunction[] = [
  patternFunction('extract', { doc: 'One group of the first match', args: 3, result: 'string', pattern: 0 }, (pattern, values, types) =>
    extractGroup(pattern, textAt(values, types, 2), wholeAt(values, types, 1) ?? 0),
  ),
  patternFunction(
    'extract_all',
    { aliases: ['extractall'], doc: 'Groups of all matches', args: [2, 3], result: 'dynamic', pattern: 0 },
    (pattern, values, types) =>
      extractAll(pattern, textAt(values, types, values.length - 1), values.length === 3 ? arrayAt(values, types, 1) : undefined),
  ),
  patternFunction('replace_regex', { doc: 'Replaces every match', args: 3, result: 'string', pattern: 1 }, (pattern, values, types) =>
    replaceMatches(pattern, textAt(values, types, 0), textAt(values, types, 2)),
  ),
  patternFunction(
    'replace',
    { doc: 'Replaces every match; the old spelling of replace_regex', args: 3, result: 'string', pattern: 0 },
    (pattern, values, types) => replaceMatches(pattern, textAt(values, types, 2), textAt(values, types, 1)),
  ),
  patternFunction(
    'trim',
    { doc: 'Cuts matches off both ends', args: 2, result: 'string', pattern: 0, wrap: (source) => `^(?:${source})|(?:${source})$` },
    (pattern, values, types) => replaceMatches(pattern, textAt(values, types, 1), ''),
  ),
  patternFunction(
    'trim_start',
    { doc: 'Cuts a match off the start', args: 2, result: 'string', pattern: 0, wrap: (source) => `^(?:${source})` },
    (pattern, values, types) => replaceMatches(pattern, textAt(values, types, 1), ''),
  ),
  patternFunction(
    'trim_end',
    { doc: 'Cuts a match off the end', args: 2, result: 'string', pattern: 0, wrap: (source) => `(?:${source})$` },
    (pattern, values, types) => replaceMatches(pattern, textAt(values, types, 1), ''),
  ),
  exprFunction('countof', { doc: 'How often a text or pattern occurs', args: [2, 3] }, lowerCount),
];
