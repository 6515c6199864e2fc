/** Lower case without separators: `azure_activity` and `AzureActivity` are one name to a person. */
export function normaliseName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Letters to insert, delete or replace to get from `a` to `b`; more than `limit` is answered as `limit + 1`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      current.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    previous = current;
  }
  return previous[b.length]!;
}

/** The candidate nearest to `name`, at most a quarter of its letters away; the first in order when several are equally near. */
export function closestName(name: string, candidates: readonly string[]): string | undefined {
  const wanted = normaliseName(name).slice(0, 100);
  if (wanted === '') return undefined;
  let limit = Math.max(1, Math.floor(wanted.length / 4));
  let closest: string | undefined;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, normaliseName(candidate), limit);
    if (distance === 0) return candidate;
    if (distance < limit || (distance === limit && closest === undefined)) {
      closest = candidate;
      limit = distance;
    }
  }
  return closest;
}
