import type { CheckEffect, CheckState, CustomerId, Finding, Product, TenantId } from '@mxdr/core';
import type { CheckComparison } from './compare-reports.ts';
import type { DeviceDepth } from './device-depth.ts';
import type { ProtectedAssets } from './readiness/protected-assets.ts';
import type { UnreadFact } from './readiness/unread-facts.ts';

/** Whether the service may start: `ready`, `not-ready` for a reason that is known, `undetermined` because something is not. */
export type Readiness = 'ready' | 'not-ready' | 'undetermined';

/** Whether a product is covered; `not-in-scope` when the customer did not ask for it. */
export type ProductCoverage = 'covered' | 'not-covered' | 'unknown' | 'not-in-scope';

/** Everything that one run of the checks found. Plain JSON; `schemaVersion` changes when the shape does. */
export interface CheckReport {
  readonly schemaVersion: 1;
  readonly customer: { readonly id: CustomerId; readonly name: string; readonly tenantId: TenantId };
  readonly ruleSet: { readonly id: string; readonly title: string; readonly fromDate: string };
  readonly run: {
    /** The instant that the run was made, UTC. */
    readonly ranAt: string;
    /** The instant that ages were counted to: `ranAt`, or the day of a sample. */
    readonly asOf: string;
    readonly factsTakenAt: string;
    readonly factsKind: 'tenant' | 'sample';
    /** Whole days between the facts and `asOf`. */
    readonly factsAgeDays: number;
    /** Permissions whose absence left facts unread. */
    readonly permissionsMissing: readonly string[];
    /** Facts that are not known, and why; absent in reports of earlier versions. */
    readonly unread?: readonly UnreadFact[];
  };
  readonly verdict: {
    readonly readiness: Readiness;
    /** One sentence for people. */
    readonly summary: string;
    readonly counts: Readonly<Record<CheckState, number>>;
    /** Checks that block the start because they are not met. */
    readonly blocking: readonly string[];
    /** Checks that would block, but whose answer is not known. */
    readonly blockingUnknown: readonly string[];
    /** Checks that are not met and accepted for a while. */
    readonly waived: readonly string[];
    /** Checks that are not met and whose waiver no longer holds: its day is over, or more assets are affected than it covers. */
    readonly waiversFailed: readonly string[];
    /** Checks that have a waiver and need none. */
    readonly waiversStale: readonly string[];
  };
  readonly coverage: {
    readonly products: Readonly<Record<Product, ProductCoverage>>;
    /** Onboarded devices in scope by what the service can do on them; absent when devices or antivirus are not known. */
    readonly devices?: Readonly<Record<DeviceDepth, number>>;
    /** Devices and identities against their targets; absent in reports of earlier versions. */
    readonly assets?: readonly ProtectedAssets[];
  };
  /**
   * Microsoft Secure Score, as Microsoft counted it. A fact and no check: no source names a score that a customer must reach. Absent where it
   * could not be read.
   */
  readonly secureScore?: { readonly current: number; readonly max: number; readonly createdAt: string };
  /** In the order of the catalogue: what blocks first. */
  readonly findings: readonly Finding[];
  /** What changed since an earlier run, where one was given. */
  readonly comparison?: CheckComparison;
}

/** A customer that could not be judged at all: its facts are absent, broken or of another tenant. */
export interface UnjudgedCustomer {
  readonly customer: CheckReport['customer'];
  readonly code: string;
  readonly message: string;
}

/** Whether a finding counts against the customer: not met or not licensed, and nothing accepted about it. */
export function isFailing({ state, waiver }: Finding): boolean {
  return (state === 'not-met' || state === 'unlicensed') && waiver?.standing !== 'accepted';
}

/** `0` all blocking checks met or waived, `1` at least one not met or a waiver that no longer holds, `2` none failed but at least one unknown. */
export function exitCodeOf(report: CheckReport): 0 | 1 | 2 {
  if (report.verdict.waiversFailed.length > 0) return 1;
  const codes = { ready: 0, 'not-ready': 1, undetermined: 2 } as const;
  return codes[report.verdict.readiness];
}

/** Stands where a finding names its requirement, when the rule set does not ask the check at all. */
export const noRequirement = '-';

export const effectsInOrder: readonly CheckEffect[] = ['blocks', 'coverage', 'advice'];
