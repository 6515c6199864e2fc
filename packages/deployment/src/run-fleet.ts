import { forEachBounded } from '@mxdr/core';
import type { DestroyPermission } from './destroy-permission.ts';
import { refusedChanges } from './destroy-permission.ts';
import type { PlanSummary } from './plan-summary.ts';
import type { RunRecord } from './run-record.ts';
import type { PlanResult, RunnerPorts, StackFailure, StackSettings } from './run-stack.ts';
import { applyStack, compareStack, planStack, readStoredPlan } from './run-stack.ts';
import type { OwnerOutcome, StackOutcome } from './stack-outcome.ts';
import { isUnsuccessful } from './stack-outcome.ts';
import type { OwnerTarget, StackTarget } from './stack-target.ts';
import { configurationFileOf, hashFile } from './stack-target.ts';
import type { PlanPurpose } from './stored-plan.ts';

export interface FleetOptions extends StackSettings {
  /** Owners that are worked on at the same time. */
  readonly parallel: number;
  readonly permission: DestroyPermission;
  /** What an interrupted run has finished; absent where every stack is looked at. */
  readonly record?: RunRecord;
  /** Takes the plans that "mxdr plan" stored instead of making new ones. @default false */
  readonly usesStoredPlans?: boolean;
}

/** A stack with its plan, between planning and applying. */
export interface PlannedStack {
  readonly target: StackTarget;
  readonly purpose: PlanPurpose;
  readonly outcome: StackOutcome;
  /** Texts that must not reach a log. Never written anywhere. */
  readonly sensitive: readonly string[];
}

export interface PlannedOwner {
  readonly ownerId: string;
  /** In the order in which they are applied. */
  readonly stacks: readonly PlannedStack[];
}

function secondsSince(ports: RunnerPorts, start: number): number {
  return Math.round((ports.clock.now() - start) / 100) / 10;
}

function startOutcome(target: StackTarget): Pick<StackOutcome, 'ownerId' | 'stackId' | 'logFile'> {
  return { ownerId: target.ownerId, stackId: target.id, logFile: target.logFile };
}

function failedOutcome(target: StackTarget, result: StackFailure, seconds: number, summary?: PlanSummary): StackOutcome {
  return { ...startOutcome(target), status: result.kind, failure: result.failure, seconds, ...(summary === undefined ? {} : { summary }) };
}

function tellEnd(ports: RunnerPorts, outcome: StackOutcome): void {
  ports.onProgress({ stackId: outcome.stackId, step: 'done', detail: outcome.failure?.message ?? outcome.status });
}

function judgePlan(target: StackTarget, result: PlanResult, permission: DestroyPermission, seconds: number): StackOutcome {
  if (result.kind !== 'planned') return failedOutcome(target, result, seconds);
  const { summary } = result;
  const refused = refusedChanges(summary, permission);
  if (refused.length > 0) return { ...startOutcome(target), status: 'refused', summary, refused, seconds };
  return { ...startOutcome(target), status: summary.hasChanges ? 'planned' : 'no-changes', summary, seconds };
}

async function planOne(ports: RunnerPorts, options: FleetOptions, target: StackTarget, purpose: PlanPurpose): Promise<PlannedStack> {
  if (options.record?.isFinished(target.id, await hashFile(configurationFileOf(target))) === true)
    return { target, purpose, sensitive: [], outcome: { ...startOutcome(target), status: 'finished-before', seconds: 0 } };
  const start = ports.clock.now();
  const result =
    options.usesStoredPlans === true
      ? await readStoredPlan(ports, options, target, purpose)
      : await planStack(ports, options, target, purpose);
  const outcome = judgePlan(target, result, options.permission, secondsSince(ports, start));
  tellEnd(ports, outcome);
  return { target, purpose, outcome, sensitive: result.kind === 'planned' ? result.sensitive : [] };
}

/**
 * Plans every stack of every owner, several owners at a time. A stack that cannot be planned does not keep its owner's others from being planned:
 * the person sees everything that is wrong at once.
 * @param owners stacks in the order in which they will be applied
 */
export function planFleet(
  ports: RunnerPorts,
  options: FleetOptions,
  owners: readonly OwnerTarget[],
  purpose: PlanPurpose,
): Promise<readonly PlannedOwner[]> {
  return forEachBounded(owners, options.parallel, async ({ ownerId, stacks }) => {
    const planned: PlannedStack[] = [];
    for (const target of stacks) planned.push(await planOne(ports, options, target, purpose));
    return { ownerId, stacks: planned };
  });
}

/** Compares every stack with Azure. */
export function compareFleet(ports: RunnerPorts, options: FleetOptions, owners: readonly OwnerTarget[]): Promise<readonly OwnerOutcome[]> {
  return forEachBounded(owners, options.parallel, async ({ ownerId, stacks }) => {
    const outcomes: StackOutcome[] = [];
    for (const target of stacks) {
      const start = ports.clock.now();
      const result = await compareStack(ports, options, target);
      const seconds = secondsSince(ports, start);
      const outcome: StackOutcome =
        result.kind === 'planned'
          ? {
              ...startOutcome(target),
              // What was changed outside counts when it makes a difference to the configuration: Azure renews timestamps and tags of its own.
              status: result.summary.hasChanges ? 'drifted' : 'no-changes',
              summary: result.summary,
              seconds,
            }
          : failedOutcome(target, result, seconds);
      tellEnd(ports, outcome);
      outcomes.push(outcome);
    }
    return { ownerId, stacks: outcomes };
  });
}

async function applyOne(ports: RunnerPorts, options: FleetOptions, stack: PlannedStack): Promise<StackOutcome> {
  const { target, purpose, outcome, sensitive } = stack;
  const { summary } = outcome;
  if (summary === undefined) return outcome;
  const finish = (done: 'applied' | 'unchanged', configurationHash: string): Promise<void> | undefined =>
    options.record?.finish(target.id, { configurationHash, finishedAt: new Date(ports.clock.now()).toISOString(), outcome: done });
  const configurationHash = await hashFile(configurationFileOf(target));
  if (outcome.status === 'no-changes') {
    await finish('unchanged', configurationHash);
    return outcome;
  }
  const start = ports.clock.now();
  const result = await applyStack(ports, options, target, purpose, { summary, sensitive });
  const seconds = outcome.seconds + secondsSince(ports, start);
  if (result.kind !== 'applied') return failedOutcome(target, result, seconds, summary);
  await finish('applied', configurationHash);
  return { ...startOutcome(target), status: 'applied', summary, seconds };
}

function notStarted({ target, outcome }: PlannedStack, why: string): StackOutcome {
  if (isUnsuccessful(outcome.status) || outcome.status === 'finished-before') return outcome;
  return {
    ...outcome,
    status: 'not-started',
    failure: { code: 'MXDR-NOT-STARTED', message: why, mend: `Mend that, then run again with --resume; ${target.id} is unchanged.` },
  };
}

/** The owners as they stand when nothing is applied. */
export function leaveUnapplied(owners: readonly PlannedOwner[], why: string): readonly OwnerOutcome[] {
  return owners.map(({ ownerId, stacks }) => ({ ownerId, stacks: stacks.map((stack) => notStarted(stack, why)) }));
}

/**
 * Applies the stored plans, several owners at a time, the stacks of one owner in their order. An owner with a stack that could not be planned or
 * was refused is left alone as a whole; one that fails on the way keeps its later stacks from being applied. Nobody else is affected.
 */
export function applyFleet(ports: RunnerPorts, options: FleetOptions, owners: readonly PlannedOwner[]): Promise<readonly OwnerOutcome[]> {
  return forEachBounded(owners, options.parallel, async ({ ownerId, stacks }) => {
    const bad = stacks.find(({ outcome }) => isUnsuccessful(outcome.status));
    let blocker = bad === undefined ? undefined : `${bad.target.id} is ${bad.outcome.status}`;
    const outcomes: StackOutcome[] = [];
    for (const stack of stacks) {
      if (blocker === undefined && ports.signal.aborted) blocker = 'the run was interrupted';
      if (blocker !== undefined) {
        outcomes.push(notStarted(stack, `Not begun: ${blocker}.`));
        continue;
      }
      const outcome = await applyOne(ports, options, stack);
      if (outcome.status !== 'finished-before') tellEnd(ports, outcome);
      outcomes.push(outcome);
      if (isUnsuccessful(outcome.status)) blocker = `${stack.target.id} is ${outcome.status}`;
    }
    return { ownerId, stacks: outcomes };
  });
}

/** Part of the owners for whom not everything succeeded, 0 to 1. */
export function failureShare(owners: readonly OwnerOutcome[]): number {
  if (owners.length === 0) return 0;
  return owners.filter(({ stacks }) => stacks.some(({ status }) => isUnsuccessful(status))).length / owners.length;
}
