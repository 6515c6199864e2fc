import type { JsonValue } from '@mxdr/core';
import type { Background, BackgroundTable } from './background/background.ts';
import { dayMs, rowsOfTable } from './background/background.ts';
import { azureActivity, cloudAppEvents, officeActivity } from './background/cloud-work.ts';
import { auditLogs } from './background/directory-audit.ts';
import { deviceEvents } from './background/device-events.ts';
import { deviceFiles, deviceRegistry } from './background/device-files.ts';
import { deviceInfo, deviceVulnerabilities } from './background/device-inventory.ts';
import { deviceLogons } from './background/device-logons.ts';
import { deviceNetwork } from './background/device-network.ts';
import { deviceImageLoads, deviceProcesses } from './background/device-processes.ts';
import { emailAttachments, emailEvents, emailPostDelivery, emailUrls, urlClicks } from './background/mail.ts';
import { heartbeat, queryLogs, securityAlerts, sentinelAudit, sentinelHealth, usage } from './background/monitoring.ts';
import { identityChanges, identityInfo, identityLogons, identityQueries } from './background/on-premises.ts';
import { describePeople } from './background/people.ts';
import { nonInteractiveSignIns, servicePrincipalSignIns, signinLogs, userRiskEvents } from './background/sign-ins.ts';
import type { CastMember, CastRole } from './cast.ts';
import { createCast } from './cast.ts';
import type { LogRow } from './log-row.ts';
import { utcText } from './log-row.ts';
import { buildOrganization } from './organization.ts';
import { resolveOptions } from './simulation-options.ts';

const tables: readonly BackgroundTable[] = [
  signinLogs,
  nonInteractiveSignIns,
  servicePrincipalSignIns,
  userRiskEvents,
  auditLogs,
  officeActivity,
  cloudAppEvents,
  azureActivity,
  sentinelHealth,
  sentinelAudit,
  queryLogs,
  usage,
  heartbeat,
  securityAlerts,
  emailEvents,
  emailUrls,
  emailAttachments,
  emailPostDelivery,
  urlClicks,
  deviceProcesses,
  deviceNetwork,
  deviceFiles,
  deviceRegistry,
  deviceLogons,
  deviceEvents,
  deviceImageLoads,
  deviceInfo,
  deviceVulnerabilities,
  identityLogons,
  identityQueries,
  identityChanges,
  identityInfo,
];

/** Days before the month that have rows, too, so that rules that look back see a past. */
const pastDays = 15;

/**
 * Nothing happens on the stroke of the hour. A row that stands exactly where one run ends and the next begins would be left out by both
 * when a query asks for what is later than an hour ago.
 */
const offTheMinuteMs = 23_456;

export interface BenignMonthOptions {
  /** @default 'contoso' */
  readonly seed?: string;
}

/**
 * A month of a tenant in which nothing bad happens: honest work in every table that rules read, with much that looks like an attack and is
 * none. It has no incidents and no truth to measure; what rules raise in it are false alarms.
 */
export interface BenignMonth {
  /** First instant of the month. Rows reach back further. */
  readonly startMs: number;
  /** Exclusive. */
  readonly endMs: number;
  /** What scenarios can say of the tenant. */
  readonly tenant: { readonly id: string; readonly domain: string; readonly workspaceId: string };
  /** Names of the tables that have rows, sorted. */
  readonly tables: readonly string[];
  /** Rows in order of time; none for a table that is not named. Made each time they are asked for. */
  rows(table: string): readonly LogRow[];
  /** Somebody or something of the tenant, the same for the same name and number. */
  pick(role: CastRole, name: string, index: number, of: Readonly<Record<string, JsonValue>> | undefined): CastMember;
  /** An instant within the local minute of a working day or of a weekend, late enough in the month that rules can look back over it. */
  instant(on: 'workday' | 'weekend', localTime: string): number;
}

/** The benign month of the reference tenant; equal options give equal rows. */
export function simulateBenignMonth(options: BenignMonthOptions = {}): BenignMonth {
  const startMs = Date.parse('2026-09-30T22:00:00Z');
  const context = resolveOptions({
    seed: options.seed ?? 'contoso',
    start: utcText(startMs - pastDays * dayMs),
    end: '2026-10-31T23:00:00Z',
    scale: 0.15,
    hostile: false,
  });
  const organization = buildOrganization(context);
  const days = context.calendar.days(context.startMs, context.endMs);
  const people = describePeople(context, organization, days);
  const background: Background = { tenant: { context, organization, campaigns: [] }, people, days };
  const byName = new Map(tables.map((table) => [table.name, table]));
  return {
    startMs,
    endMs: context.endMs,
    tenant: { id: context.customer.tenantId, domain: context.customer.domain, workspaceId: context.workspaceId },
    tables: [...byName.keys()].toSorted(),
    rows(name) {
      const table = byName.get(name);
      return table === undefined ? [] : rowsOfTable(table, background);
    },
    pick: createCast(context, people),
    instant(on, localTime) {
      const [hours = 0, minutes = 0] = localTime.split(':').map(Number);
      // After three weeks, on a day that is not the first or the last of its kind.
      const late = days.filter((day) => day.startMs >= startMs + 20 * dayMs && day.isWorkday === (on === 'workday'));
      const day = late[on === 'workday' ? 1 : 0] ?? days[0]!;
      return context.calendar.instant(day, hours * 60 + minutes) + offTheMinuteMs;
    },
  };
}
