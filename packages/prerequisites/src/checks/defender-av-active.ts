import type { Check } from '../check.ts';
import { judgeDepths } from '../device-depth.ts';
import { countDevices, scopeDevices, toAffected } from '../device-scope.ts';
import { openFact } from '../open-fact.ts';

function countModes(modes: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const mode of modes) counts.set(mode, (counts.get(mode) ?? 0) + 1);
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
    const evidence = [
      { text: judged.length === 0 ? 'no onboarded device in scope' : countModes(judged.map(({ mode }) => mode)), source: antivirus.source },
    ];
    const active = judged.filter(({ depth }) => depth === 'actionable').length;
    const observed = `active on ${active} of ${countDevices(onboarded.length)}`;
    const failing = judged.filter(({ depth }) => depth === 'guidance-only' || depth === 'blind');
    if (failing.length > 0) {
      const affected = toAffected(failing.map(({ device }) => device));
      const named = failing.slice(0, affected.sample.length).map(({ mode }, i) => `${affected.sample[i] ?? ''} (${mode})`);
      return {
        state: 'not-met',
        observed,
        evidence,
        affected: { ...affected, sample: named },
        mend: `Bring the antivirus of the ${countDevices(failing.length)} to active mode: remove the other antivirus product, or its policy that forces passive mode.`,
      };
    }
    const unclear = [...judged.filter(({ depth }) => depth === 'undetermined').map(({ device }) => device), ...undetermined];
    if (unclear.length > 0)
      return {
        state: 'unknown',
        observed: `${observed}; nothing recent is known of ${countDevices(unclear.length)}`,
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
