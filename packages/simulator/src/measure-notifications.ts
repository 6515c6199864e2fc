import type { Severity } from '@mxdr/core';
import type { KnownIncident } from './measure-truth.ts';

/** What one expert notification said, as known at the snapshot. */
export interface NotificationMeasure {
  readonly incidentNumber: number;
  readonly title: string;
  readonly severity: Severity;
  readonly createdUtc: string;
  readonly status: string;
  /** Empty while not classified. */
  readonly classification: string;
}

/** The notifications among the incidents, in the order in which they were sent. */
export function listNotifications(created: readonly KnownIncident[]): readonly NotificationMeasure[] {
  return created
    .filter(({ incident }) => incident.title.startsWith('Defender Experts'))
    .toSorted((left, right) => Date.parse(left.incident.createdUtc) - Date.parse(right.incident.createdUtc))
    .map(({ incident, state }) => ({
      incidentNumber: incident.incidentNumber,
      title: incident.title,
      severity: state.severity,
      createdUtc: incident.createdUtc,
      status: state.status,
      classification: state.classification,
    }));
}
