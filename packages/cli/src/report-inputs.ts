import path from 'node:path';
import type { Customer, Period } from '@mxdr/core';
import { AppError, lastFullMonth, nodeFiles, parsePeriod } from '@mxdr/core';
import type { ReportDefinition, ReportLedgers } from '@mxdr/reporting';
import { huntSchema, loadReportDefinition, recommendationSchema } from '@mxdr/reporting';
import { z } from 'zod';
import { listReports, reportsFolderOf } from './content-folders.ts';
import type { CommandContext } from './context.ts';
import { badOption } from './errors.ts';
import type { ReportFormat } from './draw-report.ts';
import { reportFormats } from './draw-report.ts';

/** The report of that name in `reports/`. */
export async function findReport(context: CommandContext, name: string): Promise<ReportDefinition> {
  const known = await listReports(context);
  if (!known.includes(name)) throw badOption('--report', name, `one of ${known.join(', ')}`);
  return loadReportDefinition(path.join(reportsFolderOf(context), name), nodeFiles);
}

/** `html,pdf` as formats. */
export function readFormats(text: string): readonly ReportFormat[] {
  const words = text.split(',').map((word) => word.trim());
  const formats = reportFormats.filter((format) => words.includes(format));
  if (formats.length !== new Set(words).size) throw badOption('--format', text, `some of ${reportFormats.join(', ')}, separated by commas`);
  return formats;
}

/** The period asked for, or the last complete month, in the customer's calendar. */
export function readReportPeriod(context: CommandContext, customer: Customer, text: unknown): Period {
  return typeof text === 'string' ? parsePeriod(text, customer.timeZone) : lastFullMonth(context.clock.now(), customer.timeZone);
}

/**
 * The instant of issue: now, or `SOURCE_DATE_EPOCH` (seconds, as reproducible builds have it), with which equal evidence gives equal bytes.
 */
export function readIssueInstant(context: CommandContext): string {
  const epoch = context.env['SOURCE_DATE_EPOCH'];
  if (epoch === undefined || epoch === '') return new Date(context.clock.now()).toISOString();
  const seconds = Number(epoch);
  if (!Number.isInteger(seconds) || seconds < 0) throw badOption('SOURCE_DATE_EPOCH', epoch, 'whole seconds since 1970');
  return new Date(seconds * 1000).toISOString();
}

async function readLedger<Entry>(file: string, schema: z.ZodType<Entry>): Promise<readonly Entry[] | undefined> {
  const text = await nodeFiles.readText(file);
  if (text === undefined) return undefined;
  try {
    return z.array(schema).parse(JSON.parse(text));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : String(error);
    throw new AppError({
      kind: 'usage',
      code: 'MXDR-LEDGER-INVALID',
      message: `The ledger ${path.basename(file)} does not have the form it should have.`,
      where: file,
      why,
      mend: 'Mend the entry named, or take the file away: the report then says that it has no ledger.',
      cause: error,
    });
  }
}

/** The ledgers beside a folder of tables. One that is not there is not given, which the report tells apart from an empty one. */
export async function readLedgers(folder: string): Promise<ReportLedgers> {
  const hunts = await readLedger(path.join(folder, 'hunts.json'), huntSchema);
  const recommendations = await readLedger(path.join(folder, 'recommendations.json'), recommendationSchema);
  return { ...(hunts === undefined ? {} : { hunts }), ...(recommendations === undefined ? {} : { recommendations }) };
}
