import type { Severity } from '@mxdr/core';
import { eachSeverity } from './each-severity.ts';
import { minutesBetween, minutesToAcknowledge } from './measure-times.ts';
import type { KnownIncident } from './measure-truth.ts';

/** Agreed minutes by severity; a severity without a target is not judged. */
export interface AgreedTargets {
  readonly acknowledgeMinutes: Readonly<Partial<Record<Severity, number | undefined>>>;
  readonly resolveMinutes: Readonly<Partial<Record<Severity, number | undefined>>>;
}

export interface TargetCounts {
  /** Incidents whose outcome is known: met, or missed because the time has passed. */
  readonly judged: number;
  readonly inTime: number;
}

/** Acknowledged: cohort `investigated`, still open ones once their time has passed. Resolved: cohort `resolved`. Exactly on the target is in time. */
export interface TargetMeasures {
  readonly acknowledged: Readonly<Record<Severity, TargetCounts>>;
  readonly resolved: Readonly<Record<Severity, TargetCounts>>;
}

export function measureTargets(
  targets: AgreedTargets,
  investigated: readonly KnownIncident[],
  resolved: readonly KnownIncident[],
  asOfMs: number,
): TargetMeasures {
  const judge = (
    incidents: readonly KnownIncident[],
    target: number | undefined,
    minutesOf: (item: KnownIncident) => number | undefined,
  ): TargetCounts => {
    if (target === undefined) return { judged: 0, inTime: 0 };
    let inTime = 0;
    let late = 0;
    for (const item of incidents) {
      const taken = minutesOf(item);
      const dueMs = Date.parse(item.incident.createdUtc) + target * 60_000;
      if (taken !== undefined && taken <= target) inTime++;
      else if (taken !== undefined || dueMs < asOfMs) late++;
    }
    return { judged: inTime + late, inTime };
  };
  const of = (incidents: readonly KnownIncident[], severity: Severity) => incidents.filter(({ state }) => state.severity === severity);
  return {
    acknowledged: eachSeverity((severity) => judge(of(investigated, severity), targets.acknowledgeMinutes[severity], minutesToAcknowledge)),
    resolved: eachSeverity((severity) =>
      judge(of(resolved, severity), targets.resolveMinutes[severity], ({ incident, state }) =>
        state.closedUtc === null ? undefined : minutesBetween(incident.createdUtc, state.closedUtc),
      ),
    ),
  };
}
