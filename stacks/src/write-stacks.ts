import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { synthUnwritable } from './errors.ts';

/** One file to write, by its path below the folder. */
export interface StackFile {
  readonly name: string;
  readonly text: string;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/**
 * Writes all files or none. Everything is written beside the targets first; then each old file steps aside and its new one takes the
 * place; when that fails, the old ones come back. Other files of the folders (Terraform's own) stay.
 * @throws AppError external `MXDR-SYNTH-UNWRITABLE`; the folder is as before then
 */
export async function writeStacks(folder: string, files: readonly StackFile[]): Promise<void> {
  const stage = path.join(folder, `.stage-${randomUUID()}`);
  const done: { readonly target: string; readonly old: string | undefined }[] = [];
  try {
    await mkdir(stage, { recursive: true });
    const staged = await Promise.all(
      files.map(async ({ name, text }, index) => {
        const target = path.join(folder, name);
        const next = path.join(stage, `${index}.new`);
        await mkdir(path.dirname(target), { recursive: true });
        await writeFile(next, text);
        return { target, next, old: path.join(stage, `${index}.old`) };
      }),
    );
    for (const { target, next, old } of staged) {
      const hadOld = await rename(target, old).then(
        () => true,
        (error: unknown) => {
          if (isMissing(error)) return false;
          throw error;
        },
      );
      done.push({ target, old: hadOld ? old : undefined });
      await rename(next, target);
    }
  } catch (error) {
    for (const { target, old } of done) {
      await rm(target, { force: true }).catch(() => undefined);
      if (old !== undefined) await rename(old, target).catch(() => undefined);
    }
    throw synthUnwritable(folder, error);
  } finally {
    await rm(stage, { recursive: true, force: true }).catch(() => undefined);
  }
}
