import type { DueReport } from '@mxdr/core';
import { dueReports, formatPeriodShort } from '@mxdr/core';
import type { CommandHandler } from '../command-spec.ts';
import { selectCustomers } from '../customer-selection.ts';
import { badOption } from '../errors.ts';
import { exitCodes } from '../exit-codes.ts';
import { readWhole } from '../read-whole.ts';
import { describeReport, wordInstant } from '../schedule/due-document.ts';
import { readSchedules } from '../schedule/read-schedules.ts';
import { writeCalendar } from '../schedule/write-calendar.ts';
import { formatTextTable } from '../text-table.ts';

const dayMs = 86_400_000;
/** Years ahead in which is looked for the next reports. */
const yearsAhead = 3;

/** `mxdr schedule list`: what comes next, in the customer's time and in that of whoever looks. */
export const run: CommandHandler = async (context, ids, options) => {
  const { customers } = await selectCustomers(context, ids, options);
  const count = readWhole('--next', options['next'] ?? '10', 1, 500);
  const format = String(options['format']);
  if (context.json && format === 'ics') throw badOption('--format', format, 'it without --json');
  const { scheduled, broken } = await readSchedules(context, customers, ids.length > 0);
  const now = context.clock.now();
  const next = scheduled
    .flatMap(({ customer, schedule }) => nextReports((since, until) => dueReports(schedule, customer, since, until), now, count))
    .toSorted((one, other) => (one.dueAtUtc < other.dueAtUtc ? -1 : one.dueAtUtc > other.dueAtUtc ? 1 : 0))
    .slice(0, count);
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (format === 'ics') context.out(writeCalendar(next, new Date(now).toISOString()));
  else if (context.json) context.out(JSON.stringify({ schemaVersion: 1, reports: next.map(describeReport), broken }, null, 2));
  else
    context.out(
      next.length === 0
        ? 'Nothing comes: no customer of these has a schedule that goes on.'
        : formatTextTable(
            [{ head: 'customer' }, { head: 'report' }, { head: 'period' }, { head: 'at the customer' }, { head: `here (${own})` }],
            next.map(({ customerId, entry, period, dueAtUtc }) => [
              customerId,
              entry.report,
              formatPeriodShort(period, 'en-GB'),
              `${wordInstant(dueAtUtc, period.timeZone)} ${period.timeZone}`,
              wordInstant(dueAtUtc, own),
            ]),
            context.width,
          ),
    );
  return broken.length > 0 ? exitCodes.undetermined : exitCodes.good;
};

/** The first `count` from now on: looked for in ever longer stretches, since one schedule comes daily and another once a year. */
function nextReports(
  due: (sinceUtc: string, untilUtc: string) => readonly DueReport[],
  nowMs: number,
  count: number,
): readonly DueReport[] {
  let found: readonly DueReport[] = [];
  for (let days = 32; found.length < count && days < yearsAhead * 1500; days *= 4)
    found = due(new Date(nowMs).toISOString(), new Date(nowMs + Math.min(days, yearsAhead * 366) * dayMs).toISOString());
  return found.slice(0, count);
}
