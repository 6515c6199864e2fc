import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileNotReadable, folderNotReadable, linkOutside } from './errors.ts';

/** A file that may hold rows. */
export interface DiscoveredFile {
  /** Path to open. */
  readonly path: string;
  /** Path relative to the folder, with forward slashes: how messages name it. */
  readonly relativePath: string;
  readonly kind: 'csv' | 'ndjson' | 'json' | 'parquet';
  readonly isGzip: boolean;
}

/** Deeper than any export nests its partitions. */
const MAX_DEPTH = 24;

/** Folders beside the tables, with what queries name that is no table. */
export const OUTSIDE_FOLDERS: ReadonlySet<string> = new Set(['watchlists', 'functions', 'external']);

/** Files that belong to the folder and hold no rows. */
const OWN_FILES = /^(?:tables|schemas)\.(?:yaml|yml|json)$|\.(?:md|txt|yaml|yml)$/i;

const KINDS: readonly (readonly [RegExp, DiscoveredFile['kind'], boolean])[] = [
  [/\.csv$/i, 'csv', false],
  [/\.csv\.gz$/i, 'csv', true],
  [/\.(?:ndjson|jsonl)$/i, 'ndjson', false],
  [/\.(?:ndjson|jsonl)\.gz$/i, 'ndjson', true],
  [/\.json$/i, 'json', false],
  [/\.json\.gz$/i, 'json', true],
  [/\.parquet$/i, 'parquet', false],
];

/**
 * Files of a folder and its subfolders in the order of their paths. Hidden ones are passed over. A link may point to a place inside the
 * folder; one that leads out of it is an error, because a folder holds one customer's data.
 *
 * @returns files that may hold rows, and the names of others
 * @throws AppError when the folder or a link in it cannot be read, or a link leads out
 */
export async function discoverFiles(
  folder: string,
): Promise<{ readonly files: readonly DiscoveredFile[]; readonly others: readonly string[] }> {
  let root: string;
  try {
    root = await realpath(folder);
  } catch (error) {
    throw folderNotReadable(folder, error);
  }
  const files: DiscoveredFile[] = [];
  const others: string[] = [];

  async function walk(directory: string, depth: number): Promise<void> {
    let entries;
    try {
      entries = await readdir(directory, { withFileTypes: true });
    } catch (error) {
      throw folderNotReadable(directory, error);
    }
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.')) continue;
      const path = join(directory, entry.name);
      let isDirectory = entry.isDirectory();
      let isFile = entry.isFile();
      if (entry.isSymbolicLink()) {
        try {
          const target = await realpath(path);
          if (target !== root && !target.startsWith(root + sep)) throw linkOutside(path, target);
          const status = await stat(target);
          // A link to a folder inside would give its files twice.
          isDirectory = false;
          isFile = status.isFile();
        } catch (error) {
          if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw fileNotReadable(path, error);
          throw error;
        }
      }
      if (isDirectory && depth === 0 && OUTSIDE_FOLDERS.has(entry.name)) continue;
      if (isDirectory && depth < MAX_DEPTH) await walk(path, depth + 1);
      if (isFile) sortIn(path, entry.name);
    }
  }

  function sortIn(path: string, name: string): void {
    const relativePath = relative(folder, path).split(sep).join('/');
    const kind = KINDS.find(([pattern]) => pattern.test(name));
    if (OWN_FILES.test(name)) return;
    if (kind === undefined) others.push(relativePath);
    else files.push({ path, relativePath, kind: kind[1], isGzip: kind[2] });
  }

  await walk(folder, 0);
  return { files: files.sort((a, b) => (a.relativePath < b.relativePath ? -1 : 1)), others };
}
