import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { isDocumentName } from './document-name.ts';
import { outputOutsideFolder, outputUnwritable } from './errors.ts';
import type { FileReader } from './file-reader.ts';
import type { DocumentSink } from './ports.ts';

/** Whether an error says that there is no such file or folder. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/** The file system of this machine. */
export const nodeFiles: FileReader = {
  async readText(file) {
    try {
      return await readFile(file, 'utf8');
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
  async readBytes(file) {
    try {
      return await readFile(file);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
  async listFolders(folder) {
    const entries = await readdir(folder, { withFileTypes: true });
    const names: string[] = [];
    for (const entry of entries) {
      const isFolder =
        entry.isDirectory() ||
        (entry.isSymbolicLink() && (await stat(path.join(folder, entry.name)).catch(() => undefined))?.isDirectory() === true);
      if (isFolder) names.push(entry.name);
    }
    return names.toSorted();
  },
  async hasFile(file) {
    return (await stat(file).catch(() => undefined))?.isFile() === true;
  },
};

/**
 * Writes a file whole or not at all: a temporary file in the same folder, then a rename. Folders on the way are made.
 * @throws AppError external `MXDR-OUTPUT-UNWRITABLE`; nothing is left behind then
 */
export async function writeFileAtomic(file: string, bytes: Uint8Array | string): Promise<void> {
  const temporary = path.join(path.dirname(file), `.${path.basename(file).slice(0, 80)}.${randomUUID()}.tmp`);
  let isOpened = false;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const handle = await open(temporary, 'wx');
    isOpened = true;
    try {
      await handle.writeFile(bytes);
      // The rename may reach the disk before the bytes do; after a power cut that would be half a file.
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    if (isOpened) await rm(temporary, { force: true }).catch(() => undefined);
    throw outputUnwritable(file, error);
  }
}

/** The true path of the folder, or of its nearest parent that exists. */
async function realpathOfNearest(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    const parent = path.dirname(folder);
    if (!isMissing(error) || parent === folder) throw outputUnwritable(folder, error);
    return realpathOfNearest(parent);
  }
}

/**
 * A folder that takes documents, each written whole or not at all.
 * @throws from `write`: AppError internal `MXDR-OUTPUT-OUTSIDE-FOLDER` for a name that leaves the folder (also by a symbolic link),
 * external `MXDR-OUTPUT-UNWRITABLE`
 */
export function createFolderSink(folder: string): DocumentSink {
  return {
    async write(name, bytes) {
      if (!isDocumentName(name)) throw outputOutsideFolder(name, folder);
      const file = path.join(folder, ...name.split('/'));
      try {
        await mkdir(folder, { recursive: true });
      } catch (error) {
        throw outputUnwritable(folder, error);
      }
      // Before any folder is made below: a symbolic link on the way may lead out.
      const [root, reached] = await Promise.all([realpath(folder), realpathOfNearest(path.dirname(file))]);
      if (reached !== root && !reached.startsWith(root + path.sep)) throw outputOutsideFolder(name, folder);
      await writeFileAtomic(file, bytes);
    },
  };
}
