import type { Period } from '@mxdr/core';
import { splitPeriod } from '@mxdr/core';

/** Last local day of the period that the snapshot reaches, e.g. `2026-10-31`. */
export function lastDay(period: Period, asOfUtc: string): string {
  const days = splitPeriod(period, 'day').filter(({ startUtc }) => Date.parse(startUtc) < Date.parse(asOfUtc));
  return days.at(-1)?.label ?? period.startDate;
}
