import type { Truth } from './truth.ts';

/** Rows of one table in the window, by `TimeGenerated`. */
export interface VolumeMeasure {
  readonly table: string;
  readonly rows: number;
  /** Kinds add up to `rows`. */
  readonly byKind: Readonly<Record<string, number>>;
}

const quarterMs = 15 * 60_000;

/** Quarters of an hour that lie partly outside the tenant's time count as far as the tenant has rows. */
export function measureVolumes(truth: Truth, startMs: number, endMs: number): readonly VolumeMeasure[] {
  const originMs = Date.parse(truth.startUtc);
  const from = Math.max(0, Math.floor((startMs - originMs) / quarterMs));
  const to = Math.max(from, Math.ceil((endMs - originMs) / quarterMs));
  return truth.volumes.map(({ table, kinds, perQuarterHour }) => {
    const counts = kinds.map((_, index) => (perQuarterHour[index] ?? []).slice(from, to).reduce((total, count) => total + count, 0));
    return {
      table,
      rows: counts.reduce((total, count) => total + count, 0),
      byKind: Object.fromEntries(kinds.map((kind, index) => [kind, counts[index] ?? 0])),
    };
  });
}
