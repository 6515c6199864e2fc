import type { TruthRecords } from './truth.ts';

const quarterMs = 15 * 60_000;

/**
 * The quarters of an hour that hold something, with their first instant, their last and how many there are.
 * @param instants milliseconds since 1970 UTC, oldest first; read once
 */
export function findQuarters(originMs: number, instants: Iterable<number>): TruthRecords['quarters'] {
  const quarters: [firstMs: number, lastMs: number, rows: number][] = [];
  let open = Number.NaN;
  for (const atMs of instants) {
    const quarter = Math.floor(atMs / quarterMs);
    const last = quarters.at(-1);
    if (last !== undefined && quarter === open) {
      last[1] = atMs - originMs;
      last[2]++;
    } else quarters.push([atMs - originMs, atMs - originMs, 1]);
    open = quarter;
  }
  return quarters;
}
