import type { PlanSummary, ResourceChange } from './plan-summary.ts';

/** What may be destroyed or replaced although something is lost with it. Named are addresses or types, as the plan shows them. */
export type DestroyPermission =
  | { readonly kind: 'none' }
  | { readonly kind: 'all' }
  /** Everything but the customer's own data: for taking leave. */
  | { readonly kind: 'all-but-data' }
  | { readonly kind: 'named'; readonly names: readonly string[] };

function isPermitted({ address, type, holdsData }: ResourceChange, permission: DestroyPermission): boolean {
  switch (permission.kind) {
    case 'none':
      return false;
    case 'all':
      return true;
    case 'all-but-data':
      return holdsData !== true;
    case 'named':
      return permission.names.some((name) => name === address || name === type);
  }
}

/** The changes that this permission does not cover. A plan that holds one is not applied at all. */
export function refusedChanges(summary: PlanSummary, permission: DestroyPermission): readonly ResourceChange[] {
  return summary.changes.filter((change) => change.loss !== undefined && !isPermitted(change, permission));
}
