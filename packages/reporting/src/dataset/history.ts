import type { MetricValue } from './dataset.ts';
import { isKnown } from './dataset.ts';

/** A median of fewer months says little about what is usual. */
export const fewestMonths = 3;

/**
 * What is usual: the median of a metric's values in earlier months, each month counted once whatever happened in it. Months that are not known, or not
 * whole, are left out; `n` says how many are left.
 */
export function medianOfMonths(values: readonly MetricValue[]): MetricValue {
  const whole = values.filter(isKnown).filter(({ state }) => state !== 'partial');
  const evidence = [...new Set(values.flatMap((one) => one.evidence))];
  if (whole.length < fewestMonths) return { state: 'unavailable', reason: { kind: 'history-too-short' }, evidence };
  const sorted = whole.map(({ value }) => value).toSorted((a, b) => a - b);
  const [below, above] = [sorted[Math.floor((sorted.length - 1) / 2)]!, sorted[Math.ceil((sorted.length - 1) / 2)]!];
  return { state: 'known', value: (below + above) / 2, n: whole.length, evidence };
}
