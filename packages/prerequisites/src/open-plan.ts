import { planEnvironment } from '@mxdr/core';
import type { EnvironmentPlan, Operator } from '@mxdr/core';
import type { CheckContext, Verdict } from './check.ts';

/** What was planned for the customer, or the verdict `unknown` where that cannot be told. */
export type OpenedPlan = { readonly plan: EnvironmentPlan; readonly operator: Operator } | { readonly verdict: Verdict };

/** Opens the plan that the tenant is held against. */
export function openPlan({ customer, operator, words }: CheckContext): OpenedPlan {
  const unknown = (observed: string, file: string): OpenedPlan => ({
    verdict: { state: 'unknown', observed, evidence: [], mend: words.mendFile(file) },
  });
  if (operator === undefined) return unknown(words.noOperator, 'operator.yaml');
  const plan = planEnvironment(customer, operator);
  return 'schemaVersion' in plan ? { plan, operator } : unknown(words.join(plan.map(({ message }) => message)), 'customer.yaml');
}
