import type { DynamicArray } from '../../columns/dynamic-value.ts';
import { KqlInvalid } from '../../errors.ts';
import type { ScalarFunction } from '../scalar-function.ts';
import { exprFunction, valueFunction } from '../scalar-function.ts';
import { arrayAt, textAt, wholeAt } from './argument-values.ts';
import { changeCase, charactersOf, countCharacters, sliceCharacters } from './characters.ts';
import { rowwise } from '../../plan/expression.ts';
import { quotePattern } from '../regular-expressions.ts';

/** Most repetitions that `strrep` makes. */
const MAX_REPETITIONS = 1024;

/** A negative start counts from the end; positions outside the text are drawn to its ends. */
function substring(text: string, start: number, length: number | undefined): string {
  const total = countCharacters(text);
  const from = start < 0 ? Math.max(0, total + start) : start;
  const end = length === undefined ? total : from + Math.max(0, length);
  return from >= total ? '' : sliceCharacters(text, from, Math.min(end, total));
}

function splitText(text: string, delimiter: string): readonly string[] {
  return text.split(delimiter);
}

/** Maps each character of the search list to the one at its place; a short replacement list goes on with its last. */
function translate(search: string, replacement: string, text: string): string {
  const targets = charactersOf(replacement);
  const map = new Map<string, string>();
  charactersOf(search).forEach((character, index) => {
    if (!map.has(character)) map.set(character, targets[index] ?? targets.at(-1) ?? '');
  });
  let result = '';
  for (const character of text) result += map.get(character) ?? character;
  return result;
}

/**
 * Applies the pairs in their order: a lookup takes every place that no earlier one has taken, and what was written is not looked at again. A
 * lookup that is no string fits nowhere; one whose rewrite is no string keeps the text that it found.
 */
function replacePairs(text: string, lookups: DynamicArray, rewrites: DynamicArray): string {
  const pieces: { readonly isDone: boolean; readonly text: string }[] = [{ isDone: false, text }];
  lookups.forEach((lookup, index) => {
    if (typeof lookup !== 'string' || lookup === '') return;
    const rewrite = rewrites[index];
    const written = { isDone: true, text: typeof rewrite === 'string' ? rewrite : lookup };
    const before = pieces.splice(0);
    for (const piece of before) {
      if (piece.isDone) pieces.push(piece);
      else piece.text.split(lookup).forEach((part, at) => pieces.push(...(at === 0 ? [] : [written]), { isDone: false, text: part }));
    }
  });
  return pieces.map((piece) => piece.text).join('');
}

/** The first record of CSV text. Quotes enclose a field, and a doubled quote inside stands for one. */
function parseCsvRecord(text: string): readonly string[] {
  const fields: string[] = [];
  let field = '';
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (isQuoted) {
      if (character !== '"') field += character;
      else if (text[i + 1] === '"') {
        field += '"';
        i++;
      } else isQuoted = false;
    } else if (character === '"' && field === '') isQuoted = true;
    else if (character === ',') {
      fields.push(field);
      field = '';
    } else if (character === '\n' || character === '\r') break;
    else field += character;
  }
  fields.push(field);
  return fields;
}

function ordinalOrder(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Functions that build and cut text. */
export const textFunctions: readonly ScalarFunction[] = [
  valueFunction('strcat', { doc: 'Joins its arguments as text', args: [1, 64], result: 'string', nulls: 'accept' }, (values, types) => {
    let result = '';
    for (let i = 0; i < values.length; i++) result += textAt(values, types, i);
    return result;
  }),
  valueFunction(
    'strcat_delim',
    { doc: 'Joins its arguments with a delimiter', args: [3, 65], result: 'string', nulls: 'accept' },
    (values, types) => {
      const parts: string[] = [];
      for (let i = 1; i < values.length; i++) parts.push(textAt(values, types, i));
      return parts.join(textAt(values, types, 0));
    },
  ),
  valueFunction('strlen', { doc: 'Number of characters', args: 1, result: 'long' }, (values, types) =>
    countCharacters(textAt(values, types, 0)),
  ),
  valueFunction('string_size', { doc: 'Size in bytes of UTF-8', args: 1, result: 'long' }, (values, types) => {
    return Buffer.byteLength(textAt(values, types, 0), 'utf8');
  }),
  valueFunction('tolower', { doc: 'Text in lower case', args: 1, result: 'string' }, (values, types) =>
    changeCase(textAt(values, types, 0), (text) => text.toLowerCase()),
  ),
  valueFunction('toupper', { doc: 'Text in upper case', args: 1, result: 'string' }, (values, types) =>
    changeCase(textAt(values, types, 0), (text) => text.toUpperCase()),
  ),
  valueFunction('reverse', { doc: 'Characters in reverse order', args: 1, result: 'string' }, (values, types) => {
    return charactersOf(textAt(values, types, 0))
      .toReversed()
      .join('');
  }),
  valueFunction('substring', { doc: 'Part of a text from a position on', args: [2, 3], result: 'string' }, (values, types) => {
    const start = wholeAt(values, types, 1);
    if (start === null) return '';
    return substring(textAt(values, types, 0), start, values.length > 2 ? (wholeAt(values, types, 2) ?? 0) : undefined);
  }),
  exprFunction('split', { doc: 'Array of the pieces between a delimiter', args: [2, 3] }, (call) => {
    const types = call.args.map((arg) => arg.type);
    return rowwise('dynamic', call.position, call.args, (values) => {
      if (values[0] === null || values[1] === null) return null;
      const delimiter = textAt(values, types, 1);
      if (delimiter === '') throw new KqlInvalid('split() needs a delimiter that is not empty', call.position);
      const pieces = splitText(textAt(values, types, 0), delimiter);
      if (values.length < 3) return pieces;
      const index = wholeAt(values, types, 2);
      if (index === null) return null;
      const piece = pieces[index];
      return piece === undefined ? [] : [piece];
    });
  }),
  valueFunction('strrep', { doc: 'Repeats a value', args: [2, 3], result: 'string' }, (values, types) => {
    const count = Math.min(wholeAt(values, types, 1) ?? 0, MAX_REPETITIONS);
    if (count <= 0) return '';
    return Array.from({ length: count }, () => textAt(values, types, 0)).join(textAt(values, types, 2));
  }),
  valueFunction('strcmp', { doc: 'Order of two texts: -1, 0 or 1', args: 2, result: 'long' }, (values, types) =>
    ordinalOrder(textAt(values, types, 0), textAt(values, types, 1)),
  ),
  valueFunction('translate', { doc: 'Replaces characters one by one', args: 3, result: 'string' }, (values, types) =>
    translate(textAt(values, types, 0), textAt(values, types, 1), textAt(values, types, 2)),
  ),
  valueFunction('replace_string', { doc: 'Replaces every occurrence of a text', args: 3, result: 'string' }, (values, types) => {
    const lookup = textAt(values, types, 1);
    const text = textAt(values, types, 0);
    return lookup === '' ? text : text.replaceAll(lookup, () => textAt(values, types, 2));
  }),
  valueFunction('replace_strings', { doc: 'Replaces every occurrence of several texts', args: 3, result: 'string' }, (values, types) => {
    const lookups = arrayAt(values, types, 1) ?? [];
    const rewrites = arrayAt(values, types, 2) ?? [];
    if (lookups.length !== rewrites.length) throw new KqlInvalid('replace_strings() needs as many rewrites as lookups', undefined);
    return replacePairs(textAt(values, types, 0), lookups, rewrites);
  }),
  valueFunction('isascii', { doc: 'Whether all characters are ASCII', args: 1, result: 'bool' }, (values, types) =>
    [...textAt(values, types, 0)].every((character) => character.charCodeAt(0) < 128),
  ),
  valueFunction(
    'isutf8',
    { doc: 'Whether the text is valid UTF-8', args: 1, result: 'bool' },
    (values, types) =>
      // Half of a pair of surrogates has no UTF-8 form.
      !/\p{Surrogate}/u.test(textAt(values, types, 0)),
  ),
  valueFunction('regex_quote', { doc: 'A regular expression that matches only the text', args: 1, result: 'string' }, (values, types) =>
    quotePattern(textAt(values, types, 0)),
  ),
  valueFunction('parse_csv', { doc: 'Fields of one CSV record', args: 1, result: 'dynamic' }, (values, types) =>
    parseCsvRecord(textAt(values, types, 0)),
  ),
];
