import type { Check } from '../check.ts';
import { countDevices, scopeDevices, sumDevices, toAffected } from '../device-scope.ts';
import { judgeSeats } from '../judge-seats.ts';
import { countSeats, findLookAlikes } from '../licence.ts';
import { openFact } from '../open-fact.ts';

/** The portal marks devices that run on Plan 1 in a tenant with both plans. */
const planOneTag = 'License MDE P1';

export const mdeP2LicenseCheck: Check = {
  id: 'mde-p2-license',
  title: 'Defender for Endpoint Plan 2 is licensed',
  permission: 'Organization.Read.All, Machine.Read.All',
  expect: ({ customer }) => `Usable Plan 2 seats for the ${customer.seats} users in scope, and no device in scope on Plan 1.`,
  judge(context) {
    const skus = openFact(context.facts.subscribedSkus, 'Licences', context);
    if ('verdict' in skus) return skus.verdict;
    const seats = countSeats(skus.value, 'mde-p2', skus.source);
    const users = judgeSeats(seats, { product: 'Defender for Endpoint Plan 2', needed: context.customer.seats, whenAbsent: 'not-met' });
    const evidence = [
      ...users.evidence,
      ...(users.state === 'met' ? [] : findLookAlikes(skus.value, ['mde-p1', 'defender-for-business'], skus.source)),
    ];
    if (users.state !== 'met') return { ...users, evidence };
    const devices = openFact(context.facts.devices, 'Devices', context);
    if ('verdict' in devices)
      return {
        ...devices.verdict,
        observed: `${users.observed}; ${devices.verdict.observed}`,
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
        observed: `${users.observed}; ${countDevices(sumDevices(onPlanOne))} in scope on Plan 1`,
        evidence: seen,
        affected: toAffected(onPlanOne),
        mend: 'Move these devices to Plan 2 in the subscription settings of Defender for Endpoint.',
      };
    }
    if (undetermined.length > 0) {
      return {
        state: 'unknown',
        observed: `${users.observed}; the device group of ${countDevices(sumDevices(undetermined))} was not told`,
        evidence: seen,
        mend: 'Read the facts again with the device groups.',
      };
    }
    const untold = inScope.filter(({ areTagsTold }) => areTagsTold === false);
    if (untold.length > 0)
      return {
        state: 'unknown',
        observed: `${users.observed}; the tags of ${countDevices(sumDevices(untold))} were not told, so they may be on Plan 1`,
        evidence: seen,
        mend: 'Grant Machine.Read.All and consent to it, then read the facts again.',
      };
    if (inScope.length === 0)
      return {
        state: 'unknown',
        observed: `${users.observed}; no device in scope to look at`,
        evidence: seen,
        mend: 'Onboard the devices in scope, then read the facts again.',
      };
    return { state: 'met', observed: `${users.observed}; no device in scope on Plan 1`, evidence: seen };
  },
};
