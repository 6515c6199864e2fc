import path from 'node:path';
import type { Customer, Period, ReportFormat } from '@mxdr/core';
import { AppError, lastFullMonth, localDay, nodeFiles, parsePeriod, periodOfDay, reportFormats } from '@mxdr/core';
import type { ReportDefinition, ReportLedgers } from '@mxdr/reporting';
import { aboutIncident, huntSchema, loadReportDefinition, recommendationSchema } from '@mxdr/reporting';
import { z } from 'zod';
import { listReports, reportsFolderOf } from './content-places.ts';
import type { CommandContext } from './context.ts';
import { badOption, missingOption } from './errors.ts';

/** The report of that name in `reports/`. */
export async function findReport(context: CommandContext, name: string): Promise<ReportDefinition> {
  const known = await listReports(context);
  if (!known.includes(name)) throw badOption('--report', name, `one of ${known.join(', ')}`);
  return loadReportDefinition(path.join(reportsFolderOf(context), name), nodeFiles);
}

/**
 * The report about the incident asked for, or about the period where none is.
 * @throws AppError where a report about one incident is not told which, or another one is
 */
export function readSubject(definition: ReportDefinition, incident: string | undefined): ReportDefinition {
  const { id, subject } = definition.settings;
  if (subject === 'period') {
    if (incident !== undefined) throw badOption('--incident', incident, `it for a report about one incident only: ${id} is about a period`);
    return definition;
  }
  if (incident === undefined) throw missingOption('--incident', 'with the number that Sentinel shows for the incident, e.g. 3013');
  const number = Number(incident);
  if (!/^\d{1,9}$/u.test(incident) || number < 1)
    throw badOption('--incident', incident, 'the number that Sentinel shows for the incident, e.g. 3013');
  return aboutIncident(definition, number);
}

/** How far back an incident is looked for where no period is given, beside the look-back of its report. */
const incidentDays = 90;

/** What a report is made of: a period of the customer's calendar and the instant up to which rows are looked at; by default the period's end. */
export interface ReportTime {
  readonly period: Period;
  readonly asOf?: string;
}

/** The period asked for. By default the last complete month or, for an incident, the last ninety days up to now. */
export function readReportTime(
  context: CommandContext,
  customer: Customer,
  { incident }: ReportDefinition,
  text: unknown,
  issuedAt: string,
): ReportTime {
  if (incident === null || typeof text === 'string') return { period: readReportPeriod(context, customer, text) };
  const nowMs = Date.parse(issuedAt);
  const dayMs = 86_400_000;
  const [from, to] = [nowMs - (incidentDays - 1) * dayMs, nowMs + dayMs].map((atMs) => localDay(atMs, customer.timeZone));
  return { period: parsePeriod(`${from}..${to}`, customer.timeZone), asOf: issuedAt };
}

/** What a report is drawn as where nothing else is asked for: a deck is presented, and its numbers are looked up. */
const usualFormats = { pages: 'html,pdf', slides: 'pptx,html,pdf,json' } as const;

/** `html,pdf` as formats; those that are usual for the report where nothing is asked for. */
export function readFormats(asked: unknown, { settings: { layout } }: Pick<ReportDefinition, 'settings'>): readonly ReportFormat[] {
  const text = typeof asked === 'string' ? asked : usualFormats[layout === 'slides' ? 'slides' : 'pages'];
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
 * The day that a report about one moment is of, in the customer's calendar.
 * @throws AppError usage where another period was asked for: the report would carry a date that its facts are not of
 */
export function readSnapshotTime(customer: Customer, asOfUtc: string, text: unknown): ReportTime {
  if (typeof text === 'string') throw badOption('--period', text, 'none: this report is of the day of its facts');
  return { period: periodOfDay(localDay(Date.parse(asOfUtc), customer.timeZone), customer.timeZone), asOf: asOfUtc };
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
