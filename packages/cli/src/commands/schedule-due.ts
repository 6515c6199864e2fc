import path from 'node:path';
import { writeReportJob } from '@mxdr/core';
import type { CommandHandler } from '../command-spec.ts';
import { selectCustomers } from '../customer-selection.ts';
import { exitCodes } from '../exit-codes.ts';
import { describeDue, formatDue } from '../schedule/due-document.ts';
import { findDue, readDueWindow } from '../schedule/find-due.ts';
import { readSchedules } from '../schedule/read-schedules.ts';

/** `mxdr schedule due`: exit 0 when every schedule could be read, whatever is due; 2 when one could not. */
export const run: CommandHandler = async (context, ids, options) => {
  const { customers } = await selectCustomers(context, ids, options);
  const window = readDueWindow(context, options);
  const schedules = await readSchedules(context, customers, ids.length > 0);
  const list = await findDue(schedules, window, path.resolve(context.cwd, String(options['out'])));
  if (options['format'] === 'ndjson')
    for (const { job, state } of list.jobs) {
      if (state !== 'done') context.out(writeReportJob(job));
    }
  else context.out(context.json ? JSON.stringify(describeDue(list, schedules.broken), null, 2) : formatDue(context, list));
  if (options['format'] === 'ndjson' && list.older.length > 0)
    context.note(`${list.older.length} older than ${list.sinceUtc} were never made and are not among them; --since goes further back`);
  return schedules.broken.length > 0 ? exitCodes.undetermined : exitCodes.good;
};
