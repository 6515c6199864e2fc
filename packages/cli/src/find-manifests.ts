import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileUnreadable } from './errors.ts';

const ending = '.manifest.json';

/** A manifest, and which of its files are to be judged. */
export interface ManifestAsked {
  /** Path of the manifest. */
  readonly file: string;
  /** Relative to its folder; undefined for all of them. */
  readonly names: readonly string[] | undefined;
}

/**
 * The manifests that a path stands for: those in a folder and below it, one that is named itself, or the one that lies beside a document (for a
 * CSV file, in the folder above). None where there is none.
 * @throws AppError usage `MXDR-CLI-FILE-UNREADABLE`
 */
export async function findManifests(asked: string): Promise<readonly ManifestAsked[]> {
  const entry = await stat(asked).catch((error: unknown) => {
    throw fileUnreadable(asked, error);
  });
  if (entry.isDirectory()) {
    const names = await listFiles(asked);
    // What a killed run has left beside a report is hidden: it was never issued.
    const issued = names.filter((name) => name.endsWith(ending) && name.split('/').every((part) => !part.startsWith('.')));
    return issued.map((name) => ({ file: path.join(asked, name), names: undefined }));
  }
  if (asked.endsWith(ending)) return [{ file: asked, names: undefined }];
  for (const folder of [path.dirname(asked), path.dirname(path.dirname(asked))]) {
    const own = path.relative(folder, asked).split(path.sep).join('/');
    const manifests = (await readdir(folder)).filter((name) => name.endsWith(ending)).toSorted();
    // The report whose name it carries: `a.b.html` may belong to `a` or to `a.b`.
    const [nearest] = manifests.filter((name) => own.startsWith(name.slice(0, -ending.length))).toSorted((a, b) => b.length - a.length);
    if (nearest !== undefined) return [{ file: path.join(folder, nearest), names: [own] }];
  }
  return [];
}

/** Every file below a folder, relative, with forward slashes, in order. */
export async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .toSorted();
}

/** The bytes of a file; undefined where there is none. Other failures reject. */
export async function readEvidence(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined;
    throw fileUnreadable(file, error);
  }
}
