import path from 'node:path';
import type { Customer, Operator, ReportFormat } from '@mxdr/core';
import type { BrowserPool, Dataset, ReportDefinition } from '@mxdr/reporting';
import { showsDetections } from '@mxdr/reporting';
import type { OptionValues } from '../command-spec.ts';
import type { CommandContext } from '../context.ts';
import { collectReport, drawDataset, publishAsFolder } from '../produce-report.ts';
import { readReadiness, readTimeOf } from '../readiness-of-report.ts';
import type { RedactionAsked } from '../redaction-options.ts';
import { openReportSources } from '../report-sources.ts';
import { expectReport, judgeDone } from './judge-done.ts';
import { reportPlace } from './report-place.ts';
import type { ReportJourney } from './run-report-fleet.ts';

/** What the reports of a run have in common. */
export interface ReportsAsked {
  readonly definition: ReportDefinition;
  readonly operator: Operator;
  readonly formats: readonly ReportFormat[];
  readonly redaction: RedactionAsked | undefined;
  readonly outDir: string;
  /** Folder of local tables; undefined for Azure. */
  readonly local: string | undefined;
  /** Whether that folder holds a folder of tables for each customer. */
  readonly hasFolderForEach: boolean;
  readonly pool: BrowserPool | undefined;
  readonly issuedAt: string;
  readonly options: OptionValues;
  readonly onStep: (customerId: string, message: string) => void;
}

/** Reads what a customer's report is made from, and gives its stages. Nothing is asked yet. */
export async function openJourney(context: CommandContext, asked: ReportsAsked, customer: Customer): Promise<ReportJourney<Dataset>> {
  const { definition, operator, formats, redaction, outDir, local, pool, issuedAt, options } = asked;
  const readiness = await readReadiness(context, definition, customer, operator, options);
  const time = readTimeOf(context, definition, customer, readiness, options['period'], issuedAt);
  const folder = reportPlace(customer.id, time.period.id, redaction !== undefined, definition.settings.id);
  const place = path.join(outDir, folder);
  // A folder of tables belongs to one tenant: for several customers it holds a folder for each.
  const tables = local === undefined ? undefined : path.resolve(local, asked.hasFolderForEach ? customer.id : '.');
  const request = {
    definition,
    customer,
    operator,
    ...time,
    ...(await openReportSources(context, customer, tables, {
      asksWorkspace: definition.queries.length > 0,
      readiness,
      withDetections: showsDetections(definition.settings),
      onWait: (message) => asked.onStep(customer.id, message),
    })),
    formats,
    pool,
    customerFolder: path.join(context.customersFolder, customer.id),
    issuedAt,
    toolVersion: context.version,
    attachesRows: options['attachments'] !== false,
    redaction,
    signal: context.signal,
    progress: { step: (message: string): void => asked.onStep(customer.id, message) },
  };
  return {
    periodId: time.period.id,
    folder,
    judge: async () => judgeDone(place, await expectReport(request)),
    collect: () => collectReport(request),
    draw: (dataset) => drawDataset(request, dataset),
    publish: (drawn) => publishAsFolder(place, definition.settings.id)(drawn.files, context.signal),
  };
}
