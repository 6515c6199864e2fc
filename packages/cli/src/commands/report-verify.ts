import { createHash } from 'node:crypto';
import path from 'node:path';
import { inertText } from '@mxdr/core';
import type { FileVerdict } from '@mxdr/reporting';
import { carriesNameOf, readManifest, verifyFiles } from '@mxdr/reporting';
import type { CommandHandler } from '../command-spec.ts';
import type { CommandContext } from '../context.ts';
import { countOf } from '../count-of.ts';
import { missingArgument, noManifest } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodes, worseOf } from '../exit-codes.ts';
import type { ManifestAsked } from '../find-manifests.ts';
import { findManifests, listFiles, readEvidence } from '../find-manifests.ts';

interface Verification {
  readonly manifest: string;
  /** `damaged`: the manifest itself is not as it was issued, so that nothing can be held against it. */
  readonly state: 'same' | 'changed' | 'damaged' | 'unreadable';
  readonly reason: string;
  /** Of the manifest's own file: whoever keeps it elsewhere can tell a forged one. */
  readonly sha256: string;
  readonly report: { readonly id: string; readonly customerId: string; readonly tenantId: string; readonly periodId: string } | null;
  readonly files: readonly FileVerdict[];
}

/** `mxdr report verify`: exit 0 when all is as it was issued, 1 when something was changed, is missing or was added, 2 when it cannot be told. */
export const run: CommandHandler = async (context, paths) => {
  if (paths.length === 0) throw missingArgument('report verify', 'the file or folder of a report');
  const results: Verification[] = [];
  let code: ExitCode = exitCodes.good;
  for (const asked of paths.map((one) => path.resolve(context.cwd, one))) {
    const manifests = await findManifests(asked);
    if (manifests.length === 0) throw noManifest(asked);
    for (const manifest of manifests) {
      const result = await verify(manifest);
      results.push(result);
      code = worseOf(code, codeOf(result));
    }
  }
  if (context.json) context.out(JSON.stringify({ schemaVersion: 1, reports: results }, null, 2));
  else for (const result of results) tell(context, result);
  return code;
};

async function verify({ file, names }: ManifestAsked): Promise<Verification> {
  const bytes = (await readEvidence(file)) ?? new Uint8Array();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const reading = readManifest(Buffer.from(bytes).toString('utf8'));
  if (reading.state !== 'whole') return { manifest: file, state: reading.state, reason: reading.reason, sha256, report: null, files: [] };
  const { manifest } = reading;
  const folder = path.dirname(file);
  const issued = manifest.files.map(({ name }) => name);
  const known = new Set([...issued, path.basename(file)]);
  const extra = (await listFiles(folder)).filter((name) => carriesNameOf(manifest.reportId, name) && !known.has(name));
  const files = await verifyFiles(manifest, (name) => readEvidence(path.join(folder, ...name.split('/'))), names ?? [...issued, ...extra]);
  return {
    manifest: file,
    state: files.every(({ state }) => state === 'same') ? 'same' : 'changed',
    reason: '',
    sha256,
    report: { id: manifest.reportId, customerId: manifest.customerId, tenantId: manifest.tenantId, periodId: manifest.period.id },
    files,
  };
}

function codeOf({ state }: Verification): ExitCode {
  if (state === 'unreadable') return exitCodes.undetermined;
  return state === 'same' ? exitCodes.good : exitCodes.notGood;
}

function tell({ out, paint }: CommandContext, { manifest, state, reason, sha256, report, files }: Verification): void {
  if (report === null) {
    out(`${paint.red(state)} ${inertText(manifest)}: ${inertText(reason)}`);
    return;
  }
  out(paint.bold(inertText(`${report.id}, ${report.periodId}, ${report.customerId} (tenant ${report.tenantId})`)));
  for (const file of files) {
    if (file.state === 'same') continue;
    out(`  ${paint.red(file.state)} ${inertText(file.name)}${file.detail === '' ? '' : `: ${inertText(file.detail)}`}`);
  }
  const same = files.filter((file) => file.state === 'same').length;
  out(`  ${same} of ${countOf(files.length, 'file')} as issued`);
  out(paint.dim(`  manifest ${sha256}`));
}
