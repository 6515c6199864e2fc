import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { templatesFolder } from './templates-folder.ts';

let hash: Promise<string> | undefined;

/** SHA-256 over every template, style and script that documents are made with: their names, in order, and their bytes. Once a process. */
export function hashTemplates(): Promise<string> {
  hash ??= hashFolder(templatesFolder());
  return hash;
}

async function hashFolder(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, name: relative(folder, file).split(sep).join('/') }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const sum = createHash('sha256');
  for (const { file, name } of files) {
    const bytes = await readFile(file);
    sum.update(`${name}\n${bytes.length}\n`).update(bytes);
  }
  return sum.digest('hex');
}
