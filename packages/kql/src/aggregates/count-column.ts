import type { Column } from '../columns/column.ts';
import { floatsFor } from './group-lanes.ts';

/** A `long` column of counts. */
export function countColumn(counts: Float64Array<ArrayBuffer>, groupCount: number): Column {
  return { type: 'long', length: groupCount, values: floatsFor(counts, groupCount).slice(0, groupCount) };
}
