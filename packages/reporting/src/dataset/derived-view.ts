import type { View, ViewCell } from './dataset.ts';
import type { Reason } from './reason.ts';

/** A view that is known, made from what is at hand. */
export const derivedView = (
  id: string,
  columns: readonly string[],
  rows: readonly (readonly ViewCell[])[],
  evidence: readonly string[],
): View => ({ id, state: 'known', reason: null, missingTables: [], columns, rows, evidence });

/** A view of which nothing is known, and why. */
export const absentView = (id: string, reason: Reason, missingTables: readonly string[], evidence: readonly string[]): View => ({
  id,
  state: 'unavailable',
  reason,
  missingTables,
  columns: [],
  rows: [],
  evidence,
});
