/** Mean, median and 90th percentile with the number of values they stand on. */
export interface Distribution {
  readonly n: number;
  /** Undefined without values: not available, never 0. */
  readonly mean: number | undefined;
  readonly median: number | undefined;
  readonly p90: number | undefined;
  /** How many of the values are below zero. */
  readonly negative: number;
}

/** Percentiles by nearest rank: the smallest value that exists at or above the share; `ceil(share × n)`-th of the sorted values. */
export function describeDistribution(values: readonly number[]): Distribution {
  const sorted = [...values].sort((left, right) => left - right);
  const n = sorted.length;
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * n) - 1)];
  return {
    n,
    mean: n === 0 ? undefined : sorted.reduce((total, value) => total + value, 0) / n,
    median: rank(0.5),
    p90: rank(0.9),
    negative: values.filter((value) => value < 0).length,
  };
}
