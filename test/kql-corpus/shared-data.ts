import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file of the reference data, which lies beside the project and is not part of it; `undefined` where it is absent. */
export function referenceFile(name: string): string | undefined {
  const file = path.join(fileURLToPath(new URL('../../..', import.meta.url)), 'shared', 'data', name);
  return existsSync(file) ? file : undefined;
}
