import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DatasetJson, Manifest } from '@mxdr/reporting';
import { datasetJsonSchema, manifestName, readManifest } from '@mxdr/reporting';

/** A report as it lies on the disk, proven by its manifest. */
export interface IssuedReport {
  readonly manifest: Manifest;
  readonly json: DatasetJson;
  /** SHA-256 of every file but the manifest, by name. */
  readonly hashes: Readonly<Record<string, string>>;
  readonly html: string;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Every file below a folder, relative, hidden ones included. */
export function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .toSorted();
}

/**
 * The report of a folder; undefined where there is none.
 * @throws Error where it is half: a file without a manifest, one that the manifest does not know, one that is missing or not as it was issued
 */
export function readIssued(folder: string, reportId: string): IssuedReport | undefined {
  const names = filesBelow(folder);
  if (names.length === 0) return undefined;
  const own = manifestName(reportId);
  if (!names.includes(own)) throw new Error(`${folder} holds ${names.join(', ')} and no manifest`);
  const reading = readManifest(readFileSync(path.join(folder, own), 'utf8'));
  if (reading.state !== 'whole') throw new Error(`${folder}: ${reading.state}, ${reading.reason}`);
  const { manifest } = reading;
  const listed = [...manifest.files.map(({ name }) => name), own].toSorted();
  if (JSON.stringify(listed) !== JSON.stringify(names))
    throw new Error(`${folder} holds ${names.join(', ')}, issued were ${listed.join(', ')}`);
  const hashes: Record<string, string> = {};
  for (const { name, sha256: issued } of manifest.files) {
    const actual = sha256(readFileSync(path.join(folder, name)));
    if (actual !== issued) throw new Error(`${folder}/${name} is not as it was issued`);
    hashes[name] = actual;
  }
  return {
    manifest,
    json: datasetJsonSchema.parse(JSON.parse(readFileSync(path.join(folder, `${reportId}.json`), 'utf8'))),
    hashes,
    html: readFileSync(path.join(folder, `${reportId}.html`), 'utf8'),
  };
}
