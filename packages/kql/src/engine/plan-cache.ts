import type { LoweringState } from '../plan/lowering.ts';
import { hasLateOperator } from '../plan/describe-plan.ts';
import type { PlanNode } from '../plan/plan.ts';

/** A query ready to run, as often as wanted. */
export interface LoweredQuery {
  readonly root: PlanNode;
  readonly state: LoweringState;
}

/** Plans kept per engine: more than a report or a test suite has distinct queries in use at a time. */
const MAX_PLANS = 128;

/**
 * Plans by the text of their query. Analysing a text costs more than to run it over a few thousand rows, and a report asks the same text
 * for one period after the other.
 */
export class PlanCache {
  private readonly plans = new Map<string, LoweredQuery>();

  get(text: string): LoweredQuery | undefined {
    const plan = this.plans.get(text);
    if (plan !== undefined) {
      this.plans.delete(text);
      this.plans.set(text, plan);
    }
    return plan;
  }

  set(text: string, plan: LoweredQuery): void {
    // What is lowered only once rows are there belongs to one run.
    if (hasLateOperator(plan.root) || plan.state.deferred.some((deferred) => hasLateOperator(deferred.plan))) return;
    this.plans.set(text, plan);
    for (const oldest of this.plans.keys()) {
      if (this.plans.size <= MAX_PLANS) break;
      this.plans.delete(oldest);
    }
  }
}
