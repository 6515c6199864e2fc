import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';

/** The few things that replacing a folder does to a disk. A test stops between any two of them, or lets one fail. */
export interface Disk {
  makeFolder(folder: string): Promise<void>;
  /** A new file, its bytes on the disk when the promise resolves. */
  writeFile(file: string, bytes: Uint8Array | string, mode: number): Promise<void>;
  /** Names of files and folders in a folder are on the disk when the promise resolves. */
  syncFolder(folder: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** A file, or a folder with all that is in it; nothing where there is none. */
  remove(place: string): Promise<void>;
  /** Names in a folder; none where there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
}

/** Codes of systems on which a folder cannot be opened or flushed: there the file system keeps the order by itself, or nobody can make it. */
const withoutFolderSync: ReadonlySet<string> = new Set(['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EBADF']);

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The disk of this machine. */
export const nodeDisk: Disk = {
  async makeFolder(folder) {
    await mkdir(folder, { recursive: true });
  },
  async writeFile(file, bytes, mode) {
    const handle = await open(file, 'wx', mode);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  async syncFolder(folder) {
    try {
      const handle = await open(folder, 'r');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    } catch (error) {
      if (!withoutFolderSync.has(codeOf(error))) throw error;
    }
  },
  rename,
  async remove(place) {
    await rm(place, { recursive: true, force: true });
  },
  async list(folder) {
    try {
      return await readdir(folder);
    } catch (error) {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
      throw error;
    }
  },
};
