import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeFileAtomic } from '@mxdr/core';
import { retireStack } from './retirement-configuration.ts';
import type { FleetOptions, PlannedOwner, PlannedStack } from './run-fleet.ts';
import { planFleet } from './run-fleet.ts';
import type { RunnerPorts } from './run-stack.ts';
import { listState } from './run-stack.ts';
import type { OwnerTarget, StackTarget } from './stack-target.ts';
import { configurationFileOf } from './stack-target.ts';

export interface LeaveOptions extends FleetOptions {
  /** The workspace and its data go as well. Only on the customer's explicit instruction. */
  readonly deletesWorkspace: boolean;
  /** Folder for the configurations that take the stacks away. */
  readonly folder: string;
}

/**
 * Plans to take a customer's stacks away, backwards: connectors with its lock first, then service, access last, as without the delegation
 * nothing of the service could be cleaned up. Data stays with the customer: it is forgotten, not destroyed, and a plan that would destroy it
 * all the same is refused.
 */
export async function planLeave(ports: RunnerPorts, options: LeaveOptions, owner: OwnerTarget): Promise<PlannedOwner> {
  const permission = options.deletesWorkspace ? ({ kind: 'all' } as const) : ({ kind: 'all-but-data' } as const);
  const stacks: PlannedStack[] = [];
  for (const stack of owner.stacks.toReversed()) {
    const target: StackTarget = { ...stack, folder: path.join(options.folder, stack.id) };
    const configuration: unknown = JSON.parse(await readFile(configurationFileOf(stack), 'utf8'));
    await writeFileAtomic(configurationFileOf(target), retireStack(configuration, [], options.deletesWorkspace).text);
    const state = await listState(ports, options, target);
    if (state.kind !== 'listed') {
      const { ownerId, id: stackId, logFile } = target;
      const outcome = { ownerId, stackId, logFile, status: state.kind, failure: state.failure, seconds: 0 };
      stacks.push({ target, purpose: 'leave', sensitive: [], outcome });
      continue;
    }
    await writeFileAtomic(configurationFileOf(target), retireStack(configuration, state.addresses, options.deletesWorkspace).text);
    const [planned] = await planFleet(ports, { ...options, permission }, [{ ownerId: owner.ownerId, stacks: [target] }], 'leave');
    stacks.push(...(planned?.stacks ?? []));
  }
  return { ownerId: owner.ownerId, stacks };
}
