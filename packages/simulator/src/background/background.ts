import type { LocalDay } from '../local-calendar.ts';
import type { LogRow } from '../log-row.ts';
import { utcText } from '../log-row.ts';
import type { RandomStream } from '../random-stream.ts';
import type { Tenant } from '../telemetry.ts';
import { drawInstant } from '../telemetry.ts';
import type { People } from './people.ts';

/** What every table of honest work is made from. */
export interface Background {
  readonly tenant: Tenant;
  readonly people: People;
  readonly days: readonly LocalDay[];
}

/** One table of honest work. */
export interface BackgroundTable {
  readonly name: string;
  /** Rows of one day in any order, each with `TimeGenerated`; some may lie after the day's end. */
  rows(day: LocalDay, background: Background, random: RandomStream): readonly LogRow[];
}

/** Instants of a day, by the rhythm of the office or the clock: fewer at weekends by that share. */
export function instantsOf(
  day: LocalDay,
  { tenant }: Background,
  random: RandomStream,
  perWorkday: number,
  weekendShare: number,
  rhythm: 'office' | 'flat' = 'office',
): readonly number[] {
  const count = random.poisson(perWorkday * (day.isWorkday ? 1 : weekendShare));
  return Array.from({ length: count }, () => drawInstant(tenant, day, random, rhythm));
}

/** Instants at the same local minutes of every day, as schedules have them; a little late, as schedulers are. */
export function scheduledAt(day: LocalDay, { tenant }: Background, random: RandomStream, ...minutes: readonly number[]): readonly number[] {
  return minutes.map((minute) => Math.floor(tenant.context.calendar.instant(day, minute) + random.next() * 20_000));
}

/** Tables of Defender XDR, which hold the time of the event in `Timestamp`, too. */
const withTimestamp = /^(?:Device|Email|Url|Identity(?!Info)|CloudApp|Alert)/u;

/** Tables that do not say which workspace they are in. */
const withoutWorkspace: ReadonlySet<string> = new Set(['Heartbeat', 'SecurityAlert', 'SigninLogs', 'Usage']);

/** Rows of a table over all days, in order of time, with the columns that every table has. */
export function rowsOfTable(table: BackgroundTable, background: Background): readonly LogRow[] {
  const { context } = background.tenant;
  const rows: { readonly at: number; readonly row: LogRow }[] = [];
  for (const day of background.days) {
    const random = context.random.split('background', table.name, day.date);
    for (const row of table.rows(day, background, random)) {
      const time = row['TimeGenerated'];
      const at = typeof time === 'string' ? Date.parse(time) : Number.NaN;
      if (at < context.startMs || at >= context.endMs) continue;
      const stamp = withTimestamp.test(table.name) ? { Timestamp: utcText(at) } : {};
      const workspace = withoutWorkspace.has(table.name) ? {} : { TenantId: context.workspaceId };
      // The row is ours and new: copying some hundred thousand of them would take longer than to make them.
      rows.push({ at, row: Object.assign(row, stamp, workspace, { Type: table.name }) });
    }
  }
  return rows.toSorted((left, right) => left.at - right.at).map(({ row }) => row);
}

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
