import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createFolderSink } from '@mxdr/core';
import { copyReport, isReportName } from '@mxdr/reporting';
import type { CommandHandler } from '../command-spec.ts';
import { listReports, reportsFolderOf } from '../content-places.ts';
import { badArgument, badOption, missingArgument, reportExists } from '../errors.ts';
import { exitCodes } from '../exit-codes.ts';
import { listFiles } from '../find-manifests.ts';

/** `mxdr report new NAME`: a copy of a report to change. Never writes over anything. */
export const run: CommandHandler = async (context, [name], options) => {
  if (name === undefined) throw missingArgument('report new', 'the name of the new report');
  if (!isReportName(name))
    throw badArgument(name, 'small letters, digits and hyphens, beginning with a letter; "queries" and "languages" are taken');
  const from = String(options['from']);
  const known = await listReports(context);
  if (!known.includes(from)) throw badOption('--from', from, `one of ${known.join(', ')}`);
  const source = path.join(reportsFolderOf(context), from);
  const target = path.join(reportsFolderOf(context), name);
  const names = await listFiles(source);
  const files = copyReport(
    await Promise.all(names.map(async (file) => ({ name: file, bytes: await readFile(path.join(source, file)) }))),
    name,
  );
  // Fails where anything of that name is there, also something that came just now.
  await mkdir(target).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? reportExists(name, path.relative(context.cwd, target)) : error;
  });
  const sink = createFolderSink(target);
  for (const file of files) await sink.write(file.name, file.bytes);
  const shown = path.relative(context.cwd, target) || '.';
  if (context.json) {
    context.out(JSON.stringify({ schemaVersion: 1, report: name, from, folder: target, files: files.map((file) => file.name) }, null, 2));
    return exitCodes.good;
  }
  context.out(`${context.paint.green('made')} ${shown} from ${from}`);
  for (const file of files) context.out(`  ${path.join(shown, file.name)}`);
  context.out(
    [
      '',
      `Next: change ${path.join(shown, 'report.yaml')}; an editor with a YAML language server completes it from its schema.`,
      `      A shared query is changed for this report alone by copying it from reports/queries into ${path.join(shown, 'queries')}.`,
      `      See it while you write: mxdr report CUSTOMER --report ${name} --watch --local DIR`,
      '      Check it: mxdr validate',
    ].join('\n'),
  );
  return exitCodes.good;
};
