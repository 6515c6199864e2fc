import type { LocalDay } from './local-calendar.ts';
import type { LogRow } from './log-row.ts';
import type { Organization } from './organization.ts';
import type { RandomStream } from './random-stream.ts';
import type { SimulationContext } from './simulation-options.ts';
import type { Campaign } from './story.ts';

/** What every generator of log rows works from. */
export interface Tenant {
  readonly context: SimulationContext;
  readonly organization: Organization;
  readonly campaigns: readonly Campaign[];
}

/** One row before it is built: when, and of which kind. Cheap, so that rows can be counted without building them. */
export interface PlannedEvent {
  readonly atMs: number;
  /** Index into `TelemetryTable.kinds`. */
  readonly kind: number;
  /** Number within its table and day; names the row's random stream. */
  readonly sequence: number;
  readonly campaign?: Campaign;
}

/** A table of the tenant that is made day by day. */
export interface TelemetryTable {
  readonly name: string;
  /** What rows are counted by; every row is of exactly one kind. */
  readonly kinds: readonly string[];
  /** Rows of one local day, in any order; the caller sorts and cuts to the simulated time. */
  plan(day: LocalDay, tenant: Tenant): readonly PlannedEvent[];
  row(event: PlannedEvent, day: LocalDay, tenant: Tenant): LogRow;
}

/** The day's events inside the simulated time, oldest first. */
export function eventsOfDay(table: TelemetryTable, day: LocalDay, tenant: Tenant): readonly PlannedEvent[] {
  const { startMs, endMs } = tenant.context;
  const events = table.plan(day, tenant).filter((event) => event.atMs >= startMs && event.atMs < endMs);
  return [...events].sort((left, right) => left.atMs - right.atMs || left.sequence - right.sequence);
}

/** The stream of one row; equal for every caller, so that other tables can refer to what the row holds. */
export function rowStream(tenant: Tenant, table: string, day: LocalDay, sequence: number): RandomStream {
  return tenant.context.random.split(table, day.date, sequence);
}

/** Share of a day's office activity in each local hour. */
const officeHours = [2, 1, 1, 1, 1, 3, 10, 32, 84, 100, 92, 86, 64, 84, 92, 86, 72, 44, 20, 14, 12, 10, 6, 4];
const flatHours = Array.from({ length: 24 }, () => 1);

/** An instant of the day: during office hours on working days, or at any time. */
export function drawInstant(tenant: Tenant, day: LocalDay, random: RandomStream, rhythm: 'office' | 'flat'): number {
  const hours = rhythm === 'office' && day.isWorkday ? officeHours : flatHours;
  let rest = random.next() * hours.reduce((total, weight) => total + weight, 0);
  let hour = 0;
  while (hour < 23 && rest >= hours[hour]!) rest -= hours[hour++]!;
  return Math.floor(tenant.context.calendar.instant(day, hour * 60 + random.next() * 60));
}

/** How many rows a day gets: less at weekends, more in busy months, with some chance. */
export function drawDailyCount(tenant: Tenant, day: LocalDay, random: RandomStream, perWorkday: number, weekendShare: number): number {
  const season = [1, 1, 1.02, 0.98, 0.96, 0.97, 0.82, 0.8, 1.02, 1.06, 1.05, 0.84][Number(day.month.slice(5)) - 1] ?? 1;
  return random.poisson(perWorkday * tenant.context.scale * season * (day.isWorkday ? 1 : weekendShare));
}

/** Campaigns of that kind that happen on the day. */
export function campaignsOn(tenant: Tenant, day: LocalDay, kind: Campaign['kind']): readonly Campaign[] {
  return tenant.campaigns.filter((campaign) => campaign.kind === kind && campaign.day.date === day.date);
}

/** Spreads a campaign's events over its hours. */
export function drawCampaignInstant(campaign: Campaign, random: RandomStream): number {
  return Math.floor(campaign.startMs + random.next() * (campaign.endMs - campaign.startMs - 1));
}
