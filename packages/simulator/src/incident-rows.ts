import { alertSources } from './detection-catalogue.ts';
import type { LogRow } from './log-row.ts';
import type { SimulationContext } from './simulation-options.ts';
import type { TruthAlert, TruthIncident, TruthState } from './truth.ts';

/**
 * `SecurityIncident`: a row per change, in order of time over all incidents. Ingestion is at-least-once: about one row in sixty is
 * there twice, equal in every column.
 */
export function* securityIncidentRows(context: SimulationContext, incidents: readonly TruthIncident[]): Generator<LogRow> {
  const alerts = new Map(incidents.flatMap((incident) => incident.alerts.map((alert) => [alert.systemAlertId, alert] as const)));
  const changes = incidents.flatMap((incident) => incident.states.map((state, index) => ({ incident, state, index })));
  changes.sort((left, right) =>
    left.state.atUtc < right.state.atUtc
      ? -1
      : left.state.atUtc > right.state.atUtc
        ? 1
        : left.incident.incidentNumber - right.incident.incidentNumber,
  );
  for (const { incident, state, index } of changes) {
    const row = incidentRow(context, incident, state, index, alerts);
    yield row;
    if (isThereTwice(context, incident, index)) yield row;
  }
}

function isThereTwice(context: SimulationContext, incident: TruthIncident, index: number): boolean {
  return context.random.split('twice', incident.incidentName, index).chance(1 / 60);
}

/** When the rows of `SecurityIncident` were recorded, in milliseconds since 1970 UTC, oldest first; told without making them. */
export function securityIncidentInstants(context: SimulationContext, incidents: readonly TruthIncident[]): readonly number[] {
  const instants = incidents.flatMap((incident) =>
    incident.states.flatMap(({ atUtc }, index) => {
      const atMs = Date.parse(atUtc);
      return isThereTwice(context, incident, index) ? [atMs, atMs] : [atMs];
    }),
  );
  return instants.toSorted((left, right) => left - right);
}

function incidentRow(
  context: SimulationContext,
  incident: TruthIncident,
  state: TruthState,
  index: number,
  alerts: ReadonlyMap<string, TruthAlert>,
): LogRow {
  const held = state.alertIds.flatMap((id) => alerts.get(id) ?? []);
  const isExperts = incident.story === 'expert-notification' || incident.story === 'test-notification';
  const source = held[0]?.source ?? 'defender-xdr';
  const isRule = source === 'sentinel';
  return {
    TenantId: context.workspaceId,
    TimeGenerated: state.atUtc,
    IncidentName: incident.incidentName,
    Title: incident.title,
    Description: isExperts
      ? 'Executive summary: hunting found activity that deserves your attention. See the recommendation summary in the portal.'
      : '',
    Severity: state.severity,
    Status: state.status,
    Classification: state.classification,
    ClassificationComment: state.status === 'Closed' && state.classification !== '' ? 'See the investigation summary.' : '',
    ClassificationReason: state.classificationReason,
    Owner: ownerOf(context, state),
    ProviderName: isRule ? 'Azure Sentinel' : 'Microsoft XDR',
    ProviderIncidentId: incident.providerIncidentId,
    FirstActivityTime: incident.firstActivityUtc,
    LastActivityTime: incident.lastActivityUtc,
    FirstModifiedTime: index === 0 ? null : incident.firstModifiedUtc,
    LastModifiedTime: state.atUtc,
    CreatedTime: incident.createdUtc,
    ClosedTime: state.closedUtc,
    IncidentNumber: incident.incidentNumber,
    RelatedAnalyticRuleIds: [...new Set(held.flatMap((alert) => alert.ruleId ?? []))],
    AlertIds: state.alertIds,
    BookmarkIds: [],
    Comments: state.comments.map((comment) => ({
      message: comment.message,
      createdTimeUtc: comment.atUtc,
      author: { name: comment.author },
    })),
    Tasks: state.tasks.map((task) => ({ ...task })),
    Labels: state.labels.map((labelName) => ({ labelName, labelType: labelName.startsWith('route:') ? 'User' : 'System' })),
    IncidentUrl: `https://security.microsoft.com/incident2/${incident.providerIncidentId}/overview?tid=${context.customer.tenantId}`,
    AdditionalData: {
      alertsCount: state.alertIds.length,
      bookmarksCount: 0,
      commentsCount: state.comments.length,
      alertProductNames: [...new Set(held.map((alert) => alertSources[alert.source].productName))],
      tactics: [...new Set(held.flatMap((alert) => alert.tactics))],
      techniques: [...new Set(held.flatMap((alert) => alert.techniques))],
      providerIncidentUrl: `https://security.microsoft.com/incident2/${incident.providerIncidentId}/overview?tid=${context.customer.tenantId}`,
    },
    ModifiedBy: state.modifiedBy,
    SourceSystem: 'Azure',
    Type: 'SecurityIncident',
  };
}

/** An incident without an owner has the object all the same, with nulls inside. */
function ownerOf(context: SimulationContext, state: TruthState): LogRow {
  if (state.owner === '') return { objectId: null, email: null, assignedTo: null, userPrincipalName: null };
  const account = state.owner === 'Customer' ? `soc@${context.customer.domain}` : 'experts@operator.example';
  return {
    objectId: context.random.split('owner', state.owner).guid(),
    email: account,
    assignedTo: state.owner,
    userPrincipalName: account,
  };
}
