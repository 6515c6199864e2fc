import type { Check } from '../check.ts';
import type { JudgedDevice } from '../device-depth.ts';
import { judgeDepths } from '../device-depth.ts';
import { countDevices, namesOf, sampleSize, scopeDevices, sumDevices, toAffected } from '../device-scope.ts';
import { openFact } from '../open-fact.ts';

function countModes(judged: readonly JudgedDevice[]): string {
  const counts = new Map<string, number>();
  for (const { mode, device } of judged) counts.set(mode, (counts.get(mode) ?? 0) + sumDevices([device]));
  return [...counts.entries()]
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([mode, count]) => `${count} ${mode}`)
    .join(', ');
}

export const defenderAvActiveCheck: Check = {
  id: 'defender-av-active',
  title: 'Defender Antivirus is in active mode',
  permission: 'Machine.Read.All',
  expect: () => 'Microsoft Defender Antivirus is in active mode on every onboarded device in scope.',
  judge(context) {
    const devices = openFact(context.facts.devices, 'Devices', context);
    if ('verdict' in devices) return devices.verdict;
    const antivirus = openFact(context.facts.antivirus, 'Antivirus modes', context);
    if ('verdict' in antivirus) return antivirus.verdict;
    const { inScope, undetermined } = scopeDevices(devices.value, context.customer);
    const onboarded = inScope.filter((device) => device.onboardingStatus === 'Onboarded');
    const judged = judgeDepths(onboarded, antivirus.value, context.asOfMs, context.maxAgeDays);
    const evidence = [{ text: judged.length === 0 ? 'no onboarded device in scope' : countModes(judged), source: antivirus.source }];
    const active = sumDevices(judged.filter(({ depth }) => depth === 'actionable').map(({ device }) => device));
    const observed = `active on ${active} of ${countDevices(sumDevices(onboarded))}`;
    const failing = judged.filter(({ depth }) => depth === 'guidance-only' || depth === 'blind');
    if (failing.length > 0) {
      const affected = toAffected(failing.map(({ device }) => device));
      const named = failing.flatMap(({ device, mode }) => namesOf(device).map((name) => `${name} (${mode})`)).slice(0, sampleSize);
      return {
        state: 'not-met',
        observed,
        evidence,
        affected: { ...affected, sample: named },
        mend: `Bring the antivirus of the ${countDevices(affected.count)} to active mode: remove the other antivirus product, or its policy that forces passive mode.`,
      };
    }
    const unclear = [...judged.filter(({ depth }) => depth === 'undetermined').map(({ device }) => device), ...undetermined];
    if (unclear.length > 0)
      return {
        state: 'unknown',
        observed: `${observed}; nothing recent is known of ${countDevices(sumDevices(unclear))}`,
        evidence,
        affected: toAffected(unclear),
        mend: 'Bring these devices online, or take retired ones out of the inventory, then read the facts again.',
      };
    if (onboarded.length === 0)
      return {
        state: 'unknown',
        observed: 'no onboarded device in scope to look at',
        evidence,
        mend: 'Onboard the devices in scope, then read the facts again.',
      };
    return { state: 'met', observed, evidence };
  },
};
