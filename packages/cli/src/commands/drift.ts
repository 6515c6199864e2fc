import { compareFleet, isUnsuccessful, verdictOf } from '@mxdr/deployment';
import type { CommandHandler } from '../command-spec.ts';
import { formatClosing, formatPlans } from '../fleet-output.ts';
import { exitCodeOfVerdict, fleetResult, withFleet } from '../prepare-fleet.ts';

/** `mxdr drift`: exit 0 Azure is as the configuration says, 1 it is not, 2 it could not be determined for some stack. */
export const run: CommandHandler = (context, ids, options) =>
  withFleet(context, ids, options, { name: 'drift', keepsRecord: false, waveChoice: 'all' }, async (session) => {
    const compared = await compareFleet(session.ports, session.options, session.owners);
    session.progress.close();
    const owners = [...compared, ...session.refused];
    const verdict = verdictOf(owners);
    if (context.json) context.out(JSON.stringify(fleetResult(session, 'drift', owners), null, 2));
    else {
      context.out(formatPlans(context, owners, 'Now'));
      const isAnyUnknown = owners.some(({ stacks }) => stacks.some(({ status }) => isUnsuccessful(status)));
      if (isAnyUnknown) context.out(`\n${formatClosing(context, owners)}`);
      if (verdict === 'not-good')
        context.out(
          '\nNext: find out who changed it. "mxdr deploy" puts Azure back as the configuration says; a change that is right belongs into the configuration.',
        );
    }
    return exitCodeOfVerdict(verdict);
  });
