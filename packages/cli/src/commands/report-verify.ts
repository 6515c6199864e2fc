import path from 'node:path';
import { inertText } from '@mxdr/core';
import type { CommandHandler } from '../command-spec.ts';
import type { CommandContext } from '../context.ts';
import { countOf } from '../count-of.ts';
import { missingArgument, noManifest } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodes, worseOf } from '../exit-codes.ts';
import { findManifests } from '../find-manifests.ts';
import type { Verification } from '../verify-report.ts';
import { verifyReport } from '../verify-report.ts';

/** `mxdr report verify`: exit 0 when all is as it was issued, 1 when something was changed, is missing or was added, 2 when it cannot be told. */
export const run: CommandHandler = async (context, paths) => {
  if (paths.length === 0) throw missingArgument('report verify', 'the file or folder of a report');
  const results: Verification[] = [];
  let code: ExitCode = exitCodes.good;
  for (const asked of paths.map((one) => path.resolve(context.cwd, one))) {
    const manifests = await findManifests(asked);
    if (manifests.length === 0) throw noManifest(asked);
    for (const manifest of manifests) {
      const result = await verifyReport(manifest);
      results.push(result);
      code = worseOf(code, codeOf(result));
    }
  }
  if (context.json) context.out(JSON.stringify({ schemaVersion: 1, reports: results.map(describe) }, null, 2));
  else for (const result of results) tell(context, result);
  return code;
};

/** A verification as it is told to machines. */
function describe({ file, state, reason, sha256, manifest, files }: Verification) {
  const report =
    manifest === null
      ? null
      : { id: manifest.reportId, customerId: manifest.customerId, tenantId: manifest.tenantId, periodId: manifest.period.id };
  return { manifest: file, state, reason, sha256, report, files };
}

function codeOf({ state }: Verification): ExitCode {
  if (state === 'unreadable' || state === 'missing') return exitCodes.undetermined;
  return state === 'same' ? exitCodes.good : exitCodes.notGood;
}

function tell({ out, paint }: CommandContext, { file: manifestFile, state, reason, sha256, manifest, files }: Verification): void {
  if (manifest === null) {
    out(`${paint.red(state)} ${inertText(manifestFile)}: ${inertText(reason)}`);
    return;
  }
  out(paint.bold(inertText(`${manifest.reportId}, ${manifest.period.id}, ${manifest.customerId} (tenant ${manifest.tenantId})`)));
  for (const file of files) {
    if (file.state === 'same') continue;
    out(`  ${paint.red(file.state)} ${inertText(file.name)}${file.detail === '' ? '' : `: ${inertText(file.detail)}`}`);
  }
  const same = files.filter((file) => file.state === 'same').length;
  out(`  ${same} of ${countOf(files.length, 'file')} as issued`);
  out(paint.dim(`  manifest ${sha256}`));
}
