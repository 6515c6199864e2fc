import { readFile } from 'node:fs/promises';
import { assertionUnreadable } from './errors.ts';

/**
 * A federated token that a pipeline or cluster keeps in a file, read afresh for each sign-in: these tokens live for minutes.
 *
 * @returns for `assertion` of `createCredential`; rejects with AppError `MXDR-AZURE-ASSERTION-UNREADABLE`
 */
export function readAssertionFile(path: string): () => Promise<string> {
  return async () => {
    let text: string;
    try {
      text = (await readFile(path, 'utf8')).trim();
    } catch (error) {
      throw assertionUnreadable(path, error);
    }
    if (text === '') throw assertionUnreadable(path, undefined);
    return text;
  };
}
