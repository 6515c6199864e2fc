import type { Check } from '../check.ts';
import type { JudgedDevice } from '../device-depth.ts';
import { judgeDepths } from '../device-depth.ts';
import { namesOf, sampleSize, scopeDevices, sumDevices, toAffected } from '../device-scope.ts';
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
  permission: 'Machine.Read.All',
  expect: () => 'Microsoft Defender Antivirus is in active mode on every onboarded device in scope.',
  judge(context) {
    const say = context.words.checks['defender-av-active'];
    const devices = openFact(context.facts.devices, 'Devices', context);
    if ('verdict' in devices) return devices.verdict;
    const antivirus = openFact(context.facts.antivirus, 'Antivirus modes', context);
    if ('verdict' in antivirus) return antivirus.verdict;
    const { inScope, undetermined } = scopeDevices(devices.value, context.customer);
    const onboarded = inScope.filter((device) => device.onboardingStatus === 'Onboarded');
    const judged = judgeDepths(onboarded, antivirus.value, context.asOfMs, context.maxAgeDays);
    const evidence = [{ text: judged.length === 0 ? 'no onboarded device in scope' : countModes(judged), source: antivirus.source }];
    const active = sumDevices(judged.filter(({ depth }) => depth === 'actionable').map(({ device }) => device));
    const observed = say.observed(active, sumDevices(onboarded));
    const failing = judged.filter(({ depth }) => depth === 'guidance-only' || depth === 'blind');
    if (failing.length > 0) {
      const affected = toAffected(failing.map(({ device }) => device));
      const named = failing.flatMap(({ device, mode }) => namesOf(device).map((name) => `${name} (${mode})`)).slice(0, sampleSize);
      return {
        state: 'not-met',
        observed,
        evidence,
        affected: { ...affected, sample: named },
        mend: say.activate(affected.count),
      };
    }
    const unclear = [...judged.filter(({ depth }) => depth === 'undetermined').map(({ device }) => device), ...undetermined];
    if (unclear.length > 0)
      return {
        state: 'unknown',
        observed: context.words.join([observed, say.nothingRecent(sumDevices(unclear))]),
        evidence,
        affected: toAffected(unclear),
        mend: say.online,
      };
    if (onboarded.length === 0)
      return {
        state: 'unknown',
        observed: say.none,
        evidence,
        mend: say.onboard,
      };
    return { state: 'met', observed, evidence };
  },
};
