import type { Document, Pair } from 'yaml';
import { LineCounter, isAlias, isMap, isNode, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { Problem, SourcePosition } from './problem.ts';

/** A step into a document: the key of a map or the index of a list. */
export type YamlPath = readonly (string | number)[];

/** A YAML file that could be read, with the place of everything in it. */
export interface YamlSource {
  readonly file: string;
  /** Plain JSON values; dates stay text. */
  readonly value: unknown;
  /** Where the value at the path stands; the nearest existing parent when there is none. */
  positionOf(path: YamlPath): SourcePosition;
  /** Where the key at the end of the path stands. */
  positionOfKey(path: YamlPath): SourcePosition;
}

/** Configuration is small; anything near these limits is a mistake or an attack. */
const maxCharacters = 1_000_000;
const maxAliases = 50;

function place(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function makePositions(document: Document, lines: LineCounter, file: string): Pick<YamlSource, 'positionOf' | 'positionOfKey'> {
  const at = (offset: number): SourcePosition => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  /** Follows the path as far as it goes: the last node found, and the pair that led there. */
  const follow = (path: YamlPath): { node: unknown; pair: Pair | undefined; isWhole: boolean } => {
    let node: unknown = document.contents;
    let pair: Pair | undefined;
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(document);
      if (isMap(node)) {
        const next = node.items.find((item) => (isScalar(item.key) ? String(item.key.value) : undefined) === String(step));
        if (next === undefined) return { node, pair, isWhole: false };
        pair = next;
        node = next.value;
      } else if (isSeq(node) && node.items[Number(step)] !== undefined) {
        node = node.items[Number(step)];
        pair = undefined;
      } else {
        return { node, pair, isWhole: false };
      }
    }
    return { node, pair, isWhole: true };
  };
  return {
    positionOf: (path) => {
      const { node, pair } = follow(path);
      return at(place(node) ?? place(pair?.key) ?? 0);
    },
    positionOfKey: (path) => {
      const { node, pair, isWhole } = follow(path);
      return at((isWhole ? place(pair?.key) : undefined) ?? place(node) ?? 0);
    },
  };
}

/**
 * Reads one YAML document (1.2, plain data only) with positions, or says everything that is wrong with its form:
 * syntax, duplicate keys, tags, too many aliases, too much text, too deep.
 */
export function parseYamlDocument(text: string, file: string): { readonly source: YamlSource } | { readonly problems: readonly Problem[] } {
  const start: SourcePosition = { file, line: 1, column: 1 };
  if (text.length > maxCharacters) {
    const message = `the file has ${text.length} characters; at most ${maxCharacters} are read`;
    return { problems: [{ severity: 'error', code: 'MXDR-YAML-TOO-LARGE', message, position: start }] };
  }
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      version: '1.2',
      schema: 'core',
      stringKeys: true,
      logLevel: 'error',
    });
    const problems = [...document.errors, ...document.warnings].map((error): Problem => {
      const { line, col } = lines.linePos(error.pos[0]);
      const position = { file, line: Math.max(1, line), column: Math.max(1, col) };
      if (error.code === 'DUPLICATE_KEY')
        return {
          severity: 'error',
          code: 'MXDR-YAML-DUPLICATE-KEY',
          message: 'this key is already used in the same map',
          position,
          hint: 'keep one of them',
        };
      if (error.code === 'TAG_RESOLVE_FAILED')
        return {
          severity: 'error',
          code: 'MXDR-YAML-TAG',
          message: `${error.message.replace(/^Unresolved tag:/u, 'unknown tag')}; tags are not read`,
          position,
        };
      return { severity: 'error', code: 'MXDR-YAML-SYNTAX', message: error.message.split('\n')[0] ?? error.message, position };
    });
    visit(document, {
      Alias: (_, alias) => {
        if (alias.resolve(document) !== undefined) return;
        const { line, col } = lines.linePos(place(alias) ?? 0);
        problems.push({
          severity: 'error',
          code: 'MXDR-YAML-ALIASES',
          message: `*${alias.source} names no anchor of this file`,
          position: { file, line, column: col },
        });
      },
    });
    if (problems.length > 0) return { problems };
    const value: unknown = document.toJS({ maxAliasCount: maxAliases });
    return { source: { file, value, ...makePositions(document, lines, file) } };
  } catch (error) {
    const isAliases = error instanceof ReferenceError;
    return {
      problems: [
        {
          severity: 'error',
          code: isAliases ? 'MXDR-YAML-ALIASES' : 'MXDR-YAML-TOO-DEEP',
          message: isAliases ? `aliases repeat more than ${maxAliases} values` : 'the file is nested too deeply to be read',
          position: start,
        },
      ],
    };
  }
}
