import { planFleet, verdictOf } from '@mxdr/deployment';
import type { CommandHandler } from '../command-spec.ts';
import { formatClosing, formatPlans } from '../fleet-output.ts';
import { exitCodeOfVerdict, fleetResult, withFleet } from '../prepare-fleet.ts';

/** `mxdr plan`: exit 0 every stack was planned, 1 a plan holds a destroy that is not allowed, 2 one could not be planned. */
export const run: CommandHandler = (context, ids, options) =>
  withFleet(context, ids, options, { name: 'plan', keepsRecord: false, waveChoice: 'all' }, async (session) => {
    const planned = await planFleet(session.ports, session.options, session.owners, 'apply');
    session.progress.close();
    const owners = [
      ...planned.map(({ ownerId, stacks }) => ({ ownerId, stacks: stacks.map(({ outcome }) => outcome) })),
      ...session.refused,
    ];
    const verdict = verdictOf(owners);
    if (context.json) context.out(JSON.stringify(fleetResult(session, 'plan', owners), null, 2));
    else {
      context.out(formatPlans(context, owners));
      if (verdict === 'good')
        context.out('\nNext: mxdr deploy, which plans again and asks, or mxdr deploy --planned for exactly these plans.');
      else if (verdict !== 'not-good') context.out(`\n${formatClosing(context, owners)}`);
    }
    return exitCodeOfVerdict(verdict);
  });
