import type { Severity } from '@mxdr/core';
import { severities } from '@mxdr/core';
import { eachSeverity } from './each-severity.ts';
import type { KnownIncident } from './measure-truth.ts';
import { minutesBetween } from './measure-times.ts';
import { describeDistribution } from './statistics.ts';
import type { Distribution } from './statistics.ts';
import type { TruthTask } from './truth.ts';
import { waitingLabel } from './truth.ts';

/** Guided tasks by how they stand. */
export interface TaskCounts {
  readonly completed: number;
  /** `open` and `inProgress`. */
  readonly pending: number;
  /** `notRelevant`. */
  readonly skipped: number;
  readonly failed: number;
}

/** One incident that asked something of the customer in the window. */
export interface ActionRequiredIncident {
  readonly incidentName: string;
  readonly incidentNumber: number;
  readonly title: string;
  readonly severity: Severity;
  /** Known status of the incident. */
  readonly status: string;
  /** It is not closed and carries the label `Awaiting Customer Action`. */
  readonly isWaiting: boolean;
  /** Guided tasks issued in the window. */
  readonly actions: number;
  readonly counts: TaskCounts;
}

/**
 * Response tasks. Guided (`defenderExpertsGuidedResponse`) tasks are the customer's; managed ones are done by experts.
 * A task is issued at its `createdTimeUtc`; its status is the one known at the snapshot.
 */
export interface TaskMeasures {
  /** Guided tasks issued in the window, by known status. */
  readonly issued: TaskCounts;
  /** The same tasks by the known severity of their incident. */
  readonly issuedBySeverity: Readonly<Record<Severity, TaskCounts>>;
  /** Incidents with at least one guided task issued in the window; by severity from high to informational, then newest first. */
  readonly incidents: readonly ActionRequiredIncident[];
  /** Guided tasks of the incidents created in the window, whenever issued, by known status. */
  readonly ofCreated: TaskCounts;
  /** Incidents created in the window with at least one guided task. */
  readonly createdIncidents: number;
  /** Guided tasks of any age that are `open` or `inProgress` at the snapshot, in incidents of the backlog that are not closed since. */
  readonly pendingAtSnapshot: number;
  /** Guided tasks whose known status is `completed` with `lastModifiedTimeUtc` in the window. */
  readonly completedInWindow: number;
  /** Minutes from issue to completion of those. */
  readonly toComplete: Distribution;
  /** Managed tasks completed in the window. */
  readonly managedCompletedInWindow: number;
}

export function measureTasks(
  known: readonly KnownIncident[],
  created: readonly KnownIncident[],
  backlog: readonly KnownIncident[],
  isInWindow: (utc: string | null) => boolean,
): TaskMeasures {
  const issuedOf = (item: KnownIncident) => guidedOf(item).filter((task) => isInWindow(task.createdTimeUtc));
  const completed = known.flatMap(guidedOf).filter((task) => task.status === 'completed' && isInWindow(task.lastModifiedTimeUtc));
  const managed = known
    .flatMap(({ state }) => state.tasks)
    .filter(
      (task) => task.source === 'defenderExpertsManagedResponse' && task.status === 'completed' && isInWindow(task.lastModifiedTimeUtc),
    );
  const open = backlog.filter(({ state }) => state.status !== 'Closed').flatMap(guidedOf);
  const bySeverity = (severity: Severity) => countTasks(known.filter(({ state }) => state.severity === severity).flatMap(issuedOf));
  return {
    issued: countTasks(known.flatMap(issuedOf)),
    issuedBySeverity: eachSeverity(bySeverity),
    incidents: known
      .map((item) => ({ item, tasks: issuedOf(item) }))
      .filter(({ tasks }) => tasks.length > 0)
      .sort(
        (left, right) =>
          severityRank(left.item) - severityRank(right.item) || (left.item.incident.createdUtc < right.item.incident.createdUtc ? 1 : -1),
      )
      .map(({ item, tasks }) => ({
        incidentName: item.incident.incidentName,
        incidentNumber: item.incident.incidentNumber,
        title: item.incident.title,
        severity: item.state.severity,
        status: item.state.status,
        isWaiting: item.state.status !== 'Closed' && item.state.labels.includes(waitingLabel),
        actions: tasks.length,
        counts: countTasks(tasks),
      })),
    ofCreated: countTasks(created.flatMap(guidedOf)),
    createdIncidents: created.filter((item) => guidedOf(item).length > 0).length,
    pendingAtSnapshot: countTasks(open).pending,
    completedInWindow: completed.length,
    toComplete: describeDistribution(completed.map((task) => minutesBetween(task.createdTimeUtc, task.lastModifiedTimeUtc))),
    managedCompletedInWindow: managed.length,
  };
}

function guidedOf(item: KnownIncident): readonly TruthTask[] {
  return item.state.tasks.filter((task) => task.source === 'defenderExpertsGuidedResponse');
}

function severityRank({ state }: KnownIncident): number {
  return severities.indexOf(state.severity);
}

function countTasks(tasks: readonly TruthTask[]): TaskCounts {
  const count = (...statuses: readonly string[]) => tasks.filter((task) => statuses.includes(task.status)).length;
  return { completed: count('completed'), pending: count('open', 'inProgress'), skipped: count('notRelevant'), failed: count('failed') };
}
