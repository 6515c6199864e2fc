import type { FleetOptions, PlannedOwner } from './run-fleet.ts';
import { applyFleet, failureShare, leaveUnapplied } from './run-fleet.ts';
import type { RunnerPorts } from './run-stack.ts';
import type { OwnerOutcome } from './stack-outcome.ts';
import type { WaveGroup } from './waves.ts';

/** How one wave went. */
export interface WaveOutcome {
  readonly wave: string;
  readonly owners: readonly OwnerOutcome[];
  /** Part of its owners that did not succeed, 0 to 1; null where it was not begun. */
  readonly failureShare: number | null;
}

/**
 * Applies one wave after the other and stops before the next when more than the permitted part of a wave failed.
 * @param limit highest permitted part of failed owners, 0 to 1
 */
export async function rollOut(
  ports: RunnerPorts,
  options: FleetOptions,
  groups: readonly WaveGroup<PlannedOwner>[],
  limit: number,
): Promise<readonly WaveOutcome[]> {
  const outcomes: WaveOutcome[] = [];
  let stop: string | undefined;
  for (const { wave, members } of groups) {
    if (stop === undefined && ports.signal.aborted) stop = 'The run was interrupted.';
    if (stop !== undefined) {
      outcomes.push({ wave, owners: leaveUnapplied(members, stop), failureShare: null });
      continue;
    }
    const owners = await applyFleet(ports, options, members);
    const share = failureShare(owners);
    outcomes.push({ wave, owners, failureShare: share });
    if (share > limit)
      stop = `Not begun: the wave "${wave}" failed for ${Math.round(share * 100)} % of its customers, more than the ${Math.round(limit * 100)} % allowed.`;
  }
  return outcomes;
}
