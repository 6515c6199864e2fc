import type { DueReport } from '@mxdr/core';
import { formatPeriodShort } from '@mxdr/core';
import type { CommandContext } from '../context.ts';
import { countOf } from '../count-of.ts';
import { formatTextTable } from '../text-table.ts';
import type { DueList } from './find-due.ts';
import type { ScheduledJob } from './scheduled-job.ts';

const hourMs = 3_600_000;

/** `2026-11-03 07:00` in the zone. */
export function wordInstant(utc: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone });
  return parts.format(new Date(utc));
}

/** `5 h` or `3 days` after it was due. */
function wordDelay(dueAtUtc: string, nowUtc: string): string {
  const hours = Math.floor((Date.parse(nowUtc) - Date.parse(dueAtUtc)) / hourMs);
  return hours < 48 ? `${hours} h` : countOf(Math.floor(hours / 24), 'day');
}

/** One coming of a report, as machines read it. */
export const describeReport = ({ customerId, entry, period, comesAtUtc, dueAtUtc }: DueReport) => ({
  customer: customerId,
  report: entry.report,
  when: entry.when,
  period: { id: period.id, startUtc: period.startUtc, endUtc: period.endUtc, timeZone: period.timeZone },
  comesAtUtc,
  dueAtUtc,
});

export const describeJob = ({ due, job, state, why }: ScheduledJob) => ({
  ...describeReport(due),
  state,
  why,
  job,
});

/** The list as machines read it. */
export const describeDue = ({ sinceUtc, untilUtc, jobs, older }: DueList, broken: readonly string[]) => ({
  schemaVersion: 1,
  sinceUtc,
  untilUtc,
  jobs: jobs.filter(({ state }) => state !== 'done').map(describeJob),
  done: jobs.filter(({ state }) => state === 'done').map(describeJob),
  older: older.map(describeReport),
  broken,
});

/** The list as people read it. */
export function formatDue({ paint, width }: CommandContext, { sinceUtc, untilUtc, jobs, older }: DueList): string {
  const waiting = jobs.filter(({ state }) => state !== 'done');
  const done = jobs.length - waiting.length;
  const table = formatTextTable(
    [
      { head: 'customer' },
      { head: 'report' },
      { head: 'period' },
      { head: 'due, at the customer' },
      { head: 'late', align: 'right' },
      { head: '' },
    ],
    waiting.map(({ due, why }) => [
      due.customerId,
      due.entry.report,
      formatPeriodShort(due.period, 'en-GB'),
      `${wordInstant(due.dueAtUtc, due.period.timeZone)} ${due.period.timeZone}`,
      wordDelay(due.dueAtUtc, untilUtc),
      why === '' ? '' : `again: ${why}`,
    ]),
    width,
  );
  const incomplete = jobs.filter(({ state, why }) => state === 'done' && why !== '');
  return [
    ...(waiting.length === 0 ? [] : [table]),
    `${waiting.length === 0 ? paint.green('nothing due') : `${countOf(waiting.length, 'report')} due`}, ${done} done, from ${sinceUtc} up to ${untilUtc}`,
    ...incomplete.map(({ due, why }) => paint.dim(`  ${due.customerId} ${due.entry.report} ${due.period.id}: ${why}`)),
    ...(older.length === 0
      ? []
      : [
          `${countOf(older.length, 'report')} of the year before ${sinceUtc} ${older.length === 1 ? 'was' : 'were'} never made and ${older.length === 1 ? 'is' : 'are'} not caught up; the oldest was due on ${older[0]!.dueAtUtc}. --since goes further back.`,
        ]),
  ].join('\n');
}
