import type { Check } from '../check.ts';
import { countDevices, scopeDevices, sumDevices, toAffected } from '../device-scope.ts';
import { openFact } from '../open-fact.ts';

export const mdeOnboardedCheck: Check = {
  id: 'mde-onboarded',
  title: 'Devices in scope are onboarded',
  permission: 'Machine.Read.All',
  expect: () => 'Every device in scope that Defender for Endpoint supports is onboarded, and there is at least one.',
  judge(context) {
    const devices = openFact(context.facts.devices, 'Devices', context);
    if ('verdict' in devices) return devices.verdict;
    const { inScope, undetermined } = scopeDevices(devices.value, context.customer);
    const withStatus = (status: string) => inScope.filter((device) => device.onboardingStatus === status);
    const onboarded = withStatus('Onboarded');
    const waiting = withStatus('CanBeOnboarded');
    const unclear = [...withStatus('InsufficientInfo'), ...undetermined];
    const silent = sumDevices(onboarded.filter((device) => device.healthStatus === 'Inactive'));
    const observed = `${sumDevices(onboarded)} of ${countDevices(sumDevices(onboarded) + sumDevices(waiting))} onboarded`;
    const evidence = [
      {
        text: `${countDevices(sumDevices(inScope))} in scope: ${sumDevices(onboarded)} onboarded, ${sumDevices(waiting)} can be, ${sumDevices(withStatus('Unsupported'))} unsupported, ${sumDevices(withStatus('InsufficientInfo'))} without enough information`,
        source: devices.source,
      },
      ...(silent > 0 ? [{ text: `${countDevices(silent)} onboarded but inactive`, source: devices.source }] : []),
    ];
    if (waiting.length > 0)
      return {
        state: 'not-met',
        observed,
        evidence,
        affected: toAffected(waiting),
        mend: `Onboard the ${countDevices(sumDevices(waiting))} to Defender for Endpoint.`,
      };
    if (unclear.length > 0)
      return {
        state: 'unknown',
        observed: `${observed}; ${countDevices(sumDevices(unclear))} undetermined`,
        evidence,
        affected: toAffected(unclear),
        mend: 'Look at these devices in the device inventory, then read the facts again.',
      };
    if (onboarded.length === 0)
      return {
        state: 'not-met',
        observed: 'no device in scope is onboarded',
        evidence,
        mend: 'Onboard the devices in scope to Defender for Endpoint.',
      };
    return { state: 'met', observed, evidence };
  },
};
