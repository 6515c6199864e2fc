import { createHash } from 'node:crypto';
import { nobodyInWave, noCanary, waveTagInvalid } from './errors.ts';

/** The order in which a fleet is deployed: who agreed to go first, then a tenth, then everybody else. */
export const waves = ['canary', 'early', 'rest'] as const;
export type Wave = (typeof waves)[number];

/** Part of the customers that are not canaries in the second wave. */
const earlyShare = 0.1;

/** What waves need to know of a customer: the tag `wave` of customer.yaml chooses one by hand. */
export interface WaveMember {
  readonly id: string;
  readonly tags: Readonly<Record<string, string>>;
}

const isWave = (text: string): text is Wave => waves.some((wave) => wave === text);

/** A lot that falls the same way on every machine and in every run, and spreads over the alphabet. */
const lotOf = (id: string): string => createHash('sha256').update(id).digest('hex');

/**
 * Sorts customers into waves. `early` holds those tagged so, filled up by lot to a tenth of all that are not canaries.
 * @throws AppError usage `MXDR-WAVE-TAG-INVALID`
 */
export function assignWaves<T extends WaveMember>(members: readonly T[]): Readonly<Record<Wave, readonly T[]>> {
  const wrong = members.filter(({ tags }) => tags['wave'] !== undefined && !isWave(tags['wave']));
  if (wrong.length > 0) throw waveTagInvalid(wrong.map(({ id, tags }) => `${id} (${tags['wave'] ?? ''})`));
  const tagged = (wave: Wave): readonly T[] => members.filter(({ tags }) => tags['wave'] === wave);
  const canary = tagged('canary');
  const early = [...tagged('early')];
  const free = members
    .filter(({ tags }) => tags['wave'] === undefined)
    .toSorted((one, other) => (lotOf(one.id) < lotOf(other.id) ? -1 : 1));
  const wanted = Math.ceil((members.length - canary.length) * earlyShare);
  const chosen = new Set([...early, ...free.slice(0, Math.max(0, wanted - early.length))]);
  return {
    canary,
    early: members.filter((member) => chosen.has(member)),
    rest: members.filter((member) => !canary.includes(member) && !chosen.has(member)),
  };
}

/** `all`: nobody waits for anybody; `rollout`: one wave after the other; else the one wave. */
export type WaveChoice = 'all' | 'rollout' | Wave;

export interface WaveGroup<T> {
  readonly wave: Wave | 'all';
  readonly members: readonly T[];
}

/**
 * The groups to deploy, in order.
 * @throws AppError usage `MXDR-WAVE-TAG-INVALID`, `MXDR-WAVE-NO-CANARY`, `MXDR-WAVE-EMPTY`
 */
export function groupByWave<T extends WaveMember>(members: readonly T[], choice: WaveChoice): readonly WaveGroup<T>[] {
  if (choice === 'all') return [{ wave: 'all', members }];
  const assigned = assignWaves(members);
  if (choice === 'rollout') {
    if (assigned.canary.length === 0) throw noCanary();
    return waves.map((wave) => ({ wave, members: assigned[wave] })).filter((group) => group.members.length > 0);
  }
  if (assigned[choice].length === 0) throw nobodyInWave(choice);
  return [{ wave: choice, members: assigned[choice] }];
}
