import type { Check } from '../check.ts';
import { countDevices, scopeDevices, sumDevices, toAffected } from '../device-scope.ts';
import { judgeSeats } from '../judge-seats.ts';
import { countSeats, findLookAlikes } from '../licence.ts';
import { openFact } from '../open-fact.ts';

/** The portal marks devices that run on Plan 1 in a tenant with both plans. */
const planOneTag = 'License MDE P1';

export const mdeP2LicenseCheck: Check = {
  id: 'mde-p2-license',
  permission: 'Organization.Read.All, Machine.Read.All',
  expect: ({ customer }) => `Usable Plan 2 seats for the ${customer.seats} users in scope, and no device in scope on Plan 1.`,
  judge(context) {
    const { words } = context;
    const say = words.checks['mde-p2-license'];
    const skus = openFact(context.facts.subscribedSkus, 'Licences', context);
    if ('verdict' in skus) return skus.verdict;
    const seats = countSeats(skus.value, 'mde-p2', skus.source);
    const users = judgeSeats(
      seats,
      { product: 'Defender for Endpoint Plan 2', needed: context.customer.seats, whenAbsent: 'not-met' },
      words,
    );
    const evidence = [
      ...users.evidence,
      ...(users.state === 'met' ? [] : findLookAlikes(skus.value, ['mde-p1', 'defender-for-business'], skus.source)),
    ];
    if (users.state !== 'met') return { ...users, evidence };
    const devices = openFact(context.facts.devices, 'Devices', context);
    if ('verdict' in devices)
      return {
        ...devices.verdict,
        observed: words.join([users.observed, devices.verdict.observed]),
        evidence: [...evidence, ...devices.verdict.evidence],
      };
    const { inScope, undetermined } = scopeDevices(devices.value, context.customer);
    const onPlanOne = inScope.filter((device) => device.tags.includes(planOneTag));
    const seen = [
      ...evidence,
      { text: `${countDevices(sumDevices(inScope))} in scope, ${sumDevices(onPlanOne)} tagged "${planOneTag}"`, source: devices.source },
    ];
    if (onPlanOne.length > 0) {
      return {
        state: 'not-met',
        observed: words.join([users.observed, say.onPlanOne(sumDevices(onPlanOne))]),
        evidence: seen,
        affected: toAffected(onPlanOne),
        mend: say.move,
      };
    }
    if (undetermined.length > 0) {
      return {
        state: 'unknown',
        observed: words.join([users.observed, say.groupNotTold(sumDevices(undetermined))]),
        evidence: seen,
        mend: say.readGroups,
      };
    }
    const untold = inScope.filter(({ areTagsTold }) => areTagsTold === false);
    if (untold.length > 0)
      return {
        state: 'unknown',
        observed: words.join([users.observed, say.tagsNotTold(sumDevices(untold))]),
        evidence: seen,
        mend: words.grant('Machine.Read.All'),
      };
    if (inScope.length === 0)
      return {
        state: 'unknown',
        observed: words.join([users.observed, say.noDevice]),
        evidence: seen,
        mend: say.onboard,
      };
    return { state: 'met', observed: words.join([users.observed, say.noneOnPlanOne]), evidence: seen };
  },
};
