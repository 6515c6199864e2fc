import type { ArchiveStore } from '../report-archive.ts';

/** A store of this process, which counts what was written. */
export interface MemoryArchive extends ArchiveStore {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** As somebody with the right to would, against all that the archive is for. */
  tamper(name: string, bytes: Uint8Array): void;
}

export function createMemoryArchive(): MemoryArchive {
  const files = new Map<string, Uint8Array>();
  return {
    description: 'an archive of this process',
    files,
    tamper: (name, bytes) => void files.set(name, bytes),
    async writeNew(name, bytes) {
      if (files.has(name)) return 'exists';
      files.set(name, bytes);
      return 'written';
    },
    read: async (name) => files.get(name),
  };
}
