import type { JsonValue } from '@mxdr/core';
import { listedTable } from './listed-table.ts';
import type { ListedEvent } from './listed-table.ts';
import type { LocalDay } from './local-calendar.ts';
import { utcText } from './log-row.ts';
import type { TelemetryTable, Tenant } from './telemetry.ts';
import type { TruthAutomationRun, TruthConnector, TruthRule } from './truth.ts';

/** What `SentinelHealth` tells beside the runs of the product's rules. */
export interface HealthEvents {
  readonly table: TelemetryTable;
  /** A rule of the customer's own that is given up every month. */
  readonly ownRule: TruthRule;
  /** A connector that is mended only after the month's end. */
  readonly slowConnector: TruthConnector;
  readonly automationRuns: readonly TruthAutomationRun[];
}

const minuteMs = 60_000;
const ownRule = { ruleId: '7c0a5b52-0d5a-4a54-8a8e-41d2a8ce9b17', title: 'Sign-ins of the old VPN' };
const slowConnector = 'AmazonWebServicesS3';
const tooLong = 'The query timed out';
const automations = [
  { name: 'Assign new incidents', kind: 'Automation rule', operation: 'Automation rule run' },
  { name: 'Tell the owner', kind: 'Playbook', operation: 'Playbook was triggered' },
] as const;
const kinds = ['own-rule-success', 'own-rule-failure', 'slow-connector', 'automation-success', 'automation-failure'] as const;

interface RuleRun {
  readonly atMs: number;
  readonly windowMs: number;
  readonly failure: string | null;
  readonly isDisabled: boolean;
  /** Entities that it could not attach. */
  readonly dropped: number;
}

export function makeHealthEvents(tenant: Tenant): HealthEvents {
  const { startMs, endMs, calendar } = tenant.context;
  const days = calendar.days(startMs, endMs);
  const isCovered = (atMs: number): boolean => atMs >= startMs && atMs < endMs;
  const runs = days.flatMap((day) => ownRuns(tenant, day)).filter(({ atMs }) => isCovered(atMs));
  const reports = days.flatMap((day) => connectorReports(tenant, day)).filter(([atMs]) => isCovered(atMs));
  const automation = days.flatMap((day) => automationRuns(tenant, day)).filter(({ atUtc }) => isCovered(Date.parse(atUtc)));
  const events: readonly ListedEvent[] = [
    ...runs.map((run) => ruleEvent(tenant, run)),
    ...reports.map(([atMs, isFailure]) => connectorEvent(tenant, atMs, isFailure)),
    ...automation.map((run) => automationEvent(tenant, run)),
  ];
  return {
    table: listedTable('SentinelHealth', kinds, events),
    ownRule: {
      ...ownRule,
      runs: runs.map(({ atMs, failure }) => [utcText(atMs), failure] as const),
      givenUp: runs
        .filter((run, index) => run.failure === tooLong && runs[index + 1]?.windowMs !== run.windowMs)
        .map(({ atMs }) => utcText(atMs)),
      disabledUtc: runs.filter(({ isDisabled }) => isDisabled).map(({ atMs }) => utcText(atMs)),
      dropped: runs.filter(({ dropped }) => dropped > 0).map(({ atMs, dropped }) => [utcText(atMs), dropped] as const),
    },
    slowConnector: {
      name: slowConnector,
      reports: reports.map(([atMs, isFailure]) => [utcText(atMs), isFailure ? 'Credentials ran out' : null] as const),
    },
    automationRuns: automation,
  };
}

/** Good for ten days, with entities dropped on two of them, six tries of one window on the eleventh, given up on the twelfth; mended by the first of the next month. */
function ownRuns({ context }: Tenant, day: LocalDay): readonly RuleRun[] {
  const number = Number(day.date.slice(8));
  const atMs = context.calendar.instant(day, 5 * 60);
  const windowMs = atMs - 60 * minuteMs;
  const run = { atMs, windowMs, failure: null, isDisabled: false, dropped: 0 };
  if (number <= 10) return [{ ...run, dropped: number % 4 === 3 ? number : 0 }];
  if (number === 11) return Array.from({ length: 6 }, (_, index) => ({ ...run, atMs: atMs + 5 * index * minuteMs, failure: tooLong }));
  return number === 12 ? [{ ...run, failure: 'The rule failed for too long', isDisabled: true }] : [];
}

/** Fails on the twentieth and is mended on the fifth of the next month. */
function connectorReports({ context }: Tenant, day: LocalDay): readonly (readonly [atMs: number, isFailure: boolean])[] {
  const number = Number(day.date.slice(8));
  return number === 20 || number === 5 ? [[context.calendar.instant(day, 9 * 60 + 10), number === 20]] : [];
}

function automationRuns({ context }: Tenant, day: LocalDay): readonly TruthAutomationRun[] {
  const random = context.random.split('automation-runs', day.date);
  return automations.flatMap(({ name, kind }) =>
    Array.from({ length: random.integer(1, 4) }, (): TruthAutomationRun => {
      const atUtc = utcText(context.calendar.instant(day, random.integer(60, 1380)) + random.integer(0, 59) * 1000);
      const status = random.chance(0.94) ? 'Success' : random.chance(0.6) ? 'Failure' : 'Partial success';
      return {
        atUtc,
        name,
        kind,
        status,
        reason: status === 'Success' ? '' : random.pick(['A connection ran out', 'Missing permissions']),
      };
    }),
  );
}

function healthRow(tenant: Tenant, atMs: number, id: string, columns: Readonly<Record<string, JsonValue>>): ListedEvent['row'] {
  return {
    TimeGenerated: utcText(atMs),
    TenantId: tenant.context.workspaceId,
    WorkspaceId: tenant.context.workspaceId,
    SentinelResourceKind: 'Scheduled',
    SentinelResourceId: '',
    Reason: '',
    Description: '',
    RecordId: tenant.context.random.split('health-event', id).guid(),
    ExtendedProperties: {},
    ...columns,
  };
}

function ruleEvent(tenant: Tenant, { atMs, windowMs, failure, isDisabled, dropped }: RuleRun): ListedEvent {
  return {
    atMs,
    kind: failure === null ? 'own-rule-success' : 'own-rule-failure',
    row: healthRow(tenant, atMs, `rule-${atMs}`, {
      OperationName: 'Scheduled analytics rule run',
      SentinelResourceType: 'Analytics Rule',
      // Sentinel puts that before the name of a rule that it gives up.
      SentinelResourceName: isDisabled ? `AUTO DISABLED ${ownRule.title}` : ownRule.title,
      SentinelResourceId: ownRule.ruleId,
      Status: failure === null ? 'Success' : 'Failure',
      Reason: failure ?? '',
      ExtendedProperties: {
        AlertsGeneratedAmount: 0,
        EntitiesDroppedDueToMappingIssuesAmount: dropped,
        QueryStartTimeUTC: utcText(windowMs),
      },
    }),
  };
}

function connectorEvent(tenant: Tenant, atMs: number, isFailure: boolean): ListedEvent {
  return {
    atMs,
    kind: 'slow-connector',
    row: healthRow(tenant, atMs, `connector-${atMs}`, {
      OperationName: 'Data fetch status change',
      SentinelResourceType: 'Data connector',
      SentinelResourceKind: slowConnector,
      SentinelResourceName: slowConnector,
      Status: isFailure ? 'Failure' : 'Success',
      Reason: isFailure ? 'Credentials ran out' : '',
    }),
  };
}

function automationEvent(tenant: Tenant, { atUtc, name, kind, status, reason }: TruthAutomationRun): ListedEvent {
  const atMs = Date.parse(atUtc);
  return {
    atMs,
    kind: status === 'Success' ? 'automation-success' : 'automation-failure',
    row: healthRow(tenant, atMs, `automation-${name}-${atUtc}`, {
      OperationName: automations.find((one) => one.name === name)!.operation,
      SentinelResourceType: kind,
      SentinelResourceKind: kind === 'Playbook' ? 'LogicApp' : 'AutomationRule',
      SentinelResourceName: name,
      Status: status,
      Reason: reason,
    }),
  };
}
