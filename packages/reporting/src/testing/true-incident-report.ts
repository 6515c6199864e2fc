import type { AlertSource, Truth, TruthAlert, TruthIncident, TruthState, TruthTask } from '@mxdr/simulator';
import type { TrueRow, TrueViews } from './true-incident-views.ts';

/** Product names, as alerts carry them. */
const productNames: Readonly<Record<AlertSource, string>> = {
  'defender-for-endpoint': 'Microsoft Defender Advanced Threat Protection',
  'defender-for-office-365': 'Office 365 Advanced Threat Protection',
  'defender-for-identity': 'Azure Advanced Threat Protection',
  'defender-for-cloud-apps': 'Microsoft Cloud App Security',
  'entra-id': 'Azure Active Directory Identity Protection',
  'defender-xdr': 'Microsoft 365 Defender',
  sentinel: 'Azure Sentinel',
};
const waiting = 'Awaiting Customer Action';
const platform: ReadonlySet<string> = new Set(['Alert Grouping', 'Fusion', 'Incident created from alert']);
const taskStatuses: Readonly<Record<TruthTask['status'], string>> = {
  open: 'Open',
  inProgress: 'In progress',
  completed: 'Completed',
  failed: 'Failed',
  notRelevant: 'Skipped',
};

const iso = (utc: string): string => new Date(utc).toISOString();
const minutes = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 60_000;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What the report about one incident has to show, as known at the snapshot; undefined where the incident is not known by then. */
export function trueIncidentReport(truth: Truth, incident: TruthIncident, asOfUtc: string): TrueViews | undefined {
  const asOfMs = Date.parse(asOfUtc);
  const states = incident.states.filter(({ atUtc }) => Date.parse(atUtc) < asOfMs);
  const state = states.at(-1);
  if (state === undefined) return undefined;
  const all = new Map(truth.incidents.flatMap(({ alerts }) => alerts.map((alert) => [alert.systemAlertId, alert] as const)));
  const held = state.alertIds.flatMap((id) => all.get(id) ?? []);
  const alerts = held.filter(({ reportedUtc }) => reportedUtc.some((atUtc) => Date.parse(atUtc) < asOfMs));
  return {
    incident: [factsOf(incident, states, state, held)],
    'incident-timeline': timelineOf(incident, states, state, alerts),
    'incident-alerts': alerts
      .toSorted((a, b) => Date.parse(a.startUtc) - Date.parse(b.startUtc) || compare(a.systemAlertId, b.systemAlertId))
      .map(({ systemAlertId, name, severity, source, startUtc, endUtc, tactics }) => ({
        SystemAlertId: systemAlertId,
        AlertName: name,
        Severity: severity,
        ProductName: productNames[source],
        StartTime: iso(startUtc),
        EndTime: iso(endUtc),
        Tactics: tactics.join(', '),
      })),
    // Addresses are no part of the story.
    'incident-entities': [
      ...named(alerts, 'User', ({ users }) => users.map(({ name }) => name)),
      ...named(alerts, 'Device', ({ devices }) => devices.map(({ name }) => name)),
    ],
    'incident-tasks': state.tasks
      .toSorted((a, b) => Date.parse(a.createdTimeUtc) - Date.parse(b.createdTimeUtc) || compare(a.title, b.title))
      .map((task) => ({
        Title: task.title,
        Whose: task.source === 'defenderExpertsGuidedResponse' ? 'Customer' : 'Experts',
        Status: taskStatuses[task.status],
        GivenAt: iso(task.createdTimeUtc),
        ChangedAt: iso(task.lastModifiedTimeUtc),
      })),
  };
}

function factsOf(incident: TruthIncident, states: readonly TruthState[], state: TruthState, alerts: readonly TruthAlert[]): TrueRow {
  const first = states.find(({ modifiedBy }) => modifiedBy !== '' && !platform.has(modifiedBy) && !modifiedBy.includes('Automation rule'));
  const closedUtc = state.status === 'Closed' ? state.closedUtc : null;
  return {
    IncidentName: incident.incidentName,
    IncidentNumber: incident.incidentNumber,
    Title: incident.title,
    Severity: state.severity,
    Status: state.status,
    OwnerName: state.owner,
    Classification: state.classification,
    ClassificationReason: state.classificationReason,
    CreatedTime: iso(incident.createdUtc),
    FirstActivityTime: iso(incident.firstActivityUtc),
    LastActivityTime: iso(incident.lastActivityUtc),
    FirstHumanTime: first === undefined ? null : iso(first.atUtc),
    ClosedAt: closedUtc === null ? null : iso(closedUtc),
    LastChangeTime: iso(state.atUtc),
    AcknowledgeMinutes: first === undefined ? null : minutes(incident.createdUtc, first.atUtc),
    ResolveMinutes: closedUtc === null ? null : minutes(incident.createdUtc, closedUtc),
    IsWaiting: state.status !== 'Closed' && state.labels.includes(waiting) ? 'yes' : 'no',
    IsMerged: state.status === 'Closed' && state.labels.includes('redirected') ? 'yes' : 'no',
    Alerts: state.alertIds.length,
    Tasks: state.tasks.length,
    TasksOpen: state.tasks.filter(({ status }) => status === 'open' || status === 'inProgress').length,
    Products: [...new Set(alerts.map(({ source }) => productNames[source]))].join(', '),
    Tactics: [...new Set(alerts.flatMap(({ tactics }) => tactics))].join(', '),
    Techniques: [...new Set(alerts.flatMap(({ techniques }) => techniques))].join(', '),
  };
}

type Event = readonly [at: string, rank: number, kind: string, what: string, by: string];

function timelineOf(
  incident: TruthIncident,
  states: readonly TruthState[],
  state: TruthState,
  alerts: readonly TruthAlert[],
): readonly TrueRow[] {
  const ended: Readonly<Partial<Record<TruthTask['status'], string>>> = {
    completed: 'Action completed',
    failed: 'Action failed',
    notRelevant: 'Action skipped',
  };
  const events: readonly Event[] = [
    [incident.firstActivityUtc, 0, 'First activity', '', ''],
    ...alerts.map(({ startUtc, name, source }): Event => [startUtc, 1, 'Alert', name, productNames[source]]),
    [incident.createdUtc, 2, 'Created', incident.title, ''],
    ...states.slice(1).flatMap((now, index) => changesBetween(states[index]!, now)),
    ...state.comments.map(({ atUtc, message, author }): Event => [atUtc, 9, 'Comment', message, author]),
    ...state.tasks.flatMap(({ createdTimeUtc, lastModifiedTimeUtc, status, title }): readonly Event[] => {
      const end = ended[status];
      return [
        [createdTimeUtc, 10, 'Action asked for', title, ''],
        ...(end === undefined ? [] : [[lastModifiedTimeUtc, 11, end, title, ''] as const]),
      ];
    }),
  ];
  return events
    .toSorted((a, b) => Date.parse(a[0]) - Date.parse(b[0]) || a[1] - b[1] || compare(a[3], b[3]))
    .map(([at, , kind, what, by]) => ({ At: iso(at), Kind: kind, What: what, By: by }));
}

function changesBetween(before: TruthState, now: TruthState): readonly Event[] {
  const by = now.modifiedBy;
  const at = now.atUtc;
  const [waited, waits] = [before.labels.includes(waiting), now.labels.includes(waiting)];
  return [
    ...(waited && !waits ? [[at, 3, 'Waits no longer', '', by] as const] : []),
    ...(before.severity === now.severity ? [] : [[at, 4, 'Severity', `${before.severity} → ${now.severity}`, by] as const]),
    ...(before.status === now.status ? [] : [[at, 5, 'Status', `${before.status} → ${now.status}`, by] as const]),
    ...(before.owner === now.owner ? [] : [[at, 6, 'Owner', now.owner === '' ? '–' : now.owner, by] as const]),
    ...(before.classification === now.classification || now.classification === ''
      ? []
      : [[at, 7, 'Classification', now.classification, by] as const]),
    ...(!waited && waits ? [[at, 8, 'Waits for the customer', '', by] as const] : []),
  ];
}

/** Most alerts first, then by name. */
function named(alerts: readonly TruthAlert[], kind: string, namesOf: (alert: TruthAlert) => readonly string[]): readonly TrueRow[] {
  const lists = alerts.map((alert) => [...new Set(namesOf(alert).map((name) => name.toLowerCase()))]);
  return [...new Set(lists.flat())]
    .map((name) => ({ Kind: kind, Name: name, Alerts: lists.filter((list) => list.includes(name)).length }))
    .toSorted((a, b) => b.Alerts - a.Alerts || compare(a.Name, b.Name));
}
