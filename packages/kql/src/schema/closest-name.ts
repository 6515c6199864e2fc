import { nearestName } from '@mxdr/core';

/** Lower case without separators: `azure_activity` and `AzureActivity` are one name to a person. */
export function normaliseName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** The candidate that differs from `name` in case and separators only, else the nearest by spelling. */
export function closestName(name: string, candidates: readonly string[]): string | undefined {
  const wanted = normaliseName(name).slice(0, 100);
  if (wanted === '') return undefined;
  return candidates.find((candidate) => normaliseName(candidate) === wanted) ?? nearestName(name.slice(0, 100), candidates);
}
