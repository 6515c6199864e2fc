import type { LicenceCapability } from '@mxdr/core';
import { plansOf } from '@mxdr/core';

/** States of an assigned plan that can be used; Warning is the grace period. */
const usableStates = ['Enabled', 'Warning'] as const;

/**
 * A filter of Graph for users who hold a usable plan of a capability. Users with two of the plans are counted once. Being in the list of
 * assigned plans is not enough: rows stay there after the plan was taken away.
 */
export function filterByCapability(capability: LicenceCapability): string {
  const held = plansOf(capability).flatMap(({ id }) =>
    usableStates.map((state) => `assignedPlans/any(p:p/servicePlanId eq ${id} and p/capabilityStatus eq '${state}')`),
  );
  return `(${held.join(' or ')})`;
}

/** Whether a user's row holds such a plan, for rows that were listed rather than filtered. */
export function holdsCapability(
  assignedPlans: readonly { readonly servicePlanId?: unknown; readonly capabilityStatus?: unknown }[],
  capability: LicenceCapability,
): boolean {
  const wanted = new Set(plansOf(capability).map(({ id }) => id));
  return assignedPlans.some(
    ({ servicePlanId, capabilityStatus }) =>
      typeof servicePlanId === 'string' &&
      wanted.has(servicePlanId.toLowerCase()) &&
      usableStates.some((state) => state === capabilityStatus),
  );
}
