import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { templatesMissing } from './errors.ts';

/** The folder with the look of documents. Found upwards from this file, so that source and build both work. */
export function templatesFolder(from: string = fileURLToPath(import.meta.url)): string {
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    const candidate = join(folder, 'templates');
    if (existsSync(join(candidate, 'report', 'report.hbs'))) return candidate;
    if (dirname(folder) === folder) throw templatesMissing(from);
  }
}
