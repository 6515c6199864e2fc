import type { Failure } from './failure.ts';
import type { PlanSummary, ResourceChange } from './plan-summary.ts';

/** How far a stack came, and how it stands. */
export type StackStatus =
  /** The plan holds nothing to do. */
  | 'no-changes'
  /** A plan with changes is stored beside the configuration. */
  | 'planned'
  /** The plan would destroy something that may not go; nothing of it is applied. */
  | 'refused'
  /** The stored plan was applied. */
  | 'applied'
  /** Looked at: Azure is not as the configuration says. */
  | 'drifted'
  /** Finished by the run that was taken up again. */
  | 'finished-before'
  /** Not begun because an earlier stack or wave did not succeed, or nobody agreed. */
  | 'not-started'
  | 'failed'
  | 'timed-out'
  | 'interrupted';

export interface StackOutcome {
  readonly ownerId: string;
  readonly stackId: string;
  readonly status: StackStatus;
  /** Absent where no plan was made. */
  readonly summary?: PlanSummary;
  /** The changes because of which it is refused. */
  readonly refused?: readonly ResourceChange[];
  readonly failure?: Failure;
  readonly logFile: string;
  /** Seconds that Terraform took for it in this run. */
  readonly seconds: number;
}

export interface OwnerOutcome {
  readonly ownerId: string;
  readonly stacks: readonly StackOutcome[];
}

/** What a run over a fleet came to. Plain JSON. */
export interface FleetResult {
  readonly schemaVersion: 1;
  readonly command: string;
  readonly program: { readonly kind: string; readonly version: string };
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly owners: readonly OwnerOutcome[];
}

const unsuccessful: ReadonlySet<StackStatus> = new Set(['refused', 'not-started', 'failed', 'timed-out', 'interrupted']);

/** True for an outcome after which the rest of the same owner must wait. */
export function isUnsuccessful(status: StackStatus): boolean {
  return unsuccessful.has(status);
}

/** Good: everything was done. Not good: drift, or changes that were refused. Undetermined: something failed or was not reached. */
export type FleetVerdict = 'good' | 'not-good' | 'undetermined' | 'interrupted';

/** One word for a whole run; what was seen to be wrong outranks what could not be seen. */
export function verdictOf(owners: readonly OwnerOutcome[]): FleetVerdict {
  const statuses = new Set(owners.flatMap(({ stacks }) => stacks.map(({ status }) => status)));
  if (statuses.has('interrupted')) return 'interrupted';
  if (statuses.has('drifted') || statuses.has('refused')) return 'not-good';
  return [...statuses].some(isUnsuccessful) ? 'undetermined' : 'good';
}
