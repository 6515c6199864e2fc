import { detectionKinds } from './detection-catalogue.ts';
import { utcText } from './log-row.ts';
import type { LocalDay } from './local-calendar.ts';
import type { PlannedEvent, TelemetryTable, Tenant } from './telemetry.ts';
import { eventsOfDay, rowStream } from './telemetry.ts';
import type { TruthConnector, TruthIngestion, TruthRule } from './truth.ts';

/** Megabytes a workday at scale 1; alert and incident tables are free of charge. */
const ingestion = [
  { table: 'SecurityIncident', megabytes: 3, isBillable: false, solution: 'SecurityInsights' },
  { table: 'SecurityAlert', megabytes: 4, isBillable: false, solution: 'SecurityInsights' },
  { table: 'SigninLogs', megabytes: 240, isBillable: true, solution: 'LogManagement' },
  { table: 'AADNonInteractiveUserSignInLogs', megabytes: 760, isBillable: true, solution: 'LogManagement' },
  { table: 'AuditLogs', megabytes: 22, isBillable: true, solution: 'LogManagement' },
  { table: 'OfficeActivity', megabytes: 60, isBillable: false, solution: 'Office365' },
  { table: 'DeviceProcessEvents', megabytes: 1450, isBillable: true, solution: 'SecurityInsights' },
  { table: 'DeviceNetworkEvents', megabytes: 1180, isBillable: true, solution: 'SecurityInsights' },
  { table: 'DeviceLogonEvents', megabytes: 130, isBillable: true, solution: 'SecurityInsights' },
  { table: 'EmailEvents', megabytes: 95, isBillable: true, solution: 'SecurityInsights' },
] as const;

const hoursPerRow = 6;

/** Ingested volume, four rows a day and table, each at the end of its six hours. */
export const usage: TelemetryTable = {
  name: 'Usage',
  kinds: ['volume'],
  plan(day) {
    const slots = Math.floor((day.endMs - day.startMs) / (hoursPerRow * 3_600_000));
    return Array.from({ length: slots * ingestion.length }, (_, sequence) => ({
      atMs: day.startMs + (Math.floor(sequence / ingestion.length) + 1) * hoursPerRow * 3_600_000 - 60_000,
      kind: 0,
      sequence,
    }));
  },
  row(event, day, tenant) {
    const source = ingestion[event.sequence % ingestion.length]!;
    return {
      TimeGenerated: utcText(event.atMs),
      DataType: source.table,
      Quantity: drawMegabytes(event, day, tenant),
      QuantityUnit: 'MBytes',
      IsBillable: source.isBillable,
      Solution: source.solution,
      StartTime: utcText(event.atMs + 60_000 - hoursPerRow * 3_600_000),
      EndTime: utcText(event.atMs + 60_000),
    };
  },
};

function drawMegabytes(event: PlannedEvent, day: LocalDay, tenant: Tenant): number {
  const random = rowStream(tenant, 'Usage', day, event.sequence);
  const source = ingestion[event.sequence % ingestion.length]!;
  const share = (day.isWorkday ? 1 : 0.4) / 4;
  const swell = swells(source.table, day) ? 3.4 : 1;
  return Math.round(source.megabytes * tenant.context.scale * share * swell * (0.9 + random.next() * 0.2) * 1000) / 1000;
}

/** Once a month one table swells: somebody turned on verbose logging. Reports should notice. */
function swells(table: string, day: LocalDay): boolean {
  return table === 'DeviceNetworkEvents' && day.date.endsWith('-17');
}

/** What each table took in, kept apart from the rows that tell it. */
export function listIngestion(tenant: Tenant): readonly TruthIngestion[] {
  const { calendar, startMs, endMs } = tenant.context;
  const events = calendar.days(startMs, endMs).flatMap((day) => eventsOfDay(usage, day, tenant).map((event) => ({ event, day })));
  return ingestion.map(({ table, isBillable }, index) => {
    const own = events.filter(({ event }) => event.sequence % ingestion.length === index);
    return {
      table,
      isBillable,
      reports: own.map(({ event, day }) => [utcText(event.atMs), drawMegabytes(event, day, tenant)] as const),
      swellsUtc: own.filter(({ day }) => swells(table, day)).map(({ event }) => utcText(event.atMs)),
    };
  });
}

const rules = detectionKinds.filter((kind) => kind.ruleId !== undefined);
const runFailure = 'The query timed out';
const fetchFailure = 'The service did not answer';
const connectors = ['Office365', 'AzureActiveDirectory', 'ThreatIntelligence'] as const;

/** Runs of analytics rules, once a day each, and the state of data connectors when it changes. */
export const sentinelHealth: TelemetryTable = {
  name: 'SentinelHealth',
  kinds: ['rule-success', 'rule-failure', 'connector-success', 'connector-failure'],
  plan(day, tenant) {
    const random = tenant.context.random.split('plan', 'SentinelHealth', day.date);
    const runs = rules.map((_, sequence) => ({
      atMs: tenant.context.calendar.instant(day, 60 + sequence * 7),
      kind: random.chance(0.015) ? 1 : 0,
      sequence,
    }));
    if (!random.chance(0.08)) return runs;
    // An outage is told when it begins and when it is over.
    const connector = random.integer(0, connectors.length - 1);
    const failedMs = tenant.context.calendar.instant(day, random.integer(60, 1100));
    const mendedMs = Math.min(failedMs + random.integer(35, 240) * 60_000, day.endMs - 1);
    return [...runs, { atMs: failedMs, kind: 3, sequence: 100 + connector }, { atMs: mendedMs, kind: 2, sequence: 200 + connector }];
  },
  row(event, day, tenant) {
    const { recordId, dropped } = drawRun(tenant, day, event);
    const isRule = event.kind < 2;
    const isFailure = event.kind === 1 || event.kind === 3;
    const rule = rules[event.sequence % rules.length];
    return {
      TimeGenerated: utcText(event.atMs),
      TenantId: tenant.context.workspaceId,
      WorkspaceId: tenant.context.workspaceId,
      OperationName: isRule ? 'Scheduled analytics rule run' : 'Data fetch status change',
      SentinelResourceType: isRule ? 'Analytics Rule' : 'Data connector',
      SentinelResourceKind: isRule ? 'Scheduled' : connectors[event.sequence % 100]!,
      SentinelResourceName: isRule ? (rule?.title ?? '') : connectors[event.sequence % 100]!,
      SentinelResourceId: isRule ? (rule?.ruleId ?? '') : '',
      Status: isFailure ? 'Failure' : 'Success',
      Reason: isFailure ? (isRule ? runFailure : fetchFailure) : '',
      Description: isFailure ? 'The operation failed and will be tried again.' : '',
      RecordId: recordId,
      ExtendedProperties: isRule
        ? {
            AlertsGeneratedAmount: 0,
            EntitiesDroppedDueToMappingIssuesAmount: dropped,
            QueryStartTimeUTC: utcText(event.atMs - 3_600_000),
          }
        : {},
    };
  },
};

/** What a run has beside its end: now and then a mapping does not fit, and entities are lost. */
function drawRun(tenant: Tenant, day: LocalDay, { sequence }: PlannedEvent): { readonly recordId: string; readonly dropped: number } {
  const random = rowStream(tenant, 'SentinelHealth', day, sequence);
  return { recordId: random.guid(), dropped: random.chance(0.01) ? random.integer(1, 9) : 0 };
}

/** What each connector reported, kept apart from the rows that tell it. */
export function listConnectors(tenant: Tenant): readonly TruthConnector[] {
  const { calendar, startMs, endMs } = tenant.context;
  const reports = calendar
    .days(startMs, endMs)
    .flatMap((day) => eventsOfDay(sentinelHealth, day, tenant))
    .filter(({ sequence }) => sequence >= 100);
  return connectors.map((name, index) => ({
    name,
    reports: reports
      .filter(({ sequence }) => sequence % 100 === index)
      .map(({ atMs, kind }) => [utcText(atMs), kind === 3 ? fetchFailure : null] as const),
  }));
}

/** How the runs of every rule ended, kept apart from the rows that tell it. */
export function listRules(tenant: Tenant): readonly TruthRule[] {
  const { calendar, startMs, endMs } = tenant.context;
  const runs = calendar
    .days(startMs, endMs)
    .flatMap((day) => eventsOfDay(sentinelHealth, day, tenant).map((event) => ({ ...event, day })))
    .filter(({ sequence }) => sequence < rules.length);
  return rules.map(({ ruleId = '', title }, index) => {
    const own = runs.filter(({ sequence }) => sequence === index);
    return {
      ruleId,
      title,
      runs: own.map(({ atMs, kind }) => [utcText(atMs), kind === 1 ? runFailure : null] as const),
      givenUp: [],
      disabledUtc: [],
      dropped: own
        .map((event) => [utcText(event.atMs), drawRun(tenant, event.day, event).dropped] as const)
        .filter(([, count]) => count > 0),
    };
  });
}
