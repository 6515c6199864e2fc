import type { Severity } from '@mxdr/core';
import { eachSeverity } from './each-severity.ts';
import type { KnownIncident } from './measure-truth.ts';
import { describeDistribution } from './statistics.ts';
import type { Distribution } from './statistics.ts';
import type { TruthIncident, TruthState } from './truth.ts';
import { waitingLabel } from './truth.ts';

/** Times of the window, in minutes with fractions. The cohorts are those of `TruthMeasures`. */
export interface TimeMeasures {
  /**
   * To the first human action: `atUtc` of the first known state that a person made, minus `createdUtc`; cohort `investigated`.
   * Persons are all but `Alert Grouping`, `Fusion`, `Incident created from alert` and names that contain `Automation rule`.
   * An incident without one is left out here and counted in `unacknowledged`, which is over the cohort `created`.
   */
  readonly toAcknowledge: Distribution;
  readonly toAcknowledgeBySeverity: Readonly<Record<Severity, Distribution>>;
  /** The same over the cohort `created`, with what the customer's own people took up. */
  readonly toFirstHuman: Distribution;
  readonly unacknowledged: number;
  /** First change by anybody: `firstModifiedUtc` minus `createdUtc`; cohort `created`, without those never changed. Can be negative, never clamped. */
  readonly toFirstChange: Distribution;
  /** `createdUtc` minus `firstActivityUtc`; cohort `created`. */
  readonly toDetect: Distribution;
  /** `closedUtc` (the last close) minus `createdUtc`; cohort `resolved`. */
  readonly toResolve: Distribution;
  readonly toResolveBySeverity: Readonly<Record<Severity, Distribution>>;
  /** The same over the cohort `closed`, with what automation and the customer closed. */
  readonly toClose: Distribution;
  /**
   * Time in which the incident waited for the customer, between creation and its last close; cohort `resolved`.
   * It waits from a state that carries the label `Awaiting Customer Action` and is not `Closed` to the next state that is not so.
   * An incident that never waited counts with 0.
   */
  readonly customer: Distribution;
  /** The same over those of `resolved` that did wait. */
  readonly customerOfWaited: Distribution;
  /** The rest of the time to resolve; cohort `resolved`. A closed spell before a reopening belongs to it. */
  readonly expert: Distribution;
  /** Means add up to the mean of `toResolveBySeverity`. */
  readonly customerBySeverity: Readonly<Record<Severity, Distribution>>;
  readonly expertBySeverity: Readonly<Record<Severity, Distribution>>;
  /** Sum over `resolved`, in minutes. */
  readonly customerTotal: number;
  readonly expertTotal: number;
}

const minuteMs = 60_000;

export function measureTimes(
  created: readonly KnownIncident[],
  investigated: readonly KnownIncident[],
  closed: readonly KnownIncident[],
  resolved: readonly KnownIncident[],
): TimeMeasures {
  const acknowledged = investigated.flatMap(acknowledgementOf);
  const touched = created.flatMap(acknowledgementOf);
  const firstChanges = created.flatMap(({ incident, states }) =>
    states.length < 2 || incident.firstModifiedUtc === null ? [] : [minutesBetween(incident.createdUtc, incident.firstModifiedUtc)],
  );
  const times = resolved.map((item) => splitTime(item.incident, item.states));
  return {
    toAcknowledge: describeDistribution(acknowledged.map(({ minutes }) => minutes)),
    toAcknowledgeBySeverity: describeBySeverity(acknowledged),
    toFirstHuman: describeDistribution(touched.map(({ minutes }) => minutes)),
    unacknowledged: created.length - touched.length,
    toFirstChange: describeDistribution(firstChanges),
    toDetect: describeDistribution(created.map(({ incident }) => minutesBetween(incident.firstActivityUtc, incident.createdUtc))),
    toResolve: describeDistribution(times.map((time) => time.expert + time.customer)),
    toResolveBySeverity: describeBySeverity(
      resolved.map((item, index) => ({
        severity: item.state.severity,
        minutes: (times[index]?.expert ?? 0) + (times[index]?.customer ?? 0),
      })),
    ),
    toClose: describeDistribution(closed.map(({ incident, state }) => minutesBetween(incident.createdUtc, state.closedUtc ?? state.atUtc))),
    customer: describeDistribution(times.map((time) => time.customer)),
    customerOfWaited: describeDistribution(times.map((time) => time.customer).filter((minutes) => minutes > 0)),
    expert: describeDistribution(times.map((time) => time.expert)),
    customerBySeverity: describeBySeverity(
      resolved.map(({ state }, index) => ({ severity: state.severity, minutes: times[index]!.customer })),
    ),
    expertBySeverity: describeBySeverity(resolved.map(({ state }, index) => ({ severity: state.severity, minutes: times[index]!.expert }))),
    customerTotal: times.reduce((total, time) => total + time.customer, 0),
    expertTotal: times.reduce((total, time) => total + time.expert, 0),
  };
}

function describeBySeverity(
  values: readonly { readonly severity: Severity; readonly minutes: number }[],
): Readonly<Record<Severity, Distribution>> {
  return eachSeverity((severity) =>
    describeDistribution(values.filter((value) => value.severity === severity).map(({ minutes }) => minutes)),
  );
}

function acknowledgementOf(item: KnownIncident): readonly { readonly severity: Severity; readonly minutes: number }[] {
  const minutes = minutesToAcknowledge(item);
  return minutes === undefined ? [] : [{ severity: item.state.severity, minutes }];
}

/** Minutes to the first human action, or undefined when there was none. */
export function minutesToAcknowledge({ incident, states }: KnownIncident): number | undefined {
  const first = states.find((state) => isPerson(state.modifiedBy));
  return first === undefined ? undefined : minutesBetween(incident.createdUtc, first.atUtc);
}

/** Every name but those that Sentinel and its automation rules write. */
function isPerson(modifiedBy: string): boolean {
  return !['Alert Grouping', 'Fusion', 'Incident created from alert'].includes(modifiedBy) && !modifiedBy.includes('Automation rule');
}

/** Minutes with the experts and with the customer, from creation to the last close. */
export function splitTime(incident: TruthIncident, states: readonly TruthState[]): { readonly expert: number; readonly customer: number } {
  const closedUtc = states.at(-1)?.closedUtc ?? states.at(-1)?.atUtc ?? incident.createdUtc;
  const closedMs = Date.parse(closedUtc);
  let customerMs = 0;
  for (const [index, state] of states.entries()) {
    if (state.status === 'Closed' || !state.labels.includes(waitingLabel)) continue;
    const nextMs = Date.parse(states[index + 1]?.atUtc ?? closedUtc);
    customerMs += Math.max(0, Math.min(nextMs, closedMs) - Date.parse(state.atUtc));
  }
  const customer = customerMs / minuteMs;
  return { customer, expert: minutesBetween(incident.createdUtc, closedUtc) - customer };
}

export function minutesBetween(fromUtc: string, toUtc: string): number {
  return (Date.parse(toUtc) - Date.parse(fromUtc)) / minuteMs;
}
