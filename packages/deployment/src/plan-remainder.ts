import type { AttributeChange, PlanSummary } from './plan-summary.ts';

/** What a plan shows for a value that Azure will say only when it is made. */
const unknownValue = '(known after apply)';

function isShown({ name, to }: AttributeChange, shown: readonly AttributeChange[]): boolean {
  return shown.some((one) => one.name === name && (one.to === to || one.to === unknownValue));
}

/**
 * Changes of a plan that an earlier one, which a person has seen, did not hold: another address, another action on it, or another value.
 * @returns each as `address (action)`; none where the plan is what is left of the earlier one
 */
export function changesNotShown(left: PlanSummary, shown: PlanSummary): readonly string[] {
  const byAddress = new Map(shown.changes.map((change) => [change.address, change]));
  return left.changes
    .filter(({ address, action, attributes }) => {
      const before = byAddress.get(address);
      return before?.action !== action || attributes.some((attribute) => !isShown(attribute, before.attributes));
    })
    .map(({ address, action }) => `${address} (${action})`);
}
