import type { JsonValue } from '@mxdr/core';
import { alertSources } from './detection-catalogue.ts';
import type { LogRow } from './log-row.ts';
import type { SimulationContext } from './simulation-options.ts';
import type { TruthAlert, TruthIncident } from './truth.ts';

/**
 * `SecurityAlert`: one to three rows per alert, and for correlated incidents a row with `IsIncident` that is no alert.
 * Columns that hold JSON are strings here, as in the real table.
 */
export function* securityAlertRows(context: SimulationContext, incidents: readonly TruthIncident[]): Generator<LogRow> {
  // Only what is needed to sort is held; rows, with their long texts, are made one by one.
  const planned = incidents.flatMap((incident) => [
    ...incident.alerts.flatMap((alert) =>
      alert.reportedUtc.map((atUtc, index) => ({ atUtc, id: alert.systemAlertId, make: () => alertRow(context, alert, atUtc, index) })),
    ),
    ...(!hasMarker(incident)
      ? []
      : [{ atUtc: incident.createdUtc, id: incident.incidentName, make: () => incidentMarker(context, incident) }]),
  ]);
  planned.sort((left, right) => compareText(left.atUtc, right.atUtc) || compareText(left.id, right.id));
  for (const { make } of planned) yield make();
}

/** Correlated incidents show up among the alerts. */
function hasMarker({ alerts }: TruthIncident): boolean {
  return alerts.length >= 3;
}

/** When the rows of `SecurityAlert` were recorded, in milliseconds since 1970 UTC, oldest first; told without making them. */
export function securityAlertInstants(incidents: readonly TruthIncident[]): readonly number[] {
  const instants = incidents.flatMap((incident) => [
    ...incident.alerts.flatMap(({ reportedUtc }) => reportedUtc.map((atUtc) => Date.parse(atUtc))),
    ...(hasMarker(incident) ? [Date.parse(incident.createdUtc)] : []),
  ]);
  return instants.toSorted((left, right) => left - right);
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function alertRow(context: SimulationContext, alert: TruthAlert, reportedUtc: string, index: number): LogRow {
  const source = alertSources[alert.source];
  const isLast = index === alert.reportedUtc.length - 1;
  const properties: Record<string, JsonValue> =
    alert.ruleId === undefined ? { 'MicrosoftDefenderAtp.Category': alert.tactics[0] ?? '' } : ruleProperties(alert);
  return {
    TimeGenerated: reportedUtc,
    DisplayName: alert.name,
    AlertName: alert.name,
    AlertSeverity: alert.severity,
    Description: `${alert.name}.`,
    ProviderName: source.providerName,
    VendorName: 'Microsoft',
    VendorOriginalId: alert.vendorOriginalId,
    SystemAlertId: alert.systemAlertId,
    AlertType: alert.ruleId ?? alert.name.replaceAll(/[^A-Za-z]/g, ''),
    IsIncident: false,
    StartTime: alert.startUtc,
    EndTime: alert.endUtc,
    ProcessingEndTime: reportedUtc,
    RemediationSteps: '[]',
    ExtendedProperties: JSON.stringify(properties),
    Entities: JSON.stringify(entitiesOf(context, alert)),
    ExtendedLinks: '[]',
    ProductName: source.productName,
    ProductComponentName: alert.ruleId === undefined ? '' : 'Scheduled Alerts',
    AlertLink: `https://security.microsoft.com/alerts/${alert.vendorOriginalId}`,
    Status: isLast && index > 0 ? 'InProgress' : 'New',
    CompromisedEntity: alert.devices[0]?.name ?? alert.users[0]?.name ?? '',
    Tactics: alert.tactics.join(', '),
    Techniques: JSON.stringify(alert.techniques),
    SubTechniques: '[]',
    Type: 'SecurityAlert',
  };
}

function ruleProperties(alert: TruthAlert): Record<string, JsonValue> {
  return {
    'Analytic Rule Ids': JSON.stringify([alert.ruleId]),
    'Analytic Rule Name': alert.name,
    'Query Period': '01:00:00',
    'Query Start Time UTC': alert.startUtc,
    'Query End Time UTC': alert.endUtc,
    'Event Grouping': 'SingleAlert',
  };
}

/** Devices refer to the person logged on by `$ref`, as products write it. */
function entitiesOf(context: SimulationContext, alert: TruthAlert): readonly JsonValue[] {
  const accounts = alert.users.map((user, index) => {
    const at = user.name.indexOf('@');
    return {
      $id: String(index + 2),
      Name: user.name.slice(0, at),
      UPNSuffix: user.name.slice(at + 1),
      AadUserId: user.id,
      AadTenantId: context.customer.tenantId,
      IsDomainJoined: true,
      Type: 'account',
    };
  });
  const hosts = alert.devices.map((device, index) => ({
    $id: String(accounts.length + index + 2),
    HostName: device.name,
    DnsDomain: context.customer.domain,
    MdatpDeviceId: device.id,
    OSFamily: 'Windows',
    ...(accounts.length > 0 ? { LoggedOnUsers: [{ $ref: '2' }] } : {}),
    Type: 'host',
  }));
  const address = {
    $id: String(accounts.length + hosts.length + 2),
    Address: `192.0.2.${(Number.parseInt(alert.systemAlertId.slice(0, 2), 16) % 250) + 1}`,
    Type: 'ip',
  };
  // Some products repeat an entity by reference at the top level.
  const repeated = accounts.length > 0 && alert.vendorOriginalId.endsWith('3_1') ? [{ $ref: '2' }] : [];
  return [...accounts, ...hosts, address, ...repeated];
}

function incidentMarker(context: SimulationContext, incident: TruthIncident): LogRow {
  const source = alertSources['defender-xdr'];
  return {
    TimeGenerated: incident.createdUtc,
    DisplayName: incident.title,
    AlertName: incident.title,
    AlertSeverity: incident.states[0]?.severity ?? 'Medium',
    ProviderName: source.providerName,
    VendorName: 'Microsoft',
    VendorOriginalId: incident.providerIncidentId,
    SystemAlertId: context.random.split('incident-marker', incident.incidentName).guid(),
    IsIncident: true,
    StartTime: incident.firstActivityUtc,
    EndTime: incident.lastActivityUtc,
    ProductName: source.productName,
    ExtendedProperties: JSON.stringify({ IncidentId: incident.providerIncidentId }),
    Entities: '[]',
    Status: 'New',
    Tactics: '',
    Techniques: '[]',
    Type: 'SecurityAlert',
  };
}
