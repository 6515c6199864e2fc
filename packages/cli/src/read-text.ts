import { readFile } from 'node:fs/promises';
import { fileUnreadable } from './errors.ts';

/**
 * A file that the person named, as UTF-8.
 * @throws AppError usage `MXDR-CLI-FILE-UNREADABLE`
 */
export async function readNamedFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw fileUnreadable(file, error);
  }
}
