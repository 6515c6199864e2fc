import { existsSync } from 'node:fs';
import type { Customer, DueReport } from '@mxdr/core';
import { dueReports } from '@mxdr/core';
import type { OptionValues } from '../command-spec.ts';
import type { CommandContext } from '../context.ts';
import { badOption } from '../errors.ts';
import type { ScheduledJob } from './scheduled-job.ts';
import { judgeScheduled, manifestFile } from './scheduled-job.ts';
import type { Schedules } from './read-schedules.ts';

/** Days that are caught up when nobody says since when: a month that nobody ran anything, with its report. */
const daysCaughtUp = 35;
/** Days before them in which is looked for what nobody made, to say so. */
const daysRemembered = 366;
const dayMs = 86_400_000;

/** A stretch of time, `[sinceUtc, untilUtc)`. */
export interface DueWindow {
  readonly sinceUtc: string;
  readonly untilUtc: string;
}

function readInstant(flag: string, value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const isInstant = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z)?$/u.test(value);
  const ms = Date.parse(value);
  if (!isInstant || Number.isNaN(ms)) throw badOption(flag, value, 'an instant in UTC such as 2026-11-03 or 2026-11-03T06:00:00Z');
  return ms;
}

/** `--since` and `--until`: by default the last 35 days up to now. */
export function readDueWindow(context: CommandContext, options: OptionValues): DueWindow {
  const until = readInstant('--until', options['until']) ?? context.clock.now();
  const since = readInstant('--since', options['since']) ?? until - daysCaughtUp * dayMs;
  if (since >= until) throw badOption('--since', new Date(since).toISOString(), `an instant before ${new Date(until).toISOString()}`);
  return { sinceUtc: new Date(since).toISOString(), untilUtc: new Date(until).toISOString() };
}

/** What has become due in a window, and what is older and was never made. */
export interface DueList extends DueWindow {
  /** By the instant at which they became due, then by customer. */
  readonly jobs: readonly ScheduledJob[];
  /** Older than the window, within a year, and without a manifest: told, not caught up. Their files are not read. */
  readonly older: readonly DueReport[];
}

export async function findDue({ scheduled, definitions }: Schedules, window: DueWindow, outDir: string): Promise<DueList> {
  const found = (sinceUtc: string, untilUtc: string): readonly (DueReport & { readonly customer: Customer })[] =>
    scheduled
      .flatMap(({ customer, schedule }) => dueReports(schedule, customer, sinceUtc, untilUtc).map((due) => ({ ...due, customer })))
      .toSorted((one, other) =>
        one.dueAtUtc === other.dueAtUtc ? (one.customerId < other.customerId ? -1 : 1) : one.dueAtUtc < other.dueAtUtc ? -1 : 1,
      );
  const jobs: ScheduledJob[] = [];
  for (const { customer, ...due } of found(window.sinceUtc, window.untilUtc))
    jobs.push(await judgeScheduled(due, definitions.get(due.entry.report)!, customer, outDir));
  const before = new Date(Date.parse(window.sinceUtc) - daysRemembered * dayMs).toISOString();
  const older = found(before, window.sinceUtc).filter((due) => !existsSync(manifestFile(due, outDir)));
  return { ...window, jobs, older };
}
