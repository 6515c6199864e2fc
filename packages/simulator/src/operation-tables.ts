import { detectionKinds } from './detection-catalogue.ts';
import { listedTable } from './listed-table.ts';
import type { ListedEvent } from './listed-table.ts';
import type { LocalDay } from './local-calendar.ts';
import { utcText } from './log-row.ts';
import type { TelemetryTable, Tenant } from './telemetry.ts';
import type { TruthDataWarning, TruthRuleChange, TruthWorkspaceQuery } from './truth.ts';

/** What is done to the workspace itself: changes of rules, queries, and what it says of its own data. */
export interface Operations {
  readonly tables: readonly TelemetryTable[];
  readonly ruleChanges: readonly TruthRuleChange[];
  readonly workspaceQueries: readonly TruthWorkspaceQuery[];
  readonly dataWarnings: readonly TruthDataWarning[];
}

export function makeOperations(tenant: Tenant): Operations {
  const { startMs, endMs, calendar } = tenant.context;
  const days = calendar.days(startMs, endMs);
  const inTime = <Item extends { readonly atUtc: string }>(items: readonly Item[]): readonly Item[] =>
    items.filter(({ atUtc }) => Date.parse(atUtc) >= startMs && Date.parse(atUtc) < endMs);
  const changes = inTime(days.flatMap((day) => planChanges(tenant, day)));
  const queries = inTime(days.flatMap((day) => planQueries(tenant, day)));
  const messages = inTime(days.flatMap((day) => planMessages(tenant, day)));
  return {
    tables: [
      listedTable(
        'SentinelAudit',
        ['done', 'refused'],
        changes.map((change) => changeEvent(tenant, change)),
      ),
      listedTable(
        'LAQueryLogs',
        ['answered', 'refused'],
        queries.map((query) => queryEvent(tenant, query)),
      ),
      listedTable(
        'Operation',
        ['warning', 'message'],
        messages.map((message) => messageEvent(tenant, message)),
      ),
    ],
    ruleChanges: changes.filter(({ isRefused }) => !isRefused),
    workspaceQueries: queries,
    dataWarnings: messages.filter(({ level }) => level !== 'Information'),
  };
}

const dayNumber = (day: LocalDay): number => Number(day.date.slice(8));
const ruleTitles = detectionKinds.filter(({ ruleId }) => ruleId !== undefined).map(({ title }) => title);
/** The application that deploys the rules. */
const pipelineOf = ({ context }: Tenant): string => context.random.split('pipeline').guid();

interface PlannedChange extends TruthRuleChange {
  /** A change that was not allowed changes nothing. */
  readonly isRefused: boolean;
}

/** The pipeline deploys now and then. On the thirteenth somebody changes rules by hand and deletes one; on the fourteenth somebody may not. */
function planChanges(tenant: Tenant, day: LocalDay): readonly PlannedChange[] {
  const { context, organization } = tenant;
  const random = context.random.split('rule-changes', day.date);
  const at = (minutes: number): string => utcText(context.calendar.instant(day, minutes));
  const deployed = day.isWorkday && random.chance(0.3) ? random.integer(1, 4) : 0;
  const pipeline = Array.from({ length: deployed }, (_, index): PlannedChange => ({
    atUtc: at(10 * 60 + index),
    caller: pipelineOf(tenant),
    rule: ruleTitles[index % ruleTitles.length]!,
    isDeletion: random.chance(0.1),
    isByHand: false,
    isRefused: false,
  }));
  const person = organization.users[dayNumber(day) === 13 ? 0 : 1]!.upn;
  const byHand = dayNumber(day) === 13 ? [false, false, true] : dayNumber(day) === 14 ? [false] : [];
  return [
    ...pipeline,
    ...byHand.map((isDeletion, index): PlannedChange => ({
      atUtc: at(15 * 60 + index),
      caller: person,
      rule: ruleTitles[index % 2]!,
      isDeletion,
      isByHand: true,
      isRefused: dayNumber(day) === 14,
    })),
  ];
}

function changeEvent(tenant: Tenant, { atUtc, caller, rule, isDeletion, isRefused }: PlannedChange): ListedEvent {
  const random = tenant.context.random.split('SentinelAudit', caller, atUtc);
  return {
    atMs: Date.parse(atUtc),
    kind: isRefused ? 'refused' : 'done',
    row: {
      TimeGenerated: atUtc,
      TenantId: tenant.context.workspaceId,
      WorkspaceId: tenant.context.workspaceId,
      OperationName: `Microsoft.SecurityInsights/alertRules/${isDeletion ? 'Delete' : 'Write'}`,
      // In the singular here, in the plural in SentinelHealth.
      SentinelResourceType: 'Analytic Rule',
      SentinelResourceKind: 'Scheduled',
      SentinelResourceName: rule,
      SentinelResourceId: random.guid(),
      Status: isRefused ? 'Failure' : 'Success',
      Description: '',
      CorrelationId: random.guid(),
      ExtendedProperties: { CallerName: caller, CallerIpAddress: `192.0.2.${random.integer(10, 250)}` },
    },
  };
}

const plainQueries = [
  'SecurityIncident | summarize arg_max(TimeGenerated, *) by IncidentName | where Status != "Closed"',
  'SigninLogs | where TimeGenerated > ago(1d) | summarize count() by ResultType',
  'DeviceInfo | summarize arg_max(TimeGenerated, *) by DeviceId | summarize count() by OnboardingStatus',
] as const;
const secretQuery = 'search "password" | project TimeGenerated, $table | take 1000';

/** The reporting application and two analysts ask every day; on the nineteenth somebody looks for secrets who does not ask otherwise. */
function planQueries(tenant: Tenant, day: LocalDay): readonly TruthWorkspaceQuery[] {
  const { context, organization } = tenant;
  const random = context.random.split('workspace-queries', day.date);
  const at = (): string => utcText(context.calendar.instant(day, random.integer(7 * 60, 19 * 60)) + random.integer(0, 59_999));
  const make = (account: string, count: number): readonly TruthWorkspaceQuery[] =>
    Array.from({ length: count }, () => {
      const isRefused = random.chance(0.03);
      return { atUtc: at(), account, isRefused, asksForSecrets: false, rows: isRefused ? 0 : random.integer(0, 900) };
    });
  const seeker = organization.users[5]!.upn;
  const secrets = dayNumber(day) === 19 ? [false, false, true] : [];
  return [
    ...make(context.random.split('reporting-application').guid(), random.integer(4, 9)),
    ...(day.isWorkday ? organization.users.slice(1, 3).flatMap(({ upn }) => make(upn, random.integer(0, 5))) : []),
    ...secrets.map((isRefused): TruthWorkspaceQuery => ({
      atUtc: at(),
      account: seeker,
      isRefused,
      // A query that is refused finds nothing.
      asksForSecrets: !isRefused,
      rows: isRefused ? 0 : 1000,
    })),
  ];
}

function queryEvent(tenant: Tenant, { atUtc, account, isRefused, asksForSecrets, rows }: TruthWorkspaceQuery): ListedEvent {
  const random = tenant.context.random.split('LAQueryLogs', account, atUtc);
  const isPerson = account.includes('@');
  const isSeeker = account === tenant.organization.users[5]!.upn;
  return {
    atMs: Date.parse(atUtc),
    kind: isRefused ? 'refused' : 'answered',
    row: {
      TimeGenerated: atUtc,
      QueryText: asksForSecrets || isSeeker ? secretQuery : random.pick(plainQueries),
      RequestClientApp: isPerson ? 'AppAnalytics' : 'LogAnalyticsSDK',
      AADEmail: isPerson ? account : '',
      AADObjectId: random.guid(),
      AADClientId: isPerson ? '' : account,
      AADTenantId: tenant.context.customer.tenantId,
      ResponseCode: isRefused ? 403 : 200,
      ResponseDurationMs: random.integer(80, 4000),
      ResponseRowCount: rows,
      StatsCPUTimeMs: random.integer(20, 3000),
      CorrelationId: random.guid(),
    },
  };
}

/** A message each Monday; on the seventeenth, when a table swells, the rate is warned of, and the cap is reached in the evening. */
function planMessages(tenant: Tenant, day: LocalDay): readonly TruthDataWarning[] {
  const { context } = tenant;
  const at = (minutes: number): string => utcText(context.calendar.instant(day, minutes));
  const swell = dayNumber(day) === 17;
  const monday = new Date(`${day.date}T12:00:00Z`).getUTCDay() === 1;
  const rate = 'The ingestion volume rate crossed 80 % of the threshold of the workspace.';
  const cap = 'Data collection stopped: the daily limit of free data has been reached. Ingestion status = OverQuota';
  return [
    ...(monday ? [{ atUtc: at(8 * 60), level: 'Information', detail: 'The collection of data was started.', isCap: false }] : []),
    ...(swell ? [13, 14, 15].map((hour) => ({ atUtc: at(hour * 60), level: 'Warning', detail: rate, isCap: false })) : []),
    ...(swell ? [{ atUtc: at(21 * 60), level: 'Error', detail: cap, isCap: true }] : []),
  ];
}

function messageEvent(tenant: Tenant, { atUtc, level, detail }: TruthDataWarning): ListedEvent {
  return {
    atMs: Date.parse(atUtc),
    kind: level === 'Information' ? 'message' : 'warning',
    row: {
      TimeGenerated: atUtc,
      OperationCategory: 'Ingestion',
      OperationStatus: level,
      OperationKey: level === 'Error' ? 'Data collection stopped' : 'Ingestion rate',
      Detail: detail,
      Solution: 'LogManagement',
      CorrelationId: tenant.context.random.split('Operation', atUtc).guid(),
    },
  };
}
