import type { CheckEffect, CheckState, CustomerId, Finding, Product, TenantId } from '@mxdr/core';
import type { DeviceDepth } from './device-depth.ts';

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
  };
  readonly coverage: {
    readonly products: Readonly<Record<Product, ProductCoverage>>;
    /** Onboarded devices in scope by what the service can do on them; absent when devices or antivirus are not known. */
    readonly devices?: Readonly<Record<DeviceDepth, number>>;
  };
  /** In the order of the catalogue: what blocks first. */
  readonly findings: readonly Finding[];
}

/** `0` all blocking checks met, `1` at least one not met, `2` none failed but at least one unknown. */
export function exitCodeOf(report: CheckReport): 0 | 1 | 2 {
  const codes = { ready: 0, 'not-ready': 1, undetermined: 2 } as const;
  return codes[report.verdict.readiness];
}

/** Stands where a finding names its requirement, when the rule set does not ask the check at all. */
export const noRequirement = '-';

export const effectsInOrder: readonly CheckEffect[] = ['blocks', 'coverage', 'advice'];
