import type { Severity } from '@mxdr/core';
import type { KnownIncident } from './measure-truth.ts';
import { waitingLabel } from './truth.ts';

/** One incident that was open at the end of the window, as known at the snapshot. */
export interface OpenIncident {
  readonly incidentNumber: number;
  readonly title: string;
  readonly severity: Severity;
  readonly createdUtc: string;
  readonly status: string;
  /** Empty while nobody has it. */
  readonly owner: string;
  /** Since when it has waited for the customer without a break; null where it does not wait. */
  readonly waitingSinceUtc: string | null;
  /** Guided tasks that are `open` or `inProgress`. */
  readonly pending: number;
}

export function listOpen(backlog: readonly KnownIncident[]): readonly OpenIncident[] {
  return backlog.map(({ incident, states, state }) => {
    let since: string | null = null;
    for (const { atUtc, labels, status } of states) since = status !== 'Closed' && labels.includes(waitingLabel) ? (since ?? atUtc) : null;
    return {
      incidentNumber: incident.incidentNumber,
      title: incident.title,
      severity: state.severity,
      createdUtc: incident.createdUtc,
      status: state.status,
      owner: state.owner,
      waitingSinceUtc: since,
      pending: state.tasks.filter(
        ({ source, status }) => source === 'defenderExpertsGuidedResponse' && (status === 'open' || status === 'inProgress'),
      ).length,
    };
  });
}
