import path from 'node:path';
import type { Customer, Operator } from '@mxdr/core';
import type { OptionValues } from '../command-spec.ts';
import { listReports } from '../content-places.ts';
import type { CommandContext } from '../context.ts';
import { badOption } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodes } from '../exit-codes.ts';
import { readWhole } from '../read-whole.ts';
import { readReadiness, readTimeOf } from '../readiness-of-report.ts';
import { readIssueInstant, readSubject } from '../report-inputs.ts';
import { openReportSources } from '../report-sources.ts';
import { previewReport } from './preview-report.ts';

/** `mxdr report ID --report NAME --watch`: ends good with Ctrl+C, which is how a person ends it. */
export async function watchReport(
  context: CommandContext,
  customers: readonly Customer[],
  operator: Operator,
  options: OptionValues,
): Promise<ExitCode> {
  const [customer, ...others] = customers;
  if (customer === undefined || others.length > 0)
    throw badOption('--watch', customers.map(({ id }) => id).join(' '), 'it with one customer');
  if (options['redact'] !== undefined)
    throw badOption('--redact', String(options['redact']), 'it for documents only: the preview shows every name as it is');
  const name = String(options['report']);
  const known = await listReports(context);
  if (!known.includes(name)) throw badOption('--report', name, `one of ${known.join(', ')}`);
  const { local, period, incident } = options;
  const issuedAt = readIssueInstant(context);
  // With detections: whoever edits the report may have it show them at any moment.
  const tables = typeof local === 'string' ? path.resolve(local) : undefined;
  const sources = await openReportSources(context, customer, tables, { withDetections: true });
  await previewReport(context, {
    name,
    customer,
    operator,
    ...sources,
    issuedAt,
    port: readWhole('--port', options['port'] ?? '0', 0, 65_535),
    prepare: async (read) => {
      const definition = readSubject(read, typeof incident === 'string' ? incident : undefined);
      const readiness = await readReadiness(context, definition, customer, operator, options);
      return { definition, readiness, time: readTimeOf(context, definition, customer, readiness, period, issuedAt) };
    },
  });
  return exitCodes.good;
}
