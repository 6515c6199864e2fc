import type { TenantFacts } from '@mxdr/core';
import { securityAlertInstants, securityAlertRows } from './alert-rows.ts';
import { unknownTable } from './errors.ts';
import { makeFacts } from './facts.ts';
import { makeHealthEvents } from './health-events.ts';
import { planIncidents } from './incident-plan.ts';
import { securityIncidentInstants, securityIncidentRows } from './incident-rows.ts';
import { simulateIncidents } from './incident-simulation.ts';
import { makeHunts, makeRecommendations } from './ledgers.ts';
import { withListed } from './listed-table.ts';
import type { LogRow } from './log-row.ts';
import { utcText } from './log-row.ts';
import { buildOrganization } from './organization.ts';
import type { Organization } from './organization.ts';
import { makeOperations } from './operation-tables.ts';
import { listConnectors, listIngestion, listRules } from './platform-tables.ts';
import { makePosture } from './posture-tables.ts';
import { riskyUsersTable, simulateRiskyUsers } from './risky-users.ts';
import { findQuarters } from './record-quarters.ts';
import { resolveOptions } from './simulation-options.ts';
import type { SimulatedCustomer, SimulationOptions } from './simulation-options.ts';
import { listSignIns } from './sign-in-tables.ts';
import { planCampaigns } from './story.ts';
import { eventsOfDay } from './telemetry.ts';
import type { TelemetryTable, Tenant } from './telemetry.ts';
import { telemetryTables } from './telemetry-tables.ts';
import type { Truth, TruthFleet, TruthRecords, TruthVolume } from './truth.ts';

/** A made-up tenant. Rows are made while they are read, a day at a time; equal options give equal rows in equal order. */
export interface Simulation {
  readonly customer: Required<SimulatedCustomer>;
  readonly startUtc: string;
  /** Exclusive. */
  readonly endUtc: string;
  readonly organization: Organization;
  /** Names of the tables that this tenant has, sorted; products that are not in use have none. */
  tables(): readonly string[];
  /**
   * Rows of one table in order of `TimeGenerated`.
   * @throws AppError MXDR-SIMULATION-TABLE for a table that this tenant does not have
   */
  rows(table: string): Iterable<LogRow>;
  /** Licences and configuration, as they would be read from the tenant at its end. */
  facts(): TenantFacts;
  /** What is true of the tenant. The first call counts the planned log rows; later calls give the same object. */
  truth(): Truth;
}

/** @throws AppError MXDR-SIMULATION-OPTION */
export function simulateTenant(options: SimulationOptions = {}): Simulation {
  const context = resolveOptions(options);
  const organization = buildOrganization(context);
  const tenant: Tenant = { context, organization, campaigns: planCampaigns(context, organization) };
  const incidents = simulateIncidents(context, organization, planIncidents(context, organization, tenant.campaigns));
  const riskyUsers = context.customer.products.includes('entra-id') ? simulateRiskyUsers(tenant) : [];
  const health = makeHealthEvents(tenant);
  const operations = makeOperations(tenant);
  const posture = makePosture(tenant, riskyUsers);
  const telemetry = [
    ...telemetryTables(context.customer.products).map((table) =>
      table.name === health.table.name ? withListed(table, health.table) : table,
    ),
    ...(riskyUsers.length > 0 ? [riskyUsersTable(riskyUsers)] : []),
    ...operations.tables,
    ...posture.tables,
  ];
  const names = ['SecurityIncident', 'SecurityAlert', ...telemetry.map((table) => table.name)].sort();
  const makeTruth = (): Truth => {
    const counted = telemetry.map((table) => countRows(table, tenant));
    return {
      version: 1,
      customer: { name: context.customer.name, domain: context.customer.domain, tenantId: context.customer.tenantId },
      seed: context.seed,
      scale: context.scale,
      timeZone: context.calendar.timeZone,
      startUtc: utcText(context.startMs),
      endUtc: utcText(context.endMs),
      incidents,
      hunts: makeHunts(context, incidents),
      recommendations: makeRecommendations(context, incidents),
      volumes: counted.map(({ volume }) => volume),
      records: [
        { table: 'SecurityAlert', quarters: findQuarters(context.startMs, securityAlertInstants(incidents)) },
        { table: 'SecurityIncident', quarters: findQuarters(context.startMs, securityIncidentInstants(context, incidents)) },
        ...counted.map(({ records }) => records),
      ].sort((left, right) => (left.table < right.table ? -1 : 1)),
      signIns: context.customer.products.includes('entra-id') ? listSignIns(tenant) : [],
      fleet: countFleet(organization),
      riskyUsers,
      ingestion: listIngestion(tenant),
      rules: [...listRules(tenant), health.ownRule],
      connectors: [...listConnectors(tenant), health.slowConnector],
      automationRuns: health.automationRuns,
      ruleChanges: operations.ruleChanges,
      workspaceQueries: operations.workspaceQueries,
      dataWarnings: operations.dataWarnings,
      riskDetections: posture.riskDetections,
      secureScores: posture.secureScores,
      weaknesses: posture.weaknesses,
      antivirus: posture.antivirus,
    };
  };
  let truth: Truth | undefined;

  return {
    customer: context.customer,
    startUtc: utcText(context.startMs),
    endUtc: utcText(context.endMs),
    organization,
    tables: () => names,
    rows(table) {
      if (table === 'SecurityIncident') return { [Symbol.iterator]: () => securityIncidentRows(context, incidents) };
      if (table === 'SecurityAlert') return { [Symbol.iterator]: () => securityAlertRows(context, incidents) };
      const found = telemetry.find((candidate) => candidate.name === table);
      if (!found) throw unknownTable(table, names);
      return { [Symbol.iterator]: () => telemetryRows(found, tenant) };
    },
    facts: () => makeFacts(context, organization),
    truth() {
      truth ??= makeTruth();
      return truth;
    },
  };
}

function countFleet({ devices }: Organization): TruthFleet {
  const known = devices.filter((device) => device.mergedToDeviceId === '');
  const onboarded = known.filter((device) => device.onboardingStatus === 'Onboarded');
  return {
    devices: known.length,
    onboarded: onboarded.length,
    sensorHealthy: onboarded.filter((device) => device.sensorHealth === 'Active').length,
    highExposure: known.filter((device) => device.exposureLevel === 'High').length,
  };
}

function* telemetryRows(table: TelemetryTable, tenant: Tenant): Generator<LogRow> {
  for (const day of tenant.context.calendar.days(tenant.context.startMs, tenant.context.endMs)) {
    for (const event of eventsOfDay(table, day, tenant)) yield table.row(event, day, tenant);
  }
}

const quarterMs = 15 * 60_000;

function countRows(table: TelemetryTable, tenant: Tenant): { readonly volume: TruthVolume; readonly records: TruthRecords } {
  const { startMs, endMs, calendar } = tenant.context;
  const quarters = Math.ceil((endMs - startMs) / quarterMs);
  const perQuarterHour = table.kinds.map(() => Array.from({ length: quarters }, () => 0));
  // Both are counted in one go, as the events of a large tenant are too many to plan twice or to hold.
  function* instants(): Generator<number> {
    for (const day of calendar.days(startMs, endMs)) {
      for (const event of eventsOfDay(table, day, tenant)) {
        const counts = perQuarterHour[event.kind]!;
        const quarter = Math.floor((event.atMs - startMs) / quarterMs);
        counts[quarter] = (counts[quarter] ?? 0) + 1;
        yield event.atMs;
      }
    }
  }
  const records = { table: table.name, quarters: findQuarters(startMs, instants()) };
  return { volume: { table: table.name, kinds: table.kinds, perQuarterHour }, records };
}
