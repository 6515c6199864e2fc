import { distance } from 'fastest-levenshtein';

/**
 * The name that a person most likely meant, or nothing when none is near: at most a third of the letters differ, case aside.
 * Equal distances are decided by the order of `names`.
 */
export function nearestName(name: string, names: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of names) {
    const next = distance(wanted, candidate.toLowerCase());
    if (next < bestDistance) {
      best = candidate;
      bestDistance = next;
    }
  }
  return best;
}
