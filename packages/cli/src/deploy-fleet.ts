import type { OwnerOutcome, PlannedOwner, WaveGroup, WaveOutcome } from '@mxdr/deployment';
import { groupByWave, isUnsuccessful, leaveUnapplied, planFleet, rollOut, verdictOf } from '@mxdr/deployment';
import { askPerson } from './ask-person.ts';
import type { CommandHandler } from './command-spec.ts';
import { readDeploymentOptions } from './deployment-options.ts';
import { needsYes } from './errors.ts';
import { exitCodes } from './exit-codes.ts';
import { formatClosing, formatPlans } from './fleet-output.ts';
import type { FleetSession } from './prepare-fleet.ts';
import { exitCodeOfVerdict, fleetResult, operationsOwner, withFleet } from './prepare-fleet.ts';

export interface DeployCommand {
  readonly name: 'deploy' | 'destroy';
  readonly purpose: 'apply' | 'destroy';
  readonly question: string;
}

const outcomesOf = (planned: readonly PlannedOwner[]): readonly OwnerOutcome[] =>
  planned.map(({ ownerId, stacks }) => ({ ownerId, stacks: stacks.map(({ outcome }) => outcome) }));

/** Sorts what was planned into the waves of its customers. */
function groupPlanned(session: FleetSession, planned: readonly PlannedOwner[]): readonly WaveGroup<PlannedOwner>[] {
  const byId = new Map(planned.map((owner) => [owner.ownerId, owner]));
  // The platform carries the state and the pipeline of everybody: it goes before any customer.
  const own = byId.get(operationsOwner);
  const first: readonly WaveGroup<PlannedOwner>[] = own === undefined ? [] : [{ wave: 'all', members: [own] }];
  if (session.customers.length === 0) return first;
  const groups = groupByWave(session.customers, session.asked.waveChoice)
    .map(({ wave, members }) => ({ wave, members: members.flatMap(({ id }) => byId.get(id) ?? []) }))
    .filter(({ members }) => members.length > 0);
  return [...first, ...groups];
}

/** Plans, shows the plans, asks, and applies exactly them: shared by `deploy` and `destroy`. */
export function createDeploy(command: DeployCommand): CommandHandler {
  return (context, ids, values) => {
    const { isAgreed, waveChoice } = readDeploymentOptions(values);
    // Told before minutes of planning are spent.
    if (!isAgreed && (!context.isInteractive || context.json)) return Promise.reject(needsYes(command.name));
    return withFleet(context, ids, values, { name: command.name, keepsRecord: true, waveChoice }, async (session) => {
      const backwards = command.purpose === 'destroy';
      const targets = backwards ? session.owners.map(({ ownerId, stacks }) => ({ ownerId, stacks: stacks.toReversed() })) : session.owners;
      const planned = await planFleet(session.ports, session.options, targets, command.purpose);
      session.progress.close();
      const plans = [...outcomesOf(planned), ...session.refused];
      if (!context.json) context.out(formatPlans(context, plans));
      const isAnythingToApply = planned.some(
        ({ stacks }) =>
          stacks.some(({ outcome }) => outcome.status === 'planned') && !stacks.some(({ outcome }) => isUnsuccessful(outcome.status)),
      );
      const finish = (owners: readonly OwnerOutcome[], waves: readonly WaveOutcome[]): void => {
        const all = [...owners, ...session.refused];
        if (context.json) {
          const shares = waves.map(({ wave, failureShare, owners: members }) => ({
            wave,
            customers: members.map(({ ownerId }) => ownerId),
            failureShare,
          }));
          context.out(JSON.stringify({ ...fleetResult(session, command.name, all), waves: shares }, null, 2));
        } else context.out(`\n${formatClosing(context, all, waves)}`);
      };
      if (isAnythingToApply && !isAgreed && !context.signal.aborted && !(await askPerson(context, command.question))) {
        finish(leaveUnapplied(planned, 'Not begun: the person did not agree.'), []);
        return exitCodes.notGood;
      }
      const outcomes = await rollOut(session.ports, session.options, groupPlanned(session, planned), session.asked.failureLimit);
      session.progress.close();
      const owners = outcomes.flatMap((outcome) => outcome.owners);
      finish(owners, outcomes);
      return exitCodeOfVerdict(verdictOf([...owners, ...session.refused]));
    });
  };
}
