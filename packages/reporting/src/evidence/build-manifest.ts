import { createHash } from 'node:crypto';
import type { Customer, Operator, ReportFormat } from '@mxdr/core';
import type { Dataset, QueryRun } from '../dataset/dataset.ts';
import type { ReportLedgers } from '../dataset/ledgers.ts';
import type { ReportDefinition } from '../definition/load-report-definition.ts';
import type { Logo, ReportModel } from '../model/report-model.ts';
import type { Manifest, ManifestQuery } from './manifest-schema.ts';
import { manifestSchema } from './manifest-schema.ts';

/** A file of the report, as it was written. */
export interface WrittenReportFile {
  /** Relative, with forward slashes. */
  readonly name: string;
  readonly bytes: Uint8Array | string;
}

/** What a manifest tells besides the dataset and the files. */
export interface ManifestOptions {
  /** ISO 8601 UTC. */
  readonly issuedAt: string;
  readonly toolVersion: string;
  /** See `hashTemplates`. */
  readonly templatesSha256: string;
  /** See `hashSources`. */
  readonly sourcesSha256: string;
  readonly formats: readonly ReportFormat[];
  readonly attachesRows: boolean;
  /** Of the report's model. */
  readonly completeness: ReportModel['completeness'];
}

/** A manifest that has not been sealed: `writeManifest` does that. */
export type UnsealedManifest = Omit<Manifest, 'seal'>;

/** Lists the evidence and the files of a report. Order: queries by id, files by name. */
export function buildManifest(dataset: Dataset, files: readonly WrittenReportFile[], options: ManifestOptions): UnsealedManifest {
  const runs = dataset.runs.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const { period, comparison, customer, definition } = dataset;
  return {
    schemaVersion: 3,
    toolVersion: options.toolVersion,
    reportId: definition.settings.id,
    customerId: customer.id,
    tenantId: customer.tenantId,
    workspace: dataset.workspace,
    period: { id: period.id, startUtc: period.startUtc, endUtc: period.endUtc, timeZone: period.timeZone },
    comparison: comparison === null ? null : { id: comparison.period.id, standing: comparison.standing },
    asOfUtc: dataset.asOfUtc,
    locale: customer.locale,
    redaction: dataset.redaction,
    definitionSha256: hashDefinition(definition),
    templatesSha256: options.templatesSha256,
    sourcesSha256: options.sourcesSha256,
    formats: [...options.formats],
    attachesRows: options.attachesRows,
    completeness: { ...options.completeness },
    tables: describeTables(dataset),
    queries: runs.map(describeRun),
    files: files
      .map(({ name, bytes }) => ({
        name,
        bytes: typeof bytes === 'string' ? Buffer.byteLength(bytes) : bytes.length,
        sha256: sha256(bytes),
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    volatile: {
      issuedAt: options.issuedAt,
      durationsMs: Object.fromEntries(runs.map((run) => [run.id, run.durationMs])),
      ...describeEfforts(runs),
    },
  };
}

/** The file beside a report that its documents are checked against. */
export function manifestName(reportId: string): string {
  return `${reportId}.manifest.json`;
}

const zeros = '0'.repeat(64);

/** The manifest as the text of its file, sealed. */
export function writeManifest(manifest: UnsealedManifest): string {
  const unsealed = `${JSON.stringify({ ...manifest, seal: zeros }, null, 2)}\n`;
  return unsealed.replace(/[0-9a-f]{64}(?="\n\}\n$)/u, sha256(unsealed));
}

/** A manifest as it was read, or why it cannot be relied on. */
export type ManifestReading =
  | { readonly state: 'whole'; readonly manifest: Manifest }
  | { readonly state: 'damaged' | 'unreadable'; readonly reason: string };

/** Reads a manifest and breaks its seal open: any change of the file since it was written is told. */
export function readManifest(text: string): ManifestReading {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    return { state: 'unreadable', reason: `it is no JSON (${error instanceof Error ? error.message : String(error)})` };
  }
  const parsed = manifestSchema.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { state: 'unreadable', reason: `it is no manifest of this version (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''})` };
  }
  const unsealed = text.replace(/[0-9a-f]{64}(?="\n\}\n$)/u, zeros);
  if (sha256(unsealed) !== parsed.data.seal) return { state: 'damaged', reason: 'it has been changed since it was written' };
  return { state: 'whole', manifest: parsed.data };
}

function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** What was asked and how numbers were made of it. Where the files lie does not count. */
export function hashDefinition({ settings, queries, metrics }: ReportDefinition): string {
  return sha256(JSON.stringify({ settings, queries: queries.map(({ id, text }) => ({ id, text })), metrics }));
}

/** What a report says that no query of its workspace answers. */
export interface ReportSourceValues {
  readonly customer: Customer;
  readonly operator: Operator;
  readonly ledgers: ReportLedgers;
  readonly logo?: Logo;
  readonly operatorLogo?: Logo;
}

/** Differs where a report of the same definition, period and workspace would say something else. */
export function hashSources({ customer, operator, ledgers, logo, operatorLogo }: ReportSourceValues): string {
  return sha256(JSON.stringify([customer, operator, ledgers, logo ?? null, operatorLogo ?? null]));
}

function describeTables({ tables, definition }: Dataset): Manifest['tables'] {
  const required = new Set(definition.settings.tables.filter((table) => table.required).map(({ name }) => name));
  return tables.map(({ table, state, lastRecordUtc, isSilent, silentHours }) => ({
    table,
    isRequired: required.has(table),
    state,
    lastRecordUtc,
    isSilent,
    silentHours: silentHours === null ? null : Math.round(silentHours * 10) / 10,
  }));
}

function describeRun(run: QueryRun): ManifestQuery {
  const { id, queryId, title, periodId, role, window, asOfUtc, status, rows, tables, partial, failure } = run;
  return {
    id,
    queryId,
    title,
    file: run.file,
    periodId,
    role,
    sha256: run.sha256,
    window: { start: window.start, end: window.end },
    asOfUtc,
    status,
    rows,
    tables: [...tables],
    messages: failure === undefined ? partial.map(({ message }) => message) : [failure.message],
    missingTables: [...(failure?.missingTables ?? [])],
  };
}

/** What a service was asked for each query; nothing where no service was asked at all. */
function describeEfforts(runs: readonly QueryRun[]): Pick<Manifest['volatile'], 'efforts'> {
  const efforts = runs.flatMap(({ id, effort }) =>
    effort === undefined ? [] : [[id, { ...effort, requests: effort.requests.map((request) => ({ ...request })) }] as const],
  );
  return efforts.length === 0 ? {} : { efforts: Object.fromEntries(efforts) };
}
