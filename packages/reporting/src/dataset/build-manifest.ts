import { createHash } from 'node:crypto';
import type { Dataset, QueryRun } from './dataset.ts';

/** A file of the report, as it was written. */
export interface WrittenReportFile {
  /** Relative, with forward slashes. */
  readonly name: string;
  readonly bytes: Uint8Array | string;
}

/** One query of the manifest. Equal evidence gives an equal entry, whatever the day. */
export type ManifestQuery = Omit<QueryRun, 'durationMs'>;

/** What a report stands on and what it consists of, for whoever wants to check it. */
export interface Manifest {
  readonly schemaVersion: 1;
  readonly reportId: string;
  readonly customerId: string;
  readonly tenantId: string;
  readonly workspace: string;
  readonly period: { readonly id: string; readonly startUtc: string; readonly endUtc: string; readonly timeZone: string };
  readonly comparison: { readonly id: string; readonly standing: string } | null;
  readonly asOfUtc: string;
  readonly queries: readonly ManifestQuery[];
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
  /** Differs from run to run; everything else is the same for the same evidence. */
  readonly volatile: { readonly toolVersion: string; readonly issuedAt: string; readonly durationsMs: Readonly<Record<string, number>> };
}

/** Lists the evidence and the files of a report. Order: queries by id, files by name. */
export function buildManifest(
  dataset: Dataset,
  files: readonly WrittenReportFile[],
  options: { readonly issuedAt: string; readonly toolVersion: string },
): Manifest {
  const runs = dataset.runs.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const { period, comparison } = dataset;
  return {
    schemaVersion: 1,
    reportId: dataset.definition.settings.id,
    customerId: dataset.customer.id,
    tenantId: dataset.customer.tenantId,
    workspace: dataset.workspace,
    period: { id: period.id, startUtc: period.startUtc, endUtc: period.endUtc, timeZone: period.timeZone },
    comparison: comparison === null ? null : { id: comparison.period.id, standing: comparison.standing },
    asOfUtc: dataset.asOfUtc,
    queries: runs.map(({ durationMs: _durationMs, ...run }) => run),
    files: files
      .map(({ name, bytes }) => ({
        name,
        bytes: typeof bytes === 'string' ? Buffer.byteLength(bytes) : bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    volatile: {
      toolVersion: options.toolVersion,
      issuedAt: options.issuedAt,
      durationsMs: Object.fromEntries(runs.map((run) => [run.id, run.durationMs])),
    },
  };
}
