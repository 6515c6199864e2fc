/** Durations of a set of incidents, in minutes. Never one average alone. */
export interface Distribution {
  readonly n: number;
  readonly mean: number;
  readonly median: number;
  readonly p90: number;
  /** How many were below zero: clocks that disagree, or automation. Kept, not cut. */
  readonly negative: number;
}

/** @returns null for no values: there is no mean of nothing. */
export function describeDistribution(values: readonly number[]): Distribution | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return {
    n: sorted.length,
    mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
    median: quantile(sorted, 0.5),
    p90: quantile(sorted, 0.9),
    negative: sorted.filter((value) => value < 0).length,
  };
}

/** Nearest rank: the smallest value that at least that share of the values does not exceed. It is a value that occurred, and what Kusto's percentile() means. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}
