import { createHash } from 'node:crypto';
import type { ReportStatement } from '../document/report-statement.ts';
import { statementOfHtml, statementOfPdf, statementOfPptx, writeStatement } from '../document/report-statement.ts';
import type { Manifest } from './manifest-schema.ts';

/** What became of a file of a report since it was issued. */
export interface FileVerdict {
  /** Relative to the manifest, with forward slashes. */
  readonly name: string;
  /** `foreign`: its bytes are those of the manifest, but it says that it is another report. */
  readonly state: 'same' | 'changed' | 'missing' | 'extra' | 'foreign';
  /** For people; empty when there is nothing to say. */
  readonly detail: string;
}

/** Reads a file beside the manifest; undefined when there is none. */
export type ReadEvidence = (name: string) => Promise<Uint8Array | undefined>;

/**
 * Holds files against the manifest that was issued with them: every byte by its hash, and documents also by what they say of themselves.
 * @param names files to judge. @default those of the manifest
 */
export async function verifyFiles(
  manifest: Manifest,
  read: ReadEvidence,
  names: readonly string[] = manifest.files.map(({ name }) => name),
): Promise<readonly FileVerdict[]> {
  const verdicts: FileVerdict[] = [];
  // One after the other: a folder of a fleet does not fit into memory at once.
  for (const name of names) verdicts.push(await verifyFile(manifest, name, await read(name)));
  return verdicts;
}

async function verifyFile(manifest: Manifest, name: string, bytes: Uint8Array | undefined): Promise<FileVerdict> {
  const issued = manifest.files.find((file) => file.name === name);
  if (issued === undefined) return { name, state: 'extra', detail: 'the manifest does not know it' };
  if (bytes === undefined) return { name, state: 'missing', detail: '' };
  const own = { reportId: manifest.reportId, periodId: manifest.period.id, tenantId: manifest.tenantId };
  const statement = statementOf(name, bytes);
  const isForeign = statement !== undefined && writeStatement(statement) !== writeStatement(own);
  const claim = isForeign ? `it says that it is ${statement.reportId} of ${statement.periodId} for the tenant ${statement.tenantId}` : '';
  if (createHash('sha256').update(bytes).digest('hex') !== issued.sha256) {
    const size = bytes.length === issued.bytes ? '' : `${bytes.length} bytes instead of ${issued.bytes}`;
    return { name, state: 'changed', detail: [size, claim].filter((part) => part !== '').join('; ') };
  }
  return isForeign ? { name, state: 'foreign', detail: claim } : { name, state: 'same', detail: '' };
}

function statementOf(name: string, bytes: Uint8Array): ReportStatement | undefined {
  const text = (): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  if (name.endsWith('.html')) return statementOfHtml(text());
  if (name.endsWith('.pdf')) return statementOfPdf(bytes);
  if (name.endsWith('.pptx')) return statementOfPptx(bytes);
  return undefined;
}

/** Whether a file beside a manifest calls itself a part of its report. Other reports and other files may lie in the same folder. */
export function carriesNameOf(reportId: string, name: string): boolean {
  return name.startsWith(`${reportId}.`) || name.startsWith(`${reportId}-csv/`);
}
