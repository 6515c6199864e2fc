import path from 'node:path';
import type { Customer, DueReport, ReportJob } from '@mxdr/core';
import { reportJobSchema } from '@mxdr/core';
import type { Manifest, ReportDefinition } from '@mxdr/reporting';
import { manifestName } from '@mxdr/reporting';
import { reportPlace } from '../report-fleet/report-place.ts';
import { readFormats } from '../report-inputs.ts';
import { verifyReport } from '../verify-report.ts';

/** A report that has become due, and whether it is there. */
export interface ScheduledJob {
  readonly due: DueReport;
  readonly job: ReportJob;
  /** `done`: issued, and every file is as its manifest says. `again`: something lies there that is not that. `due`: nothing does. */
  readonly state: 'done' | 'again' | 'due';
  /** Why it is to be made again; or what an issued report lacks. Empty where there is nothing to say. */
  readonly why: string;
}

/** The job that makes a report which has become due. */
export function jobOf(due: DueReport, definition: ReportDefinition): ReportJob {
  const { entry, customerId, period } = due;
  return reportJobSchema.parse({
    customerId,
    report: entry.report,
    period: period.id,
    formats: readFormats(entry.formats?.join(','), definition),
    redact: entry.redact,
    attachRows: entry.attachRows,
  });
}

/** In what an issued report is another than the job's. A newer program or definition does not matter: what was issued was issued. */
function findDifference(manifest: Manifest, job: ReportJob, { period }: DueReport, customer: Customer): string | undefined {
  const lacking = job.formats.filter((format) => !manifest.formats.includes(format));
  const kinds = [...(manifest.redaction?.kinds ?? [])].toSorted().join();
  if (manifest.customerId !== customer.id || manifest.tenantId !== customer.tenantId) return 'it is another customer’s';
  if (manifest.reportId !== job.report) return `it is another report (${manifest.reportId})`;
  if (manifest.period.startUtc !== period.startUtc || manifest.period.endUtc !== period.endUtc)
    return `it is of ${manifest.period.id} in ${manifest.period.timeZone}`;
  if (kinds !== [...job.redact].toSorted().join()) return 'other names are left out of it';
  return lacking.length > 0 ? `${lacking.join(', ')} ${lacking.length === 1 ? 'is' : 'are'} missing` : undefined;
}

/** Where the manifest of the report lies once it is made. */
export function manifestFile({ customerId, entry, period }: DueReport, outDir: string): string {
  return path.join(outDir, reportPlace(customerId, period.id, entry.redact.length > 0, entry.report), manifestName(entry.report));
}

/** Looks below the output folder for the report: its manifest proves that it was issued, and that it is whole. Nothing is written. */
export async function judgeScheduled(
  due: DueReport,
  definition: ReportDefinition,
  customer: Customer,
  outDir: string,
): Promise<ScheduledJob> {
  const job = jobOf(due, definition);
  const { state, reason, manifest, files } = await verifyReport({ file: manifestFile(due, outDir), names: undefined });
  if (state === 'missing') return { due, job, state: 'due', why: '' };
  if (manifest === null) return { due, job, state: 'again', why: `its manifest cannot be relied on: ${reason}` };
  const spoilt = files.find((file) => file.state !== 'same');
  const why = findDifference(manifest, job, due, customer) ?? (spoilt === undefined ? undefined : `${spoilt.name} is ${spoilt.state}`);
  if (why !== undefined) return { due, job, state: 'again', why };
  const { completeness } = manifest;
  return { due, job, state: 'done', why: completeness.state === 'complete' ? '' : `issued, but incomplete: ${completeness.summary}` };
}
