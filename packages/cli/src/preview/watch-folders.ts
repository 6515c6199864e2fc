import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Every file below a folder with its time and size; nothing where the folder is not there. */
async function takeStock(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const stock = new Map<string, string>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    // A file that an editor replaces is gone for a moment: the next look sees it.
    const facts = await stat(file).catch(() => undefined);
    if (facts !== undefined) stock.set(file, `${facts.mtimeMs} ${facts.size}`);
  }
  return stock;
}

function differences(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): readonly string[] {
  const names = new Set([...before.keys(), ...now.keys()]);
  return [...names].filter((name) => before.get(name) !== now.get(name));
}

export interface WatchOptions {
  readonly folders: readonly string[];
  /** Milliseconds between two looks. */
  readonly everyMs: number;
  readonly signal: AbortSignal;
}

/**
 * Yields the files that changed, came or went, once they have been quiet for one look, so that a file half written is not read. Looks instead of being
 * told: folders that are mounted, and editors that replace files, tell nobody. Ends when the signal is aborted.
 */
export async function* watchFolders({ folders, everyMs, signal }: WatchOptions): AsyncGenerator<readonly string[]> {
  const look = async (): Promise<ReadonlyMap<string, string>> =>
    new Map((await Promise.all(folders.map(takeStock))).flatMap((stock) => [...stock]));
  let settled = await look();
  let last = settled;
  while (!signal.aborted) {
    await pause(everyMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    const now = await look();
    const isQuiet = differences(last, now).length === 0;
    last = now;
    const changed = differences(settled, now);
    if (!isQuiet || changed.length === 0) continue;
    settled = now;
    yield changed;
  }
}
