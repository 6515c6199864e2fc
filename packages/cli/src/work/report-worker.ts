import path from 'node:path';
import type { ArchivePlace, Customer, CustomerBook, Operator, ReportJob, WorkHold, WorkOutcome } from '@mxdr/core';
import { findCustomer, formatProblem, parsePeriod, readJson, reportJobKey, reportJobSchema } from '@mxdr/core';
import type { BrowserPool, ReportDefinition } from '@mxdr/reporting';
import { asksReadiness, hashDefinition, showsDetections } from '@mxdr/reporting';
import type { CommandContext } from '../context.ts';
import { needsBrowser } from '../draw-report.ts';
import { assessCustomer } from '../judge-customer.ts';
import { collectReport, drawDataset } from '../produce-report.ts';
import { toReadinessRecord } from '../readiness-record.ts';
import type { RedactionAsked } from '../redaction-options.ts';
import type { ReportTime } from '../report-inputs.ts';
import { findReport, readIssueInstant, readSnapshotTime, readSubject } from '../report-inputs.ts';
import { openReportSources } from '../report-sources.ts';
import type { JobArchives } from './work-addresses.ts';
import { watchFailures } from './watch-failures.ts';

export interface ReportWorkerProps {
  readonly context: CommandContext;
  readonly operator: Operator;
  readonly book: CustomerBook;
  readonly archives: Pick<JobArchives, 'archiveOf'>;
  /** Absent where this machine has no browser. */
  readonly pool: BrowserPool | undefined;
  /** Folder with a folder of local tables for each customer; undefined for their workspaces in Azure. */
  readonly tables: string | undefined;
  /** For pseudonyms that stay the same from report to report. */
  readonly redactionKey: Uint8Array | undefined;
  /** A name that no other attempt of any worker has. */
  readonly nameAttempt: () => string;
}

const failed = (code: string, message: string, isFinal: boolean): WorkOutcome => ({ status: 'failed', code, message, isFinal });

/**
 * Does what a message asks for: makes the report and publishes it in the archive of the customer's region, unless it is there. Safe to do twice, and
 * by two workers at a time.
 *
 * A report with questions that got no answer is not published: the archive cannot be changed, and the same report may be whole a minute later. Missing
 * tables and partial answers are a finding of the report, and it says so.
 */
export function createReportWorker(props: ReportWorkerProps): (text: string, hold: WorkHold) => Promise<WorkOutcome> {
  return async (text, hold) => {
    const read = readJson(reportJobSchema, text, 'message');
    if ('problems' in read) return failed('MXDR-JOB-INVALID', read.problems.map(formatProblem).join('; '), true);
    const job = read.value;
    const customer = findCustomer(props.book, job.customerId);
    const definition = readSubject(await findReport(props.context, job.report), job.incident === null ? undefined : String(job.incident));
    const definitionSha256 = hashDefinition(definition);
    const place = { job, definitionSha256, key: reportJobKey(job, definitionSha256) };
    const archive = props.archives.archiveOf(customer);
    const described = `${job.customerId} ${job.report} ${job.period}`;
    if ((await archive.find(place, hold.signal)) !== undefined)
      return { status: 'done', detail: `${described}: was there already`, isRepeat: true };
    // Another worker may have a browser.
    if (needsBrowser(job.formats) && props.pool === undefined)
      return failed('MXDR-WORK-NO-BROWSER', 'This worker has no browser to print with.', false);
    return makeReport(props, place, { customer, definition, described }, hold);
  };
}

interface Subject {
  readonly customer: Customer;
  readonly definition: ReportDefinition;
  readonly described: string;
}

async function makeReport(props: ReportWorkerProps, place: ArchivePlace, subject: Subject, hold: WorkHold): Promise<WorkOutcome> {
  const { operator, archives, pool, tables, nameAttempt } = props;
  const { job } = place;
  const { customer, definition, described } = subject;
  const context = { ...props.context, signal: hold.signal };
  const readiness = asksReadiness(definition.settings)
    ? toReadinessRecord(await assessCustomer(context, customer, operator, {}))
    : undefined;
  const time = timeOf(job, customer, definition.queries.length === 0 ? readiness?.asOfUtc : undefined);
  if (time === undefined)
    return failed('MXDR-JOB-PERIOD', `${described}: the facts beside customer.yaml are of ${String(readiness?.asOfUtc)}.`, true);
  const sources = await openReportSources(context, customer, tables === undefined ? undefined : path.join(tables, customer.id), {
    asksWorkspace: definition.queries.length > 0,
    readiness,
    withDetections: showsDetections(definition.settings),
  });
  const { workspace, failures } = watchFailures(sources.workspace);
  const issuedAt = readIssueInstant(context);
  const request = {
    definition,
    customer,
    operator,
    ...time,
    ...sources,
    workspace,
    formats: job.formats,
    pool,
    customerFolder: path.join(context.customersFolder, customer.id),
    issuedAt,
    toolVersion: context.version,
    attachesRows: job.attachRows,
    redaction: redactionOf(job, props.redactionKey),
    signal: hold.signal,
    progress: { step: (message: string): void => context.note(`${described}: ${message}`) },
  };
  const dataset = await collectReport(request);
  const [first] = failures;
  if (first !== undefined)
    return failed(first.code, `${described}: ${failures.length} of its questions got no answer. ${first.message}`, false);
  const { model, files } = await drawDataset(request, dataset);
  hold.signal.throwIfAborted();
  const attempt = archives.archiveOf(customer).begin(place, nameAttempt(), hold.signal);
  for (const file of files) await attempt.sink.write(file.name, file.bytes);
  await hold.confirm();
  const { state, summary } = model.completeness;
  const publishedAt = new Date(context.clock.now()).toISOString();
  const { isOurs } = await attempt.publish({ state, summary, publishedAt, toolVersion: context.version }, hold.signal);
  const how = isOurs ? `${state}${summary === '' ? '' : `. ${summary}`}` : 'another worker was first';
  return { status: 'done', detail: `${described}: ${how}`, isRepeat: !isOurs };
}

/** The period of the job, up to its snapshot. A report about the facts alone is of their day; undefined where the job asks for another. */
function timeOf(job: ReportJob, customer: Customer, factsAsOfUtc: string | undefined): ReportTime | undefined {
  const period = parsePeriod(job.period, customer.timeZone);
  if (factsAsOfUtc === undefined) return { period, ...(job.asOf === null ? {} : { asOf: job.asOf }) };
  const ofFacts = readSnapshotTime(customer, factsAsOfUtc, undefined);
  return ofFacts.period.id === period.id ? ofFacts : undefined;
}

function redactionOf({ redact }: ReportJob, key: Uint8Array | undefined): RedactionAsked | undefined {
  return redact.length === 0 ? undefined : { kinds: redact, key };
}
