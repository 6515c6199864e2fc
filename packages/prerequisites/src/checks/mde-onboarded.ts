import type { Check } from '../check.ts';
import { countDevices, scopeDevices, sumDevices, toAffected } from '../device-scope.ts';
import { openFact } from '../open-fact.ts';

export const mdeOnboardedCheck: Check = {
  id: 'mde-onboarded',
  permission: 'Machine.Read.All',
  expect: () => 'Every device in scope that Defender for Endpoint supports is onboarded, and there is at least one.',
  judge(context) {
    const say = context.words.checks['mde-onboarded'];
    const devices = openFact(context.facts.devices, 'Devices', context);
    if ('verdict' in devices) return devices.verdict;
    const { inScope, undetermined } = scopeDevices(devices.value, context.customer);
    const withStatus = (status: string) => inScope.filter((device) => device.onboardingStatus === status);
    const onboarded = withStatus('Onboarded');
    const waiting = withStatus('CanBeOnboarded');
    const unclear = [...withStatus('InsufficientInfo'), ...undetermined];
    const silent = sumDevices(onboarded.filter((device) => device.healthStatus === 'Inactive'));
    const observed = say.observed(sumDevices(onboarded), sumDevices(onboarded) + sumDevices(waiting));
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
        mend: say.onboard(sumDevices(waiting)),
      };
    if (unclear.length > 0)
      return {
        state: 'unknown',
        observed: context.words.join([observed, say.unclear(sumDevices(unclear))]),
        evidence,
        affected: toAffected(unclear),
        mend: say.look,
      };
    if (onboarded.length === 0)
      return {
        state: 'not-met',
        observed: say.none,
        evidence,
        mend: say.onboardScope,
      };
    return { state: 'met', observed, evidence };
  },
};
