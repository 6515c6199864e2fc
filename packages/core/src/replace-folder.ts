import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Disk } from './disk.ts';
import { nodeDisk } from './disk.ts';
import { isDocumentName } from './document-name.ts';
import { outputOutsideFolder, outputUnwritable } from './errors.ts';
import { isMissing } from './node-files.ts';

/** A file of a folder that is replaced as a whole. */
export interface FolderFile {
  /** Path below the folder, forward slashes. */
  readonly name: string;
  readonly bytes: Uint8Array | string;
  /** Whether it may be run. @default false */
  readonly isScript?: boolean;
}

/*
 * A folder is replaced in this order; what lies beside it is hidden and carries one name, `.<folder>.<pid>-<random>`, for one replacement:
 *
 *   1. everything is written and flushed below `….new`
 *   2. the folder, where there is one, becomes `….old`
 *   3. `….new` becomes the folder
 *   4. `….old` becomes `….gone` and is taken away
 *
 * A process that is killed leaves the old folder (before 2) or the new one (after 3). Between 2 and 3, for the time of one rename, there is
 * none: no system that Node runs on everywhere exchanges two folders in one step. Both are whole then, and the next replacement, or
 * `recoverFolder`, goes on with 3. `….old` is whole as long as it has that name, which is why 4 begins with a rename.
 */

/** Replacements of this very process that are under way, by the name of what they leave beside the folder. */
const underWay = new Set<string>();

/** Whether the process that left something beside a folder still works on it. Where it cannot be told, it does. */
function isAtWork(leftover: string): boolean {
  if (underWay.has(leftover)) return true;
  const pid = Number(/\.(\d+)-[0-9a-f-]+$/u.exec(leftover)?.[1]);
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

async function removeWhole(disk: Disk, beside: string): Promise<void> {
  await disk.rename(`${beside}.old`, `${beside}.gone`);
  await disk.remove(`${beside}.gone`);
}

/**
 * Brings to its end what a killed process has left of replacing a folder: its new content where all of it was there, else the content
 * before. Nothing is done where nothing was left, or where a living process is still at it.
 * @returns whether anything was left
 * @throws AppError external `MXDR-OUTPUT-UNWRITABLE`
 */
export async function recoverFolder(folder: string, disk: Disk = nodeDisk): Promise<boolean> {
  const parent = path.dirname(folder);
  const start = `.${path.basename(folder)}.`;
  try {
    const names = await disk.list(parent);
    const isLeftover = (name: string): boolean =>
      name.startsWith(start) && /^\d+-[0-9a-f-]{36}\.(?:new|old|gone)$/u.test(name.slice(start.length));
    const leftovers = [...new Set(names.filter(isLeftover).map((name) => name.slice(0, name.lastIndexOf('.'))))].toSorted();
    const dead = leftovers.filter((name) => !isAtWork(name));
    let isThere = names.includes(path.basename(folder));
    for (const name of dead) {
      const beside = path.join(parent, name);
      const has = (ending: string): boolean => names.includes(`${name}.${ending}`);
      if (!isThere && has('old')) {
        await disk.rename(has('new') ? `${beside}.new` : `${beside}.old`, folder);
        isThere = true;
        if (has('new')) await removeWhole(disk, beside);
      } else {
        if (has('old')) await removeWhole(disk, beside);
        await disk.remove(`${beside}.new`);
      }
      await disk.remove(`${beside}.gone`);
    }
    return dead.length > 0;
  } catch (error) {
    throw outputUnwritable(folder, error);
  }
}

/** Folders that the files need, parents first. */
function foldersOf(root: string, files: readonly FolderFile[]): readonly string[] {
  const folders = new Set([root]);
  for (const { name } of files) {
    const parts = name.split('/').slice(0, -1);
    for (let depth = 1; depth <= parts.length; depth += 1) folders.add(path.join(root, ...parts.slice(0, depth)));
  }
  return [...folders];
}

/**
 * Replaces a folder as a whole: everything is written beside it first, then it takes the place. Nobody ever sees half of it, and files of
 * an earlier one do not stay. What a killed process has left of an earlier replacement is brought to its end first.
 * @throws AppError internal `MXDR-OUTPUT-OUTSIDE-FOLDER`, external `MXDR-OUTPUT-UNWRITABLE`; the folder is as before then, or, where only the
 * last flush failed, the new one
 */
export async function replaceFolder(folder: string, files: readonly FolderFile[], disk: Disk = nodeDisk): Promise<void> {
  const outside = files.find(({ name }) => !isDocumentName(name));
  if (outside !== undefined) throw outputOutsideFolder(outside.name, folder);
  await recoverFolder(folder, disk);
  const name = `.${path.basename(folder)}.${process.pid}-${randomUUID()}`;
  const beside = path.join(path.dirname(folder), name);
  const [next, old] = [`${beside}.new`, `${beside}.old`];
  let isAside = false;
  let isPlaced = false;
  underWay.add(name);
  try {
    const folders = foldersOf(next, files);
    for (const one of folders) await disk.makeFolder(one);
    for (const file of files)
      await disk.writeFile(path.join(next, ...file.name.split('/')), file.bytes, file.isScript === true ? 0o755 : 0o644);
    for (const one of folders.toReversed()) await disk.syncFolder(one);
    try {
      await disk.rename(folder, old);
      isAside = true;
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    await disk.rename(next, folder);
    isPlaced = true;
    await disk.syncFolder(path.dirname(folder));
  } catch (error) {
    if (isAside && !isPlaced) await disk.rename(old, folder).catch(() => undefined);
    if (!isPlaced) await disk.remove(next).catch(() => undefined);
    throw outputUnwritable(folder, error);
  } finally {
    underWay.delete(name);
  }
  // Whatever stays of it is taken away by the next replacement.
  if (isAside) await removeWhole(disk, beside).catch(() => undefined);
}
