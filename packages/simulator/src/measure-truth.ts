import type { Severity } from '@mxdr/core';
import type { Classification } from './detection-catalogue.ts';
import { alertSources, testNotificationTitle } from './detection-catalogue.ts';
import { eachSeverity } from './each-severity.ts';
import { windowNotAligned } from './errors.ts';
import { measureAlerts } from './measure-alerts.ts';
import type { AlertMeasures } from './measure-alerts.ts';
import { measureAssets } from './measure-assets.ts';
import type { AssetCount } from './measure-assets.ts';
import { measureCategories } from './measure-categories.ts';
import type { CategoryMeasure } from './measure-categories.ts';
import { measureDays } from './measure-days.ts';
import type { DayMeasure } from './measure-days.ts';
import { measureDetections } from './measure-detections.ts';
import type { DetectionMeasure } from './measure-detections.ts';
import { measureLedgers } from './measure-ledgers.ts';
import type { LedgerMeasures } from './measure-ledgers.ts';
import { measureMailThreats } from './measure-mail-threats.ts';
import type { MailThreatMeasure } from './measure-mail-threats.ts';
import { listNotifications } from './measure-notifications.ts';
import type { NotificationMeasure } from './measure-notifications.ts';
import { measureOperations } from './measure-operations.ts';
import type { OperationMeasures } from './measure-operations.ts';
import { measurePosture } from './measure-posture.ts';
import type { PostureMeasures } from './measure-posture.ts';
import { listOpen } from './measure-open.ts';
import type { OpenIncident } from './measure-open.ts';
import { countUsersAtRisk, countUsersCleared, measureIngestion, measureRuleHealth } from './measure-platform.ts';
import type { IngestionMeasure, RuleHealthMeasure } from './measure-platform.ts';
import { measureRecords } from './measure-records.ts';
import type { RecordMeasure } from './measure-records.ts';
import { measureTargets } from './measure-targets.ts';
import type { AgreedTargets, TargetMeasures } from './measure-targets.ts';
import { measureTasks } from './measure-tasks.ts';
import type { TaskMeasures } from './measure-tasks.ts';
import { measureTimes } from './measure-times.ts';
import type { TimeMeasures } from './measure-times.ts';
import { measureUnusualDays } from './measure-unusual-days.ts';
import type { VolumeWatch } from './measure-unusual-days.ts';
import { countSignInUsers, measureVolumes } from './measure-volumes.ts';
import type { VolumeMeasure } from './measure-volumes.ts';
import type { Truth, TruthAlert, TruthFleet, TruthIncident, TruthState } from './truth.ts';
import { redirectedLabel, serviceLabel } from './truth.ts';

/** What is asked of the truth. All instants are UTC, ISO 8601. */
export interface TruthWindow {
  /** Included. */
  readonly startUtc: string;
  /** Excluded. */
  readonly endUtc: string;
  /** Snapshot: only changes before this instant are known. @default endUtc */
  readonly asOfUtc?: string;
  /** An incident without a change since this instant is not seen, as in a report that looks back no further. @default all are seen */
  readonly lookbackUtc?: string;
  /** Whose calendar the days follow, an IANA time zone. @default the tenant's own */
  readonly timeZone?: string;
  /** What was agreed with the customer. @default no targets */
  readonly targets?: AgreedTargets;
}

/** An incident as it was known at the snapshot. */
export interface KnownIncident {
  readonly incident: TruthIncident;
  /** Every state before the snapshot, oldest first. */
  readonly states: readonly TruthState[];
  /** The last of them. */
  readonly state: TruthState;
  /** Alerts named by the last state, with the merged-in ones. */
  readonly alerts: readonly TruthAlert[];
}

/**
 * The numbers of one window, computed from the incident objects.
 *
 * Known: an incident counts when its first state lies before the snapshot; its values are those of its last state before the snapshot.
 * Left out of everything: incidents whose known state carries the label `redirected`, and the test notification. Expert notifications count.
 *
 * Cohorts
 * - `created`: `createdUtc` in the window.
 * - `investigated`: of `created`, those whose known state carries the label `Defender Experts` (touched by the service).
 * - `closed`: known state `Closed` and its `closedUtc` (the last close) in the window, whenever it was created and whoever closed it.
 * - `resolved`: of `closed`, those whose known state carries the label `Defender Experts`.
 * - `resolvedWithHelp`: of `resolved`, those with at least one guided task whose known status is `completed`; `resolvedDirectly`: the rest.
 */
export interface TruthMeasures {
  readonly created: number;
  readonly investigated: number;
  readonly closed: number;
  readonly resolved: number;
  readonly resolvedDirectly: number;
  readonly resolvedWithHelp: number;
  /** `100 × resolved / investigated`; can exceed 100, as the cohorts differ. Undefined when nothing was investigated. */
  readonly pctResolved: number | undefined;
  /** Of `investigated`, by known severity; every severity is there. */
  readonly investigatedBySeverity: Readonly<Record<Severity, number>>;
  /** Of `investigated`: expert notifications, and incidents with a guided task issued in the window. */
  readonly notified: number;
  /** Of `notified`: known to be closed. */
  readonly notifiedAndClosed: number;
  /** Of `created`, by known severity. */
  readonly createdBySeverity: Readonly<Record<Severity, number>>;
  /** Of `resolved`, by known severity. */
  readonly resolvedBySeverity: Readonly<Record<Severity, number>>;
  /** Of `investigated`, by tactic of the known alerts; an incident counts once for each of its tactics. */
  readonly investigatedByTactic: Readonly<Record<string, number>>;
  readonly createdByTactic: Readonly<Record<string, number>>;
  /** Of `resolved` with the classification `TruePositive`, by tactic. */
  readonly resolvedTruePositivesByTactic: Readonly<Record<string, number>>;
  /** Of `resolved`, by tactic of the known alerts. */
  readonly resolvedByCategory: readonly CategoryMeasure[];
  /** Of `investigated`, by product name as in `AdditionalData.alertProductNames`; an incident counts once for each product. */
  readonly investigatedBySource: Readonly<Record<string, number>>;
  /** Of `resolved`, by product name. */
  readonly resolvedBySource: Readonly<Record<string, number>>;
  readonly createdBySource: Readonly<Record<string, number>>;
  /** Of `closed`, by known classification; the empty text (not classified) counts as `Undetermined`. */
  readonly closedByClassification: Readonly<Record<Classification, number>>;
  readonly resolvedByClassification: Readonly<Record<Classification, number>>;
  /** Of `closed`, by what detected them. */
  readonly detections: readonly DetectionMeasure[];
  /** `created` and `closed`, local day by local day. */
  readonly days: readonly DayMeasure[];
  /**
   * Created before the window's end and not `Closed` in the last state before the window's end (never the snapshot). Their severity, label and tasks
   * are those known at the snapshot.
   */
  readonly backlogAtEnd: number;
  readonly backlogBySeverity: Readonly<Record<Severity, number>>;
  /** Of the backlog, those that are not closed and carry the label `Awaiting Customer Action`, as known at the snapshot. */
  readonly waitingAtEnd: number;
  /** Incidents with at least one reopening in the window: a state `New` or `Active` whose predecessor is `Closed`, known at the snapshot. */
  readonly reopenedIncidents: number;
  /** Such changes, counted one by one. */
  readonly reopenings: number;
  /** Reopenings at any time before the snapshot of the incidents in `closed`. */
  readonly reopeningsOfClosed: number;
  /** The backlog one by one, in the order of creation. */
  readonly open: readonly OpenIncident[];
  readonly times: TimeMeasures;
  readonly targets: TargetMeasures;
  readonly tasks: TaskMeasures;
  /** Users and devices by number of `created` incidents whose known alerts name them; most first, then by id. All of them, not only the top. */
  readonly users: readonly AssetCount[];
  readonly devices: readonly AssetCount[];
  readonly alerts: AlertMeasures;
  /** Of `created`: title begins with `Defender Experts` (the test notification is left out as everywhere). */
  readonly notifications: readonly NotificationMeasure[];
  /** Known incidents to which anything happened: created, closed, reopened, given a task or done with one in the window, or of the backlog. */
  readonly concerned: number;
  readonly ledgers: LedgerMeasures;
  /** What each table recorded in the window; of all tables, and the snapshot does not matter. */
  readonly records: readonly RecordMeasure[];
  /** Rows per table and kind in the window; the snapshot does not matter. */
  readonly volumes: readonly VolumeMeasure[];
  /** Messages with a threat, by kind of threat; the snapshot does not matter. */
  readonly mailThreats: readonly MailThreatMeasure[];
  /** Runs of analytics rules; the snapshot does not matter. */
  readonly ruleHealth: readonly RuleHealthMeasure[];
  /** Distinct devices as `DeviceInfo` tells them; exact for windows of ten local days and more, as each device reports every ten days. */
  readonly fleet: TruthFleet;
  readonly ingestion: readonly IngestionMeasure[];
  /** At the snapshot. */
  readonly usersAtRisk: number;
  /** At the snapshot. */
  readonly usersCleared: number;
  readonly volumeWatch: VolumeWatch;
  readonly operations: OperationMeasures;
  readonly posture: PostureMeasures;
  /** Users who signed in during the window. */
  readonly signInUsers: number;
}

/**
 * Measures the truth in one window.
 * @throws AppError MXDR-SIMULATION-WINDOW when an end is not on a quarter of an hour or the window is empty
 * @throws AppError MXDR-SIMULATION-OPTION for a time zone that the platform does not know
 */
export function measureTruth(truth: Truth, window: TruthWindow): TruthMeasures {
  const startMs = Date.parse(window.startUtc);
  const endMs = Date.parse(window.endUtc);
  const quarterMs = 15 * 60_000;
  if (!(startMs < endMs) || startMs % quarterMs !== 0 || endMs % quarterMs !== 0) throw windowNotAligned(window.startUtc, window.endUtc);
  const asOfMs = window.asOfUtc === undefined ? endMs : Date.parse(window.asOfUtc);
  const isInWindow = (utc: string | null): boolean => utc !== null && Date.parse(utc) >= startMs && Date.parse(utc) < endMs;

  const lookbackMs = window.lookbackUtc === undefined ? Number.NEGATIVE_INFINITY : Date.parse(window.lookbackUtc);
  const known = knowIncidents(truth, asOfMs).filter(({ state }) => Date.parse(state.atUtc) >= lookbackMs);
  const created = known.filter(({ incident }) => isInWindow(incident.createdUtc));
  const investigated = created.filter(isTouchedByService);
  const closed = known.filter(({ state }) => state.status === 'Closed' && isInWindow(state.closedUtc));
  const resolved = closed.filter(isTouchedByService);
  const withHelp = resolved.filter(({ state }) =>
    state.tasks.some((task) => task.source === 'defenderExpertsGuidedResponse' && task.status === 'completed'),
  );
  const backlog = known.filter(({ states }) => {
    const atEnd = states.findLast(({ atUtc }) => Date.parse(atUtc) < endMs);
    return atEnd !== undefined && atEnd.status !== 'Closed';
  });
  const notified = investigated.filter(
    ({ incident, state }) =>
      incident.title.startsWith('Defender Experts') ||
      state.tasks.some((task) => task.source === 'defenderExpertsGuidedResponse' && isInWindow(task.createdTimeUtc)),
  );
  const open = listOpen(backlog);
  const volumes = measureVolumes(truth, startMs, endMs);
  const reopenings = known.map((item) => reopeningsOf(item).filter((state) => isInWindow(state.atUtc)).length);

  return {
    created: created.length,
    investigated: investigated.length,
    closed: closed.length,
    resolved: resolved.length,
    resolvedDirectly: resolved.length - withHelp.length,
    resolvedWithHelp: withHelp.length,
    pctResolved: investigated.length === 0 ? undefined : (100 * resolved.length) / investigated.length,
    investigatedBySeverity: countBySeverity(investigated),
    notified: notified.length,
    notifiedAndClosed: notified.filter(({ state }) => state.status === 'Closed').length,
    createdBySeverity: countBySeverity(created),
    resolvedBySeverity: countBySeverity(resolved),
    investigatedByTactic: countEach(investigated, tacticsOf),
    createdByTactic: countEach(created, tacticsOf),
    resolvedTruePositivesByTactic: countEach(
      resolved.filter(({ state }) => state.classification === 'TruePositive'),
      tacticsOf,
    ),
    resolvedByCategory: measureCategories(resolved, {
      tacticsOf,
      bySeverity: countBySeverity,
      byClassification: countByClassification,
    }),
    investigatedBySource: countEach(investigated, productNamesOf),
    resolvedBySource: countEach(resolved, productNamesOf),
    createdBySource: countEach(created, productNamesOf),
    closedByClassification: countByClassification(closed),
    resolvedByClassification: countByClassification(resolved),
    detections: measureDetections(closed, countByClassification),
    days: measureDays(window.timeZone ?? truth.timeZone, startMs, endMs, created, closed),
    backlogAtEnd: backlog.length,
    backlogBySeverity: countBySeverity(backlog),
    waitingAtEnd: open.filter(({ waitingSinceUtc }) => waitingSinceUtc !== null).length,
    reopenedIncidents: reopenings.filter((count) => count > 0).length,
    reopenings: reopenings.reduce((total, count) => total + count, 0),
    reopeningsOfClosed: closed.flatMap(reopeningsOf).length,
    open,
    targets: measureTargets(window.targets ?? { acknowledgeMinutes: {}, resolveMinutes: {} }, investigated, resolved, asOfMs),
    times: measureTimes(created, investigated, closed, resolved),
    tasks: measureTasks(known, created, backlog, isInWindow),
    users: measureAssets(created, (alert) => alert.users),
    devices: measureAssets(created, (alert) => alert.devices),
    alerts: measureAlerts(truth, created, isInWindow),
    notifications: listNotifications(created),
    concerned: new Set([...created, ...closed, ...backlog, ...known.filter((item) => isConcerned(item, isInWindow))]).size,
    ledgers: measureLedgers(truth, window.timeZone ?? truth.timeZone, startMs, endMs),
    records: measureRecords(truth, startMs, endMs),
    volumes,
    mailThreats: measureMailThreats(volumes),
    ruleHealth: measureRuleHealth(truth, startMs, endMs),
    fleet: truth.fleet,
    ingestion: measureIngestion(truth, startMs, endMs),
    usersAtRisk: countUsersAtRisk(truth, asOfMs),
    usersCleared: countUsersCleared(truth, asOfMs),
    volumeWatch: measureUnusualDays(truth, { startMs, endMs, lookbackMs }),
    operations: measureOperations(truth, { startMs, endMs, asOfMs, lookbackMs }),
    posture: measurePosture(truth, { startMs, endMs, asOfMs, lookbackMs }),
    signInUsers: countSignInUsers(truth, startMs, endMs),
  };
}

/** Incidents with at least one state before the instant; without merged ones and the test notification. */
function knowIncidents(truth: Truth, beforeMs: number): readonly KnownIncident[] {
  const alerts = new Map(truth.incidents.flatMap((incident) => incident.alerts.map((alert) => [alert.systemAlertId, alert] as const)));
  return truth.incidents.flatMap((incident): readonly KnownIncident[] => {
    const states = incident.states.filter((state) => Date.parse(state.atUtc) < beforeMs);
    const state = states.at(-1);
    if (state === undefined || state.labels.includes(redirectedLabel) || incident.title === testNotificationTitle) return [];
    return [{ incident, states, state, alerts: state.alertIds.flatMap((id) => alerts.get(id) ?? []) }];
  });
}

function reopeningsOf({ states }: KnownIncident): readonly TruthState[] {
  return states.filter((state, index) => state.status !== 'Closed' && states[index - 1]?.status === 'Closed');
}

/** Reopened, or given a guided task or done with one. */
function isConcerned(item: KnownIncident, isInWindow: (utc: string | null) => boolean): boolean {
  const guided = item.state.tasks.filter(({ source }) => source === 'defenderExpertsGuidedResponse');
  return (
    reopeningsOf(item).some(({ atUtc }) => isInWindow(atUtc)) ||
    guided.some(({ createdTimeUtc }) => isInWindow(createdTimeUtc)) ||
    guided.some(({ status, lastModifiedTimeUtc }) => status === 'completed' && isInWindow(lastModifiedTimeUtc))
  );
}

function isTouchedByService({ state }: KnownIncident): boolean {
  return state.labels.includes(serviceLabel);
}

function tacticsOf({ alerts }: KnownIncident): readonly string[] {
  return [...new Set(alerts.flatMap((alert) => alert.tactics))];
}

function productNamesOf({ alerts }: KnownIncident): readonly string[] {
  return [...new Set(alerts.map((alert) => alertSources[alert.source].productName))];
}

function countBySeverity(incidents: readonly KnownIncident[]): Readonly<Record<Severity, number>> {
  return eachSeverity((severity) => incidents.filter(({ state }) => state.severity === severity).length);
}

function countByClassification(incidents: readonly KnownIncident[]): Readonly<Record<Classification, number>> {
  const counts: Record<Classification, number> = { TruePositive: 0, BenignPositive: 0, FalsePositive: 0, Undetermined: 0 };
  for (const { state } of incidents) counts[state.classification === '' ? 'Undetermined' : state.classification]++;
  return counts;
}

function countEach(
  incidents: readonly KnownIncident[],
  namesOf: (incident: KnownIncident) => readonly string[],
): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const incident of incidents) for (const name of namesOf(incident)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([left], [right]) => (left < right ? -1 : 1)));
}
