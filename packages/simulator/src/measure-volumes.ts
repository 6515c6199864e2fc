import type { Truth, TruthSignIns } from './truth.ts';

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
  const { from, to } = quartersOf(truth, startMs, endMs);
  return truth.volumes.map(({ table, kinds, perQuarterHour }) => {
    const counts = kinds.map((_, index) => (perQuarterHour[index] ?? []).slice(from, to).reduce((total, count) => total + count, 0));
    return {
      table,
      rows: counts.reduce((total, count) => total + count, 0),
      byKind: Object.fromEntries(kinds.map((kind, index) => [kind, counts[index] ?? 0])),
    };
  });
}

/** Users with at least one interactive sign-in in the window. */
export function countSignInUsers(truth: Truth, startMs: number, endMs: number): number {
  const { from, to } = quartersOf(truth, startMs, endMs);
  const isIn = ({ quarters }: TruthSignIns): boolean => quarters.some((quarter) => quarter >= from && quarter < to);
  return truth.signIns.filter(isIn).length;
}

function quartersOf(truth: Truth, startMs: number, endMs: number): { readonly from: number; readonly to: number } {
  const originMs = Date.parse(truth.startUtc);
  const from = Math.max(0, Math.floor((startMs - originMs) / quarterMs));
  return { from, to: Math.max(from, Math.ceil((endMs - originMs) / quarterMs)) };
}
