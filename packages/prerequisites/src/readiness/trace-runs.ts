import type { CheckReport, Readiness } from '../check-report.ts';
import { isFailing, noRequirement } from '../check-report.ts';
import type { DeviceDepth } from '../device-depth.ts';

/** One run in the trend. A number that the run did not know is absent, never 0. */
export interface TrendPoint {
  /** The instant that the run judged, UTC. */
  readonly asOf: string;
  readonly ruleSet: string;
  readonly readiness: Readiness;
  /** Checks that the rules ask of this customer, by what came out: the four add up to all of them. */
  readonly met: number;
  readonly failing: number;
  readonly accepted: number;
  readonly notKnown: number;
  readonly devices?: Readonly<Record<DeviceDepth, number>>;
  readonly protectedDevices?: number;
  readonly secureScore?: { readonly current: number; readonly max: number; readonly createdAt: string };
}

export function toTrendPoint({ run, ruleSet, verdict, findings, coverage, secureScore }: CheckReport): TrendPoint {
  const asked = findings.filter(({ requirement, state }) => requirement !== noRequirement && state !== 'not-applicable');
  const count = (isCounted: (finding: (typeof asked)[number]) => boolean): number => asked.filter(isCounted).length;
  const protectedDevices = coverage.assets?.find(({ kind }) => kind === 'devices')?.protectedNow;
  return {
    asOf: run.asOf,
    ruleSet: ruleSet.id,
    readiness: verdict.readiness,
    met: count(({ state }) => state === 'met'),
    failing: count(isFailing),
    accepted: count((finding) => finding.state !== 'met' && finding.state !== 'unknown' && !isFailing(finding)),
    notKnown: count(({ state }) => state === 'unknown'),
    ...(coverage.devices === undefined ? {} : { devices: coverage.devices }),
    ...(protectedDevices === undefined ? {} : { protectedDevices }),
    ...(secureScore === undefined ? {} : { secureScore }),
  };
}

/**
 * Earlier runs of the same tenant, oldest first, each instant once. What lies at or after the current run is left out: a result that was made
 * later does not come before it.
 */
export function earlierRuns(history: readonly CheckReport[], current: CheckReport): readonly CheckReport[] {
  const tenant = current.customer.tenantId.toLowerCase();
  const byInstant = new Map<number, CheckReport>();
  for (const report of history) {
    const at = Date.parse(report.run.asOf);
    if (report.customer.tenantId.toLowerCase() !== tenant || at >= Date.parse(current.run.asOf)) continue;
    const known = byInstant.get(at);
    if (known === undefined || Date.parse(known.run.ranAt) < Date.parse(report.run.ranAt)) byInstant.set(at, report);
  }
  return [...byInstant].toSorted(([a], [b]) => a - b).map(([, report]) => report);
}
