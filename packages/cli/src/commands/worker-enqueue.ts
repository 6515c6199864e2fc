import path from 'node:path';
import { text as readStream } from 'node:stream/consumers';
import type { Problem, ReportJob } from '@mxdr/core';
import { findCustomer, formatProblem, loadCustomers, readJson, reportJobSchema, requireOperator, writeReportJob } from '@mxdr/core';
import type { CommandHandler, OptionValues } from '../command-spec.ts';
import type { CommandContext } from '../context.ts';
import { countOf } from '../count-of.ts';
import { selectCustomers } from '../customer-selection.ts';
import { badOption, jobsInvalid } from '../errors.ts';
import { exitCodes } from '../exit-codes.ts';
import { readNamedFile } from '../read-text.ts';
import { readRedactionKinds } from '../redaction-options.ts';
import { readWhole } from '../read-whole.ts';
import { findReport, readFormats, readReportPeriod, readSubject } from '../report-inputs.ts';
import { openJobQueue } from '../work/work-addresses.ts';

/**
 * `mxdr worker enqueue`: puts jobs into the queue, those of the options or those of a file, one JSON object a line. All are read and checked before
 * the first goes in. What was put in twice is made once.
 */
export const run: CommandHandler = async (context, ids, options) => {
  const book = await loadCustomers(context.customersFolder);
  const operator = requireOperator(book);
  const jobs = typeof options['from'] === 'string' ? await readJobs(context, options['from'], ids) : await planJobs(context, ids, options);
  // Before anything goes in: a customer or report that is not there would be found by a worker, hours later.
  const known = new Map<string, boolean>();
  for (const { customerId, report, incident } of jobs) {
    findCustomer(book, customerId);
    const key = `${report} ${incident}`;
    if (!known.has(key)) readSubject(await findReport(context, report), incident === null ? undefined : String(incident));
    known.set(key, true);
  }
  const isTrial = options['dryRun'] === true;
  if (!isTrial) {
    const queue = await openJobQueue(context, operator, options, { poison: false });
    for (const [index, job] of jobs.entries()) {
      context.signal.throwIfAborted();
      await queue.put(writeReportJob(job), context.signal).catch((error: unknown) => {
        // Said beside the error: the same command again does no harm.
        context.note(
          `${index} of ${countOf(jobs.length, 'job')} had been put in; the same command again puts all of them in, and each is made once.`,
        );
        throw error;
      });
    }
    context.note(`${countOf(jobs.length, 'job')} put into the ${queue.description}.`);
  }
  if (context.json) context.out(JSON.stringify({ schemaVersion: 1, isPutIn: !isTrial, jobs }, null, 2));
  else if (jobs.length > 0) context.out(jobs.map(writeReportJob).join('\n'));
  return exitCodes.good;
};

/** A job for each customer that was asked for. */
async function planJobs(context: CommandContext, ids: readonly string[], options: OptionValues): Promise<readonly ReportJob[]> {
  const { customers } = await selectCustomers(context, ids, options);
  const { incident, asOf } = options;
  if (typeof incident === 'string' && customers.length > 1)
    throw badOption('--incident', incident, 'it for one customer only: each workspace counts its incidents anew');
  if (typeof asOf === 'string' && !reportJobSchema.shape.asOf.safeParse(asOf).success)
    throw badOption('--as-of', asOf, 'a UTC instant such as 2026-11-02T06:00:00Z');
  const report = String(options['report']);
  const definition = readSubject(await findReport(context, report), typeof incident === 'string' ? incident : undefined);
  const formats = readFormats(options['format'], definition);
  const redact = typeof options['redact'] === 'string' ? readRedactionKinds(options['redact']) : [];
  return customers.map((customer) =>
    reportJobSchema.parse({
      customerId: customer.id,
      report,
      period: readReportPeriod(context, customer, options['period']).id,
      formats,
      asOf: typeof asOf === 'string' ? asOf : null,
      incident: definition.incident,
      redact,
      attachRows: options['attachments'] !== false,
      edition: readWhole('--edition', String(options['edition']), 1, 999),
    }),
  );
}

/** Jobs as `mxdr schedule due` prints them. Every line that is wrong is told, and then none is taken. */
async function readJobs(context: CommandContext, from: string, ids: readonly string[]): Promise<readonly ReportJob[]> {
  if (ids.length > 0) throw badOption('--from', from, 'either jobs from a file or customers by id, not both');
  const isStream = from === '-';
  const text = isStream ? await readStream(process.stdin) : await readNamedFile(path.resolve(context.cwd, from));
  const jobs: ReportJob[] = [];
  const problems: Problem[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = readJson(reportJobSchema, line, isStream ? 'standard input' : from);
    if ('value' in read) jobs.push(read.value);
    else problems.push(...read.problems.map((problem) => ({ ...problem, position: { ...problem.position, line: index + 1 } })));
  }
  if (problems.length > 0) throw jobsInvalid(from, problems.map(formatProblem));
  return jobs;
}
