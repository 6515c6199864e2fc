import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Customer, DocumentSink, LogWorkspace, Operator, Period, Progress, ReportFormat } from '@mxdr/core';
import { recoverFolder, replaceFolder } from '@mxdr/core';
import type {
  BrowserPool,
  Dataset,
  Logo,
  ReportDefinition,
  ReportLedgers,
  ReportModel,
  UnsealedManifest,
  WrittenReportFile,
} from '@mxdr/reporting';
import {
  buildManifest,
  buildReportModel,
  carriesNameOf,
  collectDataset,
  hashSources,
  hashTemplates,
  mailRecipients,
  manifestName,
  readNames,
  redactDataset,
  writeManifest,
} from '@mxdr/reporting';
import { drawReport } from './draw-report.ts';
import { reportFolderForeign } from './errors.ts';
import { listFiles } from './find-manifests.ts';
import type { RedactionAsked } from './redaction-options.ts';

/** Takes the files of a report once all are drawn, the manifest last. */
export type Publish = (files: readonly WrittenReportFile[], signal: AbortSignal) => Promise<void>;

/**
 * Into a folder of the report's own, which becomes visible, or takes the place of an earlier one, as a whole.
 * @throws from it: AppError usage MXDR-REPORT-FOLDER-FOREIGN where somebody keeps something else there, external MXDR-OUTPUT-UNWRITABLE
 */
export function publishAsFolder(folder: string, reportId: string): Publish {
  return async (files) => {
    await recoverFolder(folder);
    const there = (await stat(folder).catch(() => undefined))?.isDirectory() === true ? await listFiles(folder) : [];
    // Hidden files are those that desktops leave in every folder.
    const foreign = there.find(
      (name) => !carriesNameOf(reportId, name) && !/^(?:\..*|Thumbs\.db|desktop\.ini)$/u.test(path.posix.basename(name)),
    );
    if (foreign !== undefined) throw reportFolderForeign(folder, foreign);
    await replaceFolder(folder, files);
  };
}

/** One by one into a place that other documents share; a manifest there means that all before it is there. */
export function publishOneByOne(sink: DocumentSink): Publish {
  return async (files, signal) => {
    for (const file of files) {
      signal.throwIfAborted();
      await sink.write(file.name, file.bytes);
    }
  };
}

/** What the workspace is asked for. */
export interface CollectRequest {
  readonly definition: ReportDefinition;
  readonly customer: Customer;
  readonly operator: Operator;
  readonly period: Period;
  /** Rows recorded at or after it are not looked at. @default the period's end */
  readonly asOf?: string;
  readonly workspace: LogWorkspace;
  readonly ledgers: ReportLedgers;
  readonly formats: readonly ReportFormat[];
  /** Names to leave out. @default undefined: none */
  readonly redaction?: RedactionAsked | undefined;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** What documents are drawn with, beside their numbers. */
export interface DrawStageRequest {
  readonly customer: Customer;
  readonly operator: Operator;
  readonly ledgers: ReportLedgers;
  readonly formats: readonly ReportFormat[];
  /** Needed for formats that are printed, see `needsBrowser`. */
  readonly pool: BrowserPool | undefined;
  /** Folder of the customer's file and logo. */
  readonly customerFolder: string;
  readonly issuedAt: string;
  readonly toolVersion: string;
  /** Whether a PDF carries the rows behind the report. @default true */
  readonly attachesRows?: boolean;
  readonly progress: Progress;
}

export interface ReportRequest extends CollectRequest, DrawStageRequest {
  readonly publish: Publish;
}

/** A report whose files are drawn and not yet anywhere. */
export interface DrawnReport {
  readonly model: ReportModel;
  readonly manifest: UnsealedManifest;
  /** The manifest last. */
  readonly files: readonly WrittenReportFile[];
}

export interface ProducedReport {
  readonly model: ReportModel;
  /** Names of the files, relative to where they were published, the manifest last. */
  readonly files: readonly string[];
}

const mediaTypes: Readonly<Record<string, string>> = { '.png': 'image/png', '.svg': 'image/svg+xml' };

async function readLogo(file: string, alt: string): Promise<Logo> {
  const bytes = await readFile(file);
  return { dataUri: `data:${mediaTypes[path.extname(file).toLowerCase()] ?? 'image/png'};base64,${bytes.toString('base64')}`, alt };
}

/** The logos of the customer and of the operator as data addresses; nothing where there is none. */
export async function readLogos(
  customer: Customer,
  operator: Operator,
  customerFolder: string,
): Promise<{ readonly logo?: Logo; readonly operatorLogo?: Logo }> {
  const { logo } = customer.branding;
  const { logo: operatorLogo } = operator.branding;
  return {
    ...(logo === undefined ? {} : { logo: await readLogo(path.join(customerFolder, logo), customer.name) }),
    ...(operatorLogo === undefined
      ? {}
      : { operatorLogo: await readLogo(path.join(path.dirname(customerFolder), operatorLogo), operator.name) }),
  };
}

async function redact(
  dataset: Dataset,
  asked: RedactionAsked,
  { definition, workspace, signal, progress }: CollectRequest,
): Promise<Dataset> {
  progress.step('reading the names that are left out');
  // A report that asks no query has no workspace; its names are those of its own rows.
  const names = definition.queries.length === 0 ? [] : await readNames(workspace, dataset, asked.kinds, signal);
  return redactDataset(dataset, { ...asked, names });
}

/** The first stage: asks the workspace. It waits for the network most of the time, and ends as soon as the signal is aborted. */
export async function collectReport(request: CollectRequest): Promise<Dataset> {
  const { formats, customer, redaction } = request;
  // Told before any query runs.
  if (formats.includes('eml')) mailRecipients(customer);
  const collected = await collectDataset(request);
  return redaction === undefined ? collected : redact(collected, redaction, request);
}

/** The second stage: words the numbers and draws every format. It needs the processor, and nothing of the workspace. */
export async function drawDataset(request: DrawStageRequest, dataset: Dataset): Promise<DrawnReport> {
  const { customer, operator, ledgers, formats, pool, issuedAt, toolVersion, progress, attachesRows = true } = request;
  const logos = await readLogos(customer, operator, request.customerFolder);
  const model = buildReportModel(dataset, { issuedAt, toolVersion, ...logos });
  const drawn = await drawReport({
    dataset,
    model,
    formats,
    customer,
    operator,
    pool,
    attachesRows,
    onStep: (message) => progress.step(message),
  });
  const manifest = buildManifest(dataset, drawn, {
    issuedAt,
    toolVersion,
    templatesSha256: await hashTemplates(),
    sourcesSha256: hashSources({ customer, operator, ledgers, ...logos }),
    formats,
    attachesRows,
    completeness: model.completeness,
  });
  return { model, manifest, files: [...drawn, { name: manifestName(manifest.reportId), bytes: writeManifest(manifest) }] };
}

/**
 * One report of one customer: asks the workspace, words the numbers, draws every format, then publishes. Nothing is published before
 * everything is drawn, and the manifest comes last, so that a folder with a manifest is a whole report.
 */
export async function produceReport(request: ReportRequest): Promise<ProducedReport> {
  const { model, files } = await drawDataset(request, await collectReport(request));
  request.signal.throwIfAborted();
  await request.publish(files, request.signal);
  return { model, files: files.map((file) => file.name) };
}
