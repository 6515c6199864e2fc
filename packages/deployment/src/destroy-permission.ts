import type { PlanSummary, ResourceChange } from './plan-summary.ts';

/** What may be destroyed or replaced although something is lost with it: nothing, everything, or what is named (an address or a type). */
export type DestroyPermission =
  | { readonly kind: 'none' }
  | { readonly kind: 'all' }
  | { readonly kind: 'named'; readonly names: readonly string[] };

function isPermitted({ address, type }: ResourceChange, permission: DestroyPermission): boolean {
  if (permission.kind !== 'named') return permission.kind === 'all';
  return permission.names.some((name) => name === address || name === type);
}

/** The changes that this permission does not cover. A plan that holds one is not applied at all. */
export function refusedChanges(summary: PlanSummary, permission: DestroyPermission): readonly ResourceChange[] {
  return summary.changes.filter((change) => change.loss !== undefined && !isPermitted(change, permission));
}
