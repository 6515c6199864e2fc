import { erfc } from './special-functions.ts';
import type { Series } from './series.ts';

/** Which percentiles bound what is normal. */
export interface Fences {
  readonly low: number;
  readonly high: number;
  /** Factors that make the distance from a fence comparable with Tukey's test at the quartiles, below and above. */
  readonly below: number;
  readonly above: number;
  /** Whether the factors are the service's; they are published for the quartiles and for the 10th and 90th percentile. */
  readonly isPublished: boolean;
}

/**
 * Quantiles of the normal distribution at 75 % and 90 % as the service has them. The scores that it gave in an example (Stack Overflow
 * 75264555, answered by its author) follow from these two and from no rounder ones; the exact ones are 0.67449 and 1.28155.
 */
const SERVICE_Z75 = 0.675;
const SERVICE_Z90 = 1.29682082;

/** The point below which a share of the standard normal distribution lies. */
function normalQuantile(share: number): number {
  let low = -40;
  let high = 40;
  for (let round = 0; round < 80; round++) {
    const middle = (low + high) / 2;
    if (erfc(-middle / Math.SQRT2) / 2 < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** By which the distance from a fence is multiplied, so that what scores 1.5 at the quartiles of a normal distribution scores 1.5 here. */
function normalising(fence: number, spread: number, quartile: number): number {
  return (1.5 * spread) / (4 * quartile - fence);
}

export const TUKEY_FENCES: Fences = { low: 25, high: 75, below: 1, above: 1, isPublished: true };

/** Fences of `ctukey` at two percentiles. */
export function customFences(low: number, high: number): Fences {
  if (low === 25 && high === 75) return TUKEY_FENCES;
  if (low === 10 && high === 90) {
    const factor = normalising(SERVICE_Z90, 2 * SERVICE_Z90, SERVICE_Z75);
    return { low, high, below: factor, above: factor, isPublished: true };
  }
  const [lowZ, highZ, quartile] = [normalQuantile(low / 100), normalQuantile(high / 100), normalQuantile(0.75)];
  return {
    low,
    high,
    below: normalising(-lowZ, highZ - lowZ, quartile),
    above: normalising(highZ, highZ - lowZ, quartile),
    isPublished: false,
  };
}

/** Percentile between the two nearest ranks, in proportion. */
function percentileBetween(sorted: readonly number[], percent: number): number {
  const place = ((sorted.length - 1) * percent) / 100;
  const below = Math.floor(place);
  const left = sorted[below]!;
  const right = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return left + (right - left) * (place - below);
}

export interface OutlierScores {
  readonly scores: readonly number[];
  /** The fences coincide and items lie beyond them: what they score is not published. Here it is 0. */
  readonly hasNoSpread: boolean;
}

/** How far every item lies outside the fences, negative below, 0 within; 0 too for what is missing or ignored. */
export function scoreOutliers(series: Series, fences: Fences, ignored?: number): OutlierScores {
  const counts = (item: number | undefined): item is number => item !== undefined && !Number.isNaN(item) && item !== ignored;
  const sorted = series.filter(counts).toSorted((left, right) => left - right);
  if (sorted.length === 0) return { scores: series.map(() => 0), hasNoSpread: false };
  const low = percentileBetween(sorted, fences.low);
  const high = percentileBetween(sorted, fences.high);
  const spread = high - low;
  if (spread === 0) return { scores: series.map(() => 0), hasNoSpread: sorted[0]! < low || sorted.at(-1)! > high };
  const scores = series.map((item) => {
    if (!counts(item) || (item >= low && item <= high)) return 0;
    return item > high ? ((item - high) / spread) * fences.above : ((item - low) / spread) * fences.below;
  });
  return { scores, hasNoSpread: false };
}
