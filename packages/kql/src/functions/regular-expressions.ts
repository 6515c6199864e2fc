import { RE2JS } from 're2js';
import type { QueryPosition } from '../errors.ts';
import { KqlInvalid } from '../errors.ts';

/** A compiled RE2 expression. JavaScript's own differs (look-around, flags, classes) and can be made to run for ever. */
export interface Pattern {
  /** Whether it matches anywhere in the text. */
  test(text: string): boolean;
  /** Group texts of the first match from `start`; index 0 is the whole match, a group that took no part is `undefined`. */
  match(text: string, start?: number): PatternMatch | undefined;
  readonly groupCount: number;
  /** Names of groups by number. */
  readonly groupNames: ReadonlyMap<number, string>;
}

export interface PatternMatch {
  readonly groups: readonly (string | undefined)[];
  readonly start: number;
  readonly end: number;
}

const MAX_CACHED = 512;
const cache = new Map<string, Pattern>();

/** Compiles a pattern, once per distinct text. An invalid pattern is the query's error. */
export function compilePattern(source: string, position: QueryPosition | undefined, flags = 0): Pattern {
  const key = `${flags}:${source}`;
  let pattern = cache.get(key);
  if (pattern === undefined) {
    pattern = compile(source, position, flags);
    if (cache.size >= MAX_CACHED) cache.clear();
    cache.set(key, pattern);
  }
  return pattern;
}

function compile(source: string, position: QueryPosition | undefined, flags: number): Pattern {
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(source, flags);
  } catch (cause) {
    throw new KqlInvalid(
      `the regular expression ${JSON.stringify(source)} is not valid: ${cause instanceof Error ? cause.message : String(cause)}`,
      position,
    );
  }
  const groupCount = compiled.groupCount();
  const names = new Map<number, string>();
  for (const [name, index] of Object.entries(compiled.namedGroups() as Readonly<Record<string, number>>)) names.set(index, name);
  return {
    groupCount,
    groupNames: names,
    test: (text) => compiled.matcher(text).find(),
    match(text, start = 0) {
      const matcher = compiled.matcher(text);
      if (!matcher.find(start)) return undefined;
      const groups: (string | undefined)[] = [];
      for (let index = 0; index <= groupCount; index++) groups.push(matcher.group(index) ?? undefined);
      return { groups, start: matcher.start(), end: matcher.end() };
    },
  };
}

export const IGNORE_CASE = RE2JS.CASE_INSENSITIVE;
export const DOT_MATCHES_NEWLINE = RE2JS.DOTALL;
export const MULTI_LINE = RE2JS.MULTILINE;

/** The text as an expression that matches only itself. */
export function quotePattern(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}
