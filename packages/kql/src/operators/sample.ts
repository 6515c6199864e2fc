import type { Batch } from '../engine/batch.ts';

/** So many rows by chance, each with the same chance, in their order. The session's seed makes it repeatable. */
export function sampleRows(input: Batch, count: number): Batch {
  const { session, rowCount } = input;
  if (rowCount <= count) return input;
  const chosen = Int32Array.from({ length: Math.max(0, count) }, (_, index) => index);
  for (let row = chosen.length; row < rowCount; row++) {
    const slot = Math.floor(session.random() * (row + 1));
    if (slot < chosen.length) chosen[slot] = row;
  }
  return input.select(chosen.sort());
}
