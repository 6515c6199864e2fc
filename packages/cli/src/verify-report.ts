import { createHash } from 'node:crypto';
import path from 'node:path';
import type { FileVerdict, Manifest } from '@mxdr/reporting';
import { carriesNameOf, readManifest, verifyFiles } from '@mxdr/reporting';
import type { ManifestAsked } from './find-manifests.ts';
import { listFiles, readEvidence } from './find-manifests.ts';

/** What became of a report since it was issued, by the manifest beside it. */
export interface Verification {
  /** Path of the manifest. */
  readonly file: string;
  /** `damaged`: the manifest itself is not as it was issued, so that nothing can be held against it. `missing`: there is none. */
  readonly state: 'same' | 'changed' | 'damaged' | 'unreadable' | 'missing';
  readonly reason: string;
  /** The manifest's own file: whoever keeps its SHA-256 elsewhere can tell a forged one. */
  readonly bytes: Uint8Array;
  readonly sha256: string;
  /** Null where it cannot be relied on. */
  readonly manifest: Manifest | null;
  readonly files: readonly FileVerdict[];
}

/** Holds the files of a report against its manifest: every byte by its hash, and what was added under the report's name. */
export async function verifyReport({ file, names }: ManifestAsked): Promise<Verification> {
  const found = await readEvidence(file);
  const bytes = found ?? new Uint8Array();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const common = { file, bytes, sha256 };
  if (found === undefined) return { ...common, state: 'missing', reason: 'there is none', manifest: null, files: [] };
  const reading = readManifest(Buffer.from(bytes).toString('utf8'));
  if (reading.state !== 'whole') return { ...common, state: reading.state, reason: reading.reason, manifest: null, files: [] };
  const { manifest } = reading;
  const folder = path.dirname(file);
  const issued = manifest.files.map(({ name }) => name);
  const known = new Set([...issued, path.basename(file)]);
  const extra = (await listFiles(folder)).filter((name) => carriesNameOf(manifest.reportId, name) && !known.has(name));
  const files = await verifyFiles(manifest, (name) => readEvidence(path.join(folder, ...name.split('/'))), names ?? [...issued, ...extra]);
  return { ...common, state: files.every(({ state }) => state === 'same') ? 'same' : 'changed', reason: '', manifest, files };
}
