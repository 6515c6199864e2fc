import { createHash } from 'node:crypto';
import type { DynamicValue } from '../columns/dynamic-value.ts';
import { isDynamicArray, numberOfDynamic } from '../columns/dynamic-value.ts';
import type { Scalar } from '../columns/scalar.ts';
import { convertScalar, toText } from './convert-scalars.ts';
import { compilePattern } from './regular-expressions.ts';
import type { ScalarFunction } from './scalar-function.ts';
import { valueFunction } from './scalar-function.ts';
import { escapePattern } from './text-parsing.ts';

/** A function of text arguments; a null or missing one counts as `""`. */
function textFunction(
  name: string,
  doc: string,
  args: number | readonly [number, number],
  compute: (texts: readonly string[]) => string,
  aliases: readonly string[] = [],
): ScalarFunction {
  return valueFunction(name, { aliases, doc, args, result: 'string', nulls: 'accept' }, (values, types) =>
    compute(values.map((value, index) => toText(types[index]!, value))),
  );
}

const characters = (text: string): string[] => (/[\ud800-\udfff]/.test(text) ? Array.from(text) : text.split(''));

function trimBy(text: string, pattern: string, atStart: boolean, atEnd: boolean): string {
  let result = text;
  if (atStart) {
    const match = compilePattern(`^(?:${pattern})`, undefined).match(result);
    if (match !== undefined) result = result.slice(match.end);
  }
  if (atEnd) {
    const match = compilePattern(`(?:${pattern})$`, undefined).match(result);
    if (match !== undefined) result = result.slice(0, match.start);
  }
  return result;
}

function substring(text: string, start: number, length: number): string {
  const units = characters(text);
  const from = start < 0 ? Math.max(0, units.length + start) : start;
  return units.slice(from, length < 0 ? units.length : from + length).join('');
}

function indexOf(text: string, needle: string, start: number, length: number, occurrence: number): number | null {
  if (occurrence === 0) return null;
  const from = start < 0 ? Math.max(0, text.length + start) : start;
  const end = length < 0 ? text.length : Math.min(text.length, from + length);
  let found = 0;
  for (let at = text.indexOf(needle, from); at >= 0 && at + needle.length <= end; at = text.indexOf(needle, at + 1)) {
    found++;
    if (found === occurrence) return at;
  }
  return -1;
}

const numberAt = (values: readonly Scalar[], index: number, fallback: number): number =>
  values[index] === undefined || values[index] === null ? fallback : Number(values[index]);

function decodeUrl(text: string): string {
  const bytes = text.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
  return bytes.replaceAll('+', ' ');
}

function encodeUrl(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function digest(algorithm: string): (values: readonly Scalar[], types: readonly Parameters<typeof toText>[0][]) => string {
  return (values, types) => createHash(algorithm).update(toText(types[0]!, values[0]!), 'utf8').digest('hex');
}

/** Text of base64; null-like `undefined` when it is not base64 of UTF-8. */
function decodeBase64(text: string): Buffer | undefined {
  const clean = text.trim();
  if (clean === '' || !/^[A-Za-z0-9+/]*={0,2}$/.test(clean) || clean.length % 4 !== 0) return undefined;
  return Buffer.from(clean, 'base64');
}

function base64Text(text: string): string {
  const bytes = decodeBase64(text);
  if (bytes === undefined) return '';
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return '';
  }
}

function extractAll(values: readonly Scalar[]): DynamicValue {
  const [pattern, second, third] = values;
  const compiled = compilePattern(pattern as string, undefined);
  const wanted = third === undefined ? undefined : (second as readonly DynamicValue[]);
  const text = (third ?? second) as string;
  const groupNames = new Map([...compiled.groupNames].map(([index, name]) => [name, index]));
  const groups =
    wanted === undefined
      ? Array.from({ length: Math.max(1, compiled.groupCount) }, (_, index) => (compiled.groupCount === 0 ? 0 : index + 1))
      : wanted.map((item) => (typeof item === 'string' ? (groupNames.get(item) ?? 0) : (numberOfDynamic(item) ?? 0)));
  const results: DynamicValue[] = [];
  for (let at = 0; at <= text.length;) {
    const match = compiled.match(text, at);
    if (match === undefined) break;
    results.push(groups.length === 1 ? (match.groups[groups[0]!] ?? '') : groups.map((group) => match.groups[group] ?? ''));
    at = match.end > match.start ? match.end : match.end + 1;
  }
  return results.length === 0 ? null : results;
}

export const STRING_FUNCTIONS: readonly ScalarFunction[] = [
  textFunction('tolower', 'text in lower case', 1, ([text]) => text!.toLowerCase()),
  textFunction('toupper', 'text in upper case', 1, ([text]) => text!.toUpperCase()),
  textFunction('strcat', 'texts one after the other', [1, 64], (texts) => texts.join('')),
  textFunction('strcat_delim', 'texts with a delimiter between', [2, 64], ([delimiter, ...texts]) => texts.join(delimiter)),
  textFunction('reverse', 'characters in reverse', 1, ([text]) => characters(text!).reverse().join('')),
  textFunction('trim', 'text without a pattern at both ends', 2, ([pattern, text]) => trimBy(text!, pattern!, true, true)),
  textFunction('trim_start', 'text without a pattern at its start', 2, ([pattern, text]) => trimBy(text!, pattern!, true, false)),
  textFunction('trim_end', 'text without a pattern at its end', 2, ([pattern, text]) => trimBy(text!, pattern!, false, true)),
  textFunction('replace_regex', 'text with matches of a pattern replaced', 3, ([text, pattern, replacement]) =>
    compilePattern(pattern!, undefined).replaceAll(text!, replacement!),
  ),
  textFunction('replace', 'old order of arguments: pattern, replacement, text', 3, ([pattern, replacement, text]) =>
    compilePattern(pattern!, undefined).replaceAll(text!, replacement!),
  ),
  textFunction('replace_string', 'text with a string replaced', 3, ([text, lookup, replacement]) =>
    lookup === '' ? text! : text!.replaceAll(lookup!, () => replacement!),
  ),
  valueFunction(
    'replace_strings',
    { doc: 'text with several strings replaced', args: 3, result: 'string' },
    ([text, lookups, replacements]) => {
      const from = isDynamicArray(lookups as DynamicValue) ? (lookups as readonly DynamicValue[]) : [];
      const to = isDynamicArray(replacements as DynamicValue) ? (replacements as readonly DynamicValue[]) : [];
      return from.reduce<string>(
        (current, lookup, index) => current.replaceAll(toText('dynamic', lookup), () => toText('dynamic', to[index] ?? '')),
        text as string,
      );
    },
  ),
  valueFunction('strlen', { doc: 'number of characters', args: 1, result: 'long' }, ([text], [type]) => {
    const string = toText(type!, text!);
    return /[\ud800-\udfff]/.test(string) ? characters(string).length : string.length;
  }),
  valueFunction('string_size', { doc: 'number of bytes in UTF-8', args: 1, result: 'long' }, ([text], [type]) =>
    Buffer.byteLength(toText(type!, text!)),
  ),
  valueFunction('substring', { doc: 'part of a text from a position, clamped', args: [2, 3], result: 'string' }, (values, types) =>
    substring(toText(types[0]!, values[0]!), numberAt(values, 1, 0), numberAt(values, 2, -1)),
  ),
  valueFunction('split', { doc: 'parts of a text between delimiters', args: [2, 3], result: 'dynamic' }, (values, types) => {
    const text = toText(types[0]!, values[0]!);
    const delimiter = toText(types[1]!, values[1]!);
    const parts = delimiter === '' ? [text] : text.split(delimiter);
    if (values[2] === undefined) return parts;
    const part = parts[Number(values[2])];
    return part === undefined ? [] : [part];
  }),
  valueFunction(
    'extract',
    { doc: 'a group of the first match of a pattern', args: 3, result: 'string', nulls: 'accept' },
    ([pattern, group, text], types) => {
      if (pattern === null || group === null || text === null) return '';
      return compilePattern(pattern as string, undefined).match(toText(types[2]!, text!))?.groups[Number(group)] ?? '';
    },
  ),
  valueFunction(
    'extract_all',
    { aliases: ['extractall'], doc: 'groups of every match of a pattern', args: [2, 3], result: 'dynamic' },
    extractAll,
  ),
  valueFunction(
    'indexof',
    { doc: 'position of a text in another, -1 when absent', args: [2, 5], result: 'long', nulls: 'accept' },
    (values, types) => {
      if (values[0] === null || values[1] === null) return null;
      return indexOf(
        toText(types[0]!, values[0]!),
        toText(types[1]!, values[1]!),
        numberAt(values, 2, 0),
        numberAt(values, 3, -1),
        numberAt(values, 4, 1),
      );
    },
  ),
  valueFunction(
    'indexof_regex',
    { doc: 'position of a match of a pattern, -1 when absent', args: [2, 5], result: 'long' },
    (values, types) => {
      const text = toText(types[0]!, values[0]!);
      const compiled = compilePattern(toText(types[1]!, values[1]!), undefined);
      let start = numberAt(values, 2, 0);
      if (start < 0) start = Math.max(0, text.length + start);
      const length = numberAt(values, 3, -1);
      const end = length < 0 ? text.length : Math.min(text.length, start + length);
      const occurrence = numberAt(values, 4, 1);
      let found = 0;
      for (let at = start; at <= end;) {
        const match = compiled.match(text, at);
        if (match === undefined || match.end > end) break;
        found++;
        if (found === occurrence) return match.start;
        at = match.start + 1;
      }
      return -1;
    },
  ),
  valueFunction('countof', { doc: 'number of occurrences; plain text may overlap', args: [2, 3], result: 'long' }, (values, types) => {
    const text = toText(types[0]!, values[0]!);
    const needle = toText(types[1]!, values[1]!);
    let count = 0;
    if (values[2] === 'regex') {
      const compiled = compilePattern(needle, undefined);
      for (let at = 0; at <= text.length;) {
        const match = compiled.match(text, at);
        if (match === undefined) break;
        count++;
        at = match.end > match.start ? match.end : match.end + 1;
      }
      return count;
    }
    if (needle === '') return 0;
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) count++;
    return count;
  }),
  valueFunction('strcmp', { doc: 'order of two texts: -1, 0, 1', args: 2, result: 'long' }, ([a, b]) =>
    (a as string) < (b as string) ? -1 : a === b ? 0 : 1,
  ),
  valueFunction('strrep', { doc: 'text repeated with a delimiter between', args: [2, 3], result: 'string' }, (values, types) =>
    Array.from({ length: Math.min(1024, Math.max(0, numberAt(values, 1, 0))) }, () => toText(types[0]!, values[0]!)).join(
      values[2] === undefined ? '' : toText(types[2]!, values[2]),
    ),
  ),
  valueFunction('translate', { doc: 'characters replaced one by one', args: 3, result: 'string' }, ([from, to, text]) => {
    const source = characters(from as string);
    const target = characters(to as string);
    return characters(text as string)
      .map((character) => {
        const at = source.indexOf(character);
        if (at < 0) return character;
        return target.length === 0 ? '' : (target[at] ?? target.at(-1)!);
      })
      .join('');
  }),
  valueFunction('isascii', { doc: 'whether all characters are ASCII', args: 1, result: 'bool' }, ([text]) =>
    /^[\0-\x7f]*$/.test(text as string),
  ),
  valueFunction(
    'isutf8',
    { doc: 'whether the text is valid UTF-8', args: 1, result: 'bool' },
    ([text]) => !/\p{Surrogate}/u.test(text as string),
  ),
  valueFunction('make_string', { doc: 'text of code points', args: [1, 64], result: 'string' }, (values) =>
    values
      .flatMap((value) => (isDynamicArray(value as DynamicValue) ? (value as readonly DynamicValue[]) : [value as DynamicValue]))
      .map((value) => String.fromCodePoint(numberOfDynamic(value) ?? 0))
      .join(''),
  ),
  valueFunction(
    'unicode_codepoints_from_string',
    { aliases: ['to_utf8'], doc: 'code points of a text', args: 1, result: 'dynamic' },
    ([text]) => Array.from(text as string, (character) => character.codePointAt(0)!),
  ),
  valueFunction('unicode_codepoints_to_string', { doc: 'text of code points', args: [1, 64], result: 'string' }, (values) =>
    values
      .flatMap((value) => (isDynamicArray(value as DynamicValue) ? (value as readonly DynamicValue[]) : [value as DynamicValue]))
      .map((value) => String.fromCodePoint(numberOfDynamic(value) ?? 0))
      .join(''),
  ),
  textFunction('url_encode', 'text escaped for a URL', 1, ([text]) => encodeUrl(text!)),
  textFunction('url_encode_component', 'text escaped for a part of a URL', 1, ([text]) => encodeUrl(text!)),
  textFunction('url_decode', 'text of an escaped URL', 1, ([text]) => decodeUrl(text!)),
  textFunction('regex_quote', 'text as a pattern of itself', 1, ([text]) => escapePattern(text!)),
  textFunction('base64_encode_tostring', 'base64 of a text', 1, ([text]) => Buffer.from(text!, 'utf8').toString('base64'), [
    'base64_encodestring',
  ]),
  textFunction('base64_decode_tostring', 'text of base64; empty when it is none', 1, ([text]) => base64Text(text!), [
    'base64_decodestring',
  ]),
  valueFunction('base64_decode_toarray', { doc: 'bytes of base64', args: 1, result: 'dynamic' }, ([text]) => {
    const bytes = decodeBase64(text as string);
    return bytes === undefined ? null : [...bytes];
  }),
  valueFunction('base64_encode_fromarray', { doc: 'base64 of bytes', args: 1, result: 'string' }, ([bytes]) =>
    isDynamicArray(bytes as DynamicValue)
      ? Buffer.from((bytes as readonly DynamicValue[]).map((byte) => numberOfDynamic(byte) ?? 0)).toString('base64')
      : '',
  ),
  valueFunction('hash_sha256', { doc: 'SHA-256 of the value as text', args: 1, result: 'string', nulls: 'accept' }, digest('sha256')),
  valueFunction('hash_sha1', { doc: 'SHA-1 of the value as text', args: 1, result: 'string', nulls: 'accept' }, digest('sha1')),
  valueFunction('hash_md5', { doc: 'MD5 of the value as text', args: 1, result: 'string', nulls: 'accept' }, digest('md5')),
  valueFunction('tohex', { doc: 'whole number in base 16', args: [1, 2], result: 'string' }, (values, types) => {
    const value = BigInt.asUintN(64, BigInt(convertScalar(types[0]!, 'long', values[0]!) as number));
    return value.toString(16).padStart(numberAt(values, 1, 1), '0');
  }),
];
