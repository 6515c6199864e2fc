import path from 'node:path';
import type { AppError } from '@mxdr/core';
import { isAppError } from '@mxdr/core';
import type { CommandHandler, OptionValues } from '../command-spec.ts';
import type { CommandContext } from '../context.ts';
import { countOf } from '../count-of.ts';
import { selectCustomers } from '../customer-selection.ts';
import { badOption } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodes, worseOf } from '../exit-codes.ts';
import { readWhole } from '../read-whole.ts';
import { describeDue, describeJob, formatDue } from '../schedule/due-document.ts';
import { findDue, readDueWindow } from '../schedule/find-due.ts';
import { readSchedules } from '../schedule/read-schedules.ts';
import type { ScheduledJob } from '../schedule/scheduled-job.ts';
import { run as runReport } from './report.ts';

/** What came of one report. `incomplete`: it was issued and says what it lacks. */
interface Made {
  readonly scheduled: ScheduledJob;
  readonly outcome: 'made' | 'incomplete' | 'failed';
  readonly error: AppError | null;
}

/**
 * `mxdr schedule run`: makes what is due, one after the other, as `mxdr report` makes it. Exit 0 when everything due is there and whole, 2 when a
 * report failed, lacks something, or is left for the next run.
 */
export const run: CommandHandler = async (context, ids, options) => {
  const { customers } = await selectCustomers(context, ids, options);
  const most = readWhole('--limit', options['limit'] ?? '100', 1, 10_000);
  const window = readDueWindow(context, options);
  if (Date.parse(window.untilUtc) > context.clock.now())
    throw badOption('--until', window.untilUtc, 'an instant that is over: what is not due yet is not made');
  const schedules = await readSchedules(context, customers, ids.length > 0);
  const list = await findDue(schedules, window, path.resolve(context.cwd, String(options['out'])));
  const waiting = list.jobs.filter(({ state }) => state !== 'done');
  if (!context.json) context.out(formatDue(context, list));
  const made: Made[] = [];
  for (const scheduled of waiting.slice(0, most)) {
    if (context.signal.aborted) break;
    made.push(await makeReport(context, scheduled, options, customers.length > 1));
  }
  const left = waiting.length - made.length;
  if (context.json)
    context.out(
      JSON.stringify(
        {
          ...describeDue(list, schedules.broken),
          made: made.map(({ scheduled, outcome, error }) => ({
            ...describeJob(scheduled),
            outcome,
            error: error === null ? null : { code: error.code, message: error.message, mend: error.mend },
          })),
          left,
        },
        null,
        2,
      ),
    );
  else {
    for (const { scheduled, error } of made)
      if (error !== null)
        context.out(
          `${scheduled.due.customerId} ${scheduled.job.report} ${scheduled.job.period}: ${error.code} ${error.message} ${error.mend}`,
        );
    if (made.length > 0) context.out(wordOutcome(made));
    if (left > 0) context.out(`${countOf(left, 'report')} left for the next run`);
  }
  if (context.signal.aborted) return exitCodes.interrupted;
  const isWhole = left === 0 && schedules.broken.length === 0 && made.every(({ outcome }) => outcome === 'made');
  return worseOf(exitCodes.good, isWhole ? exitCodes.good : exitCodes.undetermined);
};

const wordOutcome = (made: readonly Made[]): string =>
  (['made', 'incomplete', 'failed'] as const)
    .map((outcome) => [outcome, made.filter((one) => one.outcome === outcome).length] as const)
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(', ');

/** One customer's failure never stops the others. What is no foreseen failure is a defect, and ends the run. */
async function makeReport(context: CommandContext, scheduled: ScheduledJob, options: OptionValues, isFleet: boolean): Promise<Made> {
  const { job } = scheduled;
  const { local, redactionKey, out } = options;
  // A folder of tables belongs to one tenant: for several customers it holds a folder for each.
  const tables = typeof local === 'string' ? path.join(local, isFleet ? job.customerId : '.') : undefined;
  const asked: OptionValues = {
    report: job.report,
    period: job.period,
    format: job.formats.join(','),
    attachments: job.attachRows,
    ...(out === undefined ? {} : { out }),
    ...(tables === undefined ? {} : { local: tables }),
    ...(job.redact.length === 0 ? {} : { redact: job.redact.join(',') }),
    ...(job.redact.length === 0 || redactionKey === undefined ? {} : { redactionKey }),
  };
  context.note(`${job.customerId}: ${job.report} ${job.period}`);
  try {
    const code: ExitCode = await runReport(
      { ...context, json: false, out: context.json ? () => undefined : context.out },
      [job.customerId],
      asked,
    );
    return { scheduled, outcome: code === exitCodes.good ? 'made' : 'incomplete', error: null };
  } catch (error) {
    if (context.signal.aborted || !isAppError(error)) throw error;
    return { scheduled, outcome: 'failed', error };
  }
}
