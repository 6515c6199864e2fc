import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { parseYamlDocument } from '@mxdr/core';
import type { OutsideData, WatchlistRow } from '../engine/outside-data.ts';
import type { FunctionDeclaration } from '../language/kusto.ts';
import { splitDelimited } from '../tables/delimited-text.ts';
import { fileNotReadable, fileNotUnderstood, settingsInvalid } from '../tables/errors.ts';

/** What lies beside the tables of a folder. */
export interface OutsideFiles extends OutsideData {
  /** Workspace functions of `functions/<name>.kql`. */
  readonly functions: readonly FunctionDeclaration[];
}

async function filesOf(folder: string, pattern: RegExp): Promise<readonly { readonly name: string; readonly path: string }[]> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw fileNotReadable(folder, error);
  }
  return names
    .filter((name) => pattern.test(name))
    .toSorted()
    .map((name) => ({ name: name.replace(pattern, ''), path: join(folder, name) }));
}

async function readText(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    throw fileNotReadable(path, error);
  }
}

/**
 * Reads `watchlists/<alias>.csv|json`, `functions/<name>.kql` and `external.yaml` (address to file) of a folder; each may be absent.
 * @throws AppError naming the file that cannot be read or understood, or an address whose file lies outside the folder
 */
export async function readOutsideFiles(folder: string): Promise<OutsideFiles> {
  const watchlists = new Map<string, readonly WatchlistRow[]>();
  for (const { name, path } of await filesOf(join(folder, 'watchlists'), /\.(?:csv|json)$/i))
    watchlists.set(name, readWatchlist(path, await readText(path)));
  const functions: FunctionDeclaration[] = [];
  for (const { name, path } of await filesOf(join(folder, 'functions'), /\.(?:kql|csl)$/i))
    functions.push(readFunction(name, path, await readText(path)));
  const addresses = await readAddresses(folder);
  return {
    functions,
    watchlist: (alias) => watchlists.get(alias),
    watchlistAliases: () => [...watchlists.keys()],
    externalText(url) {
      const path = addresses.get(url);
      if (path === undefined) return undefined;
      try {
        return readFileSync(path, 'utf8');
      } catch (error) {
        throw fileNotReadable(path, error);
      }
    },
  };
}

function readWatchlist(path: string, text: string): readonly WatchlistRow[] {
  if (!/\.json$/i.test(path)) {
    const [header, ...records] = splitDelimited(text, ',');
    return records.map((record) => Object.fromEntries((header ?? []).map((name, index) => [name.trim(), record[index] ?? ''])));
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw fileNotUnderstood(path, error instanceof Error ? error.message : String(error));
  }
  if (!Array.isArray(value)) throw fileNotUnderstood(path, 'A watchlist is an array of rows.');
  return value.map((row: unknown) =>
    Object.fromEntries(
      Object.entries(typeof row === 'object' && row !== null ? row : {}).map(([name, cell]: [string, unknown]) => [
        name,
        typeof cell === 'string' ? cell : cell === null ? '' : JSON.stringify(cell),
      ]),
    ),
  );
}

/** `(a:string='x') { body }`, or the body alone. */
function readFunction(name: string, path: string, text: string): FunctionDeclaration {
  const source = text.replace(/^(?:\s|\/\/[^\n]*\n)*/, '');
  if (!source.startsWith('(')) return { name, parameters: '()', body: `{ ${source}\n}` };
  let depth = 0;
  for (let at = 0; at < source.length; at++) {
    if (source[at] === '(') depth++;
    else if (source[at] === ')' && --depth === 0) {
      const body = source
        .slice(at + 1)
        .trim()
        .replace(/^=>\s*/, '');
      return { name, parameters: source.slice(0, at + 1), body: body.startsWith('{') ? body : `{ ${body}\n}` };
    }
  }
  throw fileNotUnderstood(path, 'The list of parameters has no end.');
}

async function readAddresses(folder: string): Promise<ReadonlyMap<string, string>> {
  const [file] = await filesOf(folder, /(?<=^external)\.ya?ml$/i);
  if (file === undefined) return new Map();
  const parsed = parseYamlDocument(await readText(file.path), file.path);
  const value: unknown = 'problems' in parsed ? undefined : parsed.source.value;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw settingsInvalid(file.path, [`${file.path}:1:1 must be a map of addresses to files`]);
  const root = resolve(folder);
  return new Map(
    Object.entries(value).map(([url, target]: [string, unknown]) => {
      const path = resolve(root, String(target));
      if (relative(root, path).split(sep)[0] === '..')
        throw settingsInvalid(file.path, [`${file.path}: the file of ${url} lies outside the folder, which holds one customer's data`]);
      return [url, path];
    }),
  );
}
